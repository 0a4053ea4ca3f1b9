/**
 * Data derived from a change that can be recomputed: facts, cards, agents' idle order. It is written after the change,
 * in the background and in batches; nothing waits for it, and sweeps repair it after a crash. Call `settled` before
 * reading this data.
 */
import type { Connection, mongo } from 'mongoose';
import type { Fact } from '../core/lead/facts.ts';
import { leadIdOf } from '../core/report/leadLine.ts';
import { SECOND, type Moment } from '../core/vocabulary/time.ts';
import { StoreUnavailable, type Clock, type Log } from '../ports/basics.ts';
import type { Projection, Projections } from '../ports/facts.ts';
import { cardDocument } from './cardDocument.ts';
import { factDocument } from './facts.ts';
import type { AnyDocument } from './model.ts';
import { runGuarded } from './plain.ts';
import { LATE_LEADS } from './reports.ts';
import { isUnknownCommand } from './unavailable.ts';

/** Facts are readable within a second, including the flush. */
const FLUSH_MS = 500;
const AGAIN_MS = SECOND;
/** Of one command: half a second of a busy floor, built and sent at once, would keep its desks waiting (O67). */
const AT_ONCE = 100;
/** Reports find facts that are written sooner by their time; see settleReports.ts. */
const LATE_MS = 30 * SECOND;
/** If the database is down for long, the oldest are left to the sweeps. */
const KEPT_AT_MOST = 20_000;

type Operation = { readonly collection: string } & (
  | Omit<mongo.ClientInsertOneModel<AnyDocument>, 'namespace'>
  | Omit<mongo.ClientUpdateOneModel<AnyDocument>, 'namespace'>
  | Omit<mongo.ClientReplaceOneModel<AnyDocument>, 'namespace'>
);

export function startProjections(
  connection: Connection,
  log: Log,
  clock: Pick<Clock, 'now'>,
): Projections & { readonly stop: () => Promise<void> } {
  let queue: Projection[] = [];
  /** How many were ever added, and how many are done, in order: a batch is always the whole queue. */
  let added = 0;
  let done = 0;
  let flushing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  /** MongoDB 8.0 accepts writes to several collections in one command; older versions need one per collection. */
  let isOneCommand = true;
  const writeSome = async (batch: readonly (Projection | Mark)[]) => {
    try {
      const operations = batch.map(operationOf);
      if (isOneCommand) isOneCommand = await writeTogether(connection, operations);
      if (!isOneCommand) await writeByCollection(connection, operations);
    } catch (error) {
      // What can't be written blocks neither the others nor those waiting for them.
      if (error instanceof StoreUnavailable) throw error;
      if (!isKnownAlready(error)) log.error({ err: error, count: batch.length }, 'failed to write a projection');
    }
  };
  const write = async (batch: readonly Projection[]) => {
    const wanted = [...marksOf(batch, clock.now()), ...withoutOlderCards(batch)];
    for (let start = 0; start < wanted.length; start += AT_ONCE) await writeSome(wanted.slice(start, start + AT_ONCE));
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = queue;
    queue = [];
    try {
      await write(batch);
      done += batch.length;
    } catch (error) {
      // Writing any of them twice is harmless; a turn that counts twice is off by one lead.
      const all = [...batch, ...queue];
      queue = all.slice(-KEPT_AT_MOST);
      done += all.length - queue.length;
      later(AGAIN_MS);
      throw error;
    }
  };
  const flushed = (): Promise<void> => {
    if (flushing) return flushing;
    const run = flush().finally(() => (flushing = null));
    flushing = run;
    return run;
  };
  const flushBehind = () => {
    timer = undefined;
    flushed().catch((error: unknown) => log.warn({ err: error }, 'projections are waiting for the database'));
  };
  const later = (ms: number) => {
    timer ??= setTimeout(flushBehind, ms).unref();
  };
  const settled = async () => {
    // Projections added during a flush are written by the next one.
    for (const wanted = added; done < wanted;) await flushed();
  };

  return {
    add(...projections) {
      queue.push(...projections);
      added += projections.length;
      if (projections.length > 0) later(FLUSH_MS);
    },
    settled,
    async stop() {
      await settled().catch(() => undefined);
      clearTimeout(timer);
    },
  };
}

const DUPLICATE_KEY = 11_000;

/** Inserting what exists fails: facts written before, cards with a newer version. */
const INSERTED = /\.(?:cards|facts) /;

