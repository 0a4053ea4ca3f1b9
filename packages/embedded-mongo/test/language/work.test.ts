/** What expressions, filters and updates report as their work, so that maxTimeMS ends them. */
import { describe, expect, test } from '@jest/globals';
import { BSONRegExp } from 'bson';
import { describe as shown } from '../../src/language/describe.ts';
import { EXPRESSION_OPERATORS, compileExpression } from '../../src/language/expressions.ts';
import { MongoError } from '../../src/language/errors.ts';
import { compileFilter } from '../../src/language/matcher.ts';
import { PatternBudgets } from '../../src/language/match/pattern-budgets.ts';
import { compileRegex } from '../../src/language/match/regex.ts';
import { sizeOf } from '../../src/language/size.ts';
import { applyUpdate } from '../../src/language/update.ts';
import type { Document } from '../../src/language/values.ts';
import type { Work } from '../../src/language/work.ts';

/** Counts the steps, and throws when there are too many. */
class Counted implements Work {
  steps = 0;
  leftMs = Infinity;
  readonly heldBytes = 0;
  readonly isDue = false;
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  spend(steps = 1): void {
    this.steps += steps;
    if (this.steps > this.#most) throw new MongoError(50, 'MaxTimeMSExpired', 'too much work');
  }

  prepare(steps = 1): void {
    this.spend(steps);
  }

  hold(): void {
    // Nothing is kept here.
  }

  pause(): Promise<void> {
    return Promise.resolve();
  }
}

const now = new Date(0);
const LENGTH = 10_000;
const CHARACTERS = 16 * LENGTH;
const numbers = Array.from({ length: LENGTH }, (_, i) => i);
const document = {
  numbers,
  text: 'aB'.repeat(CHARACTERS / 2),
  digits: '1'.repeat(CHARACTERS),
  pairs: numbers.map((i) => [`k${i}`, i]),
  fields: Object.fromEntries(numbers.map((i) => [`k${i}`, i])),
  one: 1,
  now,
};

/** Every operator over a value of `LENGTH` elements, fields or 16 characters each. */
const LARGE: Readonly<Record<string, unknown>> = {
  $add: numbers,
  $and: numbers.map((i) => i + 1),
  $arrayElemAt: ['$numbers', 3],
  $arrayToObject: '$pairs',
  $avg: '$numbers',
  $cmp: ['$numbers', numbers],
  $concat: ['$text', 'x'],
  $concatArrays: ['$numbers', ['x']],
  $cond: ['$numbers', '$numbers', 1],
  $eq: ['$numbers', numbers],
  $filter: { input: '$numbers', cond: true },
  $first: '$numbers',
  $getField: { field: 'numbers', input: '$$ROOT' },
  $gt: ['$numbers', numbers],
  $gte: ['$numbers', numbers],
  $ifNull: ['$numbers', 1],
  $in: ['x', '$numbers'],
  $isArray: '$numbers',
  $last: '$numbers',
  $let: { vars: { a: '$numbers' }, in: '$$a' },
  $literal: numbers,
  $lt: ['$numbers', numbers],
  $lte: ['$numbers', numbers],
  $map: { input: '$numbers', in: 1 },
  $max: '$numbers',
  $mergeObjects: ['$fields'],
  $min: '$numbers',
  $multiply: numbers,
  $ne: ['$numbers', numbers],
  $not: '$numbers',
  $objectToArray: '$fields',
  $or: numbers.map(() => false),
  $reduce: { input: '$numbers', initialValue: 0, in: 1 },
  $setField: { field: 'x', input: '$fields', value: 1 },
  $setIntersection: ['$numbers', [1]],
  $setUnion: ['$numbers', [1]],
  $size: '$numbers',
  $slice: ['$numbers', 2],
  $strLenCP: '$text',
  $substrCP: ['$text', 1, 2],
  $sum: '$numbers',
  $switch: { branches: [{ case: true, then: '$numbers' }] },
  $toDate: '$text',
  $toDouble: '$digits',
  $toInt: '$digits',
  $toLong: '$digits',
  $toLower: '$text',
  $toString: '$text',
  $toUpper: '$text',
  $type: '$numbers',
  $unsetField: { field: 'x', input: '$fields' },
  $dateToString: { date: '$now', format: '%Y'.repeat(CHARACTERS / 4) },
  $dateTrunc: { date: '$now', unit: '$text' },
  $dateAdd: { startDate: '$now', unit: '$text', amount: 1 },
  $dateSubtract: { startDate: '$now', unit: '$text', amount: 1 },
  $dateDiff: { startDate: '$now', endDate: '$now', unit: '$text' },
};
/** Operators whose operands are single numbers or dates. */
const SCALAR = ['$abs', '$ceil', '$divide', '$floor', '$mod', '$round', '$subtract', '$trunc'];
const DATE_PARTS = ['$dayOfMonth', '$dayOfWeek', '$hour', '$minute', '$month', '$second', '$year'];

const evaluate = (expression: unknown, work: Work, doc: Document = document): unknown =>
  compileExpression(expression, { now, work })(doc);
const isRefusal = (run: () => unknown): number | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
};

