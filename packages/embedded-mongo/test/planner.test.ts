/**
 * An index may change how fast something is found, never what is found or in which order. Random documents with arrays,
 * nulls, missing fields and mixed types are asked random questions twice: by whatever index the planner chooses, and by a
 * scan of the whole collection.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { startDatabase, type TestDatabase } from './support/database.ts';

const { MongoClient } = mongoose.mongo;
type Collection = ReturnType<InstanceType<typeof MongoClient>['db']>['collection'] extends (name: string) => infer C
  ? C
  : never;

let database: TestDatabase;
let client: InstanceType<typeof MongoClient>;

beforeAll(async () => {
  database = await startDatabase();
  client = await MongoClient.connect(database.uri);
});
afterAll(async () => {
  await client.close();
  await database.stop();
});

const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, 'a', 'b', 'ab', 1.5, NaN, -0, 2 ** 40, new Date(5), new Date(-1)),
  },
);
const nested = fc.oneof(
  fc.record({ c: scalar }),
  fc.array(fc.record({ c: scalar, d: scalar }), { maxLength: 3 }),
  scalar,
);
const field = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) });
/** Two arrays in one document can be neither in one index nor in one sort: the second one gives way. */
function withOneArray(row: Record<string, unknown>): Record<string, unknown> {
  let hasArray = false;
  const kept = Object.entries(row).map(([name, value]) => {
    const gives = Array.isArray(value) && hasArray;
    hasArray ||= Array.isArray(value);
    return [name, gives ? 3 : value];
  });
  return Object.fromEntries(kept) as Record<string, unknown>;
}
const row = fc.record({ a: field, b: field, n: nested }, { requiredKeys: [] }).map(withOneArray);
const documents = fc.array(row, { minLength: 1, maxLength: 30 });

const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
);
const simple = fc.dictionary(fc.constantFrom('a', 'b', 'n', 'n.c', 'n.d'), condition, {
  minKeys: 0,
  maxKeys: 3,
  noNullPrototype: true,
});
const filter = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ $and: fc.array(simple, { minLength: 2, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ n: fc.record({ $elemMatch: fc.record({ c: condition, d: condition }) }) }) },
);
const direction = fc.constantFrom(1 as const, -1 as const);
const sort = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'n.c'), direction), { maxLength: 2, selector: ([path]) => path })
  .map((pairs) => Object.fromEntries(pairs));

const INDEXES = [
  { key: { a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { b: 1, a: 1 }, sparse: true },
  { key: { 'n.c': 1, 'n.d': 1 } },
  { key: { n: -1 } },
  { key: { b: -1 }, partialFilterExpression: { a: { $gt: 1 } } },
  { key: { a: -1, 'n.c': 1 }, partialFilterExpression: { a: { $exists: true } } },
] as const;

async function build(rows: readonly object[]): Promise<Collection> {
  const collection = client.db().collection('rows');
  await collection.drop();
  await collection.insertMany(rows.map((row, _id) => ({ _id, ...row }) as never));
  for (const [i, { key, ...options }] of INDEXES.entries()) {
    await collection.createIndex({ ...key }, { ...options, name: `i${i}` }, {});
  }
  return collection;
}

test('a query finds the same documents, in the same order, with and without indexes', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.array(fc.tuple(filter, sort), { minLength: 12, maxLength: 12 }),
      async (rows, questions) => {
        const collection = await build(rows);
        for (const [wanted, by] of questions) {
          // _id last makes the order total, so that the two answers can be compared as they are.
          const order = { ...by, _id: 1 } as const;
          const planned = await collection.find(wanted).sort(order).toArray();
          const scanned = await collection.find(wanted).hint({ $natural: 1 }).sort(order).toArray();
          expect(planned).toEqual(scanned);
          expect(await collection.countDocuments(wanted)).toBe(scanned.length);
          expect(await client.db().command({ count: 'rows', query: wanted })).toMatchObject({ n: scanned.length });
          // Without _id an index may give the order by itself: then the sort keys, at least, must not differ.
          const bare = await collection.find(wanted).sort(by).limit(5).toArray();
          expect(bare).toHaveLength(Math.min(5, scanned.length));
          const [firstOf] = await collection.aggregate([{ $match: wanted }, { $sort: order }]).toArray();
          expect(firstOf).toEqual(scanned[0]);
        }
        expect(await client.db().command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
      },
    ),
    { numRuns: 20 },
  );
});

