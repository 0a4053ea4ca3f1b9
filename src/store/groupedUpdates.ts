/**
 * Conditional updates of one collection, several in one command: while a command is under way, further updates wait and
 * share the next one. There is no timer, so on a calm floor each update is sent at once and alone, and under load none
 * waits longer than for the command before it.
 *
 * The updates of a group are independent of each other: one that misses or is rejected affects no other.
 */
import mongoose, { type Connection, type mongo } from 'mongoose';
import type { AnyDocument, Filter } from './model.ts';
import { runGuarded } from './plain.ts';
import { isUnknownCommand } from './unavailable.ts';

interface Update {
  readonly filter: Filter;
  readonly update: Filter;
}

interface Waiting extends Update {
  readonly resolve: (isMatched: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** A group holds up the answers of all its updates. */
const MAX_GROUP = 100;

/** Resolves to whether a document matched. Rejects as the driver's `updateOne` does. */
export type ConditionalUpdate = (filter: Filter, update: Filter) => Promise<boolean>;

export function groupedUpdates(connection: Connection, collection: string): ConditionalUpdate {
  const documents = connection.collection<AnyDocument>(collection);
  let waiting: Waiting[] = [];
  let isSending = false;
  /** MongoDB 8.0 accepts several updates with their own results in one command. */
  let isOneCommand = true;

  async function updateAlone({ filter, update }: Update): Promise<boolean> {
    const { matchedCount } = await runGuarded(() => documents.updateOne(filter, update));
    return matchedCount > 0;
  }

  /** What became of each update: whether it matched, or null if it was rejected. Null as a whole without the command. */
  async function updateTogether(group: readonly Update[]): Promise<readonly (boolean | null)[] | null> {
    const namespace = `${connection.name}.${collection}`;
    const models = group.map(({ filter, update }): mongo.ClientUpdateOneModel<AnyDocument> & { name: 'updateOne' } => ({
      name: 'updateOne',
      namespace,
      filter,
      update,
    }));
    const options = { ordered: false, verboseResults: true };
    try {
      const done = await runGuarded(() =>
        connection.getClient().bulkWrite<Record<string, AnyDocument>>(models, options),
      );
      return group.map((_, index) => isMatched(done, index));
    } catch (error) {
      if (isUnknownCommand(error)) return null;
      if (!(error instanceof mongoose.mongo.MongoClientBulkWriteError) || error.writeErrors.size === 0) throw error;
      const { partialResult, writeErrors } = error;
      return group.map((_, index) => (writeErrors.has(index) ? null : isMatched(partialResult, index)));
    }
  }

  async function send(group: readonly Waiting[]): Promise<void> {
    let results: readonly (boolean | null)[] | null = null;
    try {
      if (group.length > 1 && isOneCommand) results = await updateTogether(group);
      if (group.length > 1 && results === null) isOneCommand = false;
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    // The combined answer doesn't say which key a rejected update collided with; asked alone, it is rejected again, or
    // succeeds because its condition still holds.
    const alone = results === null ? group : group.filter((_, index) => results[index] === null);
    group.forEach(({ resolve }, index) => {
      const result = results?.[index];
      if (typeof result === 'boolean') resolve(result);
    });
    await Promise.all(alone.map((one) => updateAlone(one).then(one.resolve, one.reject)));
  }

  async function sendAll(): Promise<void> {
    // Updates of the same turn go together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.slice(0, MAX_GROUP);
      waiting = waiting.slice(MAX_GROUP);
      await send(group);
    }
    isSending = false;
  }

  return (filter, update) =>
    new Promise((resolve, reject) => {
      waiting.push({ filter, update, resolve, reject });
      if (isSending) return;
      isSending = true;
      void sendAll();
    });
}

function isMatched(result: mongo.ClientBulkWriteResult | undefined, index: number): boolean {
  return (result?.updateResults?.get(index)?.matchedCount ?? 0) > 0;
}
