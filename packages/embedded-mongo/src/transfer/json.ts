/**
 * Documents and index descriptions as lines of MongoDB's Extended JSON v2, canonical: every number keeps its type, so
 * documents are restored byte for byte. mongoimport and mongoexport read and write the same lines.
 */
import { EJSON } from 'bson';
import type { Document } from '../language/values.ts';
import { decodeDocument, encodeDocument } from '../wire.ts';
import { TransferError } from './pieces.ts';

export function toLine(value: unknown): string {
  return EJSON.stringify(value, { relaxed: false });
}

/** Throws the error of JSON or BSON for an invalid line. */
export function fromLine(line: string): Document {
  const value: unknown = EJSON.parse(line, { relaxed: false });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it is not a document');
  return value as Document;
}

/**
 * The line of a stored document. A document that would not be restored exactly (because a field has the name of an
 * Extended JSON type) is refused.
 */
export function documentLine(bytes: Uint8Array, collection: string): string {
  const document = decodeDocument(bytes);
  const line = toLine(document);
  if (Buffer.compare(bytes, documentBytes(line)) === 0) return line;
  throw new TransferError(
    `The document ${toLine(document['_id'])} of ${collection} cannot be written as Extended JSON without loss.`,
  );
}

export function documentBytes(line: string): Uint8Array {
  return encodeDocument(fromLine(line));
}

const INDEX_OPTIONS = ['v', 'key', 'name', 'unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'];

/** An index as listIndexes describes it, without server-specific fields, and without the index on _id. */
export function portableIndexes(listed: readonly Document[]): readonly Document[] {
  return listed
    .filter((index) => index['name'] !== '_id_')
    .map((index) => Object.fromEntries(Object.entries(index).filter(([option]) => INDEX_OPTIONS.includes(option))));
}
