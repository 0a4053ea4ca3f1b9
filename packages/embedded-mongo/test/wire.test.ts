/** Bytes that make no sense close their own connection and nothing else; commands cut into pieces are put together again. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serialize, deserialize, type Document } from 'bson';
import fc from 'fast-check';
import { startDatabase, type TestDatabase } from './support/database.ts';

// How a real MongoDB takes nonsense is its own affair.
const isReal = process.env['TEST_MONGODB_URI'] !== undefined;
const ownOnly = isReal ? test.skip : test;

let database: TestDatabase;
let path: string;

beforeAll(async () => {
  if (process.env['TEST_MONGODB_URI'])
    throw new Error('these are cases for the embedded database: unset TEST_MONGODB_URI');
  database = await startDatabase();
  path = decodeURIComponent(database.uri.slice('mongodb://'.length).split('/')[0] ?? '');
});
afterAll(async () => {
  if (!isReal) await database.stop();
});

async function open(): Promise<Socket> {
  const socket = connect(path);
  await once(socket, 'connect');
  return socket;
}

interface Parts {
  readonly flags?: number;
  readonly opCode?: number;
  readonly length?: number;
}

function message(sections: readonly Uint8Array[], { flags = 0, opCode = 2013, length }: Parts = {}): Buffer {
  const head = Buffer.alloc(20);
  const body = Buffer.concat(sections);
  head.writeInt32LE(length ?? head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opCode, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
}

const bodyOf = (command: Document): Buffer => Buffer.concat([Buffer.from([0]), serialize(command)]);

function sequence(name: string, documents: readonly Document[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeInt32LE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

async function reply(socket: Socket): Promise<Document> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < 4 || bytes.length < bytes.readInt32LE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
  expect(bytes.readInt32LE(8)).toBe(7);
  return deserialize(bytes.subarray(21));
}

async function isAlive(): Promise<boolean> {
  const socket = await open();
  socket.write(message([bodyOf({ ping: 1, $db: 'admin' })]));
  const answer = await reply(socket);
  socket.destroy();
  return answer['ok'] === 1;
}

ownOnly.each([
  ['a negative length', message([bodyOf({ ping: 1 })], { length: -1 })],
  ['a length beyond the limit', message([bodyOf({ ping: 1 })], { length: 100_000_000 })],
  ['an unknown opcode', message([bodyOf({ ping: 1 })], { opCode: 2012 })],
  ['an unknown required flag', message([bodyOf({ ping: 1 })], { flags: 8 })],
  ['an unknown section', message([Buffer.from([9, 5, 0, 0, 0, 0])])],
  ['no body', message([sequence('documents', [{}])])],
  ['two bodies', message([bodyOf({ ping: 1 }), bodyOf({ ping: 1 })])],
  ['a section that is too long', message([Buffer.from([0, 0xff, 0xff, 0, 0])])],
  ['a document that is cut', message([Buffer.concat([Buffer.from([0]), Buffer.from([9, 0, 0, 0, 2, 65, 0, 9, 0])])])],
])('%s closes the connection, not the server', async (_name, bytes) => {
  const socket = await open();
  const closed = once(socket, 'close');
  socket.write(bytes);
  socket.resume();
  await closed;
  expect(await isAlive()).toBe(true);
});

ownOnly('random bytes never end the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.boolean(), async (noise, framed) => {
      const socket = await open();
      const closed = once(socket, 'close');
      socket.on('error', () => undefined).resume();
      socket.end(framed ? message([Buffer.from([0]), noise]) : noise);
      await closed;
    }),
    { numRuns: 100 },
  );
  expect(await isAlive()).toBe(true);
});

ownOnly(
  'a message in single bytes, two in one piece, documents in a sequence, and none of an answer when none is wanted',
  async () => {
    const socket = await open();
    const insert = { insert: 'rows', $db: 'wire' };
    for (const byte of message([bodyOf(insert), sequence('documents', [{ _id: 1 }, { _id: 2 }])]))
      socket.write(Buffer.from([byte]));
    expect(await reply(socket)).toMatchObject({ n: 2, ok: 1 });
    const silent = message([bodyOf(insert), sequence('documents', [{ _id: 3 }])], { flags: 2 });
    socket.write(Buffer.concat([silent, message([bodyOf({ count: 'rows', $db: 'wire' })])]));
    expect(await reply(socket)).toMatchObject({ n: 3 });
    socket.destroy();
  },
);

ownOnly('a command that is not one is answered, not punished', async () => {
  const socket = await open();
  for (const command of [
    {},
    { ping: 1 },
    { __proto__x: 1, $db: 'a' },
    { constructor: 1, $db: 'a' },
    { find: 1, $db: 'a' },
  ]) {
    socket.write(message([bodyOf(command)]));
    expect(await reply(socket)).toMatchObject({ ok: 0, code: expect.any(Number), codeName: expect.any(String) });
  }
  socket.destroy();
});