test('an index that gives the order gives the order of the sort', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.array(fc.tuple(filter, sort), { minLength: 12, maxLength: 12 }),
      async (rows, questions) => {
        const collection = await build(rows.map((row, i) => ({ ...row, t: i })));
        await collection.createIndex({ a: 1, t: 1 }, {}, {});
        await collection.createIndex({ a: 1, b: 1, t: -1 }, {}, {});
        for (const [wanted, by] of questions) {
          for (const t of [1, -1] as const) {
            const order = { ...by, t };
            const planned = await collection.find(wanted).sort(order).toArray();
            const scanned = await collection.find(wanted).hint({ $natural: 1 }).sort(order).toArray();
            expect(planned).toEqual(scanned);
          }
        }
      },
    ),
    { numRuns: 15 },
  );
});

const word = fc.constantFrom('a', 'b', 'c', 'd');
const spelled = fc.record(
  {
    words: fc.oneof({ weight: 5, arbitrary: fc.uniqueArray(word) }, word, fc.constant(null)),
    kind: fc.integer({ min: 0, max: 1 }),
    at: fc.integer({ min: 0, max: 5 }),
  },
  { requiredKeys: ['at'] },
);
const ofWords = fc
  .tuple(
    fc.uniqueArray(fc.oneof({ weight: 9, arbitrary: word }, fc.constant(null)), { minLength: 2, maxLength: 3 }),
    fc.option(fc.integer({ min: 0, max: 5 })),
    fc.option(fc.integer({ min: 0, max: 1 })),
  )
  .map(([words, until, kind]) => ({
    $and: [
      ...words.map((each) => ({ words: each })),
      ...(until === null ? [] : [{ at: { $lte: until } }]),
      ...(kind === null ? [] : [{ kind }]),
    ],
  }));

test('what has all of several values of a list is told by its keys in one index, and only what has them is read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(spelled, { minLength: 8, maxLength: 40 }),
      fc.array(fc.tuple(ofWords, fc.integer({ min: 1, max: 9 })), { minLength: 8, maxLength: 8 }),
      fc.constantFrom<Record<string, 1 | -1>>({ words: 1, at: -1, _id: -1 }, { kind: 1, words: -1, at: -1, _id: -1 }),
      async (rows, questions, index) => {
        const collection = client.db().collection('spelled');
        await collection.drop();
        await collection.insertMany(rows.map((row, _id) => ({ _id, ...row }) as never));
        await collection.createIndex(index, {}, {});
        for (const [wanted, limit] of questions) {
          const order = { at: -1, _id: -1 } as const;
          const planned = await collection.find(wanted).sort(order).limit(limit).toArray();
          const scanned = await collection.find(wanted).hint({ $natural: 1 }).sort(order).limit(limit).toArray();
          expect(planned).toEqual(scanned);
          expect(await collection.countDocuments(wanted)).toBe(await hinted(collection, wanted));
        }
      },
    ),
    { numRuns: 20 },
  );
});

async function hinted(collection: Collection, wanted: object): Promise<number> {
  return (await collection.find(wanted).hint({ $natural: 1 }).toArray()).length;
}

test('of a thousand with one word and a thousand with another, those with both are read alone', async () => {
  const collection = client.db().collection('many');
  const words = (n: number) => ['all', ...(n % 2 === 0 ? ['even'] : ['odd']), ...(n % 400 === 1 ? ['rare'] : [])];
  await collection.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n, at: n, words: words(n) }) as never));
  await collection.createIndex({ words: 1, at: -1, _id: -1 }, {}, {});
  const both = collection.find({ $and: [{ words: 'all' }, { words: 'rare' }, { words: 'odd' }] }).sort({ at: -1 });
  const { executionStats, queryPlanner } = (await both.clone().explain('executionStats')) as Explained;
  expect((await both.toArray()).map(({ at }) => at as number)).toEqual([1601, 1201, 801, 401, 1]);
  expect(executionStats.totalDocsExamined).toBe(5);
  expect(JSON.stringify(queryPlanner.winningPlan)).toContain('AND_SORTED');
});

interface Explained {
  readonly executionStats: { readonly totalDocsExamined: number };
  readonly queryPlanner: { readonly winningPlan: unknown };
}
