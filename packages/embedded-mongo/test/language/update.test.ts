/** Update operators, from MongoDB's reference pages; numbers are told apart by type. */
import { Double, Int32, Long, ObjectId } from 'bson';
import { describe, expect, test } from '@jest/globals';
import { applyUpdate, isReplacement, upsertSeed } from '../../src/language/update.ts';
import type { Update, UpdateOptions } from '../../src/language/update.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const update = (doc: Document, change: Update, options: Partial<UpdateOptions> = {}) =>
  applyUpdate(doc, change, { isInsert: false, now: NOW, ...options });
const after = (doc: Document, change: Update, options: Partial<UpdateOptions> = {}) => update(doc, change, options).doc;
const code = (doc: Document, change: Update, options: Partial<UpdateOptions> = {}) =>
  errorCode(() => update(doc, change, options));

describe('$set and $unset', () => {
  test('$set replaces, makes nested fields, and appends new fields in name order', () => {
    expect(after({ _id: 1, z: 1 }, { $set: { 'b.c': 2, a: 1, z: 0 } })).toEqual({ _id: 1, z: 0, a: 1, b: { c: 2 } });
    expect(Object.keys(after({ _id: 1 }, { $set: { b: 1, a: 1, '10': 1 } }))).toEqual(['10', '_id', 'a', 'b']);
  });
  test('the given document is left alone', () => {
    const doc = { _id: 1, a: { b: [1] } };
    update(doc, { $set: { 'a.b.0': 5 }, $push: { c: 1 } });
    expect(doc).toEqual({ _id: 1, a: { b: [1] } });
  });
  test('the same bytes again are no change; another number type is one', () => {
    expect(update({ _id: 1, a: new Int32(1) }, { $set: { a: new Int32(1) } }).changed).toBe(false);
    expect(update({ _id: 1, a: new Int32(1) }, { $set: { a: new Double(1) } }).changed).toBe(true);
    expect(update({ _id: 1, a: 1 }, { $set: {} }).changed).toBe(false);
  });
  test('array positions: in range, beyond the end, and unset to null', () => {
    expect(after({ _id: 1, a: [1, 2] }, { $set: { 'a.1': 9, 'a.4': 5 } })).toEqual({
      _id: 1,
      a: [1, 9, null, null, 5],
    });
    expect(after({ _id: 1, a: [1, 2] }, { $unset: { 'a.0': '' } })).toEqual({ _id: 1, a: [null, 2] });
    expect(after({ _id: 1, a: { b: 1, c: 2 } }, { $unset: { 'a.b': '', 'x.y': '' } })).toEqual({ _id: 1, a: { c: 2 } });
  });
  test('a scalar on the way is error 28 for $set and nothing for $unset', () => {
    expect(code({ _id: 1, a: 5 }, { $set: { 'a.b': 1 } })).toBe(28);
    expect(code({ _id: 1, a: null }, { $set: { 'a.b': 1 } })).toBe(28);
    expect(code({ _id: 1, a: [1] }, { $set: { 'a.b': 1 } })).toBe(28);
    expect(update({ _id: 1, a: 5 }, { $unset: { 'a.b': 1 } }).changed).toBe(false);
  });
  test('__proto__ is a field like any other', () => {
    const doc = after({ _id: 1 }, { $set: JSON.parse('{"__proto__": 7}') as Document });
    expect(Object.keys(doc)).toEqual(['_id', '__proto__']);
    expect(Object.getPrototypeOf(doc)).toBe(Object.prototype);
  });
});

