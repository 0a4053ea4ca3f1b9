/**
 * What the documents of a collection have in common: a dictionary with which even small ones are compressed well.
 *
 * A model outlives the documents it was made from, so it must tell nothing about any of them. It keeps field names, types,
 * and the texts and numbers that more than half of the sampled documents share. A text with an @, or with as many digits as
 * a short phone number, is never kept. Dates keep the span of 2^32 ms (50 days) that they are in.
 */
import { Binary, Double, Int32, Long, ObjectId } from 'bson';
import type { Document } from './language/values.ts';
import { encodeDocument } from './wire.ts';

/** The documents sampled, and the fewest that make a model. */
export const SAMPLED = 64;
const FEWEST = 32;
/** Larger documents are left out: a sample is decoded inside a write, and has to be small. */
export const LARGEST_SAMPLED = 16 * 1024;
/** The window of small documents holds this and 4 kB of document. */
const MAX_BYTES = 4096;
const MAX_ITEMS = 50;
const DATE_SPAN_MS = 2 ** 32;
/** Longer texts are somebody's words. */
const MAX_TEXT = 500;
const MAX_DIGITS = 3;

/** The model of these documents, or null if there are too few. */
export function modelOf(documents: readonly Document[]): Buffer | null {
  if (documents.length < FEWEST) return null;
  const shared = sharedBy(documents, documents.length / 2);
  const candidates = documents.map((document) => encodeDocument(withoutOwn(document, shared) as Document));
  // The largest has the most fields.
  const [largest] = candidates.sort((a, b) => b.length - a.length);
  return largest ? Buffer.from(largest.subarray(0, MAX_BYTES)) : null;
}

/** The values that more than `most` documents have anywhere. */
function sharedBy(documents: readonly Document[], most: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const document of documents) {
    const own = new Set<string>();
    collect(document, own);
    for (const value of own) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > most).map(([value]) => value));
}

function collect(value: unknown, into: Set<string>): void {
  const name = nameOf(value);
  if (name !== null) into.add(name);
  else if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (isPlainObject(value)) for (const item of Object.values(value)) collect(item, into);
}

/** What a text or number is counted as; null if it's neither, or may not be kept. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return tellsNothing(value) ? `s${value}` : null;
  if (value instanceof Int32 || value instanceof Double) return `n${value.value}`;
  return typeof value === 'number' ? `n${value}` : null;
}

function tellsNothing(text: string): boolean {
  return text.length <= MAX_TEXT && !text.includes('@') && (text.match(/\d/g)?.length ?? 0) <= MAX_DIGITS;
}

/** The value with everything emptied that documents don't share; anything rare becomes null. */
function withoutOwn(value: unknown, shared: ReadonlySet<string>): unknown {
  const name = nameOf(value);
  if (name !== null && shared.has(name)) return value;
  if (typeof value === 'string') return '';
  if (typeof value === 'number' || value instanceof Int32) return new Int32(0);
  if (value instanceof Double) return new Double(0);
  if (value instanceof Long) return Long.ZERO;
  if (value instanceof Date) return new Date(Math.floor(value.getTime() / DATE_SPAN_MS) * DATE_SPAN_MS);
  if (value instanceof ObjectId) return new ObjectId(new Uint8Array(12));
  if (value instanceof Binary) return new Binary(new Uint8Array(value.length()), value.sub_type);
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item: unknown) => withoutOwn(item, shared));
  if (!isPlainObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOwn(item, shared)]));
}

function isPlainObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
