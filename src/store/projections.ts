/**
 * What follows from a change and can be computed again from it: facts, copies of decisions, which lead an inquiry came
 * to, whose turn it is. It is written behind the change, in the background and many changes at a time; nobody waits for
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

type Operation = mongo.AnyBulkWriteOperation<AnyDocument>;

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

  const write = async (batch: readonly Projection[]) => {
    const byCollection = new Map<string, Operation[]>();
    for (const projection of batch) {
      const [collection, operation] = operationOf(projection);
      byCollection.set(collection, [...(byCollection.get(collection) ?? []), operation]);
    }
    await Promise.all(
      [...byCollection].map(([collection, operations]) =>
        guarded(() => connection.collection<AnyDocument>(collection).bulkWrite(operations, { ordered: false })),
      ),
    );
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

function operationOf(projection: Projection): readonly [collection: string, operation: Operation] {
  switch (projection.kind) {
    case 'fact': {
      const { _id, ...fields } = factDocument(projection.fact);
      return ['facts', { updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true } }];
    }
    case 'decision': {
      const document = decisionDocument(projection.decision);
      return ['decisions', { replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true } }];
    }
    case 'served': {
      const update = { $max: { idleSince: new Date(projection.at) } };
      return ['agents', { updateOne: { filter: { _id: projection.agentId }, update } }];
    }
    case 'attached': {
      const { inquiryId, leadId } = projection;
      const update = { $set: { leadId }, $unset: { orphanSince: 1 as const } };
      return ['inquiries', { updateOne: { filter: { _id: inquiryId }, update } }];
    }
  }
}
