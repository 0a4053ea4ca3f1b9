/**
 * BSON values in memory. `bson` 7 with DECODE_OPTIONS yields Int32, Double, Long and
 * Decimal128 objects for numbers, BSONRegExp, Binary (UUID is a Binary), Timestamp,
 * MinKey and MaxKey objects, Date, string, boolean, null, arrays and plain objects, so
 * every number keeps its type. `undefined` means: no such field.
 *
 * A plain number or bigint made by the server's own code is read as `bson` would
 * write it. DBRef, Code and Symbol are refused wherever they are read.
 */
import { Decimal128, Double, Int32, Long } from 'bson';
import type { DeserializeOptions } from 'bson';
import { notSupported } from './errors.ts';

export type Document = Record<string, unknown>;

/** How to decode bytes from the wire and the store so that types are kept. */
export const DECODE_OPTIONS: DeserializeOptions = {
  promoteValues: false,
  promoteBuffers: false,
  promoteLongs: false,
  useBigInt64: false,
  bsonRegExp: true,
};

export type BsonTypeName =
  | 'minKey'
  | 'undefined'
  | 'null'
  | 'double'
  | 'int'
  | 'long'
  | 'decimal'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'maxKey';

/** The aliases of $type, with MongoDB's type numbers. */
export const TYPE_NUMBERS: Readonly<Record<Exclude<BsonTypeName, 'undefined'>, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const CANONICAL_ORDER: Readonly<Record<BsonTypeName, number>> = {
  minKey: -1,
  undefined: 0,
  null: 5,
  double: 10,
  int: 10,
  long: 10,
  decimal: 10,
  string: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  maxKey: 127,
};

const BSON_CLASSES: Readonly<Record<string, BsonTypeName>> = {
  Double: 'double',
  Int32: 'int',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** True for a plain object: a BSON document, never an array or one of the bson package's classes. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** MongoDB's name of the value's type. A value outside the published table of types is refused. */
export function bsonType(value: unknown): BsonTypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return 'long';
    case 'number':
      return isInt32(value) && !Object.is(value, -0) ? 'int' : 'double';
    case 'object':
      return value === null ? 'null' : objectType(value);
    default:
      throw notSupported(`a value of the JavaScript type ${typeof value}`);
  }
}

function objectType(value: object): BsonTypeName {
  if (isDocument(value)) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  const tag: unknown = '_bsontype' in value ? value._bsontype : undefined;
  const name = typeof tag === 'string' ? BSON_CLASSES[tag] : undefined;
  if (name === undefined) throw notSupported(`the BSON type ${typeof tag === 'string' ? tag : 'of this value'}`);
  return name;
}

/** The place of the value's type in MongoDB's canonical comparison order. All numbers share one place. */
export function typeOrder(value: unknown): number {
  return CANONICAL_ORDER[bsonType(value)];
}

export function isNumber(value: unknown): boolean {
  return typeOrder(value) === CANONICAL_ORDER.double;
}

export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff;
}

/** The value as a JavaScript number (a Long or Decimal128 may lose digits); undefined when it is not a number. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return undefined;
}

/** The value as an exact integer within JavaScript's safe range; undefined when it is none. */
export function toSafeInteger(value: unknown): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

/** MongoDB's reading of a number or boolean as a flag; undefined for every other type. */
export function toFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const number = toNumber(value);
  return number === undefined ? undefined : number !== 0;
}

/** The document's own field, or undefined. Inherited names such as `constructor` are never found. */
export function getField(document: Document, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/** Sets a field as data, even one named `__proto__`, which plain assignment would swallow. */
export function setField(document: Document, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(document, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    document[name] = value;
  }
}

/** A copy that shares nothing mutable: documents and arrays are copied, the other BSON values are never changed in place. */
export function deepClone<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => deepClone(item)) as T;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const [name, field] of Object.entries(value)) setField(copy, name, deepClone(field));
  return copy as T;
}
