/** How documents are compressed, and what of it stays in memory. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packed } from '../src/compression.ts';
import { deflater } from '../src/deflate.ts';
import { openEngine } from '../src/engine.ts';
import { documentKey } from '../src/keys.ts';
import { insertDocument } from '../src/modify.ts';
import { encodeDocument } from '../src/wire.ts';

const fail = (error: Error): never => {
  throw error;
};
const encoded = (document: object): Buffer => Buffer.from(encodeDocument({ ...document }));

test('[D21] what is in memory never hides what is stored', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  const engine = openEngine({ folder, ttlEveryMs: 60_000, onDiskFailure: fail, onDamage: fail });
  try {
    const text = 'the same words again and again. '.repeat(60);
    await engine.store.write(() =>
      insertDocument(engine.catalog.findOrCreate('test.rows'), { _id: 1, text, at: 'first' }),
    );
    const collection = engine.catalog.find('test.rows') ?? fail(new Error('no collection'));
    const read = () => collection.fetch(1)?.document;
    expect(read()).toMatchObject({ at: 'first' });
    // Written past the collection, as a transaction that is rolled back would leave it.
    const other = packed(encoded({ _id: 1, text, at: 'other' }), null);
    await engine.store.write(() => engine.store.put(documentKey(collection.number, 1), other));
    expect(read()).toMatchObject({ at: 'other' });
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
});

test('[D22] a stream that was used before compresses each document by itself, and as well as a new one', () => {
  const dictionary = encoded({ _id: 'a', state: 'closed', history: [{ kind: 'opened' }, { kind: 'accepted' }] });
  for (const options of [
    { level: 3, windowBits: 13, memLevel: 5, dictionary },
    { level: 1, windowBits: 12, memLevel: 5 },
    { level: 1, windowBits: 15, memLevel: 8, dictionary },
  ]) {
    const deflate = deflater(options);
    const check = (bytes: Buffer): void => {
      const data = deflate(bytes);
      expect(inflateRawSync(data, options).equals(bytes)).toBe(true);
      expect(data.length).toBeLessThanOrEqual(deflateRawSync(bytes, options).length * 1.05 + 8);
    };
    for (const size of [0, 1, 5000, 70_000, 3, 40_000]) check(randomBytes(size));
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 })), (words) => check(encoded({ state: 'closed', words }))),
      { numRuns: 100 },
    );
  }
});
