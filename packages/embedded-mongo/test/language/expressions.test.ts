/** Expressions: values and result types from the manual's pages, and error codes. */
import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { describe, expect, test } from '@jest/globals';
import { compileExpression } from '../../src/language/expressions.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const run = (expression: unknown, doc: Document = {}): unknown => compileExpression(expression, { now: NOW })(doc);
const int = (n: number) => new Int32(n);
const long = (n: number | bigint) => Long.fromBigInt(BigInt(n));
const double = (n: number) => new Double(n);
const at = (iso: string) => new Date(iso);

const DOC: Document = {
  n: int(7),
  l: long(5),
  d: double(2.5),
  s: 'Straße',
  nil: null,
  list: [int(3), int(1), int(2)],
  docs: [{ v: int(1) }, { v: int(2), w: 'x' }, 5],
  deep: { 'a b': 1, x: { y: 'z' } },
  t: at('2021-03-20T11:30:05.123Z'),
  id: new ObjectId('507c7f79bcf86cd7994f6c0e'),
};

describe('values', () => {
  test.each<[string, unknown, unknown]>([
    ['a literal', 5, 5],
    ['a field', '$n', int(7)],
    ['missing', '$zz', undefined],
    ['through an array', '$docs.v', [int(1), int(2)]],
    ['no positions in paths', '$list.0', []],
    ['an array literal', ['$n', '$zz'], [int(7), null]],
    ['an object literal', { a: '$n', b: '$zz' }, { a: int(7) }],
    ['$$ROOT', '$$ROOT.n', int(7)],
    ['$$CURRENT', '$$CURRENT.n', int(7)],
    ['$$NOW', '$$NOW', NOW],
    ['$$REMOVE', '$$REMOVE', undefined],
    ['$literal', { $literal: '$n' }, '$n'],
    ['$let', { $let: { vars: { a: '$n', b: 2 }, in: { $add: ['$$a', '$$b'] } } }, int(9)],
    ['$getField', { $getField: { field: 'a b', input: '$deep' } }, 1],
    ['$getField short', { $getField: 'n' }, int(7)],
  ])('%s', (_name, expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('arithmetic', () => {
  test.each<[unknown, unknown]>([
    [{ $add: [int(1), int(2)] }, int(3)],
    [{ $add: [int(2147483647), int(1)] }, long(2147483648)],
    [{ $add: [long(1), int(1)] }, long(2)],
    [{ $add: [Long.MAX_VALUE, int(1)] }, double(2 ** 63)],
    [{ $add: [double(0.1), double(0.2), double(0.3)] }, double(0.6)],
    [{ $add: ['$t', 1000] }, at('2021-03-20T11:30:06.123Z')],
    [{ $add: ['$n', '$nil'] }, null],
    [{ $add: [] }, int(0)],
    [{ $subtract: ['$n', '$d'] }, double(4.5)],
    [{ $subtract: ['$t', at('2021-03-20T11:30:05Z')] }, long(123)],
    [{ $subtract: ['$t', 123] }, at('2021-03-20T11:30:05Z')],
    [{ $multiply: ['$n', '$l'] }, long(35)],
    [{ $multiply: [int(65536), int(65536)] }, long(4294967296)],
    [{ $divide: [int(6), int(2)] }, double(3)],
    [{ $mod: [int(-7), int(3)] }, int(-1)],
    [{ $mod: [double(7.5), int(2)] }, double(1.5)],
    [{ $abs: int(-5) }, int(5)],
    [{ $ceil: double(1.2) }, double(2)],
    [{ $floor: '$n' }, int(7)],
    [{ $round: [double(2.5)] }, double(2)],
    [{ $round: [double(3.5), 0] }, double(4)],
    [{ $round: [double(19.25), 1] }, double(19.2)],
    [{ $round: [double(2.675), 2] }, double(2.67)],
    [{ $round: [int(1255), -1] }, int(1260)],
    [{ $trunc: [double(-7.85), 1] }, double(-7.8)],
    [{ $sum: '$list' }, int(6)],
    [{ $sum: ['$n', '$l', 'x'] }, long(12)],
    [{ $avg: '$list' }, double(2)],
    [{ $avg: [] }, null],
    [{ $max: '$list' }, int(3)],
    [{ $min: ['$nil', 4, '$n'] }, 4],
  ])('%j', (expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('logic', () => {
  test.each<[unknown, unknown]>([
    [{ $eq: ['$n', double(7)] }, true],
    [{ $cmp: ['a', 5] }, int(1)],
    [{ $gt: ['$n', '$zz'] }, true],
    [{ $lt: ['$zz', null] }, true],
    [{ $and: [1, 'x', []] }, true],
    [{ $and: [] }, true],
    [{ $or: [0, null, '$zz', false] }, false],
    [{ $not: [0] }, true],
    [{ $cond: [true, 1, { $divide: [1, 0] }] }, 1],
    [{ $cond: { if: '$zz', then: 1, else: 2 } }, 2],
    [{ $ifNull: ['$zz', '$nil', 'x'] }, 'x'],
    [{ $switch: { branches: [{ case: { $gt: ['$n', 5] }, then: 'big' }], default: 'small' } }, 'big'],
    [{ $in: ['$n', [1, 7]] }, true],
    [{ $type: '$zz' }, 'missing'],
    [{ $type: '$l' }, 'long'],
  ])('%j', (expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('strings and conversions', () => {
  test.each<[unknown, unknown]>([
    [{ $concat: ['a', '-', '$s'] }, 'a-Straße'],
    [{ $concat: ['a', '$nil'] }, null],
    [{ $toUpper: '$s' }, 'STRAßE'],
    [{ $toLower: '$zz' }, ''],
    [{ $strLenCP: '😀e' }, int(2)],
    [{ $substrCP: ['a😀bc', 1, 2] }, '😀b'],
    [{ $toString: '$id' }, '507c7f79bcf86cd7994f6c0e'],
    [{ $toString: '$t' }, '2021-03-20T11:30:05.123Z'],
    [{ $toString: double(2.5) }, '2.5'],
    [{ $toString: Long.MAX_VALUE }, '9223372036854775807'],
    [{ $toInt: '-12' }, int(-12)],
    [{ $toInt: double(1.99) }, int(1)],
    [{ $toInt: Decimal128.fromString('5.5') }, int(5)],
    [{ $toLong: '$t' }, long(1616239805123)],
    [{ $toDouble: '-5.5' }, double(-5.5)],
    [{ $toDate: long(120000000000) }, at('1973-10-20T21:20:00Z')],
    [{ $toDate: '2018-03-03' }, at('2018-03-03T00:00:00Z')],
    [{ $toDate: '2018-03-20T11:00:06+0500' }, at('2018-03-20T06:00:06Z')],
    [{ $toDate: '$id' }, at('2012-10-15T21:26:17Z')],
    [{ $toInt: null }, null],
  ])('%j', (expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('arrays and objects', () => {
  test.each<[unknown, unknown]>([
    [{ $size: '$list' }, int(3)],
    [{ $isArray: '$list' }, true],
    [{ $isArray: ['$n'] }, false],
    [{ $arrayElemAt: ['$list', -1] }, int(2)],
    [{ $arrayElemAt: ['$list', 9] }, undefined],
    [{ $first: '$list' }, int(3)],
    [{ $last: '$nil' }, null],
    [{ $filter: { input: '$list', as: 'x', cond: { $gte: ['$$x', 2] } } }, [int(3), int(2)]],
    [{ $filter: { input: '$list', cond: { $gte: ['$$this', 1] }, limit: 1 } }, [int(3)]],
    [{ $map: { input: '$docs', as: 'd', in: '$$d.v' } }, [int(1), int(2), null]],
    [{ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } }, 'ab'],
    [{ $concatArrays: ['$list', [9]] }, [int(3), int(1), int(2), 9]],
    [{ $slice: ['$list', -2] }, [int(1), int(2)]],
    [{ $slice: ['$list', 1, 1] }, [int(1)]],
    [
      {
        $setUnion: [
          [2, 1],
          [2, 3],
        ],
      },
      [1, 2, 3],
    ],
    [
      {
        $setIntersection: [
          [2, 1, 1],
          [1, 3],
        ],
      },
      [1],
    ],
    [{ $mergeObjects: ['$deep.x', null, { q: 1 }] }, { y: 'z', q: 1 }],
    [{ $objectToArray: '$deep.x' }, [{ k: 'y', v: 'z' }]],
    [{ $arrayToObject: [[{ k: 'a', v: 1 }]] }, { a: 1 }],
    [{ $arrayToObject: { $literal: [['a', 1]] } }, { a: 1 }],
  ])('%j', (expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('dates', () => {
  const trunc = (more: Document) => ({ $dateTrunc: { date: '$t', ...more } });
  test.each<[unknown, unknown]>([
    [{ $year: '$t' }, int(2021)],
    [{ $month: { date: '$t' } }, int(3)],
    [{ $dayOfMonth: ['$t'] }, int(20)],
    [{ $hour: { date: '$t', timezone: 'America/Los_Angeles' } }, int(4)],
    [{ $hour: { date: '$t', timezone: '+05:30' } }, int(17)],
    [{ $minute: { date: '$t', timezone: '+05:30' } }, int(0)],
    [{ $second: '$t' }, int(5)],
    [{ $dayOfWeek: '$t' }, int(7)],
    [{ $year: '$id' }, int(2012)],
    [{ $year: '$nil' }, null],
    [trunc({ unit: 'hour' }), at('2021-03-20T11:00:00Z')],
    [trunc({ unit: 'day', timezone: 'Asia/Seoul' }), at('2021-03-19T15:00:00Z')],
    [trunc({ unit: 'week' }), at('2021-03-14T00:00:00Z')],
    [
      trunc({ unit: 'week', binSize: 2, timezone: 'America/Los_Angeles', startOfWeek: 'Monday' }),
      at('2021-03-15T07:00:00Z'),
    ],
    [trunc({ unit: 'month' }), at('2021-03-01T00:00:00Z')],
    [trunc({ unit: 'quarter' }), at('2021-01-01T00:00:00Z')],
    [trunc({ unit: 'year', binSize: 5 }), at('2020-01-01T00:00:00Z')],
    [trunc({ unit: 'minute', binSize: 15 }), at('2021-03-20T11:30:00Z')],
    [trunc({ unit: '$zz' }), null],
    [{ $dateToString: { date: '$t' } }, '2021-03-20T11:30:05.123Z'],
    [
      { $dateToString: { date: '$t', format: '%Y/%m/%d %H:%M:%S:%L %z %j %u %w %U %V %G %%', timezone: '-0500' } },
      '2021/03/20 06:30:05:123 -0500 079 6 7 11 11 2021 %',
    ],
    [{ $dateToString: { date: '$zz', onNull: 'none' } }, 'none'],
    [{ $dateAdd: { startDate: at('2020-10-31T12:10:05Z'), unit: 'month', amount: 1 } }, at('2020-11-30T12:10:05Z')],
    [
      { $dateAdd: { startDate: at('2021-03-13T20:00:00Z'), unit: 'day', amount: 1, timezone: 'America/New_York' } },
      at('2021-03-14T19:00:00Z'),
    ],
    [{ $dateAdd: { startDate: at('2021-03-13T20:00:00Z'), unit: 'hour', amount: 24 } }, at('2021-03-14T20:00:00Z')],
    [
      { $dateSubtract: { startDate: at('2021-03-31T00:00:00Z'), unit: 'month', amount: 1 } },
      at('2021-02-28T00:00:00Z'),
    ],
    [
      { $dateDiff: { startDate: at('2020-12-31T23:59:59Z'), endDate: at('2021-01-01T00:00:01Z'), unit: 'year' } },
      long(1),
    ],
    [
      {
        $dateDiff: {
          startDate: at('2021-01-01T00:00:00Z'),
          endDate: at('2021-01-04T00:00:00Z'),
          unit: 'week',
          startOfWeek: 'mon',
        },
      },
      long(1),
    ],
    [
      { $dateDiff: { startDate: at('2021-01-02T00:00:00Z'), endDate: at('2021-01-01T00:00:00Z'), unit: 'hour' } },
      long(-24),
    ],
  ])('%j', (expression, expected) => {
    expect(run(expression, DOC)).toEqual(expected);
  });
});

describe('refusals', () => {
  test.each<[unknown, number]>([
    [{ $foo: 1 }, 168],
    [{ $add: 1, $subtract: 2 }, 15983],
    [{ 'a.b': 1 }, 16412],
    ['$', 16872],
    ['$a..b', 15998],
    ['$$nobody', 17276],
    ['$$CLUSTER_TIME', 115],
    [{ $add: ['x', 1] }, 14],
    [{ $add: [NOW, NOW] }, 16612],
    [{ $add: [Decimal128.fromString('1'), 1] }, 115],
    [{ $subtract: [1] }, 16020],
    [{ $subtract: ['x', 1] }, 14],
    [{ $divide: [1, 0] }, 2],
    [{ $mod: [1, 0] }, 16610],
    [{ $abs: 'x' }, 28765],
    [{ $round: [1.5, 0.5] }, 51082],
    [{ $cond: { if: 1, then: 2 } }, 17082],
    [{ $cond: [1, 2] }, 16020],
    [{ $switch: { branches: [] } }, 40068],
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, 40066],
    [{ $in: [1, 2] }, 40081],
    [{ $ifNull: [1] }, 1257300],
    [{ $concat: [1] }, 16702],
    [{ $strLenCP: null }, 34471],
    [{ $size: null }, 17124],
    [{ $arrayElemAt: [1, 1] }, 28689],
    [{ $filter: { input: 5, cond: true } }, 28651],
    [{ $map: { input: 5, in: 1 } }, 16883],
    [{ $map: { in: 1 } }, 16880],
    [{ $let: { vars: { A: 1 }, in: 1 } }, 9],
    [{ $mergeObjects: [1] }, 40400],
    [{ $toInt: 'x' }, 241],
    [{ $toInt: [[1]] }, 241],
    [{ $toInt: Long.MAX_VALUE }, 241],
    [{ $toDate: 'yesterday' }, 241],
    [{ $toDate: int(1) }, 241],
    [{ $year: 'x' }, 16006],
    [{ $year: { date: NOW, timezone: 'Mars/Base' } }, 40485],
    [{ $dateTrunc: { date: NOW, unit: 'eon' } }, 9],
    [{ $dateTrunc: { date: NOW } }, 5439009],
    [{ $dateToString: { date: NOW, format: '%q' } }, 18536],
    [{ $dateToString: { date: NOW, timezone: 'Asia/Seoul' } }, 115],
  ])('%j is error %d', (expression, code) => {
    expect(errorCode(() => run(expression))).toBe(code);
  });
});
