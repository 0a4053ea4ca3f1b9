/** One operation's clock, how connections that keep the thread take turns, and messages that are too large. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openEngine, type Engine } from '../src/engine.ts';
import { parseFind } from '../src/find.ts';
import { runPipeline } from '../src/language/pipeline.ts';
import type { Document } from '../src/language/values.ts';
import { insertDocument } from '../src/modify.ts';
import { Operation } from '../src/operation.ts';
import { choosePlan } from '../src/planner.ts';
import { Turns } from '../src/turns.ts';
import { encodeResult, readRequest } from '../src/wire.ts';
import { commandBytes } from './rawClient.ts';

const timeIsUp = expect.objectContaining({ code: 50, message: 'operation exceeded time limit' });
/** A clock that is one millisecond later each time it is read. */
const ticking = (): (() => number) => {
  let now = 0;
  return () => (now += 1);
};
const limited = (maxTimeMs: number): Operation => new Operation(maxTimeMs, null, ticking());

async function collect(documents: AsyncIterable<Document>): Promise<Document[]> {
  const all: Document[] = [];
  for await (const document of documents) all.push(document);
  return all;
}

const run = (stages: Document[], documents: Document[], operation: Operation): Promise<Document[]> =>
  collect(runPipeline(stages, documents, operation.context));

test('[D15] maxTimeMS ends a pipeline that doubles an array with every stage', async () => {
  const doubled = { $project: { r: { $concatArrays: ['$r', '$r'] } } };
  const stages = [{ $project: { r: ['$s'] } }, ...Array.from({ length: 22 }, () => doubled)];
  await expect(run(stages, [{ s: 'x'.repeat(200) }], limited(100))).rejects.toThrow('exceeded time limit');
});

test.each<[string, Document]>([
  ['the whole document twice', { $project: { r: '$$ROOT', s: '$$ROOT' } }],
  ['dotted fields', { $set: { 'r.a': '$r', 'r.b': '$r' } }],
  ['a list', { $set: { r: ['$r', '$r'] } }],
  ['groups', { $group: { _id: '$r', r: { $first: '$$ROOT' } } }],
])('[D15] maxTimeMS ends stages whose result contains the one before several times: %s', async (_name, stage) => {
  const stages = Array.from({ length: 60 }, () => stage);
  await expect(run(stages, [{ r: { a: 1 } }], limited(1000))).rejects.toThrow('exceeded time limit');
});

test('[D15] other clients get their turn between the stages of one document', async () => {
  const operation = new Operation(Infinity, null, ticking());
  let pauses = 0;
  const work = {
    ...operation.context.work,
    spend: () => undefined,
    prepare: () => undefined,
    hold: () => undefined,
    leftMs: Infinity,
    heldBytes: 0,
    isDue: true,
    pause: () => Promise.resolve(void (pauses += 1)),
  };
  const stages = Array.from({ length: 30 }, () => ({ $set: { a: 1 } }));
  expect(await collect(runPipeline(stages, [{}], { now: new Date(0), work }))).toHaveLength(1);
  expect(pauses).toBe(30);
});

test('[D15] maxTimeMS ends the encoding of a result, which is refused by its size before it is encoded', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => i);
  expect(() => encodeResult({ numbers }, limited(100))).toThrow(timeIsUp);
  const text = 'x'.repeat(1_000_000);
  const large = { texts: Array.from({ length: 1000 }, () => text) };
  expect(() => encodeResult(large, new Operation())).toThrow(expect.objectContaining({ code: 10334 }));
});

test('[D15] an expression ends after a second over one document, and the next one has its own', async () => {
  const summed = { $set: { x: { $sum: '$n' } } };
  const n = Array.from({ length: 20_000 }, (_, i) => i);
  const long = run([summed], [{ n }], new Operation(Infinity, null, ticking()));
  await expect(long).rejects.toMatchObject({ code: 50, message: expect.stringContaining('on one document') });
  const short = { n: n.slice(0, 2000) };
  const results = await run(
    [summed],
    [short, short, short, short, short, short],
    new Operation(Infinity, null, ticking()),
  );
  expect(results).toHaveLength(6);
});