test('[D15] every operator is among those whose work is counted', () => {
  expect([...Object.keys(LARGE), ...SCALAR, ...DATE_PARTS].sort()).toEqual(EXPRESSION_OPERATORS);
});

test.each(Object.entries(LARGE))('[D15] %s counts what it reads or makes', (operator, operand) => {
  const work = new Counted();
  const run = compileExpression({ [operator]: operand }, { now, work });
  const before = work.steps;
  // Some of these operands are errors, which are found by reading all of them.
  isRefusal(() => run(document));
  expect(work.steps - before).toBeGreaterThanOrEqual(LENGTH);
});

const doubling = (value: unknown, initialValue: unknown = ['x']) => ({
  $reduce: { input: numbers.slice(0, 60), initialValue, in: value },
});
const bomb = doubling(['$$value', '$$value']);
const documents = doubling({ a: ['$$value', '$$value'] });
test.each<[string, unknown]>([
  ['$eq', { $eq: [bomb, bomb] }],
  ['$in', { $in: [bomb, [bomb]] }],
  ['$setUnion', { $setUnion: [[bomb], [bomb]] }],
  ['$setIntersection', { $setIntersection: [[bomb], [bomb]] }],
  ['$max', { $max: [bomb, bomb] }],
  ['documents', { $cmp: [documents, documents] }],
  ['a path', { $let: { vars: { v: documents }, in: `$$v.${Array.from({ length: 60 }, () => 'a').join('.')}` } }],
])('[D15] a value that contains another one 2^60 times ends with 50 or 146: %s', (_name, expression) => {
  expect([50, 146]).toContain(isRefusal(() => evaluate(expression, new Counted(100_000))));
});

test.each<[string, unknown]>([
  ['an array', doubling(['$$value', '$$value'], '$text')],
  ['documents', doubling({ a: ['$$value', '$$value'] }, '$text')],
  ['the whole document, in an array', doubling(['$$value', '$$value', '$$ROOT'])],
])('[D15] a value of more than 100 MiB is 146: %s', (_name, expression) => {
  const text = 'x'.repeat(1_000_000);
  expect(isRefusal(() => evaluate(expression, new Counted(), { text }))).toBe(146);
});

test('[D15] measuring and comparing what was made counts', () => {
  for (const run of [
    (work: Work) => sizeOf(numbers, work),
    (work: Work) => evaluate({ $eq: ['$a', '$a'] }, work, { a: [[numbers]] }),
    (work: Work) => evaluate('$a', work, { a: { b: { c: numbers } } }),
  ]) {
    const work = new Counted();
    run(work);
    expect(work.steps).toBeGreaterThanOrEqual(LENGTH);
  }
});

