/**
 * Conditional updates of one collection, several in one command (see inGroups.ts). The updates of a group are
 * independent of each other: one that misses or is rejected affects no other.
 */
import mongoose, { type Connection, type mongo } from 'mongoose';
import { inGroups } from './inGroups.ts';
import type { AnyDocument, Filter } from './model.ts';
import { runGuarded } from './plain.ts';
import { isUnknownCommand } from './unavailable.ts';

interface Update {
  readonly filter: Filter;
  readonly update: Filter;
}

/** A group holds up the answers of all its updates. */
const MAX_GROUP = 100;

/** Resolves to whether a document matched. Rejects as the driver's `updateOne` does. */
export type ConditionalUpdate = (filter: Filter, update: Filter) => Promise<boolean>;

export function groupedUpdates(connection: Connection, collection: string): ConditionalUpdate {
  const documents = connection.collection<AnyDocument>(collection);
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

  const updateInGroup = inGroups<Update, boolean>(MAX_GROUP, async (group) => {
    const [first] = group;
    if (first && group.length === 1) return [await updateAlone(first)];
    const results = isOneCommand ? await updateTogether(group) : null;
    if (!results) isOneCommand = false;
    // The combined answer doesn't say which key a rejected update collided with; asked alone, it is rejected again, or
    // succeeds because its condition still holds.
    return group.map((one, index) => results?.[index] ?? updateAlone(one));
  });
  return (filter, update) => updateInGroup({ filter, update });
}

function isMatched(result: mongo.ClientBulkWriteResult | undefined, index: number): boolean {
  return (result?.updateResults?.get(index)?.matchedCount ?? 0) > 0;
}
