/**
 * What is carried from one place to another: collections with their indexes, and documents as BSON bytes, so that nothing
 * on the way reads a value as another. A place to read from is a Source, a place to write to a Target.
 */
import type { Document } from '../language/values.ts';

export type Piece =
  | { readonly kind: 'collection'; readonly name: string; readonly indexes: readonly Document[] }
  /** Of the collection before it. */
  | { readonly kind: 'document'; readonly bytes: Uint8Array };

export interface Source {
  /** How many documents there will be; absent where nobody knows before. */
  readonly expected?: number;
  /** When the data were as they are read; absent: now. */
  readonly at?: Date;
  /** Said once at the start when the reader should know something. */
  readonly warning?: string;
  pieces(): AsyncIterable<Piece> | Iterable<Piece>;
  close(): Promise<void>;
}

export interface Target {
  write(piece: Piece): Promise<void> | void;
  /** From now on it is there, whole and durable. Before, nobody sees any of it. */
  finish(): Promise<void>;
  /** Takes back what was written; the place is as it was. */
  abandon(): Promise<void>;
}

/** A failure that one sentence says whole: which file, where in it, what to do. */
export class TransferError extends Error {}

/** Carries everything; what fails on the way leaves the target as it was. Returns the documents by collection. */
export async function carry(
  source: Source,
  target: Target,
  onProgress: (collection: string, documents: number) => void = () => undefined,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let collection = '';
  let documents = 0;
  try {
    for await (const piece of source.pieces()) {
      if (piece.kind === 'collection') {
        collection = piece.name;
        counts.set(collection, 0);
      } else {
        counts.set(collection, (counts.get(collection) ?? 0) + 1);
        documents += 1;
      }
      await target.write(piece);
      onProgress(collection, documents);
    }
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
  return counts;
}
