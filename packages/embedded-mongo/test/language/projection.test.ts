/** Projections of find and $project, with MongoDB's order of fields and its error codes. */
import { Double, Int32 } from 'bson';
import { describe, expect, test } from '@jest/globals';
import { compileProjection } from '../../src/language/projection.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

const NOW = new Date(0);
const project = (spec: Document, doc: Document): Document => compileProjection(spec, { now: NOW })(doc);
const DOC = { _id: 1, b: 2, a: { x: 1, y: [{ p: 1, q: 2 }, 5, [{ p: 3, q: 4 }]] }, c: 'c' };

describe('compileProjection', () => {
  test.each<[Document, Document]>([
    [{}, DOC],
    [
      { a: 1, b: true },
      { _id: 1, b: 2, a: DOC.a },
    ],
    [{ _id: 0, c: 1 }, { c: 'c' }],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0 }, { b: 2, a: DOC.a, c: 'c' }],
    [{ 'a.x': 1 }, { _id: 1, a: { x: 1 } }],
    [{ a: { x: 1 } }, { _id: 1, a: { x: 1 } }],
    [{ 'a.y.p': 1 }, { _id: 1, a: { y: [{ p: 1 }, [{ p: 3 }]] } }],
    [{ 'b.z': 1, 'zz.y': 1 }, { _id: 1 }],
    [
      { 'a.y.p': 0, b: 0 },
      { _id: 1, a: { x: 1, y: [{ q: 2 }, 5, [{ q: 4 }]] }, c: 'c' },
    ],
    [{ c: new Double(0.5) }, { _id: 1, c: 'c' }],
    [{ 'a.y': { $slice: 1 } }, { ...DOC, a: { x: 1, y: [{ p: 1, q: 2 }] } }],
    [
      { c: 1, 'a.y': { $slice: -1 } },
      { _id: 1, a: { y: [[{ p: 3, q: 4 }]] }, c: 'c' },
    ],
    [
      { c: 0, 'a.y': { $slice: [1, 1] } },
      { _id: 1, b: 2, a: { x: 1, y: [5] } },
    ],
    [
      { n: { $add: ['$b', 1] }, c: 1 },
      { _id: 1, c: 'c', n: new Int32(3) },
    ],
    [{ n: '$a.x' }, { _id: 1, n: 1 }],
    [{ n: '$missing' }, { _id: 1 }],
    [{ a: { x: 1, n: '$b' } }, { _id: 1, a: { x: 1, n: 2 } }],
  ])('%j', (spec, expected) => {
    const result = project(spec, DOC);
    expect(result).toEqual(expected);
    expect(Object.keys(result)).toEqual(Object.keys(expected));
  });
  test('$elemMatch keeps the first matching element, and nothing when there is none', () => {
    const doc = { _id: 1, students: [{ school: 100 }, { school: 102, age: 9 }, { school: 102, age: 11 }], zip: 5 };
    expect(project({ students: { $elemMatch: { school: 102 } } }, doc)).toEqual({
      _id: 1,
      students: [doc.students[1]],
    });
    expect(project({ zip: 1, students: { $elemMatch: { school: 1 } } }, doc)).toEqual({ _id: 1, zip: 5 });
  });
  test.each<[Document, number]>([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 0, b: 1 }, 31253],
    [{ a: 0, b: '$c' }, 31252],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ 'a.b': 1, a: 1 }, 31250],
    [{ a: {} }, 51270],
    [{ 'a.$': 1 }, 115],
    [{ 'a.': 1 }, 40353],
    [{ $a: 1 }, 16410],
    [{ 'a.b': { $elemMatch: { c: 1 } } }, 31275],
    [{ a: { $elemMatch: 5 } }, 31274],
    [{ a: { $meta: 'textScore' } }, 115],
    [{ a: { $foo: 1 } }, 168],
  ])('%j is error %d', (spec, code) => {
    expect(errorCode(() => project(spec, DOC))).toBe(code);
  });
});
