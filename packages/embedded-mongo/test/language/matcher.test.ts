/** Filters: MongoDB's documented behaviour, its corner cases with arrays and null, and its error codes. */
import { BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileFilter } from '../../src/language/matcher.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';
import { anyValue } from './values.ts';

const matches = (filter: Document, doc: Document): boolean => compileFilter(filter).matches(doc);

const CASES: [filter: Document, yes: Document[], no: Document[]][] = [
  [{}, [{}, { a: 1 }], []],
  [
    { a: 5 },
    [{ a: 5 }, { a: [4, 5] }, { a: new Double(5) }, { a: Long.fromNumber(5) }],
    [{ a: '5' }, {}, { a: [[5]] }],
  ],
  [{ a: null }, [{ a: null }, {}, { a: [null] }], [{ a: 0 }, { a: [] }]],
  [{ 'a.b': null }, [{}, { a: {} }, { a: 5 }, { a: [{}, { b: 1 }] }], [{ a: [] }, { a: [5] }, { a: { b: 1 } }]],
  [{ a: { $ne: null } }, [{ a: 0 }, { a: [] }], [{}, { a: [1, null] }]],
  [{ a: { b: 1, c: 2 } }, [{ a: { b: 1, c: 2 } }], [{ a: { c: 2, b: 1 } }, { a: { b: 1, c: 2, d: 3 } }]],
  [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2], 3] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
  [{ 'a.0': 1 }, [{ a: [1, 2] }, { a: { 0: 1 } }, { a: [{ 0: 1 }] }], [{ a: [2, 1] }, { a: [[1]] }]],
  [{ 'a.b': 1 }, [{ a: { b: 1 } }, { a: [{ b: 1 }] }, { a: { b: [1] } }], [{ a: [[{ b: 1 }]] }]],
  [{ 'a.1.b': 4 }, [{ a: [5, { b: 4 }] }, { a: [5, [{ b: 4 }]] }], [{ a: [{ b: 4 }, 5] }]],
  [{ a: { $gt: 5 } }, [{ a: 6 }, { a: [1, 9] }], [{ a: 5 }, { a: '9' }, { a: null }, {}, { a: new Double(NaN) }]],
  [{ a: { $gte: null } }, [{ a: null }, {}], [{ a: 0 }]],
  [{ a: { $lt: 5 } }, [{ a: 4 }], [{ a: null }, { a: new Double(NaN) }, {}]],
  [{ a: { $lte: new Double(NaN) } }, [{ a: new Double(NaN) }], [{ a: 1 }]],
  [{ a: { $gt: 1, $lt: 5 } }, [{ a: 3 }, { a: [0, 9] }], [{ a: 1 }]],
  [{ a: { $gte: new MinKey() } }, [{ a: 1 }, { a: null }, {}], []],
  [{ a: { $lt: new MaxKey() } }, [{ a: 'x' }], [{ a: new MaxKey() }]],
  [{ a: { $gt: [1, 2] } }, [{ a: [1, 3] }, { a: [[2]] }], [{ a: [1] }, { a: 5 }]],
  [{ a: { $in: [1, null, 'x'] } }, [{ a: 1 }, {}, { a: ['x'] }], [{ a: 2 }]],
  [{ a: { $in: [new BSONRegExp('^b'), 7] } }, [{ a: 'bc' }, { a: 7 }], [{ a: 'ab' }]],
  [{ a: { $in: [] } }, [], [{}, { a: 1 }]],
  [
    { a: { $in: Array.from({ length: 40 }, (_, i) => new Int32(i)) } },
    [{ a: new Double(7) }, { a: Decimal128.fromString('7.0') }],
    [{ a: 40 }, {}],
  ],
  [{ a: { $nin: [1, null] } }, [{ a: 2 }, { a: [] }], [{}, { a: [1, 2] }]],
  [{ a: { $not: { $gt: 5 } } }, [{ a: 5 }, {}, { a: 'x' }], [{ a: 6 }, { a: [1, 6] }]],
  [{ a: { $not: new BSONRegExp('^b') } }, [{ a: 'ab' }, { a: 5 }], [{ a: 'b' }]],
  [{ $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
  [{ $or: [{ a: 1 }, { b: 2 }] }, [{ b: 2 }], [{ a: 2 }]],
  [{ $nor: [{ a: 1 }, { b: 2 }] }, [{ a: 2 }, {}], [{ a: 1 }]],
  [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  [{ 'a.b': { $exists: false } }, [{}, { a: [5] }, { a: [] }, { a: [{}] }], [{ a: [{}, { b: 1 }] }]],
  [{ a: { $type: 'number' } }, [{ a: 1 }, { a: Decimal128.fromString('1') }, { a: ['x', 1] }], [{ a: '1' }, {}]],
  [{ a: { $type: ['string', 4] } }, [{ a: 'x' }, { a: [] }], [{ a: 1 }]],
  [{ a: { $size: 2 } }, [{ a: [1, 2] }, { a: [[], []] }], [{ a: [1] }, { a: 2 }, { a: [[1, 2]] }]],
  [{ a: { $all: [1, 2] } }, [{ a: [2, 1, 3] }], [{ a: [1] }, { a: 1 }]],
  [{ a: { $all: [[1]] } }, [{ a: [[1]] }, { a: [1] }], [{ a: [2] }]],
  [{ a: { $all: [] } }, [], [{ a: [] }, {}]],
  [
    { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 2 } }] } },
    [{ a: [{ b: 1 }, { b: 2 }] }],
    [{ a: [{ b: 1 }] }],
  ],
  [{ a: { $elemMatch: { $gte: 80, $lt: 85 } } }, [{ a: [82, 85] }], [{ a: [75, 88] }, { a: 82 }]],
  [
    { a: { $elemMatch: { b: 1, c: { $gt: 1 } } } },
    [{ a: [{ b: 1, c: 2 }] }],
    [{ a: [{ b: 1 }, { c: 2 }] }, { a: { b: 1, c: 2 } }],
  ],
  [{ a: { $elemMatch: { $elemMatch: { $gt: 1 } } } }, [{ a: [[0, 2]] }], [{ a: [2] }]],
  [
    { a: { $mod: [4, 0] } },
    [{ a: 8 }, { a: new Double(4.7) }, { a: Long.fromNumber(12) }],
    [{ a: 6 }, { a: '8' }, { a: new Double(NaN) }],
  ],
  [{ a: { $mod: [4, -2] } }, [{ a: -6 }], [{ a: 6 }]],
  [
    { a: { $regex: 'acme.*corp', $options: 'i' } },
    [{ a: 'ACME big Corp' }, { a: ['x', 'acmecorp'] }],
    [{ a: 'acme\ncorp' }, { a: 5 }],
  ],
  [{ a: { $options: 's', $regex: '^a.b' } }, [{ a: 'a\nb' }], [{ a: 'a\nc' }]],
  [
    { a: new BSONRegExp('^S', 'm') },
    [{ a: 'x\nSy' }, { a: new BSONRegExp('^S', 'm') }],
    [{ a: 'xS' }, { a: new BSONRegExp('^S') }],
  ],
  [{ a: { $eq: new BSONRegExp('^S') } }, [{ a: new BSONRegExp('^S') }], [{ a: 'S' }]],
  [{ $expr: { $gt: ['$spent', '$budget'] } }, [{ spent: 9, budget: 5 }], [{ spent: 1, budget: 5 }]],
  [{ $comment: 'why', a: 1 }, [{ a: 1 }], [{ a: 2 }]],
  [{ constructor: null }, [{}], []],
];

