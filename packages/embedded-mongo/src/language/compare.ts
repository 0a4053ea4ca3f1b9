/**
 * MongoDB's comparison order, total over all supported BSON values: first by type
 * (minKey, missing, null, numbers, strings, documents, arrays, binary, ObjectId,
 * booleans, dates, timestamps, regular expressions, maxKey), then by value.
 * https://www.mongodb.com/docs/v7.0/reference/bson-type-comparison-order/
 */
import { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { assertNever } from './errors.ts';
import { compareNumbers, exact } from './numbers.ts';
import { bsonType, isDocument, typeOrder } from './values.ts';
import type { Document } from './values.ts';
import type { Work } from './work.ts';

export type Order = -1 | 0 | 1;

const sign = (difference: number): Order => (difference < 0 ? -1 : difference > 0 ? 1 : 0);

/**
 * Missing (`undefined`) sorts just below null here; callers that treat both as equal handle that themselves. `work`: for
 * values that an expression made, which may contain one another so often that a comparison would not end.
 */
export function compareValues(a: unknown, b: unknown, work?: Work): Order {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const byType = typeOrder(a) - typeOrder(b);
  return byType === 0 ? compareSameType(a, b, work) : sign(byType);
}

/** Equal in MongoDB's sense: 1, 1.0 and NumberLong(1) are one value, and so are 0 and -0. */
export function valuesEqual(a: unknown, b: unknown, work?: Work): boolean {
  return compareValues(a, b, work) === 0;
}

/** Whether one of the items equals the value. */
export function includesEqual(items: readonly unknown[], value: unknown, work: Work | undefined): boolean {
  return items.some((item) => {
    work?.spend();
    return valuesEqual(item, value, work);
  });
}

function compareSameType(a: unknown, b: unknown, work?: Work): Order {
  const type = bsonType(a);
  switch (type) {
    case 'minKey':
    case 'maxKey':
    case 'undefined':
    case 'null':
      return 0;
    case 'int':
    case 'long':
    case 'double':
    case 'decimal':
      return compareNumbers(exact(a) ?? NaN, exact(b) ?? NaN);
    case 'string':
      return compareStrings(a as string, b as string);
    case 'object':
      return compareDocuments(a as Document, b as Document, work);
    case 'array':
      return compareArrays(a as unknown[], b as unknown[], work);
    case 'binData':
      return compareBinary(a as Binary, b as Binary);
    case 'objectId':
      return sign(Buffer.compare((a as ObjectId).id, (b as ObjectId).id));
    case 'bool':
      return sign(Number(a) - Number(b));
    case 'date':
      return sign((a as Date).getTime() - (b as Date).getTime());
    case 'timestamp': {
      const left = a as Timestamp;
      const right = b as Timestamp;
      return sign(left.t - right.t || left.i - right.i);
    }
    case 'regex': {
      const left = a as BSONRegExp;
      const right = b as BSONRegExp;
      return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
    }
    default:
      return assertNever(type);
  }
}

/** By UTF-8 bytes, which is code point order: a surrogate pair stands above U+E000..U+FFFF, unlike in UTF-16. */
export function compareStrings(a: string, b: string): Order {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return sign(codePointRank(left) - codePointRank(right));
  }
  return sign(a.length - b.length);
}

function codePointRank(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return isSurrogate ? unit + 0x10000 : unit;
}

// Field by field in stored order: type, then name, then value; the document that ends first is the lower.
function compareDocuments(a: Document, b: Document, work: Work | undefined): Order {
  const left = Object.keys(a);
  const right = Object.keys(b);
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    work?.spend();
    const leftName = left[i] ?? '';
    const rightName = right[i] ?? '';
    const byType = typeOrder(a[leftName]) - typeOrder(b[rightName]);
    if (byType !== 0) return sign(byType);
    const order = compareStrings(leftName, rightName) || compareSameType(a[leftName], b[rightName], work);
    if (order !== 0) return order;
  }
  return sign(left.length - right.length);
}

function compareArrays(a: unknown[], b: unknown[], work: Work | undefined): Order {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    work?.spend();
    const order = compareValues(a[i], b[i], work);
    if (order !== 0) return order;
  }
  return sign(a.length - b.length);
}

function compareBinary(a: Binary, b: Binary): Order {
  return sign(a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b)));
}

export function bytesOf(binary: Binary): Uint8Array {
  return binary.buffer.subarray(0, binary.position);
}

/**
 * True when both values would be stored as the same bytes: the same type, the same field order, and 0 is not -0.
 * An update that only brings identical values modifies nothing.
 */
export function identical(a: unknown, b: unknown): boolean {
  if (bsonType(a) !== bsonType(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => identical(item, b[i]));
  }
  if (isDocument(a) && isDocument(b)) {
    const names = Object.keys(a);
    const others = Object.keys(b);
    return (
      names.length === others.length && names.every((name, i) => name === others[i] && identical(a[name], b[name]))
    );
  }
  const left = exact(a);
  const right = exact(b);
  if (typeof left === 'number' && typeof right === 'number') return Object.is(left, right);
  // 1.0 and 1.00 are equal decimals with different bytes.
  if (typeof left === 'object' && typeof right === 'object') {
    return left.coefficient === right.coefficient && left.exponent === right.exponent && String(a) === String(b);
  }
  return compareSameType(a, b) === 0;
}
