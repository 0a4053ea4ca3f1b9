/** Strings. $toLower and $toUpper change ASCII letters only, as MongoDB documents. */
import { Int32 } from 'bson';
import { typeName } from '../describe.ts';
import { location, objectTooLarge } from '../errors.ts';
import { isNumber, toSafeInteger } from '../values.ts';
import { anyNumber, fixed } from './arguments.ts';
import { convertToString } from './convert.ts';
import { isNullish } from './scope.ts';
import type { OperatorTable } from './scope.ts';

/** No document can hold a longer one. */
const LONGEST_TEXT = 16 * 1024 * 1024;

function concat(values: readonly unknown[]): string | null {
  if (values.some(isNullish)) return null;
  const texts = values.map((value) => {
    if (typeof value === 'string') return value;
    throw location(16702, `$concat only supports strings, not ${typeName(value)}`);
  });
  // Within $reduce a text may double with every step.
  const length = texts.reduce((total, text) => total + text.length, 0);
  if (length > LONGEST_TEXT) throw objectTooLarge(`$concat would make a text of ${length} characters`);
  return texts.join('');
}

function asText(value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value) || value instanceof Date) return convertToString(value) ?? '';
  throw location(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

function substring(text: unknown, start: unknown, count: unknown): string {
  const from = toSafeInteger(start);
  const length = toSafeInteger(count);
  if (!isNumber(start))
    throw location(34450, `$substrCP: starting index must be a numeric type (is BSON type ${typeName(start)})`);
  if (from === undefined)
    throw location(34451, '$substrCP: starting index cannot be represented as a 32-bit integral value');
  if (!isNumber(count))
    throw location(34452, `$substrCP: length must be a numeric type (is BSON type ${typeName(count)})`);
  if (length === undefined) throw location(34453, '$substrCP: length cannot be represented as a 32-bit integral value');
  if (length < 0) throw location(34454, '$substrCP: length must be a nonnegative integer.');
  if (from < 0) throw location(34455, '$substrCP: the starting index must be nonnegative integer.');
  return Array.from(asText(text))
    .slice(from, from + length)
    .join('');
}

function codePoints(text: unknown): Int32 {
  if (typeof text !== 'string') throw location(34471, `$strLenCP requires a string argument, found: ${typeName(text)}`);
  return new Int32(Array.from(text).length);
}

export const STRINGS: OperatorTable = {
  $concat: anyNumber(concat),
  $strLenCP: fixed('$strLenCP', 1, codePoints),
  $substrCP: fixed('$substrCP', 3, substring),
  $toLower: fixed('$toLower', 1, (text) => asText(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  $toUpper: fixed('$toUpper', 1, (text) => asText(text).replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
};
