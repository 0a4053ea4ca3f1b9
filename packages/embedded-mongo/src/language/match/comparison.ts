/**
 * The comparisons of a filter, on one value: equality, the four ranges and $in. Ranges
 * see only values of their operand's type; a missing field counts as null; NaN is equal
 * to itself and neither above nor below any number.
 */
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { compareValues } from '../compare.ts';
import { badValue } from '../errors.ts';
import { encodeKey, canEncode } from '../key.ts';
import { isDocument, toNumber, typeOrder } from '../values.ts';
import type { Work } from '../work.ts';
import { compileRegex } from './regex.ts';

/** A test on one value that a path leads to; `undefined` stands for a missing field. */
export type ValueTest = (value: unknown) => boolean;

export type RangeOp = '$gt' | '$gte' | '$lt' | '$lte';

const HOLDS: Readonly<Record<RangeOp, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

export function equalTo(operand: unknown): ValueTest {
  rejectUndefined(operand);
  if (operand === null) return (value) => value === null || value === undefined;
  const type = typeOrder(operand);
  return (value) => typeOrder(value) === type && compareValues(value, operand) === 0;
}

export function inRange(op: RangeOp, operand: unknown): ValueTest {
  rejectUndefined(operand);
  if (operand instanceof BSONRegExp) throw badValue(`Can't have RegEx as arg to predicate over field '${op}'.`);
  const holds = HOLDS[op];
  const acceptsEqual = op === '$gte' || op === '$lte';
  if (operand === null) return (value) => acceptsEqual && (value === null || value === undefined);
  // Every other type lies above minKey and below maxKey.
  if (operand instanceof MinKey) return (value) => acceptsEqual || (op === '$gt' && !(value instanceof MinKey));
  if (operand instanceof MaxKey) return (value) => acceptsEqual || (op === '$lt' && !(value instanceof MaxKey));
  const type = typeOrder(operand);
  const operandIsNaN = Number.isNaN(toNumber(operand));
  return (value) => {
    if (typeOrder(value) !== type) return false;
    if (operandIsNaN || Number.isNaN(toNumber(value))) {
      return acceptsEqual && operandIsNaN && Number.isNaN(toNumber(value));
    }
    return holds(compareValues(value, operand));
  };
}

// Below this many candidates a scan is as quick as building a key for each value.
const HASHED_FROM = 16;
/** Encoding one takes about a microsecond. */
const CANDIDATE_STEPS = 4;

export function oneOf(candidates: readonly unknown[], work: Work | undefined): ValueTest {
  for (const candidate of candidates) {
    work?.prepare(CANDIDATE_STEPS);
    rejectUndefined(candidate);
    const first = isDocument(candidate) ? Object.keys(candidate)[0] : undefined;
    if (first?.startsWith('$') === true) throw badValue('cannot nest $ under $in');
  }
  const plain = candidates.filter((candidate) => !(candidate instanceof BSONRegExp));
  const patterns = candidates
    .filter((candidate) => candidate instanceof BSONRegExp)
    .map((regex) => matchesRegex(regex, work));
  const isPlain = plain.length >= HASHED_FROM && plain.every(canEncode) ? inKeySet(plain, work) : anyOf(plain, work);
  return (value) => isPlain(value) || patterns.some((test) => test(value));
}

function inKeySet(candidates: readonly unknown[], work: Work | undefined): ValueTest {
  const keyOf = (value: unknown): string => encodeKey([value ?? null], [1]).toString('latin1');
  const keys = new Set<string>();
  for (const candidate of candidates) {
    work?.prepare(CANDIDATE_STEPS);
    keys.add(keyOf(candidate));
  }
  // A decimal has no key, so it is compared one by one.
  let slow: ValueTest | undefined;
  return (value) => {
    if (canEncode(value)) return keys.has(keyOf(value));
    slow ??= anyOf(candidates, work);
    return slow(value);
  };
}

function anyOf(candidates: readonly unknown[], work: Work | undefined): ValueTest {
  const tests = candidates.map(equalTo);
  return (value) => {
    work?.spend(tests.length);
    return tests.some((test) => test(value));
  };
}

/** Strings that the pattern finds, and regular expressions stored as the very same value. */
export function matchesRegex(regex: BSONRegExp, work: Work | undefined): ValueTest {
  work?.prepare(regex.pattern.length);
  const test = compileRegex(regex.pattern, regex.options, work);
  const isSame = equalTo(regex);
  return (value) => (typeof value === 'string' ? test(value) : value instanceof BSONRegExp && isSame(value));
}

function rejectUndefined(operand: unknown): void {
  if (operand === undefined) throw badValue('cannot compare to undefined');
}
