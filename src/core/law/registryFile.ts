/**
 * Reads a file of the registry as its bytes arrive, in constant memory. Full lists have one number per line, as
 * `2025550123` or `202,5550123`. Lines of a change list have more fields and end with `A` (added) or `D` (deleted). One line that
 * can't be read refuses the whole file: numbers that it doesn't name might be called.
 */
import type { RegistryFileKind } from './registry.ts';

export interface BrokenFile {
  /** `kind`: a change list read as a full list, or the other way around. `noList`: a change to an area code without a
   * list. `cut`: the file ends within a line (0 if not known which). `packed`: in a format that can’t be unpacked. */
  readonly why: 'line' | 'kind' | 'noList' | 'cut' | 'packed' | 'empty';
  /** From 1. */
  readonly line: number;
}

/** False when the number can't be accepted: a change to an area code without a list. */
type OnNumber = (areaCode: number, number: number, isListed: boolean) => boolean;

export interface RegistryReader {
  /** Returns what is wrong with the file so far, if anything; nothing is read after that. */
  push(bytes: Uint8Array): BrokenFile | null;
  /** The file is complete. */
  end(): BrokenFile | null;
  /** Numbers read so far. */
  count(): number;
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const COMMA = 44;
const ZERO = 48;
const NINE = 57;
const UPPER_A = 65;
const UPPER_D = 68;
const LOWER_CASE = 32;
/** Change lists have dates and more on a line. */
const LONGEST_LINE = 200;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

export function registryReader(kind: RegistryFileKind, onNumber: OnNumber): RegistryReader {
  const line = new Uint8Array(LONGEST_LINE);
  let length = 0;
  let lines = 0;
  let numbers = 0;
  let broken: BrokenFile | null = null;

  const endLine = (): BrokenFile['why'] | null => {
    const read = readLine(line, length, kind);
    if (read === null) return null;
    if (read === 'line' || read === 'kind') return read;
    if (!onNumber(read.areaCode, read.number, read.isListed)) return 'noList';
    numbers += 1;
    return null;
  };
  const finishLine = (): boolean => {
    lines += 1;
    if (lines === 1 && BYTE_ORDER_MARK.every((byte, at) => line[at] === byte)) {
      line.copyWithin(0, BYTE_ORDER_MARK.length, length);
      length -= BYTE_ORDER_MARK.length;
    }
    const why = endLine();
    length = 0;
    if (why !== null) broken = { why, line: lines };
    return why === null;
  };
  return {
    push(bytes) {
      for (const byte of bytes) {
        if (broken) break;
        if (byte === NEWLINE) {
          finishLine();
        } else if (length === LONGEST_LINE) {
          broken = { why: 'line', line: lines + 1 };
        } else {
          line[length] = byte;
          length += 1;
        }
      }
      return broken;
    },
    end() {
      if (broken) return broken;
      // A last line without a line break may be complete.
      if (length > 0 && !finishLine()) broken = { why: 'cut', line: lines };
      if (!broken && numbers === 0) broken = { why: 'empty', line: lines };
      return broken;
    },
    count: () => numbers,
  };
}

interface Read {
  readonly areaCode: number;
  readonly number: number;
  readonly isListed: boolean;
}

/** Null for an empty line. */
function readLine(line: Uint8Array, length: number, kind: RegistryFileKind): Read | 'line' | 'kind' | null {
  let end = length;
  while (end > 0 && (line[end - 1] === RETURN || line[end - 1] === SPACE)) end -= 1;
  if (end === 0) return null;
  const areaCode = digits(line, 0, 3);
  const from = line[3] === COMMA ? 4 : 3;
  const number = digits(line, from, from + 7);
  if (areaCode < 200 || number < 0 || end < from + 7) return 'line';
  const rest = from + 7;
  if (end === rest) return kind === 'full' ? { areaCode, number, isListed: true } : 'kind';
  // What remains is fields; the last one says what happened to the number.
  if (line[rest] !== COMMA) return 'line';
  const last = (line[end - 1] ?? 0) & ~LOWER_CASE;
  if (line[end - 2] !== COMMA || (last !== UPPER_A && last !== UPPER_D)) return 'line';
  return kind === 'changes' ? { areaCode, number, isListed: last === UPPER_A } : 'kind';
}

/** -1 if they aren't all digits. */
function digits(line: Uint8Array, from: number, until: number): number {
  let value = 0;
  for (let at = from; at < until; at += 1) {
    const byte = line[at] ?? 0;
    if (byte < ZERO || byte > NINE) return -1;
    value = value * 10 + byte - ZERO;
  }
  return value;
}
