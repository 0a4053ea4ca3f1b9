/** Arbitrary BSON values for the property tests. */
import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

const int32 = fc.integer().map((n) => new Int32(n));
const long = fc
  .oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(2n ** 53n - 4n, 2n ** 53n + 4n), fc.bigInt(-9n, 9n))
  .map((n) => Long.fromBigInt(n));
const double = fc
  .oneof(
    fc.double(),
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom(2 ** 53, 2 ** 53 + 2, 2 ** 63, -(2 ** 63), NaN, -0, Infinity),
  )
  .map((n) => new Double(n));
const decimal = fc
  .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: -30, max: 30 }))
  .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`));
export const numeric = fc.oneof(int32, long, double, decimal);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'é', '\uFFFD', '😀') }),
);

const scalar = (numbers: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: numbers },
    { weight: 3, arbitrary: text },
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
    fc
      .tuple(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(0, 4, 128))
      .map(([bytes, type]) => new Binary(bytes, type)),
    // Timestamp(0, 0) cannot be stored.
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)).map(([t, i]) => new Timestamp({ t, i })),
    fc.tuple(fc.constantFrom('a', 'ab', '^a'), fc.constantFrom('', 'i')).map(([p, o]) => new BSONRegExp(p, o)),
    fc.constantFrom(new MinKey(), new MaxKey()),
  );

const nested = (numbers: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: scalar(numbers) },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      {
        weight: 1,
        arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a\u0001'), tie('value'), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      },
    ),
  })).value;

/** Any supported value, nested. */
export const anyValue = nested(numeric);
/** Any value that an index key can hold: all but Decimal128. */
export const indexable = nested(fc.oneof(int32, long, double));