let folder: string;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lbdb-'));
  const fail = (error: Error): never => {
    throw error;
  };
  engine = openEngine({ folder, ttlEveryMs: 60_000, onDiskFailure: fail, onDamage: fail });
});
afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

test('[D16] maxTimeMS ends the reading and the planning of a filter', async () => {
  await engine.store.write(() => insertDocument(engine.catalog.findOrCreate('test.rows'), { _id: 1 }));
  const collection = engine.catalog.find('test.rows');
  if (!collection) throw new Error('no collection');
  const ids = Array.from({ length: 5000 }, (_, i) => i);
  const or = { $or: ids.map((_id) => ({ _id })) };
  for (const filter of [{ _id: { $in: ids } }, or]) {
    expect(() => parseFind({ filter }, limited(100))).toThrow(timeIsUp);
  }
  const left = limited(Infinity);
  const { query } = parseFind({ filter: or }, left);
  left.suspend();
  expect(choosePlan(collection, query)).toMatchObject({ kind: 'union' });
  const { query: planned } = parseFind({ filter: or }, new Operation());
  expect(() => choosePlan(collection, { ...planned, work: limited(100) })).toThrow(timeIsUp);
});

test('[D16] a filter may be as long as it likes without maxTimeMS', () => {
  const a = { $in: Array.from({ length: 20_000 }, (_, i) => i) };
  const operation = new Operation(Infinity, null, ticking());
  expect(parseFind({ filter: { a } }, operation).query.matcher.matches({ a: 7 })).toBe(true);
});

test('[D18] connections that kept the others waiting run one at a time, each after as long a rest', async () => {
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const turns = new Turns((ms) => {
    log.push(`rest ${ms}`);
    return new Promise((resolve) => ends.push(resolve));
  });
  const [first, second, quick] = [turns.open(), turns.open(), turns.open()];
  expect(first.next()).toBeNull();
  first.owe(100);
  second.owe(40);
  second.owe(5000);
  const [one, two] = [first.next(), second.next()].map((turn, i) => turn?.then(() => log.push(`run ${i}`)));
  expect(quick.next()).toBeNull();
  expect(log).toEqual(['rest 100']);
  ends.shift()?.();
  await one;
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(log).toEqual(['rest 100', 'run 0', 'rest 1000']);
  expect(first.next()).toBeNull();
  ends.shift()?.();
  await two;
  expect(log).toEqual(['rest 100', 'run 0', 'rest 1000', 'run 1']);
});

test('[D18] an operation owes what it computes beyond 30 ms without a pause, whether it succeeds or not', async () => {
  const steps = (operation: Operation, looks: number): void => {
    for (let i = 0; i < looks; i += 1) operation.spend(16);
  };
  let owed = 0;
  let waited = 0;
  const turn = { owe: (ms: number) => void (owed += ms), next: () => Promise.resolve(void (waited += 1)) };
  const operation = (maxTimeMs = Infinity): Operation =>
    new Operation(maxTimeMs, { id: 1, isClosed: false, turn }, ticking());
  const short = operation();
  steps(short, 30);
  await short.pause();
  steps(short, 30);
  expect(owed).toBe(0);
  expect(waited).toBe(1);
  steps(operation(), 50);
  expect(owed).toBe(50);
  expect(() => steps(operation(100), 1000)).toThrow(timeIsUp);
  expect(owed).toBe(151);
});

const request = (body: Document, more = Buffer.alloc(0)): Buffer => {
  const message = Buffer.concat([commandBytes(body), more]);
  message.writeInt32LE(message.length, 0);
  return message;
};
const LARGE = 16 * 1024 * 1024 + 16 * 1024;

test('[D19] a command, or a document in a batch, beyond 16 MiB is 10334, and what comes after it is carried out', () => {
  const text = 'x'.repeat(LARGE);
  expect(readRequest(request({ ping: 1, text }))).toMatchObject({ command: {}, refusal: { code: 10334 } });
  const document = Buffer.alloc(LARGE + 1);
  document.writeInt32LE(document.length, 0);
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeInt32LE(4 + 'documents\0'.length + document.length, 1);
  const sequence = Buffer.concat([head, Buffer.from('documents\0'), document]);
  expect(readRequest(request({ insert: 'rows' }, sequence))).toMatchObject({ refusal: { code: 10334 } });
});
