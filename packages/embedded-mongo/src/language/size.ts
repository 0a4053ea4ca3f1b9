/** How large values are: the steps that it takes to read one, and its bytes. */
import { calculateObjectSize, Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { isDocument, isInt32 } from './values.ts';
import type { Work } from './work.ts';

/** Copying or searching so many characters takes about as long as one element of an array. */
export const CHARACTERS_PER_STEP = 16;
/** A document's fields are not counted, because counting them may take longer than what is done with it. */
const DOCUMENT_STEPS = 4;
/** As much as one operation may keep in memory. A value may contain another one many times without taking any memory. */
export const LARGEST_VALUE = 100 * 1024 * 1024;

/** Steps to go through the value once, without what is nested in it. */
export function stepsOf(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / CHARACTERS_PER_STEP);
  if (Array.isArray(value)) return 1 + value.length;
  return isDocument(value) ? DOCUMENT_STEPS : 1;
}

/**
 * Bytes of the value in a document, without its name. Reports its work. It stops counting beyond `most`, by default the
 * largest value that an expression may make.
 */
export function sizeOf(value: unknown, work: Work | undefined, most = LARGEST_VALUE): number {
  let bytes = 0;
  const add = (one: unknown): void => {
    work?.spend();
    if (Array.isArray(one)) {
      bytes += NESTED_BYTES;
      for (let i = 0; i < one.length && bytes <= most; i += 1) {
        bytes += NAMED_BYTES + digits(i);
        add(one[i]);
      }
    } else if (isDocument(one)) {
      bytes += NESTED_BYTES;
      for (const name of Object.keys(one)) {
        if (bytes > most) return;
        if (one[name] === undefined) continue;
        bytes += NAMED_BYTES + Buffer.byteLength(name);
        add(one[name]);
      }
    } else bytes += scalarBytes(one, work);
  };
  add(value);
  return bytes;
}

/** The size of a document or an array, and its end. */
const NESTED_BYTES = 5;
/** The type of a field, and the end of its name. */
const NAMED_BYTES = 2;

function scalarBytes(value: unknown, work: Work | undefined): number {
  if (typeof value === 'string') {
    work?.spend(stepsOf(value));
    return 5 + Buffer.byteLength(value);
  }
  if (value === null || value === undefined) return 0;
  if (typeof value === 'boolean') return 1;
  if (value instanceof Int32) return 4;
  if (typeof value === 'number') return isInt32(value) && !Object.is(value, -0) ? 4 : 8;
  if (value instanceof Double || value instanceof Long || value instanceof Date || typeof value === 'bigint') return 8;
  if (value instanceof ObjectId) return 12;
  if (value instanceof Decimal128) return 16;
  return calculateObjectSize({ '': value }) - NESTED_BYTES - NAMED_BYTES;
}

function digits(number: number): number {
  return number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : Math.floor(Math.log10(number)) + 1;
}
