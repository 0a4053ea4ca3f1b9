/**
 * The law that lets an index answer a filter: when a document matches, each conjunct has a key of that document within
 * its bounds. If it broke, a query would lose documents as soon as somebody added an index.
 */
import { BSONRegExp } from 'bson';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeKey, keyPrefixBounds, keyRangeBounds } from '../../src/language/key.ts';
import type { KeyRange } from '../../src/language/key.ts';
import { compileFilter } from '../../src/language/matcher.ts';
import type { Conjunct } from '../../src/language/matcher.ts';
import { indexKeyValues } from '../../src/language/path.ts';
import { applyUpdate } from '../../src/language/update.ts';
import { compareValues, identical } from '../../src/language/compare.ts';
import type { Document } from '../../src/language/values.ts';
import { anyValue, indexable } from './values.ts';

function rangesOf({ op, value }: Conjunct): KeyRange[] {
  const bound = { value, inclusive: op === '$gte' || op === '$lte' };
  switch (op) {
    case '$eq':
      return [keyPrefixBounds([value], [1])];
    case '$in':
      return (value as unknown[]).map((item) => keyPrefixBounds([item], [1]));
    case '$gt':
    case '$gte':
      return [keyRangeBounds([], [1], bound, undefined)];
    case '$lt':
    case '$lte':
      return [keyRangeBounds([], [1], undefined, bound)];
    case '$elemMatch':
      // Each of the conjuncts of one element holds the key; the first is enough to look at.
      return (value as readonly Conjunct[]).slice(0, 1).flatMap(rangesOf);
    case '$exists':
      return [{ from: Buffer.alloc(0), to: Buffer.from([0xff]) }];
  }
}

const isWithin = (key: Buffer, { from, to }: KeyRange): boolean =>
  Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0;

const inner = fc.dictionary(fc.constantFrom('b', 'c'), indexable, { maxKeys: 2, noNullPrototype: true });
const field = fc.oneof(indexable, inner, fc.array(fc.oneof(indexable, inner), { maxLength: 3 }));
const documents = fc.record({ a: field }, { requiredKeys: [], noNullPrototype: true });
const paths = fc.constantFrom('a', 'a.b');

/** Operands that have a chance to match: taken from the document as often as made up. */
function operandFor(doc: Document, path: string) {
  const own = indexKeyValues(doc, [path]).map(([value]) => value ?? null);
  return fc.oneof(fc.constantFrom(...own), indexable, fc.constant(null));
}

const cases = fc.tuple(documents, paths).chain(([doc, path]) =>
  fc.record({
    doc: fc.constant(doc),
    path: fc.constant(path),
    operand: operandFor(doc, path),
    op: fc.constantFrom('$eq', '$in', '$gt', '$gte', '$lt', '$lte'),
  }),
);

describe('index bounds', () => {
  test('hold a key of every matching document', () => {
    let matched = 0;
    fc.assert(
      fc.property(cases, ({ doc, path, operand, op }) => {
        const conditions = { [op]: op === '$in' ? [operand] : operand };
        const [parent, child] = path.split('.');
        const filters: Document[] = [{ [path]: conditions }];
        if (parent !== undefined && child !== undefined)
          filters.push({ [parent]: { $elemMatch: { [child]: conditions } } });
        for (const filter of filters) {
          fc.pre(!isOperatorDocument(operand) && !(operand instanceof BSONRegExp));
          const matcher = compileFilter(filter);
          if (!matcher.matches(doc)) continue;
          matched += 1;
          for (const conjunct of matcher.conjuncts) {
            const keys = indexKeyValues(doc, [conjunct.path]).map((tuple) => encodeKey(tuple, [1]));
            expect(rangesOf(conjunct).some((range) => keys.some((key) => isWithin(key, range)))).toBe(true);
          }
        }
      }),
      { numRuns: 3000 },
    );
    // Without this the property could hold because nothing ever matched.
    expect(matched).toBeGreaterThan(500);
  });
});

function isOperatorDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value)[0]?.startsWith('$') === true;
}

describe('updates', () => {
  const options = { isInsert: false, now: new Date(0) };

  test('what $set has written is found by equality, and setting it again changes nothing', () => {
    fc.assert(
      fc.property(documents, anyValue, (doc, value) => {
        const once = applyUpdate({ _id: 1, ...doc }, { $set: { x: value } }, options);
        const twice = applyUpdate(once.doc, { $set: { x: value } }, options);
        expect(twice.changed).toBe(false);
        expect(identical(once.doc, twice.doc)).toBe(true);
        expect(compileFilter({ x: { $exists: true } }).matches(once.doc)).toBe(true);
        expect(compareValues(once.doc['x'], value)).toBe(0);
        const undone = applyUpdate(once.doc, { $unset: { x: 1 } }, options);
        expect(identical(undone.doc, { _id: 1, ...doc })).toBe(true);
      }),
    );
  });
  test('$addToSet is idempotent, and $pull takes back what it added', () => {
    fc.assert(
      fc.property(fc.array(indexable, { maxLength: 4 }), indexable, (list, value) => {
        fc.pre(
          !isOperatorDocument(value) &&
            !(typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype),
        );
        fc.pre(
          !(value !== null && typeof value === 'object' && '_bsontype' in value && value._bsontype === 'BSONRegExp'),
        );
        const added = applyUpdate({ _id: 1, list }, { $addToSet: { list: value } }, options);
        expect(applyUpdate(added.doc, { $addToSet: { list: value } }, options).changed).toBe(false);
        const pulled = applyUpdate(added.doc, { $pull: { list: value } }, options).doc['list'] as unknown[];
        expect(pulled.some((item) => compareValues(item, value) === 0)).toBe(false);
      }),
    );
  });
});