describe('numbers', () => {
  test('$inc keeps int, widens to long and to double as needed', () => {
    const inc = (a: unknown, by: unknown): unknown => after({ _id: 1, a }, { $inc: { a: by } })['a'];
    expect(inc(new Int32(1), new Int32(2))).toEqual(new Int32(3));
    expect(inc(new Int32(2147483647), new Int32(1))).toEqual(Long.fromBigInt(2147483648n));
    expect(inc(new Int32(1), new Double(0.5))).toEqual(new Double(1.5));
    expect(inc(Long.fromBigInt(2n ** 53n), new Int32(1))).toEqual(Long.fromBigInt(2n ** 53n + 1n));
    expect(inc(undefined, new Int32(4))).toEqual(new Int32(4));
  });
  test('$inc refuses: a string in the document, a string as operand, an overflow', () => {
    expect(code({ _id: 1, a: 'x' }, { $inc: { a: 1 } })).toBe(14);
    expect(code({ _id: 1, a: null }, { $inc: { a: 1 } })).toBe(14);
    expect(code({ _id: 1 }, { $inc: { a: 'x' } })).toBe(14);
    expect(code({ _id: 1, a: Long.MAX_VALUE }, { $inc: { a: 1 } })).toBe(2);
  });
  test('$mul of a missing field is zero of the operand type', () => {
    expect(after({ _id: 1 }, { $mul: { a: Long.fromNumber(3) } })['a']).toEqual(Long.fromNumber(0));
    expect(after({ _id: 1, a: new Double(1.5) }, { $mul: { a: 2 } })['a']).toEqual(new Double(3));
  });
  test('$min and $max compare in BSON order, across types', () => {
    expect(after({ _id: 1, a: 5 }, { $min: { a: 3 } })['a']).toBe(3);
    expect(update({ _id: 1, a: 5 }, { $min: { a: 5 } }).changed).toBe(false);
    expect(after({ _id: 1, a: 'x' }, { $max: { a: new Date(0) } })['a']).toEqual(new Date(0));
    expect(after({ _id: 1, a: null }, { $min: { b: 3 } })['b']).toBe(3);
  });
  test('$currentDate gives the time of the update, and refuses what is no date', () => {
    expect(after({ _id: 1 }, { $currentDate: { a: true, b: { $type: 'date' } } })).toEqual({ _id: 1, a: NOW, b: NOW });
    expect(code({ _id: 1 }, { $currentDate: { a: 5 } })).toBe(2);
    expect(code({ _id: 1 }, { $currentDate: { a: { $type: 'timestamp' } } })).toBe(115);
  });
});

describe('arrays', () => {
  test('$push appends, makes the array, and refuses a non-array', () => {
    expect(after({ _id: 1 }, { $push: { a: 1 } })['a']).toEqual([1]);
    expect(after({ _id: 1, a: [1] }, { $push: { a: [2, 3] } })['a']).toEqual([1, [2, 3]]);
    expect(code({ _id: 1, a: 5 }, { $push: { a: 1 } })).toBe(2);
    expect(code({ _id: 1, a: null }, { $push: { a: 1 } })).toBe(2);
  });
  test('$push with $each, $sort, $slice and $position, as on its manual page', () => {
    const quizzes = [
      { wk: 1, score: 10 },
      { wk: 2, score: 8 },
      { wk: 3, score: 5 },
      { wk: 4, score: 6 },
    ];
    const pushed = after(
      { _id: 5, quizzes },
      {
        $push: {
          quizzes: {
            $each: [
              { wk: 5, score: 8 },
              { wk: 6, score: 7 },
              { wk: 7, score: 6 },
            ],
            $sort: { score: -1 },
            $slice: 3,
          },
        },
      },
    );
    expect(pushed['quizzes']).toEqual([
      { wk: 1, score: 10 },
      { wk: 2, score: 8 },
      { wk: 5, score: 8 },
    ]);
    expect(after({ _id: 1, a: [100] }, { $push: { a: { $each: [50, 60, 70], $position: 0 } } })['a']).toEqual([
      50, 60, 70, 100,
    ]);
    expect(after({ _id: 1, a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -2 } } })['a']).toEqual([1, 9, 2, 3]);
    expect(after({ _id: 1, a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: -2 } } })['a']).toEqual([3, 4]);
    expect(after({ _id: 1, a: [3, 'x', 1] }, { $push: { a: { $each: [2], $sort: 1 } } })['a']).toEqual([1, 2, 3, 'x']);
    expect(code({ _id: 1 }, { $push: { a: { $each: 5 } } })).toBe(2);
    expect(code({ _id: 1 }, { $push: { a: { $each: [], $foo: 1 } } })).toBe(2);
  });
  test('$addToSet adds only what is new, whatever the number type', () => {
    expect(after({ _id: 1, a: [1] }, { $addToSet: { a: { $each: [new Double(1), 2, 2] } } })['a']).toEqual([1, 2]);
    expect(update({ _id: 1, a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { x: 1, y: 2 } } }).changed).toBe(false);
    expect(after({ _id: 1, a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } })['a']).toHaveLength(2);
    expect(code({ _id: 1, a: 5 }, { $addToSet: { a: 1 } })).toBe(2);
  });
  test('$pop takes from either end', () => {
    expect(after({ _id: 1, a: [1, 2, 3] }, { $pop: { a: 1 } })['a']).toEqual([1, 2]);
    expect(after({ _id: 1, a: [1, 2, 3] }, { $pop: { a: -1 } })['a']).toEqual([2, 3]);
    expect(code({ _id: 1, a: [1] }, { $pop: { a: 2 } })).toBe(9);
    expect(code({ _id: 1, a: 1 }, { $pop: { a: 1 } })).toBe(14);
    expect(update({ _id: 1 }, { $pop: { a: 1 } }).changed).toBe(false);
  });
  test('$pull by value, by condition and by filter', () => {
    expect(after({ _id: 1, a: [3, 5, 6, 7, 7, 8] }, { $pull: { a: { $gte: 6 } } })['a']).toEqual([3, 5]);
    expect(after({ _id: 1, a: ['x', 'y'] }, { $pull: { a: { $in: ['x'] } } })['a']).toEqual(['y']);
    const results = [
      { item: 'A', score: 5 },
      { item: 'B', score: 8, comment: 'fine' },
    ];
    expect(after({ _id: 1, results }, { $pull: { results: { score: 8, item: 'B' } } })['results']).toEqual([
      results[0],
    ]);
    expect(code({ _id: 1, a: 5 }, { $pull: { a: 5 } })).toBe(2);
    expect(update({ _id: 1 }, { $pull: { a: 5 } }).changed).toBe(false);
  });
  test('$pullAll by values', () => {
    expect(after({ _id: 1, a: [0, 2, 5, 5, 1, 0] }, { $pullAll: { a: [0, 5] } })['a']).toEqual([2, 1]);
    expect(code({ _id: 1, a: [] }, { $pullAll: { a: 5 } })).toBe(2);
  });
});

