/**
 * What follows from a change and can be computed again from it: facts, copies of decisions, whose turn
 * it is. It is written behind the change, in the background and many changes at a time; nobody waits for
 * it, and a crash leaves it to sweeps. Whoever reads what is written here asks for `settled` first.
 */
import type { Connection, mongo } from 'mongoose';
import { SECOND } from '../core/time.ts';
import { StoreUnavailable, type Log, type Projection, type Projections } from '../ports.ts';
import { decisionDocument } from './decisions.ts';
import { factDocument } from './facts.ts';
import type { AnyDocument } from './model.ts';
import { guarded } from './plain.ts';

/** Facts are readable within a second, flush included. */
const FLUSH_MS = 300;
const AGAIN_MS = SECOND;
/** With the database away for long the oldest are left to the sweeps. */
const KEPT_AT_MOST = 20_000;

type Operation = { readonly collection: string } & (
  | Omit<mongo.ClientUpdateOneModel<AnyDocument>, 'namespace'>
  | Omit<mongo.ClientReplaceOneModel<AnyDocument>, 'namespace'>
);

export function startProjections(
  connection: Connection,
  log: Log,
): Projections & { readonly stop: () => Promise<void> } {
  let queue: readonly Projection[] = [];
  /** How many were ever added, and how many of those are done with: in order, since a batch is always the whole queue. */
  let added = 0;
  let done = 0;
  let flushing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  /** MongoDB 8.0 takes writes to several collections in one command; before it each collection is a command. */
  let isOneCommand = true;
  const write = async (batch: readonly Projection[]) => {
    const operations = batch.map(operationOf);
    if (isOneCommand) isOneCommand = await writtenAtOnce(connection, operations);
    if (!isOneCommand) await writeByCollection(connection, operations);
    for (const projection of batch) if (projection.kind === 'decision') projection.written();
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = queue;
    queue = [];
    try {
      if (batch.length > 0) await write(batch);
      done += batch.length;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        // One that cannot be written keeps no other from it, and nobody waiting for them; the rest of the batch was written.
        log.error({ err: error, count: batch.length }, 'a projection could not be written');
        done += batch.length;
        return;
      }
      // Each is harmless when written twice.
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
  const later = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flushed().catch((error: unknown) => log.warn({ err: error }, 'projections wait for the database'));
    }, ms).unref();
  };
  const settled = async () => {
    // What was added during a flush that is under way comes with the next one.
    for (const wanted = added; done < wanted;) await flushed();
  };

  return {
    add(...projections) {
      queue = [...queue, ...projections];
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

const COMMAND_NOT_FOUND = 59;

/** False when the server knows no such command, and nothing was written. */
async function writtenAtOnce(connection: Connection, operations: readonly Operation[]): Promise<boolean> {
  const database = connection.name;
  const models = operations.map(({ collection, ...operation }) => ({
    ...operation,
    namespace: `${database}.${collection}`,
  }));
  try {
    await guarded(() => connection.getClient().bulkWrite<Record<string, AnyDocument>>(models, { ordered: false }));
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === COMMAND_NOT_FOUND) return false;
    throw error;
  }
}

async function writeByCollection(connection: Connection, operations: readonly Operation[]): Promise<void> {
  const names = [...new Set(operations.map(({ collection }) => collection))];
  await Promise.all(
    names.map((name) => {
      const own = operations.filter(({ collection }) => collection === name).map(asCollectionWrite);
      return guarded(() => connection.collection<AnyDocument>(name).bulkWrite(own, { ordered: false }));
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

function operationOf(projection: Projection): Operation {
  switch (projection.kind) {
    case 'fact': {
      const { _id, ...fields } = factDocument(projection.fact);
      const update = { $setOnInsert: fields };
      return { collection: 'facts', name: 'updateOne', filter: { _id }, update, upsert: true };
    }
    case 'decision': {
      const replacement = decisionDocument(projection.decision);
      const filter = { _id: replacement._id };
      return { collection: 'decisions', name: 'replaceOne', filter, replacement, upsert: true };
    }
    case 'served': {
      const update = { $max: { idleSince: new Date(projection.at) } };
      return { collection: 'agents', name: 'updateOne', filter: { _id: projection.agentId }, update };
    }
  }
}