/** The only failures were of that kind; everything else was written. */
function isKnownAlready(error: unknown): boolean {
  const { writeErrors = [] } = error as { readonly writeErrors?: Iterable<unknown> | ReadonlyMap<number, unknown> };
  const all = writeErrors instanceof Map ? [...writeErrors.values()] : [...writeErrors];
  const errors = all as readonly { readonly code?: unknown; readonly message?: string; readonly errmsg?: string }[];
  return (
    errors.length > 0 &&
    errors.every(({ code, message, errmsg }) => code === DUPLICATE_KEY && INSERTED.test(errmsg ?? message ?? ''))
  );
}

/** False when the server doesn't have the command, so nothing was written. */
async function writeTogether(connection: Connection, operations: readonly Operation[]): Promise<boolean> {
  const database = connection.name;
  const models = operations.map(({ collection, ...operation }) => ({
    ...operation,
    namespace: `${database}.${collection}`,
  }));
  try {
    await runGuarded(() => connection.getClient().bulkWrite<Record<string, AnyDocument>>(models, { ordered: false }));
    return true;
  } catch (error) {
    if (isUnknownCommand(error)) return false;
    throw error;
  }
}

async function writeByCollection(connection: Connection, operations: readonly Operation[]): Promise<void> {
  const names = [...new Set(operations.map(({ collection }) => collection))];
  await Promise.all(
    names.map((name) => {
      const own = operations.filter(({ collection }) => collection === name).map(asCollectionWrite);
      return runGuarded(() => connection.collection<AnyDocument>(name).bulkWrite(own, { ordered: false }));
    }),
  );
}

function asCollectionWrite({
  name,
  collection: _collection,
  ...write
}: Operation): mongo.AnyBulkWriteOperation<AnyDocument> {
  return { [name]: write } as unknown as mongo.AnyBulkWriteOperation<AnyDocument>;
}

/** Keeps only the last of several cards of one lead. */
function withoutOlderCards(batch: readonly Projection[]): readonly Projection[] {
  const last = new Map(batch.flatMap((one, at) => (one.kind === 'card' ? [[one.lead.id, at] as const] : [])));
  return batch.filter((one, at) => one.kind !== 'card' || last.get(one.lead.id) === at);
}

/** A lead some of whose facts are written late. */
interface Mark {
  readonly kind: 'late';
  readonly leadId: string;
  readonly at: Moment;
}

/** Marks the leads of facts that are written late, so that reports count them: before the facts. */
function marksOf(batch: readonly Projection[], now: Moment): readonly Mark[] {
  const late = batch.filter(
    (one): one is Extract<Projection, { kind: 'fact' }> => one.kind === 'fact' && isLate(one.fact, now),
  );
  return [...new Set(late.map(({ fact }) => leadIdOf(fact)))].map((leadId) => ({ kind: 'late', leadId, at: now }));
}

function isLate({ at }: Fact, now: Moment): boolean {
  return at < now - LATE_MS;
}

function operationOf(projection: Projection | Mark): Operation {
  switch (projection.kind) {
    case 'late': {
      const update = { $max: { at: new Date(projection.at) } };
      return { collection: LATE_LEADS, name: 'updateOne', filter: { _id: projection.leadId }, update, upsert: true };
    }
    case 'fact': {
      // A fact never changes: if it exists, inserting it fails and it is there.
      return { collection: 'facts', name: 'insertOne', document: factDocument(projection.fact) };
    }
    case 'card': {
      const replacement = cardDocument(projection.lead, projection.rev);
      // A newer card from another node stays: the insert then fails on the existing identifier.
      const filter = { _id: replacement._id, rev: { $not: { $gt: projection.rev } } };
      return { collection: 'cards', name: 'replaceOne', filter, replacement, upsert: true };
    }
    case 'turn': {
      const changes = [...projection.changes].map(([agentId, change]) => [`credit.${agentId}`, change] as const);
      return {
        collection: 'turns',
        name: 'updateOne',
        filter: { _id: projection.key },
        update: { $inc: Object.fromEntries(changes) } as unknown as mongo.UpdateFilter<AnyDocument>,
      };
    }
    case 'served': {
      const update = { $max: { idleSince: new Date(projection.at) } };
      return { collection: 'agents', name: 'updateOne', filter: { _id: projection.agentId }, update };
    }
  }
}
