/**
 * Inserts documents into several collections, in order, stopping at the first one that a unique index rejects. One
 * command where the server has `bulkWrite` (MongoDB 8.0), otherwise one per document.
 */
import mongoose, { type Connection } from 'mongoose';
import type { AnyDocument } from './model.ts';
import { runGuarded, runGuardedClaim, isDuplicate } from './plain.ts';
import { isUnknownCommand } from './unavailable.ts';

export interface Insertion {
  readonly collection: string;
  readonly document: AnyDocument;
}

const DUPLICATE_KEY = 11_000;
/** Servers found not to have the command. */
const withoutBulkWrite = new WeakSet<Connection>();

/** `done`, or the index of the rejected duplicate; documents before it are stored, those after it aren't. */
export async function insertTogether(
  connection: Connection,
  insertions: readonly Insertion[],
): Promise<'done' | { readonly refused: number }> {
  if (!withoutBulkWrite.has(connection)) {
    try {
      return await insertAtOnce(connection, insertions);
    } catch (error) {
      if (!isUnknownCommand(error)) throw error;
      withoutBulkWrite.add(connection);
    }
  }
  for (const [index, { collection, document }] of insertions.entries()) {
    const inserted = await runGuardedClaim(() => connection.collection<AnyDocument>(collection).insertOne(document));
    if (isDuplicate(inserted)) return { refused: index };
  }
  return 'done';
}

async function insertAtOnce(
  connection: Connection,
  insertions: readonly Insertion[],
): Promise<'done' | { readonly refused: number }> {
  const models = insertions.map(({ collection, document }) => ({
    name: 'insertOne' as const,
    namespace: `${connection.name}.${collection}`,
    document,
  }));
  try {
    await runGuarded(() => connection.getClient().bulkWrite<Record<string, AnyDocument>>(models));
    return 'done';
  } catch (error) {
    const refusals = error instanceof mongoose.mongo.MongoClientBulkWriteError ? [...error.writeErrors] : [];
    const [refused] = refusals;
    if (refused?.[1].code === DUPLICATE_KEY) return { refused: refused[0] };
    throw error;
  }
}
