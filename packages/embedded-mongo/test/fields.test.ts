/** What is done to a part of a document's bytes comes to the same as doing it to the whole document. */
import { expect, test } from '@jest/globals';
import { Binary, BSONRegExp, Decimal128, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { FieldPicker, fieldsOf } from '../src/fields.ts';
import { applyUpdate } from '../src/language/update.ts';
import { touchedBy } from '../src/language/update/touched.ts';
import type { Document } from '../src/language/values.ts';
import { spliced } from '../src/splice.ts';
import { decodeDocument, encodeDocument } from '../src/wire.ts';
import { useDatabase, rowsOf } from './conformance/support.ts';

const scalar = fc.constantFrom<unknown>(
  ...[1, 2.5, 'text', 'né', '', true, null, new Date(7), new Int32(4), Long.fromNumber(2 ** 40), new ObjectId()],
  ...[new Binary(Buffer.from([1, 0, 2])), new BSONRegExp('a', 'i'), Decimal128.fromString('1.5')],
  ...[new Timestamp({ t: 1, i: 2 }), new MinKey(), new MaxKey()],
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.constantFrom('b', 'c'), scalar));
const name = fc.constantFrom('a', 'b', 'n', 'long name', 'ü');
const document = fc.dictionary(name, value).map((fields): Document => ({ _id: 1, ...fields }));

const bytesOf = (given: Document): Buffer => Buffer.from(encodeDocument(given));
const asStored = (given: Document): Document => decodeDocument(bytesOf(given));

test('the fields that are picked are those fields of the document', () => {
  fc.assert(
    fc.property(document, fc.array(name), (given, names) => {
      const picked = decodeDocument(new FieldPicker(names).pick(bytesOf(given)));
      const wanted = Object.entries(given).filter(([field]) => names.some((one) => one === field));
      expect(picked).toEqual(asStored(Object.fromEntries(wanted)));
      expect(fieldsOf(bytesOf(given)).map((field) => field.name)).toEqual(Object.keys(given));
    }),
  );
});

const update = fc.oneof(
  fc.dictionary(name, value, { minKeys: 1 }).map((fields): Document => ({ $set: fields })),
  fc.dictionary(name, fc.constant(1), { minKeys: 1 }).map((fields): Document => ({ $unset: fields })),
  fc.record({ $set: fc.record({ 'n.b': scalar }), $unset: fc.record({ a: fc.constant(1) }) }),
  fc.constant<Document>({ $rename: { a: 'b' } }),
  fc.tuple(name, scalar).map(([field, item]): Document => ({ $push: { [field]: item } })),
);

test('an update of the touched fields alone makes the same bytes as one of the whole document', () => {
  const options = { isInsert: false, now: new Date(0) };
  const attempt = (work: () => Buffer): string => {
    try {
      return work().toString('hex');
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(document, update, (given, change) => {
      const bytes = bytesOf(given);
      const operators = asStored(change);
      const whole = attempt(() => bytesOf(applyUpdate(decodeDocument(bytes), operators, options).doc));
      const { paths } = touchedBy(operators) ?? { paths: [] };
      const changing = new Set(paths.map((path) => path[0] ?? ''));
      const before = decodeDocument(new FieldPicker(['_id', ...changing]).pick(bytes));
      const part = attempt(() => spliced(bytes, changing, applyUpdate(before, operators, options).doc));
      expect(part).toBe(whole);
    }),
    { numRuns: 500 },
  );
});

const used = useDatabase();

test('indexes hold what the documents say after updates that touch some of their paths', async () => {
  const rows = rowsOf(used.db, 'rows');
  await rows.createIndexes([
    { key: { a: 1 }, name: 'plain' },
    { key: { 'n.b': 1, a: -1 }, name: 'compound' },
    { key: { b: 1 }, name: 'partial', partialFilterExpression: { 'n.c': { $exists: true } } },
    { key: { 'list.x': 1 }, name: 'multikey', sparse: true },
  ]);
  for (let i = 0; i < 40; i += 1) await rows.insertOne({ _id: i, a: i, b: i, n: { b: i }, list: [{ x: i }, { x: 0 }] });
  const changes = fc.constantFrom<Document>(
    ...[{ $set: { a: 5 } }, { $set: { 'n.b': 7 } }, { $set: { 'n.c': 1 } }, { $unset: { n: 1 } }, { $inc: { b: 1 } }],
    ...[
      { $push: { list: { x: 9 } } },
      { $set: { 'list.0.x': 3 } },
      { $set: { 'list.$[].x': 4 } },
      { $pop: { list: 1 } },
    ],
    ...[{ $rename: { a: 'other' } }, { $rename: { other: 'a' } }, { $set: { untouched: 1 } }, { $unset: { list: 1 } }],
  );
  for (const [i, change] of fc.sample(changes, 300).entries()) {
    // Some are refused, such as a push after a rename; then nothing may have changed.
    await rows.updateOne({ _id: i % 40 }, change).catch(() => undefined);
  }
  expect(await used.db.command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
});

test('an inserted document is given back with its fields in the order in which they came', async () => {
  const given = new Map<string, unknown>([
    ['_id', 1],
    ['z', 1],
    ['2', 1],
    ['1', 1],
  ]);
  await rowsOf(used.db, 'rows').insertOne(given);
  const found = (await rowsOf(used.db, 'rows').findOne({ _id: 1 }, { raw: true })) as Uint8Array;
  expect(fieldsOf(Buffer.from(found)).map((field) => field.name)).toEqual(['_id', 'z', '2', '1']);
});
