/** What may be stored, read through the codec with the options that the server uses. */
import { Binary, Code, DBRef, deserialize, Int32, ObjectId, serialize, Timestamp, UUID } from 'bson';
import { describe, expect, test } from '@jest/globals';
import { compareValues } from '../../src/language/compare.ts';
import { assertStorable, withIdFirst } from '../../src/language/storable.ts';
import { bsonType, DECODE_OPTIONS } from '../../src/language/values.ts';
import type { Document } from '../../src/language/values.ts';
import { errorCode } from './support.ts';

const throughWire = (document: Document): Document => deserialize(serialize(document), DECODE_OPTIONS);
const refusal = (document: Document) => errorCode(() => assertStorable(throughWire(document)));

function nest(depth: number): Document {
  let document: Document = {};
  for (let i = 1; i < depth; i += 1) document = { a: document };
  return document;
}

describe('assertStorable', () => {
  test('accepts every published type, and numbers keep theirs', () => {
    const document = throughWire({ _id: new ObjectId(), i: 1, d: 1.5, u: new UUID(), b: new Binary(), t: new Date() });
    expect(errorCode(() => assertStorable(document))).toBeNull();
    expect(Object.values(document).map(bsonType)).toEqual(['objectId', 'int', 'double', 'binData', 'binData', 'date']);
  });
  test.each<[string, Document, number]>([
    ['code', { a: new Code('x') }, 115],
    ['a DBRef', { a: new DBRef('c', new ObjectId()) }, 115],
    ['an empty timestamp', { a: new Timestamp({ t: 0, i: 0 }) }, 115],
    ['an array as _id', { _id: [1] }, 53],
    ['a pattern as _id', { _id: /a/ }, 53],
    ['a dollar name in _id', { _id: { $a: 1 } }, 52],
    ['201 levels', { a: nest(200) }, 15],
  ])('refuses %s', (_name, document, code) => {
    expect(refusal(document)).toBe(code);
  });
  test('accepts 200 levels, and dollar names outside _id', () => {
    expect(refusal(nest(200))).toBeNull();
    expect(refusal({ $a: { $b: 1 } })).toBeNull();
  });
  test('a UUID compares as the binary it is', () => {
    const uuid = new UUID();
    expect(compareValues(uuid, new Binary(uuid.buffer, 4))).toBe(0);
    expect(compareValues(uuid, new Int32(1))).toBe(1);
  });
  test('_id moves to the front', () => {
    expect(Object.keys(withIdFirst({ a: 1, _id: 2, b: 3 }))).toEqual(['_id', 'a', 'b']);
  });
});