describe('matching', () => {
  test.each(CASES)('%j', (filter, yes, no) => {
    expect(yes.filter((doc) => !matches(filter, doc))).toEqual([]);
    expect(no.filter((doc) => matches(filter, doc))).toEqual([]);
  });
});

describe('refusals', () => {
  test.each<[Document, number]>([
    [{ a: { $foo: 1 } }, 2],
    [{ $foo: 1 }, 2],
    [{ a: { $gt: 1, b: 2 } }, 2],
    [{ $or: [] }, 2],
    [{ $and: { a: 1 } }, 2],
    [{ $or: [5] }, 2],
    [{ a: { $in: 5 } }, 2],
    [{ a: { $in: [{ $gt: 1 }] } }, 2],
    [{ a: { $ne: new BSONRegExp('a') } }, 2],
    [{ a: { $not: 5 } }, 2],
    [{ a: { $not: {} } }, 2],
    [{ a: { $size: -1 } }, 2],
    [{ a: { $size: 'x' } }, 2],
    [{ a: { $type: 'int32' } }, 2],
    [{ a: { $type: [] } }, 9],
    [{ a: { $mod: [0, 1] } }, 2],
    [{ a: { $mod: [4] } }, 2],
    [{ a: { $all: 5 } }, 2],
    [{ a: { $elemMatch: 5 } }, 2],
    [{ a: { $options: 'i' } }, 2],
    [{ a: { $regex: 'a', $options: 'g' } }, 51108],
    [{ a: { $regex: '(' } }, 51091],
    [{ $where: 'true' }, 115],
    [{ $text: { $search: 'x' } }, 115],
    [{ $jsonSchema: {} }, 115],
    [{ a: { $near: [0, 0] } }, 115],
    [{ a: { $bitsAllSet: 1 } }, 115],
    [{ a: { $regex: '(?>a)' } }, 115],
    [{ a: { $regex: '(a)\\1' } }, 115],
    [{ a: { $regex: '[[:alpha:]]' } }, 115],
    [{ $expr: { $foo: 1 } }, 168],
  ])('%j is error %d', (filter, code) => {
    expect(errorCode(() => compileFilter(filter))).toBe(code);
  });
});