describe('array parts of paths', () => {
  test('$ stands for the matched element, and is error 2 without one', () => {
    expect(after({ _id: 1, a: [1, 2] }, { $set: { 'a.$': 9 } }, { positional: 1 })['a']).toEqual([1, 9]);
    expect(code({ _id: 1, a: [1] }, { $set: { 'a.$': 9 } })).toBe(2);
    expect(code({ _id: 1, a: [1] }, { $set: { '$.a': 9 } }, { positional: 0 })).toBe(2);
  });
  test('$[] and $[name]', () => {
    expect(after({ _id: 1, a: [1, 2] }, { $inc: { 'a.$[]': 10 } })['a']).toEqual([new Int32(11), new Int32(12)]);
    const grades = [
      { grade: 80, mean: 75 },
      { grade: 85, mean: 90 },
    ];
    expect(
      after(
        { _id: 1, grades },
        { $set: { 'grades.$[elem].mean': 100 } },
        { arrayFilters: [{ 'elem.grade': { $gte: 85 } }] },
      )['grades'],
    ).toEqual([
      { grade: 80, mean: 75 },
      { grade: 85, mean: 100 },
    ]);
  });
  test('wrong array filters', () => {
    expect(code({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } })).toBe(2);
    expect(code({ _id: 1, a: [1] }, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] })).toBe(9);
    expect(code({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1 }, { x: 2 }] })).toBe(9);
    expect(code({ _id: 1, a: [1] }, { $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1, y: 2 }] })).toBe(9);
    expect(code({ _id: 1 }, { $set: { 'a.$[]': 1 } })).toBe(2);
    expect(code({ _id: 1, a: 5 }, { $set: { 'a.$[]': 1 } })).toBe(2);
  });
});

describe('$rename', () => {
  test('moves the value, over another field too', () => {
    expect(after({ _id: 1, a: 1, b: 2 }, { $rename: { a: 'c.d' } })).toEqual({ _id: 1, b: 2, c: { d: 1 } });
    expect(after({ _id: 1, a: 1, b: 2 }, { $rename: { a: 'b' } })).toEqual({ _id: 1, b: 1 });
    expect(update({ _id: 1 }, { $rename: { a: 'b' } }).changed).toBe(false);
  });
  test('refuses itself, its own path, and arrays', () => {
    expect(code({ _id: 1 }, { $rename: { a: 'a' } })).toBe(2);
    expect(code({ _id: 1 }, { $rename: { a: 'a.b' } })).toBe(2);
    expect(code({ _id: 1 }, { $rename: { a: 5 } })).toBe(2);
    expect(code({ _id: 1, a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } })).toBe(2);
  });
});

