/** The operators of a filter that look at one value but are not comparisons: $type, $mod, $size and $regex. */
import { BSONRegExp } from 'bson';
import { describe, typeName } from '../describe.ts';
import { badValue, failedToParse } from '../errors.ts';
import { bsonType, isNumber, toNumber, toSafeInteger, TYPE_NUMBERS } from '../values.ts';
import { matchesRegex } from './comparison.ts';
import type { ValueTest } from './comparison.ts';
import { assertRegex } from './regex.ts';
import type { Work } from '../work.ts';

const NUMERIC: readonly string[] = ['double', 'int', 'long', 'decimal'];

export function ofType(operand: unknown): ValueTest {
  const wanted = Array.isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw failedToParse('$type must match at least one type');
  const names = new Set(wanted.flatMap(typeNames));
  return (value) => names.has(bsonType(value));
}

function typeNames(operand: unknown): readonly string[] {
  if (typeof operand === 'string') {
    if (operand === 'number') return NUMERIC;
    if (!Object.hasOwn(TYPE_NUMBERS, operand)) throw badValue(`Unknown type name alias: ${operand}`);
    return [operand];
  }
  const number = toNumber(operand);
  if (number === undefined) throw typeNotNumberOrText();
  const found = Object.entries(TYPE_NUMBERS).find(([, code]) => code === number);
  if (found === undefined) throw badValue(`Invalid numerical type code: ${number}`);
  return [found[0]];
}

function typeNotNumberOrText(): Error {
  return badValue('type must be represented as a number or a string');
}

export function ofSize(operand: unknown): ValueTest {
  const size = toSafeInteger(operand);
  if (!isNumber(operand) || size === undefined) {
    throw badValue(`Failed to parse $size. Expected an integer: $size: ${describe(operand)}`);
  }
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

/** Both numbers are cut to integers first, as MongoDB does, and the remainder keeps the dividend's sign. */
export function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((part: unknown, i) => {
    const number = toNumber(part);
    const name = i === 0 ? 'divisor' : 'remainder';
    if (number === undefined) throw badValue(`malformed mod, ${name} not a number`);
    if (!Number.isSafeInteger(Math.trunc(number))) throw badValue(`malformed mod, ${name} value is invalid`);
    return Math.trunc(number);
  }) as [number, number];
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => {
    const whole = wholePart(value);
    return whole !== undefined && whole % BigInt(divisor) === BigInt(remainder);
  };
}

function wholePart(value: unknown): bigint | undefined {
  const number = toNumber(value);
  if (number === undefined || !Number.isFinite(number)) return undefined;
  if (bsonType(value) === 'long' || bsonType(value) === 'decimal') return BigInt(String(value).replace(/\..*$/, ''));
  // A double beyond 64 bits has no integer in MongoDB's reading and never matches.
  return Math.abs(number) < 2 ** 63 ? BigInt(Math.trunc(number)) : undefined;
}

/** $regex with its $options, in either order. */
export function regexOperand(pattern: unknown, options: unknown, work: Work | undefined): ValueTest {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (pattern === undefined) throw badValue('$options needs a $regex');
  if (pattern instanceof BSONRegExp) {
    if (options !== undefined && pattern.options !== '') {
      throw badValue('options set in both $regex and $options');
    }
    return fromParts(pattern.pattern, options ?? pattern.options, work);
  }
  if (typeof pattern !== 'string') throw badValue(`$regex has to be a string, not ${typeName(pattern)}`);
  return fromParts(pattern, options ?? '', work);
}

// The bson class throws its own errors for invalid parts, so check them first.
function fromParts(pattern: string, options: string, work: Work | undefined): ValueTest {
  assertRegex(pattern, options);
  return matchesRegex(new BSONRegExp(pattern, options), work);
}
