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

const ABOVE_ALL = Buffer.from([0xff]);

/** Keys are built in this buffer and copied out. Encoding is synchronous, so one buffer is enough. */
let scratch = Buffer.allocUnsafe(4096);
let at = 0;

function reserve(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

/** Bytes left free before and after a key, for the caller to fill. */
export interface Room {
  readonly before: number;
  readonly after: number;
}

const NO_ROOM: Room = { before: 0, after: 0 };

/** The key of a tuple; `directions` may be longer than `values` (then the result is a prefix). */
export function encodeKey(
  values: readonly unknown[],
  directions: readonly Direction[],
  { before, after }: Room = NO_ROOM,
): Buffer {
  at = 0;
  for (let i = 0; i < values.length; i += 1) {
    const start = at;
    write(values[i]);
    if (directions[i] === -1) invert(start);
  }
  const key = Buffer.allocUnsafe(before + at + after);
  scratch.copy(key, before, 0, at);
  return key;
}

function invert(start: number): void {
  for (let i = start; i < at; i += 1) scratch[i] = 0xff - (scratch[i] ?? 0);
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
  const key = encodeKey([bound.value], [direction]);
  return afterIt ? Buffer.concat([key, ABOVE_ALL]) : key;
}

/** False for values that no index key can hold (a Decimal128, at any depth). */
export function canEncode(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(canEncode);
  const type = bsonType(value);
  if (type === 'object') return Object.values(value as Document).every(canEncode);
  return type !== 'decimal';
}

// minKey is 0x01 and maxKey 0xFE; the rest keep their canonical order in between, with gaps so that type + 1 is free.
function typeByte(value: unknown): number {
  const order = typeOrder(value);
  return order === -1 ? 0x01 : order === 127 ? 0xfe : order + 10;
}

function writeByte(byte: number): void {
  reserve(1);
  scratch[at] = byte;
  at += 1;
}

function writeBytes(bytes: Uint8Array): void {
  reserve(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function write(value: unknown): void {
  writeByte(typeByte(value));
  writeBody(value);
}

function writeBody(value: unknown): void {
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
      writeNumber(exact(value) as number | bigint);
      return;
    case 'decimal':
      throw notSupported('Decimal128 in an index key');
    case 'string':
      writeText(value as string);
      return;
    case 'object':
      writeDocument(value as Document);
      return;
    case 'array':
      for (const item of value as unknown[]) write(item);
      writeByte(0);
      return;
    case 'binData':
      writeBinary(value as Binary);
      return;
    case 'objectId':
      writeBytes((value as ObjectId).id);
      return;
    case 'bool':
      writeByte(value === true ? 1 : 0);
      return;
    case 'date':
      writeDate(value as Date);
      return;
    case 'timestamp':
      reserve(8);
      at = scratch.writeUInt32BE((value as Timestamp).t, at);
      at = scratch.writeUInt32BE((value as Timestamp).i, at);
      return;
    case 'regex':
      writeText((value as BSONRegExp).pattern);
      writeText((value as BSONRegExp).options);
      return;
    default:
      assertNever(type);
  }
}

/**
 * Ten bytes: the greatest double that is not above the number, then how far the number lies above it. The second part
 * is zero for every double, and below 1,024 for a 64-bit integer, so both kinds meet in one exact order.
 */
function writeNumber(value: number | bigint): void {
  reserve(10);
  const start = at;
  at += 10;
  scratch.fill(0, start, at);
  if (typeof value === 'number' && Number.isNaN(value)) return;
  let floor = Number(value);
  if (typeof value === 'bigint' && BigInt(floor) > value) floor = nextBelow(floor);
  // Adding zero makes -0 into 0, which is the same value in BSON order.
  scratch.writeDoubleBE(floor + 0, start);
  orderDouble(start);
  if (typeof value === 'bigint') scratch.writeUInt16BE(Number(value - BigInt(floor)), start + 8);
}

// IEEE bits sort as integers once negatives are inverted and positives get their sign bit set.
function orderDouble(start: number): void {
  const first = scratch[start] ?? 0;
  if (first < 0x80) {
    scratch[start] = first | 0x80;
    return;
  }
  for (let i = start; i < start + 8; i += 1) scratch[i] = 0xff - (scratch[i] ?? 0);
}

function nextBelow(value: number): number {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  const step = value > 0 ? -1n : 1n;
  bits.writeBigUInt64BE(bits.readBigUInt64BE() + step);
  return bits.readDoubleBE();
}

/** No character takes more bytes of UTF-8 than this for each of its units. */
const MOST_BYTES_A_UNIT = 3;

// A zero byte inside the text becomes 00 FF, so that the closing 00 00 is below every continuation.
function writeText(text: string): void {
  let start = 0;
  for (let zero = text.indexOf('\0'); zero !== -1; zero = text.indexOf('\0', start)) {
    writeUtf8(text.slice(start, zero));
    writeByte(0x00);
    writeByte(0xff);
    start = zero + 1;
  }
  writeUtf8(start === 0 ? text : text.slice(start));
  writeByte(0x00);
  writeByte(0x00);
}

function writeUtf8(text: string): void {
  reserve(text.length * MOST_BYTES_A_UNIT);
  at += scratch.write(text, at);
}

function writeDocument(document: Document): void {
  for (const [name, value] of Object.entries(document)) {
    writeByte(typeByte(value));
    writeText(name);
    writeBody(value);
  }
  writeByte(0);
}

function writeBinary(value: Binary): void {
  reserve(5);
  at = scratch.writeUInt32BE(value.position, at);
  at = scratch.writeUInt8(value.sub_type, at);
  writeBytes(bytesOf(value));
}

function writeDate(date: Date): void {
  const time = date.getTime();
  if (Number.isNaN(time)) throw badValue('An invalid date cannot be indexed');
  // A 64-bit integer with its sign bit inverted, in two halves: a date is too small for the upper one to be inexact.
  const upper = Math.floor(time / 2 ** 32);
  reserve(8);
  at = scratch.writeUInt32BE(upper + 2 ** 31, at);
  at = scratch.writeUInt32BE(time - upper * 2 ** 32, at);
}