describe('what no update may do', () => {
  test.each<[string, Document, number]>([
    ['one field twice', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a field and its parent', { $set: { a: 1, 'a.b': 1 } }, 40],
    ['an element and all elements', { $set: { 'a.0': 1, 'a.$[]': 1 } }, 40],
    ['rename onto a set field', { $set: { b: 1 }, $rename: { a: 'b' } }, 40],
    ['an unknown modifier', { $foo: { a: 1 } }, 9],
    ['fields beside operators', { $set: { a: 1 }, b: 1 }, 9],
    ['an operand that is no document', { $set: 5 }, 9],
    ['$bit', { $bit: { a: { and: 1 } } }, 115],
    ['an empty name', { $set: { 'a..b': 1 } }, 56],
    ['an empty path', { $set: { '': 1 } }, 56],
    ['a dollar name', { $set: { $a: 1 } }, 52],
    ['a dollar name in a replacement', { a: 1, $b: 1 }, 52],
    ['another _id', { $set: { _id: 2 } }, 66],
    ['no _id', { $unset: { _id: 1 } }, 66],
    ['another _id by replacement', { _id: 2, a: 1 }, 66],
    ['a field inside _id', { $set: { '_id.a': 1 } }, 28],
  ])('%s', (_name, change, expected) => {
    expect(code({ _id: 1, a: [1] }, change)).toBe(expected);
  });
});

describe('replacement', () => {
  test('keeps _id and nothing else', () => {
    expect(after({ _id: 1, a: 1 }, { b: 2 })).toEqual({ _id: 1, b: 2 });
    expect(Object.keys(after({ _id: 1, a: 1 }, { b: 2, _id: 1 }))).toEqual(['_id', 'b']);
    expect(update({ _id: 1, a: 1 }, { a: 1 }).changed).toBe(false);
    expect(isReplacement({})).toBe(true);
    expect(isReplacement({ $set: {} })).toBe(false);
    expect(isReplacement([])).toBe(false);
  });
});

describe('upsert', () => {
  const insert = (filter: Document, change: Update): Document =>
    applyUpdate(upsertSeed(filter, change), change, { isInsert: true, now: NOW }).doc;

  test('starts from the equalities of the filter and applies $setOnInsert', () => {
    expect(insert({ a: 1, b: { $gt: 5 }, 'c.d': 'x' }, { $setOnInsert: { e: 1 } })).toEqual({
      a: 1,
      c: { d: 'x' },
      e: 1,
    });
    expect(after({ _id: 1 }, { $setOnInsert: { e: 1 } })).toEqual({ _id: 1 });
    expect(
      upsertSeed({ $and: [{ a: 1 }, { b: { $eq: 2 } }], c: { $in: [3] }, d: { $in: [1, 2] } }, { $set: {} }),
    ).toEqual({
      a: 1,
      b: 2,
      c: 3,
    });
    expect(upsertSeed({ $or: [{ a: 1 }, { b: 2 }], c: { $all: [5] } }, { $set: {} })).toEqual({ c: 5 });
  });
  test('a replacement takes only _id', () => {
    const id = new ObjectId();
    expect(insert({ _id: id, a: 1 }, { b: 2 })).toEqual({ _id: id, b: 2 });
    expect(errorCode(() => insert({ _id: 1 }, { _id: 2 }))).toBe(66);
  });
  test('_id comes first, and cannot be set to another than the filter gave', () => {
    expect(Object.keys(insert({ a: 1 }, { $set: { _id: 5 } }))).toEqual(['_id', 'a']);
    expect(errorCode(() => insert({ _id: 1 }, { $set: { _id: 2 } }))).toBe(66);
  });
  test('one field fixed twice is error 54', () => {
    expect(errorCode(() => insert({ $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } }))).toBe(54);
    expect(errorCode(() => insert({ a: { b: 1 }, 'a.b': 1 }, { $set: { c: 1 } }))).toBe(54);
  });
});
