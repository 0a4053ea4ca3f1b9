/** $toString, $toInt, $toLong, $toDouble and $toDate: null stays null, and what cannot be converted is error 241. */
import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { typeName } from '../describe.ts';
import { conversionFailure, notSupported } from '../errors.ts';
import { exact, fitsInt64 } from '../numbers.ts';
import { bsonType, isNumber } from '../values.ts';
import { fixed } from './arguments.ts';
import { isNullish } from './scope.ts';
import type { OperatorTable } from './scope.ts';

function unsupported(value: unknown, target: string): Error {
  return conversionFailure(
    `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  );
}

export function convertToString(value: unknown): string | null {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Decimal128) return value.toString();
  if (!isNumber(value)) throw unsupported(value, 'string');
  const number = exact(value);
  if (typeof number === 'object' || number === undefined) throw unsupported(value, 'string');
  const text = String(number);
  // How MongoDB prints such doubles differs by version, so they are refused instead of guessed.
  if (text.includes('e') || text.replace(/\D/g, '').length > 15 + Number(bsonType(value) === 'long') * 4) {
    throw notSupported(`$toString of the double ${text}`);
  }
  return text;
}

/** More than any 64-bit integer has. */
const MOST_DIGITS = 20;

function toWhole(value: unknown, target: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw unparsed(value);
    const digits = value.replace(/^[+-]?0*/, '');
    // Reading a number of millions of digits takes minutes.
    if (digits.length > MOST_DIGITS) throw outOfRange();
    return BigInt(`${value.startsWith('-') ? '-' : ''}${digits || '0'}`);
  }
  if (value instanceof Date && target === 'long') return BigInt(value.getTime());
  if (value instanceof Decimal128) return BigInt(plainDecimal(value).replace(/\..*$/, '') || '0');
  const number = isNumber(value) ? exact(value) : undefined;
  if (typeof number === 'bigint') return number;
  if (typeof number !== 'number') throw unsupported(value, target);
  if (!Number.isFinite(number)) {
    throw conversionFailure(
      'Attempt to convert NaN or infinity value to integer type in $convert with no onError value',
    );
  }
  return BigInt(Math.trunc(number));
}

function plainDecimal(value: Decimal128): string {
  const text = value.toString();
  if (/^-?\d*\.?\d*$/.test(text)) return text;
  throw notSupported('converting this Decimal128');
}

function unparsed(text: string): Error {
  return conversionFailure(`Failed to parse number '${text}' in $convert with no onError value`);
}

function outOfRange(): Error {
  return conversionFailure('Conversion would overflow target type in $convert with no onError value');
}

function toInt(value: unknown): Int32 | null {
  if (isNullish(value)) return null;
  const whole = toWhole(value, 'int');
  if (whole < -0x80000000n || whole > 0x7fffffffn) throw outOfRange();
  return new Int32(Number(whole));
}

function toLong(value: unknown): Long | null {
  if (isNullish(value)) return null;
  const whole = toWhole(value, 'long');
  if (!fitsInt64(whole)) throw outOfRange();
  return Long.fromBigInt(whole);
}

function toDouble(value: unknown): Double | null {
  if (isNullish(value)) return null;
  if (typeof value === 'boolean') return new Double(value ? 1 : 0);
  if (value instanceof Date) return new Double(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) throw unparsed(value);
    return new Double(Number(value));
  }
  if (value instanceof Decimal128) return new Double(Number(value.toString()));
  if (!isNumber(value)) throw unsupported(value, 'double');
  return new Double(Number(exact(value)));
}

const ISO_DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

function toDate(value: unknown): Date | null {
  if (isNullish(value)) return null;
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (typeof value === 'string') return parseDate(value);
  // An int is too small to be meant as milliseconds; MongoDB refuses it too.
  const type = bsonType(value);
  if (type !== 'long' && type !== 'double' && type !== 'decimal') throw unsupported(value, 'date');
  return new Date(Number(toWhole(value, 'long')));
}

function parseDate(text: string): Date {
  // A date string without a zone is UTC in MongoDB; JavaScript would take local time once a time of day is there.
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const hasZone = !iso.includes('T') || /(?:Z|[+-]\d\d:\d\d)$/.test(iso);
  const date = ISO_DATE.test(text) ? new Date(hasZone ? iso : `${iso}Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    throw conversionFailure(`Error parsing date string '${text}' in $convert with no onError value`);
  }
  return date;
}

export const CONVERSIONS: OperatorTable = {
  $toDate: fixed('$toDate', 1, toDate),
  $toDouble: fixed('$toDouble', 1, toDouble),
  $toInt: fixed('$toInt', 1, toInt),
  $toLong: fixed('$toLong', 1, toLong),
  $toString: fixed('$toString', 1, convertToString),
  $type: fixed('$type', 1, (value) => typeName(value)),
};