describe('regular expressions follow PCRE', () => {
  test.each<[pattern: string, options: string, text: string, found: boolean]>([
    ['a$', '', 'a\n', true],
    ['a$', '', 'a\nb', false],
    ['a$', 'm', 'a\nb', true],
    ['^b', 'm', 'a\rb', false],
    ['a\\z', '', 'a\n', false],
    ['a.b', '', 'a\rb', true],
    ['\\s', '', '\u00a0', false],
    ['^\\S$', '', '\u00a0', true],
    ['a b # note', 'x', 'ab', true],
    ['(?i)ABC', '', 'abc', true],
    ['^.$', '', '😀', true],
    ['^\\w$', 'i', '\u212a', false],
    ['a{2}b{,', '', 'aab{,', true],
    ['[]a]', '', ']', true],
    ['[\\w-]+$', '', 'a-b', true],
    ['^\\+1\\-\\(2\\)$', '', '+1-(2)', true],
    ['\\x41\\x{1F600}', '', 'A😀', true],
    ['^\\p{Lu}', '', 'Écrit', true],
    ['(?P<x>a)|b', '', 'b', true],
  ])('%j with %j on %j: %p', (pattern, options, text, found) => {
    expect(matches({ a: { $regex: pattern, $options: options } }, { a: text })).toBe(found);
  });
  test('escaping all special characters finds the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        const escaped = text.replace(/[.*+?^${}()|[\]\\/#-]/g, '\\$&');
        expect(matches({ a: { $regex: escaped } }, { a: `x${text}y` })).toBe(true);
      }),
    );
  });
});

describe('properties', () => {
  const document = fc.record({ a: anyValue, b: anyValue }, { requiredKeys: [], noNullPrototype: true });
  const operand = anyValue.filter((value) => !(value instanceof BSONRegExp));

  test('a value equals itself', () => {
    fc.assert(fc.property(operand, (value) => expect(matches({ a: { $eq: value } }, { a: value })).toBe(true)));
  });
  test('$ne, $nin and $not are complements', () => {
    fc.assert(
      fc.property(document, operand, (doc, value) => {
        const equal = matches({ a: { $eq: value } }, doc);
        expect(matches({ a: { $ne: value } }, doc)).toBe(!equal);
        expect(matches({ a: { $in: [value] } }, doc)).toBe(equal);
        expect(matches({ a: { $nin: [value] } }, doc)).toBe(!equal);
        for (const op of ['$gt', '$gte', '$lt', '$lte']) {
          const holds = matches({ a: { [op]: value } }, doc);
          expect(matches({ a: { $not: { [op]: value } } }, doc)).toBe(!holds);
          expect(matches({ $nor: [{ a: { [op]: value } }] }, doc)).toBe(!holds);
        }
      }),
    );
  });
  test('$gte is $gt or $eq, unless a bound is null-like', () => {
    fc.assert(
      fc.property(document, operand, (doc, value) => {
        fc.pre(!(value instanceof MinKey) && !(value instanceof MaxKey));
        const either = matches({ $or: [{ a: { $gt: value } }, { a: { $eq: value } }] }, doc);
        expect(matches({ a: { $gte: value } }, doc)).toBe(either);
      }),
    );
  });
});

describe('for the planner and for updates', () => {
  test('conjuncts are the usable predicates of all $and levels', () => {
    const id = new ObjectId();
    const { conjuncts } = compileFilter({
      a: id,
      b: { $gt: 1, $lte: 5, $ne: 3 },
      c: { $in: [1, 2] },
      d: { $exists: true },
      e: { $exists: false },
      f: [1],
      g: new BSONRegExp('x'),
      h: { $elemMatch: { i: 1 } },
      k: { $gt: null },
      $and: [{ j: 'x' }],
      $or: [{ a: 1 }, { b: 1 }],
    });
    expect(conjuncts).toEqual([
      { path: 'a', op: '$eq', value: id },
      { path: 'b', op: '$gt', value: 1 },
      { path: 'b', op: '$lte', value: 5 },
      { path: 'c', op: '$in', value: [1, 2] },
      { path: 'd', op: '$exists', value: true },
      { path: 'e', op: '$exists', value: false },
      { path: 'h.i', op: '$eq', value: 1 },
      { path: 'j', op: '$eq', value: 'x' },
    ]);
  });
  test('matchedArrayIndex is the position for the positional operator', () => {
    const index = (filter: Document, doc: Document) => compileFilter(filter).matchedArrayIndex(doc);
    expect(index({ a: 5 }, { a: [4, 5] })).toBe(1);
    expect(index({ 'a.b': { $gt: 1 } }, { a: [{ b: 1 }, { b: 2 }] })).toBe(1);
    expect(index({ a: { $elemMatch: { b: 1 } } }, { a: [{}, {}, { b: 1 }] })).toBe(2);
    expect(index({ a: 5 }, { a: 5 })).toBeUndefined();
    expect(index({ $or: [{ a: 5 }] }, { a: [5] })).toBeUndefined();
  });
});
