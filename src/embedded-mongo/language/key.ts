/**
 * Index keys: a tuple of BSON values as bytes whose memcmp order is compareValues
 * order. Equal numbers of different kinds give equal bytes. Each component starts with
 * a type byte (0x01..0xFE) and delimits itself, so a shorter tuple is a prefix of all
 * longer ones that begin with it, and [prefix, prefix + 0xFF) holds exactly those.
 * A descending component is bit-inverted. Keys are compared, never decoded.
 *
 * Decimal128 is refused: its values cannot be ordered exactly among doubles in a short key.
 * Length is unlimited here; the index must handle what its store cannot hold.
 */
import { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { bytesOf } from './compare.ts';
import { assertNever, badValue, notSupported } from './errors.ts';
import { exact } from './numbers.ts';
import { bsonType, typeOrder } from './values.ts';
import type { Document } from './values.ts';

export type Direction = 1 | -1;

/** One end of a range on the component after an equality prefix. */
export interface Bound {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/** A key range: `from` is included, `to` is not. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

const END = Buffer.from([0x00]);
const END_OF_TEXT = Buffer.from([0x00, 0x00]);
const ABOVE_ALL = Buffer.from([0xff]);
/** Each byte as a buffer, made once: a key has several of them. */
const BYTES = Array.from({ length: 0x100 }, (_, byte) => Buffer.from([byte]));

/** The key of a tuple; `directions` may be longer than `values` (then the result is a prefix). */
export function encodeKey(values: readonly unknown[], directions: readonly Direction[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const [i, value] of values.entries()) {
    // Only a copy of its own may be inverted: some parts are shared.
    if (directions[i] === -1) parts.push(directed(encodeValue(value), -1));
    else write(value, parts);
  }
  return Buffer.concat(parts);
}

/** All keys that start with `values`. */
export function keyPrefixBounds(values: readonly unknown[], directions: readonly Direction[]): KeyRange {
  const prefix = encodeKey(values, directions);
  return { from: prefix, to: Buffer.concat([prefix, ABOVE_ALL]) };
}

/**
 * The keys that start with `prefix` and whose next component lies between the bounds. An absent bound is the end of the
 * other bound's type, since MongoDB's range operators only see values of their operand's type.
 */
export function keyRangeBounds(
  prefix: readonly unknown[],
  directions: readonly Direction[],
  lower: Bound | undefined,
  upper: Bound | undefined,
): KeyRange {
  const sample = lower ?? upper;
  if (sample === undefined) return keyPrefixBounds(prefix, directions);
  const direction = directions[prefix.length] ?? 1;
  const head = encodeKey(prefix, directions);
  const type = typeByte(sample.value);
  const [first, last] = direction === 1 ? [lower, upper] : [upper, lower];
  const firstType = direction === 1 ? type : 0xff - type;
  const from = first === undefined ? Buffer.from([firstType]) : edge(first, direction, !first.inclusive);
  const to = last === undefined ? Buffer.from([firstType + 1]) : edge(last, direction, last.inclusive);
  return { from: Buffer.concat([head, from]), to: Buffer.concat([head, to]) };
}

function edge(bound: Bound, direction: Direction, afterIt: boolean): Buffer {
  const key = directed(encodeValue(bound.value), direction);
  return afterIt ? Buffer.concat([key, ABOVE_ALL]) : key;
}

/** False for values that no index key can hold (a Decimal128, at any depth). */
export function canEncode(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(canEncode);
  const type = bsonType(value);
  if (type === 'object') return Object.values(value as Document).every(canEncode);
  return type !== 'decimal';
}

function directed(key: Buffer, direction: Direction): Buffer {
  if (direction === -1) for (let i = 0; i < key.length; i += 1) key[i] = 0xff - (key[i] ?? 0);
  return key;
}

// minKey is 0x01 and maxKey 0xFE; the rest keep their canonical order in between, with gaps so that type + 1 is free.
function typeByte(value: unknown): number {
  const order = typeOrder(value);
  return order === -1 ? 0x01 : order === 127 ? 0xfe : order + 10;
}

function typeBytes(value: unknown): Uint8Array {
  return BYTES[typeByte(value)] ?? END;
}

function encodeValue(value: unknown): Buffer {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: unknown, out: Uint8Array[]): void {
  out.push(typeBytes(value));
  writeBody(value, out);
}

function writeBody(value: unknown, out: Uint8Array[]): void {
  const type = bsonType(value);
  switch (type) {
    case 'minKey':
    case 'maxKey':
    case 'undefined':
    case 'null':
      return;
    case 'int':
    case 'long':
    case 'double':
      out.push(numberBytes(exact(value) as number | bigint));
      return;
    case 'decimal':
      throw notSupported('Decimal128 in an index key');
    case 'string':
      writeText(value as string, out);
      return;
    case 'object':
      writeDocument(value as Document, out);
      return;
    case 'array':
      for (const item of value as unknown[]) write(item, out);
      out.push(END);
      return;
    case 'binData':
      writeBinary(value as Binary, out);
      return;
    case 'objectId':
      out.push((value as ObjectId).id);
      return;
    case 'bool':
      out.push(BYTES[value === true ? 1 : 0] ?? END);
      return;
    case 'date':
      out.push(dateBytes(value as Date));
      return;
    case 'timestamp': {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE((value as Timestamp).t, 0);
      bytes.writeUInt32BE((value as Timestamp).i, 4);
      out.push(bytes);
      return;
    }
    case 'regex':
      writeText((value as BSONRegExp).pattern, out);
      writeText((value as BSONRegExp).options, out);
      return;
    default:
      assertNever(type);
  }
}

/**
 * Ten bytes: the greatest double that is not above the number, then how far the number lies above it. The second part
 * is zero for every double, and below 1,024 for a 64-bit integer, so both kinds meet in one exact order.
 */
function numberBytes(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(10);
  if (typeof value === 'number' && Number.isNaN(value)) return bytes;
  let floor = Number(value);
  if (typeof value === 'bigint' && BigInt(floor) > value) floor = nextBelow(floor);
  // Adding zero makes -0 into 0, which is the same value in BSON order.
  bytes.writeDoubleBE(floor + 0, 0);
  orderDouble(bytes);
  if (typeof value === 'bigint') bytes.writeUInt16BE(Number(value - BigInt(floor)), 8);
  return bytes;
}

// IEEE bits sort as integers once negatives are inverted and positives get their sign bit set.
function orderDouble(bytes: Buffer): void {
  const first = bytes[0] ?? 0;
  if (first < 0x80) {
    bytes[0] = first | 0x80;
    return;
  }
  for (let i = 0; i < 8; i += 1) bytes[i] = 0xff - (bytes[i] ?? 0);
}

function nextBelow(value: number): number {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  const step = value > 0 ? -1n : 1n;
  bits.writeBigUInt64BE(bits.readBigUInt64BE() + step);
  return bits.readDoubleBE();
}

// A zero byte inside the text becomes 00 FF, so that the closing 00 00 is below every continuation.
function writeText(text: string, out: Uint8Array[]): void {
  let start = 0;
  for (let zero = text.indexOf('\0'); zero !== -1; zero = text.indexOf('\0', start)) {
    out.push(Buffer.from(text.slice(start, zero)), Buffer.from([0x00, 0xff]));
    start = zero + 1;
  }
  out.push(Buffer.from(text.slice(start)), END_OF_TEXT);
}

function writeDocument(document: Document, out: Uint8Array[]): void {
  for (const [name, value] of Object.entries(document)) {
    out.push(typeBytes(value));
    writeText(name, out);
    writeBody(value, out);
  }
  out.push(END);
}

function writeBinary(value: Binary, out: Uint8Array[]): void {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(value.position, 0);
  head[4] = value.sub_type;
  out.push(head, bytesOf(value));
}

function dateBytes(date: Date): Buffer {
  const time = date.getTime();
  if (Number.isNaN(time)) throw badValue('An invalid date cannot be indexed');
  // A 64-bit integer with its sign bit inverted, in two halves: a date is too small for the upper one to be inexact.
  const upper = Math.floor(time / 2 ** 32);
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeUInt32BE(upper + 2 ** 31, 0);
  bytes.writeUInt32BE(time - upper * 2 ** 32, 4);
  return bytes;
}
