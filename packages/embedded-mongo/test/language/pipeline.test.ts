/** Aggregation stages, with examples from the manual's pages, result types and error codes. */
import { Readable } from 'node:stream';
import { Double, Int32, Long } from 'bson';
import { describe, expect, test } from '@jest/globals';
import { MongoError } from '../../src/language/errors.ts';
import { runPipeline, splitForPlanner } from '../../src/language/pipeline.ts';
import { applyUpdate } from '../../src/language/update.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

const NOW = new Date(0);
const int = (n: number) => new Int32(n);

async function run(
  stages: Document[],
  input: Document[],
  others: Record<string, Document[]> = {},
): Promise<Document[]> {
  const lookup = (name: string) => Readable.from(others[name] ?? []) as AsyncIterable<Document>;
  const result: Document[] = [];
  for await (const document of runPipeline(stages, input, { now: NOW, lookup })) result.push(document);
  return result;
}

const SALES: Document[] = [
  { _id: 1, item: 'abc', price: int(10), quantity: int(2), day: 1 },
  { _id: 2, item: 'jkl', price: int(20), quantity: int(1), day: 1 },
  { _id: 3, item: 'xyz', price: int(5), quantity: int(10), day: 2 },
  { _id: 4, item: 'xyz', price: int(5), quantity: new Double(20), day: 2 },
  { _id: 5, item: 'abc', price: int(10), day: 3 },
];

