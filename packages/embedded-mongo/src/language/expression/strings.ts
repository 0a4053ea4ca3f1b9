/** Strings. $toLower and $toUpper change ASCII letters only, as MongoDB documents. */
import { Int32 } from 'bson';
import { typeName } from '../describe.ts';
import { location, objectTooLarge } from '../errors.ts';
import { CHARACTERS_PER_STEP } from '../size.ts';
import { isNumber, toSafeInteger } from '../values.ts';
import { anyNumber, fixed } from './arguments.ts';
import { convertToString } from './convert.ts';
import { isNullish } from './scope.ts';
import type { CompileOperator, OperatorTable } from './scope.ts';
import type { Work } from '../work.ts';

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
  const whole = asText(text);
  const first = skipCodePoints(whole, 0, from);
  return whole.slice(first, skipCodePoints(whole, first, length));
}

/** The position that so many code points after `at` have, or the text's end. */
function skipCodePoints(text: string, at: number, count: number): number {
  let position = at;
  for (let left = count; left > 0 && position < text.length; left -= 1) {
    position += isPair(text, position) ? 2 : 1;
  }
  return position;
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

function codePoints(text: unknown): Int32 {
  if (typeof text !== 'string') throw location(34471, `$strLenCP requires a string argument, found: ${typeName(text)}`);
  let count = 0;
  for (let at = 0; at < text.length; at += isPair(text, at) ? 2 : 1) count += 1;
  return new Int32(count);
}

/** How much of a text is changed between two looks at the clock. */
const PIECE = 4096 * CHARACTERS_PER_STEP;

/** Changes ASCII letters alone, so the text may be cut anywhere. */
const letters =
  (op: string, pattern: RegExp, change: (letters: string) => string): CompileOperator =>
  (operand, env) =>
    fixed(op, 1, (text) => inPieces(asText(text), (piece) => piece.replace(pattern, change), env.work))(operand, env);

function inPieces(text: string, change: (piece: string) => string, work: Work | undefined): string {
  if (text.length <= PIECE) return change(text);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) {
    pieces.push(change(text.slice(at, at + PIECE)));
    work?.spend(PIECE / CHARACTERS_PER_STEP);
  }
  return pieces.join('');
}

export const STRINGS: OperatorTable = {
  $concat: anyNumber(concat),
  $strLenCP: fixed('$strLenCP', 1, codePoints),
  $substrCP: fixed('$substrCP', 3, substring),
  $toLower: letters('$toLower', /[A-Z]+/g, (upper) => upper.toLowerCase()),
  $toUpper: letters('$toUpper', /[a-z]+/g, (lower) => lower.toUpperCase()),
};
