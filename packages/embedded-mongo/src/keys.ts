/**
 * The single ordered key space. Each collection and index has its own number, never reused, with which its entries start;
 * number 0 is the catalog.
 *
 *   documents   number, record id                     -> BSON, compressed if that is shorter (see compression.ts)
 *   index       number, key tuple, record id          -> one zero byte
 *   unique      number, key tuple                     -> record id, without its leading zero bytes
 *
 * Record ids begin with 1, so a zero is none. Folders of format 1 have all eight bytes of the record id in both places;
 * they are read as well, and what is written to them is of format 2.
 *
 * LMDB holds keys of up to 1,978 bytes. A longer tuple is truncated and a hash of all of it appended: exact for
 * uniqueness and equality but not for order, so the index remembers that it has one.
 */
import { createHash } from 'node:crypto';
import type { Room } from './language/key.ts';

export const CATALOG = 0;
export const RECORD_BYTES = 8;
const NUMBER_BYTES = 4;
/** A truncated tuple (KEPT + hash) is longer than any that is stored whole, so they never collide. */
const LONGEST_WHOLE = 1900;
const KEPT = 1880;
const ABOVE_ALL_HASHES = Buffer.alloc(33, 0xff);

export function numberPrefix(number: number): Buffer {
  const prefix = Buffer.allocUnsafe(NUMBER_BYTES);
  prefix.writeUInt32BE(number);
  return prefix;
}

export function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  writeRecord(bytes, record, 0);
  return bytes;
}

function writeRecord(bytes: Buffer, record: number, at: number): void {
  bytes.writeUInt32BE(Math.floor(record / 0x1_0000_0000), at);
  bytes.writeUInt32BE(record % 0x1_0000_0000, at + 4);
}

const UNIQUE_ROOM: Room = { before: NUMBER_BYTES, after: 0 };
const SHARED_ROOM: Room = { before: NUMBER_BYTES, after: RECORD_BYTES };

/** The space around the tuple for the index's number and, unless the index is unique, the record. */
export function roomAround(isUnique: boolean): Room {
  return isUnique ? UNIQUE_ROOM : SHARED_ROOM;
}

export function tupleIn(key: Buffer, { before, after }: Room): Buffer {
  return key.subarray(before, key.length - after);
}

/** Completes a tuple with its room to the key of an index entry; the record is null for a unique index. */
export function finishKey(key: Buffer, number: number, record: number | null): Buffer {
  const room = roomAround(record === null);
  const tuple = tupleIn(key, room);
  const stored = isLong(tuple) ? Buffer.concat([Buffer.alloc(room.before), cut(tuple), Buffer.alloc(room.after)]) : key;
  stored.writeUInt32BE(number, 0);
  if (record !== null) writeRecord(stored, record, stored.length - RECORD_BYTES);
  return stored;
}

export function readRecord(bytes: Buffer): number {
  const at = bytes.length - RECORD_BYTES;
  return bytes.readUInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
}

const IN_KEY = Buffer.from([0]);

/** What an index stores under its key. */
export function recordValue(record: number, isUnique: boolean): Buffer {
  if (!isUnique) return IN_KEY;
  const bytes = recordBytes(record);
  let start = 0;
  while (bytes[start] === 0) start += 1;
  return bytes.subarray(start);
}

/** The record that an index's entry leads to. */
export function recordOf(key: Buffer, value: Buffer): number {
  if (value.length === 1 && value[0] === 0) return readRecord(key);
  let record = 0;
  for (const byte of value) record = record * 256 + byte;
  return record;
}

export function documentKey(number: number, record: number): Buffer {
  return Buffer.concat([numberPrefix(number), recordBytes(record)]);
}

/** Where a collection's document count is stored: in the catalog, under 0. */
export function countKey(number: number): Buffer {
  return Buffer.concat([numberPrefix(CATALOG), Buffer.from('n:'), numberPrefix(number)]);
}

/** Where a collection's models are stored (models.ts): in the catalog, in the order of their ids. */
export function modelKey(number: number, id: number): Buffer {
  return Buffer.concat([numberPrefix(CATALOG), Buffer.from('m:'), numberPrefix(number), Buffer.from([id])]);
}

export function modelRange(number: number): { from: Buffer; to: Buffer } {
  return { from: modelKey(number, 0), to: modelKey(number, 0xff) };
}

export function isLong(tuple: Buffer): boolean {
  return tuple.length > LONGEST_WHOLE;
}

function cut(tuple: Buffer): Buffer {
  return Buffer.concat([tuple.subarray(0, KEPT), createHash('sha256').update(tuple).digest()]);
}

/**
 * Turns a range of tuples into a range of stored keys. An end beyond the length of truncated tuples is widened to all keys
 * with the same prefix; the documents are checked anyway.
 */
export function storedRange(number: number, from: Buffer, to: Buffer): { from: Buffer; to: Buffer } {
  const prefix = numberPrefix(number);
  const low = from.length > KEPT ? from.subarray(0, KEPT) : from;
  const high = to.length > KEPT ? Buffer.concat([to.subarray(0, KEPT), ABOVE_ALL_HASHES]) : to;
  return { from: Buffer.concat([prefix, low]), to: Buffer.concat([prefix, high]) };
}

export function wholeRange(number: number): { from: Buffer; to: Buffer } {
  return { from: numberPrefix(number), to: numberPrefix(number + 1) };
}
