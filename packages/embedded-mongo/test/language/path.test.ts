/** Which keys an index sees, from MongoDB's multikey pages and its key generator's cases. */
import { describe, expect, test } from '@jest/globals';
import { indexKeyValues } from '../../src/language/path.ts';
import { compileSort } from '../../src/language/sort.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

describe('indexKeyValues', () => {
  test.each<[string, Document, string[], unknown[][]]>([
    ['a scalar', { a: 5 }, ['a'], [[5]]],
    ['missing is null', {}, ['a'], [[null]]],
    ['a nested field', { a: { b: 1 } }, ['a.b'], [[1]]],
    ['a scalar on the way', { a: 1 }, ['a.b'], [[null]]],
    ['each element', { a: [3, 1, 2] }, ['a'], [[1], [2], [3]]],
    ['equal elements once', { a: [1, 1] }, ['a'], [[1]]],
    ['an empty array', { a: [] }, ['a'], [[undefined]]],
    ['an empty array on the way', { a: [] }, ['a.b'], [[null]]],
    ['documents in an array', { a: [{ b: 1 }, { b: 2 }, 7] }, ['a.b'], [[null], [1], [2]]],
    ['nested arrays stay whole', { a: [[1, 2]] }, ['a'], [[[1, 2]]]],
    ['an array in documents in an array', { a: [{ b: [1, 2] }] }, ['a.b'], [[1], [2]]],
    [
      'one array beside a scalar',
      { a: [1, 2], b: 'x' },
      ['a', 'b'],
      [
        [1, 'x'],
        [2, 'x'],
      ],
    ],
    [
      'two fields of one array',
      {
        a: [
          { b: 1, c: 2 },
          { b: 3, c: 4 },
        ],
      },
      ['a.b', 'a.c'],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['a position', { a: [5, 6] }, ['a.1'], [[6]]],
    ['a position beyond the end', { a: [5] }, ['a.1'], [[null]]],
    ['a field at a position', { a: [{ b: 1 }, { b: 2 }] }, ['a.1.b'], [[2]]],
    ['an inherited name', {}, ['constructor'], [[null]]],
  ])('%s', (_name, doc, paths, keys) => {
    expect(indexKeyValues(doc, paths)).toEqual(keys);
  });
  test('parallel arrays are error 171', () => {
    expect(errorCode(() => indexKeyValues({ a: [1], b: [2] }, ['a', 'b']))).toBe(171);
    expect(errorCode(() => indexKeyValues({ a: [], b: [] }, ['a', 'b']))).toBe(171);
  });
  test('a sparse index leaves out what has none of the fields', () => {
    expect(indexKeyValues({ b: 1 }, ['a'], { sparse: true })).toEqual([]);
    expect(indexKeyValues({ b: 1 }, ['a', 'b'], { sparse: true })).toEqual([[null, 1]]);
    expect(indexKeyValues({ a: null }, ['a'], { sparse: true })).toEqual([[null]]);
    expect(indexKeyValues({ a: [{ b: 1 }, {}] }, ['a.b'], { sparse: true })).toEqual([[1]]);
  });
});

describe('compileSort', () => {
  const sorted = (spec: Document, docs: Document[]): unknown[] =>
    [...docs].sort(compileSort(spec)).map((d) => d['_id']);

  test('arrays sort by their lowest element ascending and their highest descending', () => {
    const docs = [
      { _id: 'low-high', a: [1, 9] },
      { _id: 'middle', a: 5 },
      { _id: 'empty', a: [] },
      { _id: 'missing' },
      { _id: 'null', a: null },
    ];
    expect(sorted({ a: 1 }, docs)).toEqual(['empty', 'missing', 'null', 'low-high', 'middle']);
    expect(sorted({ a: -1 }, docs)).toEqual(['low-high', 'middle', 'missing', 'null', 'empty']);
  });
  test('later keys decide among equals, and parallel arrays are error 2', () => {
    const docs = [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
      { _id: 3, a: 0, b: 3 },
    ];
    expect(sorted({ a: 1, b: -1 }, docs)).toEqual([3, 2, 1]);
    expect(errorCode(() => sorted({ a: 1, b: 1 }, [{ a: [1], b: [1] }, { a: 1 }]))).toBe(2);
  });
  test.each<[Document, number]>([
    [{ a: 2 }, 15975],
    [{ a: 'x' }, 15974],
    [{ a: { $meta: 'textScore' } }, 115],
    [{ 'a..b': 1 }, 15998],
    [{ $a: 1 }, 16410],
  ])('%j is error %d', (spec, code) => {
    expect(errorCode(() => compileSort(spec))).toBe(code);
  });
});
