/**
 * The arithmetic of BSON numbers: exact comparison across the four kinds, and results
 * whose type follows MongoDB (int with int stays int until it overflows to long).
 * Decimal128 can be stored and compared; arithmetic on it is refused.
 */
import { Decimal128, Double, Int32, Long } from 'bson';
import { notSupported } from './errors.ts';
import { isInt32 } from './values.ts';

/** coefficient × 10^exponent, exactly. */
interface ExactDecimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** A number without loss: bigint for integers of 64 bits, number for int32 and double. */
export type Exact = number | bigint | ExactDecimal;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

export function exact(value: unknown): Exact | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toBigInt();
  if (value instanceof Decimal128) return exactDecimal(value.toString());
  return undefined;
}

function exactDecimal(text: string): Exact {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(text);
  if (match === null) return text.endsWith('Infinity') ? (text.startsWith('-') ? -Infinity : Infinity) : NaN;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const coefficient = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return { coefficient, exponent: Number(exponent) - fraction.length };
}

/** NaN is the lowest number and equal to itself; everything else compares by its mathematical value. */
export function compareNumbers(a: Exact, b: Exact): -1 | 0 | 1 {
  if (typeof a === 'object' || typeof b === 'object') return compareDecimals(a, b);
  // JavaScript compares a bigint with a number exactly, without rounding the bigint first.
  if (a < b) return -1;
  if (a > b) return 1;
  const aIsNaN = typeof a === 'number' && Number.isNaN(a);
  const bIsNaN = typeof b === 'number' && Number.isNaN(b);
  if (aIsNaN === bIsNaN) return 0;
  return aIsNaN ? -1 : 1;
}

function compareDecimals(a: Exact, b: Exact): -1 | 0 | 1 {
  if (typeof a === 'number' && !Number.isFinite(a)) return a > 0 ? 1 : -1;
  if (typeof b === 'number' && !Number.isFinite(b)) return b > 0 ? -1 : 1;
  const left = rational(a);
  const right = rational(b);
  const difference = left.top * right.bottom - right.top * left.bottom;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function rational(value: Exact): { top: bigint; bottom: bigint } {
  if (typeof value === 'bigint') return { top: value, bottom: 1n };
  if (typeof value === 'object') {
    const { coefficient, exponent } = value;
    return exponent >= 0
      ? { top: coefficient * 10n ** BigInt(exponent), bottom: 1n }
      : { top: coefficient, bottom: 10n ** BigInt(-exponent) };
  }
  let scaled = value;
  let bottom = 1n;
  // Doubling is exact, and no double needs more than 1,074 binary places.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bottom *= 2n;
  }
  return { top: BigInt(scaled), bottom };
}

export type NumericKind = 'int' | 'long' | 'double';

/** The kind of a number in arithmetic; undefined when it is not a number. Decimal128 is refused here. */
export function numericKind(value: unknown): NumericKind | undefined {
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof Long || typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (value instanceof Decimal128) throw notSupported('arithmetic on Decimal128');
  return undefined;
}

const WIDTH: Readonly<Record<NumericKind, number>> = { int: 0, long: 1, double: 2 };

export function widestKind(a: NumericKind, b: NumericKind): NumericKind {
  return WIDTH[a] >= WIDTH[b] ? a : b;
}

export function asDouble(value: unknown): number {
  return Number(exact(value));
}

/** The integer behind an int or long. Call only after numericKind returned one of these. */
export function asBigInt(value: unknown): bigint {
  const number = exact(value);
  return typeof number === 'bigint' ? number : BigInt(Number(number));
}

export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** An integer result as BSON: `int` results widen to long when they must; null when not even a long can hold it. */
export function integerResult(value: bigint, kind: 'int' | 'long'): Int32 | Long | null {
  if (!fitsInt64(value)) return null;
  if (kind === 'int' && value >= -0x80000000n && value <= 0x7fffffffn) return new Int32(Number(value));
  return Long.fromBigInt(value);
}