test('[D15] the text of an error has the beginning of a value, however often that contains itself', () => {
  let value: unknown = 'x';
  for (let i = 0; i < 60; i += 1) value = [value, value];
  expect(shown({ a: value })).toHaveLength(203);
  expect(shown({ a: value })).toMatch(/^\{"a":\[\[.*\.\.\.$/);
  expect(shown([1, 'a'])).toBe('[1,"a"]');
});

const many = Array.from({ length: 5000 }, (_, i) => i);
const pattern = (i: number) => new BSONRegExp(`a${i}`);
describe('[D16] reading a filter counts', () => {
  test.each<[string, Document]>([
    ['$in', { a: { $in: many } }],
    ['$in of patterns', { a: { $in: many.slice(0, 500).map(pattern) } }],
    ['$nin', { a: { $nin: many } }],
    ['$all', { a: { $all: many } }],
    ['$or', { $or: many.map((a) => ({ a })) }],
    ['$and', { $and: many.map((a) => ({ a })) }],
    ['$nor', { $nor: many.map((a) => ({ a })) }],
    ['fields', Object.fromEntries(many.map((i) => [`f${i}`, i]))],
    ['$elemMatch', { a: { $elemMatch: { $or: many.map((b) => ({ b })) } } }],
    ['$not', { a: { $not: { $in: many } } }],
    ['$expr', { $expr: { $or: many.map((i) => ({ $eq: ['$a', i] })) } }],
    ['a long pattern', { a: new BSONRegExp('a'.repeat(10_000)) }],
  ])('%s', (_name, filter) => {
    const work = new Counted();
    compileFilter(filter, { now, work });
    expect(work.steps).toBeGreaterThanOrEqual(500);
    expect(isRefusal(() => compileFilter(filter, { now, work: new Counted(400) }))).toBe(50);
  });
});

const list = numbers.slice(0, 500);
const other = list.map((i) => i + 1000);
describe('[D16] comparing long arrays with long lists counts', () => {
  test.each<[string, Document]>([
    ['$all', { a: { $all: other } }],
    ['$and', { $and: other.map((a) => ({ a })) }],
    ['$or', { $or: other.map((a) => ({ a })) }],
    ['$elemMatch', { a: { $elemMatch: { $in: other } } }],
    ['$gt', { $or: other.map((i) => ({ a: { $gt: i } })) }],
  ])('%s', (_name, filter) => {
    const work = new Counted();
    const matcher = compileFilter(filter, { now, work });
    const before = work.steps;
    matcher.matches({ a: list });
    expect(work.steps - before).toBeGreaterThanOrEqual(list.length);
  });

  test.each<[string, Document]>([
    ['$addToSet', { $addToSet: { a: { $each: other } } }],
    ['$pullAll', { $pullAll: { a: other } }],
    ['$pull', { $pull: { a: { $in: other } } }],
    ['$pull of documents', { $pull: { b: { c: { $in: other } } } }],
    ['$push with $sort', { $push: { a: { $each: [], $sort: 1 } } }],
    ['$push with $sort by a field', { $push: { b: { $each: [], $sort: { c: 1 } } } }],
    ['array filters', { $set: { 'a.$[x]': 1 } }],
    ['$[]', { $set: { 'a.$[]': 1 } }],
  ])('%s', (name, update) => {
    const work = new Counted();
    const arrayFilters = name === 'array filters' ? [{ x: { $gt: 10_000 } }] : undefined;
    const doc = { _id: 1, a: list, b: list.map((c) => ({ c })) };
    applyUpdate(doc, update, { isInsert: false, now, work, arrayFilters });
    expect(work.steps).toBeGreaterThanOrEqual(list.length);
  });
});

describe('[D17] the time of a pattern on one value', () => {
  test('is 5 ms for a minute after it ran out', () => {
    const budgets = new PatternBudgets();
    expect(budgets.of('/a/', 0)).toBe(100);
    budgets.ranOut('/a/', 0);
    expect(budgets.of('/a/', 59_999)).toBe(5);
    expect(budgets.of('/b/', 59_999)).toBe(100);
    budgets.ranOut('/a/', 59_999);
    expect(budgets.of('/a/', 60_001)).toBe(5);
    expect(budgets.of('/a/', 120_000)).toBe(100);
  });

  test('is remembered for the thousand patterns that ran out last', () => {
    const budgets = new PatternBudgets();
    for (let i = 0; i <= 1000; i += 1) budgets.ranOut(`/${i}/`, i);
    expect([budgets.of('/0/', 1001), budgets.of('/1/', 1001), budgets.of('/1000/', 1001)]).toEqual([100, 5, 5]);
  });

  const slow = (source: string, leftMs: number): unknown => {
    const work = new Counted();
    work.leftMs = leftMs;
    const run = compileRegex(source, '', work);
    try {
      return run(`${'a'.repeat(40)}!`);
    } catch (error) {
      expect(work.steps).toBeGreaterThan(100);
      return error;
    }
  };

  test('is no more than what is left of maxTimeMS', () => {
    const shortened = { code: 50, message: 'a regular expression took longer than 2 ms on one value' };
    expect(slow('^(a+)+$', 2)).toMatchObject(shortened);
    // It had no chance to finish, so that says nothing about the pattern.
    const whole = { code: 50, message: 'a regular expression took longer than 100 ms on one value' };
    expect(slow('^(a+)+$', Infinity)).toMatchObject(whole);
    const again = { code: 50, message: 'a regular expression took longer than 5 ms on one value' };
    expect(slow('^(a+)+$', Infinity)).toMatchObject(again);
    expect(slow('^(a+)+b$', -1)).toMatchObject({ code: 50 });
  });
});
