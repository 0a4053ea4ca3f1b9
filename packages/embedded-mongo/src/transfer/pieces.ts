/**
 * What a transfer copies: collections with their indexes, and documents as BSON bytes, so that no value changes its type. A place to read from is a Source, a place to write to a Target.
 */
import type { Document } from '../language/values.ts';

export type Piece =
  | { readonly kind: 'collection'; readonly name: string; readonly indexes: readonly Document[] }
  /** Of the collection before it. */
  | { readonly kind: 'document'; readonly bytes: Uint8Array };

export interface Source {
  /** How many documents there will be; absent if unknown. */
  readonly expected?: number;
  /** The moment of the data; absent means now. */
  readonly at?: Date;
  /** A note to print once at the start. */
  readonly warning?: string;
  pieces(): AsyncIterable<Piece> | Iterable<Piece>;
  close(): Promise<void>;
}

export interface Target {
  write(piece: Piece): Promise<void> | void;
  /** Makes everything visible and durable. Before that nothing is visible. */
  finish(): Promise<void>;
  /** Removes what was written; the target is as before. */
  abandon(): Promise<void>;
}

/** A failure that one sentence explains: which file, where, what to do. */
export class TransferError extends Error {}

/** Copies everything; a failure leaves the target as before. Returns the number of documents by collection. */
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
