/**
 * Reads a document's bytes by top-level field, so that fields a command does not use are neither decoded nor encoded.
 * Malformed bytes throw a RangeError.
 */
const STRING = 0x02;
const DOUBLE = 0x01;
const DOCUMENT = 0x03;
const ARRAY = 0x04;
const BINARY = 0x05;
const UNDEFINED = 0x06;
const OBJECT_ID = 0x07;
const BOOLEAN = 0x08;
const DATE = 0x09;
const NULL = 0x0a;
const REGEX = 0x0b;
const DB_POINTER = 0x0c;
const CODE = 0x0d;
const SYMBOL = 0x0e;
const CODE_WITH_SCOPE = 0x0f;
const INT = 0x10;
const TIMESTAMP = 0x11;
const LONG = 0x12;
const DECIMAL = 0x13;
const MIN_KEY = 0xff;
const MAX_KEY = 0x7f;

export const HEAD_BYTES = 4;

/** Where the value that starts at `at` ends. */
function valueEnd(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case DOUBLE:
    case DATE:
    case TIMESTAMP:
    case LONG:
      return at + 8;
    case STRING:
    case CODE:
    case SYMBOL:
      return at + 4 + bytes.readInt32LE(at);
    case DOCUMENT:
    case ARRAY:
    case CODE_WITH_SCOPE:
      return at + bytes.readInt32LE(at);
    case BINARY:
      return at + 5 + bytes.readInt32LE(at);
    case OBJECT_ID:
      return at + 12;
    case DB_POINTER:
      return at + 4 + bytes.readInt32LE(at) + 12;
    case BOOLEAN:
      return at + 1;
    case NULL:
    case UNDEFINED:
    case MIN_KEY:
    case MAX_KEY:
      return at;
    case REGEX:
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1;
    case INT:
      return at + 4;
    case DECIMAL:
      return at + 16;
    default:
      throw new RangeError(`no document: type ${type}`);
  }
}

/** The size of a nested document with one field whose name is empty. */
const LEAST_LEVEL_BYTES = 7;

/** Whether documents and arrays are nested more than `levels` deep. Not recursive. */
export function isDeeperThan(bytes: Buffer, levels: number): boolean {
  if (bytes.length < levels * LEAST_LEVEL_BYTES) return false;
  const ends = [bytes.length - 1];
  let end = bytes.length - 1;
  for (let at = HEAD_BYTES; ends.length > 0;) {
    if (at >= end) {
      at = end + 1;
      ends.pop();
      end = ends.at(-1) ?? 0;
      continue;
    }
    const type = bytes[at] ?? 0;
    at += 1;
    while (at < end && bytes[at] !== 0) at += 1;
    at += 1;
    if (type === CODE_WITH_SCOPE) at += 8 + bytes.readInt32LE(at + 4);
    const isNested = type === DOCUMENT || type === ARRAY || type === CODE_WITH_SCOPE;
    const next = isNested ? at + bytes.readInt32LE(at) : valueEnd(bytes, type, at);
    if (next < at || next > end || (isNested && next < at + HEAD_BYTES + 1))
      throw new RangeError('no document: a wrong length');
    if (!isNested) {
      at = next;
      continue;
    }
    if (ends.length > levels) return true;
    end = next - 1;
    ends.push(end);
    at += HEAD_BYTES;
  }
  return false;
}

/** One field in a document's bytes: its name, its start and end, and where its value begins. */
export interface Field {
  readonly name: string;
  readonly start: number;
  readonly valueAt: number;
  readonly end: number;
}

export function firstField(bytes: Buffer): string {
  return bytes.toString('utf8', HEAD_BYTES + 1, bytes.indexOf(0, HEAD_BYTES + 1));
}

/** The top-level fields, in order. */
export function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  const last = bytes.length - 1;
  for (let start = HEAD_BYTES; start < last;) {
    const nameEnd = bytes.indexOf(0, start + 1);
    const end = valueEnd(bytes, bytes[start] ?? 0, nameEnd + 1);
    if (nameEnd < 0 || end <= start || end > last) throw new RangeError('no document: a field beyond its end');
    fields.push({ name: bytes.toString('utf8', start + 1, nameEnd), start, valueAt: nameEnd + 1, end });
    start = end;
  }
  return fields;
}

/** The bytes of a field that is a document or an array; undefined when there is none of that name. */
export function documentIn(bytes: Buffer, name: string): Buffer | undefined {
  const field = fieldsOf(bytes).find((one) => one.name === name);
  const isNested = field && (bytes[field.start] === DOCUMENT || bytes[field.start] === ARRAY);
  return isNested ? bytes.subarray(field.valueAt, field.end) : undefined;
}

/** The bytes of the elements of an array, all of which are documents. */
export function documentsIn(array: Buffer): Buffer[] {
  return fieldsOf(array).map(({ valueAt, end }) => array.subarray(valueAt, end));
}

/** Extracts some top-level fields from documents. */
export class FieldPicker {
  readonly #names: readonly Buffer[];

  constructor(names: Iterable<string>) {
    this.#names = [...names].map((name) => Buffer.from(name));
  }

  /** A document of those fields alone, in their order. */
  pick(bytes: Buffer): Buffer {
    const last = bytes.length - 1;
    const kept: number[] = [];
    let size = HEAD_BYTES + 1;
    for (let start = HEAD_BYTES; start < last;) {
      let nameEnd = start + 1;
      while (bytes[nameEnd] !== 0) {
        if (nameEnd >= last) throw new RangeError('no document: a name without an end');
        nameEnd += 1;
      }
      const end = valueEnd(bytes, bytes[start] ?? 0, nameEnd + 1);
      if (end <= start || end > last) throw new RangeError('no document: a field beyond its end');
      if (this.#isWanted(bytes, start + 1, nameEnd)) {
        kept.push(start, end);
        size += end - start;
      }
      start = end;
    }
    const picked = Buffer.allocUnsafe(size);
    picked.writeInt32LE(size, 0);
    let at = HEAD_BYTES;
    for (let i = 0; i < kept.length; i += 2) at += bytes.copy(picked, at, kept[i], kept[i + 1]);
    picked[at] = 0;
    return picked;
  }

  #isWanted(bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    for (const name of this.#names) {
      if (name.length !== length) continue;
      let i = 0;
      while (i < length && name[i] === bytes[start + i]) i += 1;
      if (i === length) return true;
    }
    return false;
  }
}