describe('$group', () => {
  test('accumulates by key, and types follow the inputs', async () => {
    const result = await run(
      [
        {
          $group: {
            _id: '$item',
            n: { $count: {} },
            price: { $sum: '$price' },
            quantity: { $sum: '$quantity' },
            mean: { $avg: '$price' },
            least: { $min: '$quantity' },
            first: { $first: '$_id' },
            last: { $last: '$quantity' },
            all: { $push: '$quantity' },
            days: { $addToSet: '$day' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      SALES,
    );
    expect(result[0]).toEqual({
      _id: 'abc',
      n: int(2),
      price: int(20),
      quantity: int(2),
      mean: new Double(10),
      least: int(2),
      first: 1,
      last: null,
      all: [int(2)],
      days: [1, 3],
    });
    expect(result[2]).toMatchObject({ _id: 'xyz', quantity: new Double(30), days: [2] });
  });
  test('null and missing are one group, equal numbers too, and compound keys stay apart', async () => {
    const docs = [{ a: null }, {}, { a: int(1) }, { a: new Double(1) }];
    expect(await run([{ $group: { _id: '$a', n: { $sum: 1 } } }], docs)).toEqual([
      { _id: null, n: int(2) },
      { _id: int(1), n: int(2) },
    ]);
    expect(await run([{ $group: { _id: { a: '$a' } } }], [{ a: null }, {}])).toEqual([
      { _id: { a: null } },
      { _id: {} },
    ]);
    expect(await run([{ $group: { _id: null, n: { $sum: 1 } } }], [])).toEqual([]);
  });
  test('$max and $mergeObjects', async () => {
    const docs = [
      { o: { a: 1 }, v: null },
      { o: null, v: 3 },
      { o: { b: 2 }, v: 'x' },
    ];
    expect(await run([{ $group: { _id: null, o: { $mergeObjects: '$o' }, v: { $max: '$v' } } }], docs)).toEqual([
      { _id: null, o: { a: 1, b: 2 }, v: 'x' },
    ]);
  });
});

describe('the other stages', () => {
  test('$match, $sort, $skip, $limit, $project', async () => {
    const stages = [
      { $match: { price: { $gte: 5 } } },
      { $sort: { price: -1, _id: 1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $project: { _id: 1, total: { $multiply: ['$price', { $ifNull: ['$quantity', 1] }] } } },
    ];
    expect(await run(stages, SALES)).toEqual([
      { _id: 1, total: int(20) },
      { _id: 5, total: int(10) },
    ]);
  });
  test('$addFields and $set keep and nest, $unset and $$REMOVE take away', async () => {
    const docs = [{ _id: 1, a: { b: 1 }, list: [{ x: 1 }, { x: 2 }], z: 1 }];
    const stages = [
      { $addFields: { 'a.c': '$z', 'list.y': 0, z: '$$REMOVE' } },
      { $set: { n: 5 } },
      { $unset: ['list.x'] },
    ];
    expect(await run(stages, docs)).toEqual([{ _id: 1, a: { b: 1, c: 1 }, list: [{ y: 0 }, { y: 0 }], n: 5 }]);
  });
  test('$unwind in both forms', async () => {
    const docs = [{ _id: 1, s: ['S', 'M'] }, { _id: 2, s: [] }, { _id: 3, s: 'L' }, { _id: 4 }, { _id: 5, s: null }];
    expect(await run([{ $unwind: '$s' }], docs)).toEqual([
      { _id: 1, s: 'S' },
      { _id: 1, s: 'M' },
      { _id: 3, s: 'L' },
    ]);
    expect(
      await run([{ $unwind: { path: '$s', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }], docs),
    ).toEqual([
      { _id: 1, s: 'S', i: Long.fromNumber(0) },
      { _id: 1, s: 'M', i: Long.fromNumber(1) },
      { _id: 2, i: null },
      { _id: 3, s: 'L', i: null },
      { _id: 4, i: null },
      { _id: 5, s: null, i: null },
    ]);
  });
  test('$count, $sortByCount and $facet', async () => {
    expect(await run([{ $count: 'n' }], SALES)).toEqual([{ n: int(5) }]);
    expect(await run([{ $count: 'n' }], [])).toEqual([]);
    expect(await run([{ $sortByCount: '$day' }], SALES)).toEqual([
      { _id: 1, count: int(2) },
      { _id: 2, count: int(2) },
      { _id: 3, count: int(1) },
    ]);
    expect(
      await run(
        [
          {
            $facet: { n: [{ $count: 'n' }], top: [{ $sort: { price: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] },
          },
        ],
        SALES,
      ),
    ).toEqual([{ n: [{ n: int(5) }], top: [{ _id: 2 }] }]);
  });
  test('$bucket', async () => {
    const years = [1829, 1842, 1850, 1860, 1900].map((year) => ({ year: int(year) }));
    expect(
      await run([{ $bucket: { groupBy: '$year', boundaries: [1840, 1850, 1860], default: 'Other' } }], [...years, {}]),
    ).toEqual([
      { _id: 1840, count: int(1) },
      { _id: 1850, count: int(1) },
      { _id: 'Other', count: int(4) },
    ]);
  });
  test('$replaceRoot and $replaceWith', async () => {
    expect(await run([{ $replaceRoot: { newRoot: '$a' } }], [{ a: { b: 1 } }])).toEqual([{ b: 1 }]);
    await expect(run([{ $replaceWith: '$a' }], [{ a: 1 }])).rejects.toMatchObject({ code: 40228 });
  });
  test('$lookup by equality, null with missing, arrays by element', async () => {
    const orders = [{ _id: 1, item: 'a' }, { _id: 2, item: ['b', 'a'] }, { _id: 3 }];
    const stock = [
      { _id: 1, sku: 'a' },
      { _id: 2, sku: 'b' },
      { _id: 3, sku: null },
      { _id: 4 },
      { _id: 5, sku: ['a', 'z'] },
    ];
    const lookup = { $lookup: { from: 'stock', localField: 'item', foreignField: 'sku', as: 'found' } };
    const result = await run([lookup, { $project: { ids: '$found._id' } }], orders, { stock });
    expect(result.map((doc) => doc['ids'])).toEqual([
      [1, 5],
      [1, 2, 5],
      [3, 4],
    ]);
  });
});

describe('refusals come before any document is read', () => {
  const untouched: Iterable<Document> = {
    [Symbol.iterator]: () => {
      throw new Error('read too early');
    },
  };
  test.each<[Document, number]>([
    [{ $foo: 1 }, 40324],
    [{ $out: 'x' }, 115],
    [{ $match: {}, $sort: { a: 1 } }, 40323],
    [{}, 40323],
    [{ $match: 5 }, 15959],
    [{ $match: { a: { $foo: 1 } } }, 2],
    [{ $project: {} }, 51272],
    [{ $project: 5 }, 15969],
    [{ $addFields: {} }, 40177],
    [{ $addFields: 5 }, 40272],
    [{ $group: { n: { $sum: 1 } } }, 15955],
    [{ $group: { _id: 1, n: 5 } }, 40234],
    [{ $group: { _id: 1, n: { $foo: 1 } } }, 15952],
    [{ $group: { _id: 1, n: { $stdDevPop: '$a' } } }, 115],
    [{ $group: { _id: 1, 'n.m': { $sum: 1 } } }, 40235],
    [{ $group: { _id: { $foo: 1 } } }, 168],
    [{ $sort: {} }, 15976],
    [{ $limit: 0 }, 15958],
    [{ $limit: 'x' }, 5107201],
    [{ $skip: -1 }, 5107200],
    [{ $unwind: 'a' }, 28818],
    [{ $unwind: 5 }, 15981],
    [{ $unwind: {} }, 28812],
    [{ $count: '' }, 40157],
    [{ $facet: {} }, 40169],
    [{ $facet: { a: [{ $facet: {} }] } }, 40600],
    [{ $bucket: { groupBy: '$a', boundaries: [2, 1] } }, 40194],
    [{ $bucket: { groupBy: '$a', boundaries: [1] } }, 40192],
    [{ $lookup: { from: 'x', as: 'y', pipeline: [] } }, 115],
    [{ $lookup: { from: 'x', as: 'y', localField: 'a' } }, 9],
    [{ $unset: 5 }, 31002],
    [{ $replaceRoot: {} }, 40414],
  ])('%j is error %d', (stage, code) => {
    expect(errorCode(() => runPipeline([stage], untouched, { now: NOW }))).toBe(code);
  });
  test('an error while running reaches the reader', async () => {
    await expect(run([{ $set: { a: { $divide: [1, '$b'] } } }], [{ b: 0 }])).rejects.toBeInstanceOf(MongoError);
  });
});

describe('splitForPlanner', () => {
  test('takes leading matches and the sort after them', () => {
    const group = { $group: { _id: 1 } };
    expect(splitForPlanner([{ $match: { a: 1 } }, { $sort: { b: 1 } }, group])).toEqual({
      match: { a: 1 },
      sort: { b: 1 },
      rest: [group],
    });
    expect(splitForPlanner([{ $match: { a: 1 } }, { $match: { b: 1 } }])).toEqual({
      match: { $and: [{ a: 1 }, { b: 1 }] },
      rest: [],
    });
    expect(splitForPlanner([group, { $match: { a: 1 } }])).toEqual({ rest: [group, { $match: { a: 1 } }] });
    expect(splitForPlanner([{ $match: {}, $sort: {} }])).toEqual({ rest: [{ $match: {}, $sort: {} }] });
  });
});

describe('updates by pipeline', () => {
  const update = (doc: Document, stages: Document[]) => applyUpdate(doc, stages, { isInsert: false, now: NOW });

  test('set, unset, replace; _id stays', () => {
    expect(
      update({ _id: 1, a: 2, b: 3 }, [{ $set: { a: { $add: ['$a', '$b'] }, at: '$$NOW' } }, { $unset: 'b' }]).doc,
    ).toEqual({
      _id: 1,
      a: int(5),
      at: NOW,
    });
    expect(update({ _id: 1, a: { x: 1 } }, [{ $replaceWith: '$a' }]).doc).toEqual({ _id: 1, x: 1 });
    expect(update({ _id: 1, a: 1 }, [{ $set: { a: '$a' } }]).changed).toBe(false);
    expect(errorCode(() => update({ _id: 1 }, [{ $set: { _id: 2 } }]))).toBe(66);
    expect(errorCode(() => update({ _id: 1 }, [{ $match: {} }]))).toBe(72);
  });
});
