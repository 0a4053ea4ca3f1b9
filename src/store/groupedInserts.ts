/**
 * Inserts documents into several collections, in order, stopping at the first one that a unique index rejects. One
 * command where the server has `bulkWrite` (MongoDB 8.0), shared with other insertions that arrive in the meantime (see
 * inGroups.ts); otherwise one per document.
 */
import mongoose, { type Connection } from 'mongoose';
import { StoreUnavailable } from '../ports/basics.ts';
import { inGroups } from './inGroups.ts';
import type { AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate } from './plain.ts';
import { isUnknownCommand } from './unavailable.ts';

export interface Insertion {
  readonly collection: string;
  readonly document: AnyDocument;
}

/** `done`, or the index of the rejected duplicate; documents before it are stored, those after it aren't. */
export type Inserted = 'done' | { readonly refused: number };
type Answer = Inserted | { readonly error: Error };

/** A few forms: one can be as long as a message to the database allows for dozens. */
const MAX_GROUP = 32;
type Group = readonly (readonly Insertion[])[];
const DUPLICATE_KEY = 11_000;

export function groupedInserts(connection: Connection): (insertions: readonly Insertion[]) => Promise<Inserted> {
  let isOneCommand = true;

  /** The index of the insertion that was rejected and why, or null if all are stored. */
  async function insertAtOnce(insertions: readonly Insertion[]) {
    const models = insertions.map(({ collection, document }) => ({
      name: 'insertOne' as const,
      namespace: `${connection.name}.${collection}`,
      document,
    }));
    try {
      await runGuarded(() => connection.getClient().bulkWrite<Record<string, AnyDocument>>(models));
      return null;
    } catch (error) {
      const rejections = error instanceof mongoose.mongo.MongoClientBulkWriteError ? [...error.writeErrors] : [];
      const [rejected] = rejections;
      if (!rejected) throw error;
      return { index: rejected[0], isDuplicate: rejected[1].code === DUPLICATE_KEY, error: error as Error };
    }
  }

  async function insertOneByOne(insertions: readonly Insertion[]): Promise<Inserted> {
    for (const [index, { collection, document }] of insertions.entries()) {
      const inserted = await runGuardedClaim(() => connection.collection<AnyDocument>(collection).insertOne(document));
      if (isDuplicate(inserted)) return { refused: index };
    }
    return 'done';
  }

  /** The command ends at the first rejection; what comes after it, without the rest of its own, is sent again. */
  async function insertTogether(group: Group): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    while (answers.length < group.length) {
      const rest = group.slice(answers.length);
      try {
        const rejected = await insertAtOnce(rest.flat());
        if (!rejected) return [...answers, ...rest.map(() => 'done' as const)];
        let { index } = rejected;
        for (const insertions of rest) {
          if (index < insertions.length) break;
          index -= insertions.length;
          answers.push('done');
        }
        answers.push(rejected.isDuplicate ? { refused: index } : { error: rejected.error });
      } catch (error) {
        if (isUnknownCommand(error)) throw error;
        const isForAll = error instanceof StoreUnavailable || rest.length === 1;
        if (isForAll) return [...answers, ...rest.map(() => ({ error: error as Error }))];
        // One that can't be sent at all keeps no other from being stored.
        for (const one of rest) answers.push(...(await insertTogether([one])));
      }
    }
    return answers;
  }

  return inGroups<readonly Insertion[], Inserted>(MAX_GROUP, async (group) => {
    if (isOneCommand) {
      try {
        return (await insertTogether(group)).map(resultOf);
      } catch {
        // Only an unknown command is thrown.
        isOneCommand = false;
      }
    }
    return group.map(insertOneByOne);
  });
}

function resultOf(answer: Answer): Inserted | Promise<Inserted> {
  return typeof answer === 'object' && 'error' in answer ? Promise.reject(answer.error) : answer;
}
