/** The comparison order and the index keys that must agree with it, for arbitrary values. */
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareValues, identical, valuesEqual } from '../../src/language/compare.ts';
import { canEncode, encodeKey, keyPrefixBounds, keyRangeBounds } from '../../src/language/key.ts';
import type { Direction } from '../../src/language/key.ts';
import { deepClone, typeOrder } from '../../src/language/values.ts';
import { errorCode } from './support.ts';
import { anyValue, indexable, numeric } from './values.ts';

const sign = (n: number): number => Math.sign(n);
const direction = fc.constantFrom<Direction>(1, -1);

describe('compareValues', () => {
  test('puts the types in the documented order', () => {
    const ordered = [
      new MinKey(),
      undefined,
      null,
      new Int32(1),
      'a',
      { a: 1 },
      [1],
      new Binary(Buffer.from('x')),
      new ObjectId(),
      false,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new BSONRegExp('a'),
      new MaxKey(),
    ];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries()) expect(compareValues(a, b)).toBe(sign(i - j));
    }
  });
  test('numbers of all kinds compare by exact value', () => {
    expect(valuesEqual(new Int32(1), new Double(1))).toBe(true);
    expect(valuesEqual(Long.fromNumber(1), Decimal128.fromString('1.00'))).toBe(true);
    expect(valuesEqual(new Double(-0), new Int32(0))).toBe(true);
    expect(compareValues(Long.fromBigInt(2n ** 53n + 1n), new Double(2 ** 53))).toBe(1);
    expect(compareValues(new Double(2 ** 63), Long.MAX_VALUE)).toBe(1);
    expect(compareValues(new Double(NaN), new Double(-Infinity))).toBe(-1);
    expect(compareValues(Decimal128.fromString('NaN'), new Double(NaN))).toBe(0);
    expect(compareValues(Decimal128.fromString('0.1'), new Double(0.1))).toBe(-1);
    expect(compareValues(Decimal128.fromString('-Infinity'), Long.MIN_VALUE)).toBe(-1);
  });
  test('strings by UTF-8 bytes, documents field by field, binary by length first', () => {
    expect(compareValues('\uFFFD', '😀')).toBe(-1);
    expect(compareValues('a', 'a\0')).toBe(-1);
    expect(compareValues({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(-1);
    expect(compareValues({ b: 1 }, { a: 'x' })).toBe(-1);
    expect(compareValues({ a: 1 }, { a: 1, b: null })).toBe(-1);
    expect(compareValues(new Binary(Buffer.from('b')), new Binary(Buffer.from('aa')))).toBe(-1);
  });
  test('is a total order', () => {
    fc.assert(
      fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
        expect(compareValues(a, a)).toBe(0);
        expect(compareValues(a, b) + compareValues(b, a)).toBe(0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });
  test('numbers alone are totally ordered too', () => {
    fc.assert(
      fc.property(numeric, numeric, numeric, (a, b, c) => {
        expect(compareValues(a, b) + compareValues(b, a)).toBe(0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
  test('identical values are equal, and a clone is identical', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(identical(a, deepClone(a))).toBe(true);
        if (identical(a, b)) expect(valuesEqual(a, b)).toBe(true);
      }),
    );
    expect(identical(new Double(1), new Int32(1))).toBe(false);
    expect(identical(new Double(0), new Double(-0))).toBe(false);
    expect(identical({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
  });
});

describe('encodeKey', () => {
  test('orders tuples as compareValues does, in every direction', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(indexable, indexable, direction), { minLength: 1, maxLength: 3 }), (parts) => {
        const directions = parts.map(([, , d]) => d);
        const order = parts.map(([a, b, d]) => compareValues(a, b) * d).find((o) => o !== 0) ?? 0;
        const left = encodeKey(
          parts.map(([a]) => a),
          directions,
        );
        const right = encodeKey(
          parts.map(([, b]) => b),
          directions,
        );
        expect(sign(Buffer.compare(left, right)) + 0).toBe(order + 0);
      }),
      { numRuns: 3000 },
    );
  });
  test('a prefix holds exactly the tuples that start with it', () => {
    fc.assert(
      fc.property(indexable, indexable, indexable, direction, direction, (a, b, other, d1, d2) => {
        const { from, to } = keyPrefixBounds([a], [d1, d2]);
        const key = encodeKey([other, b], [d1, d2]);
        const isInside = Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0;
        expect(isInside).toBe(valuesEqual(a, other));
        const own = encodeKey([a, b], [d1, d2]);
        expect(Buffer.compare(own, from) >= 0 && Buffer.compare(own, to) < 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  test('a range holds exactly the values of the type within its bounds', () => {
    const bound = fc.record({ value: indexable, inclusive: fc.boolean() });
    fc.assert(
      fc.property(indexable, bound, fc.boolean(), direction, indexable, (value, limit, isLower, d, rest) => {
        const { from, to } = keyRangeBounds(['p'], [1, d], isLower ? limit : undefined, isLower ? undefined : limit);
        const key = encodeKey(['p', value, rest], [1, d, 1]);
        const order = compareValues(value, limit.value) * (isLower ? 1 : -1);
        const expected = typeOrder(value) === typeOrder(limit.value) && (order > 0 || (order === 0 && limit.inclusive));
        expect(Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
  test('refuses Decimal128, at any depth', () => {
    expect(canEncode({ a: [Decimal128.fromString('1')] })).toBe(false);
    expect(errorCode(() => encodeKey([Decimal128.fromString('1')], [1]))).toBe(115);
  });
});
