/**
 * The baselines for the embedded database, as a program: first the bare loop (decode a lead, put it and its keys into
 * LMDB, sync), then a server that speaks as much of the wire protocol as a driver needs and answers everything with
 * `ok`. Prints one line of JSON, then serves.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { deserialize, serialize } from 'bson';
import { open } from 'lmdb';
import { leadOf } from './operations.ts';

const [folder = '', operations = '2000'] = process.argv.slice(2);
const COUNT = Number(operations);
/** As many as the bench has in flight; that many share a sync. */
const GROUP = 32;
const KEYS = 18;
const OPTIONS = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

interface Rate {
  readonly perSecond: number;
  readonly cpu: number;
}

process.stdout.write(`${JSON.stringify({ bare: await bare(), address: await echo() })}\n`);
process.on('SIGTERM', () => process.exit(0));

async function bare(): Promise<{ insert: Rate; update: Rate; get: Rate }> {
  mkdirSync(folder, { recursive: true });
  const store = open<Buffer, Buffer>({
    path: folder,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    eventTurnBatching: false,
  });
  const key = (number: number, i: number): Buffer => {
    const bytes = Buffer.alloc(28);
    bytes.writeUInt32BE(number, 0);
    bytes.writeUInt32BE((i * 2_654_435_761) >>> 0, 4);
    bytes.writeUInt32BE(i, 24);
    return bytes;
  };
  const encoded = Array.from({ length: GROUP }, (_, i) => Buffer.from(serialize(leadOf(i))));
  const grouped = async (write: (i: number) => void) => {
    for (let i = 0; i < COUNT; i += GROUP) {
      await store.transaction(() => {
        for (let at = i; at < i + GROUP; at += 1) write(at);
      });
    }
  };
  const insert = await timed(() =>
    grouped((i) => {
      deserialize(encoded[i % GROUP] ?? Buffer.alloc(0), OPTIONS);
      for (let number = 1; number <= KEYS; number += 1) void store.put(key(number, i), key(0, i));
      void store.put(key(0, i), encoded[i % GROUP] ?? Buffer.alloc(0));
    }),
  );
  const update = await timed(() =>
    grouped((i) => {
      const document = deserialize(store.get(key(0, i)) ?? Buffer.alloc(0), OPTIONS);
      void store.put(key(0, i), Buffer.from(serialize({ ...document, note: `note ${i}` })));
    }),
  );
  const get = await timed(() => {
    for (let i = 0; i < COUNT; i += 1) deserialize(store.get(key(0, i)) ?? Buffer.alloc(0), OPTIONS);
    return Promise.resolve();
  });
  await store.close();
  return { insert, update, get };
}

async function timed(work: () => Promise<void>): Promise<Rate> {
  await work();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (COUNT * 1000) / (performance.now() - began), cpu: (user + system) / 1000 / COUNT };
}

const HEADER_BYTES = 16;
const OP_QUERY = 2004;

async function echo(): Promise<string> {
  const hello = {
    ismaster: true,
    isWritablePrimary: true,
    helloOk: true,
    maxBsonObjectSize: 16_777_216,
    ok: 1,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 21,
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    localTime: new Date(),
    readOnly: false,
  };
  const answer = (message: Buffer): Buffer => {
    const isLegacy = message.readInt32LE(12) === OP_QUERY;
    const bodyAt = isLegacy ? message.indexOf(0, 20) + 9 : 21;
    const command = deserialize(message.subarray(bodyAt, bodyAt + message.readInt32LE(bodyAt)), OPTIONS);
    const isHello = 'hello' in command || 'ismaster' in command || 'isMaster' in command;
    const body = serialize(isHello ? hello : { n: 1, ok: 1 });
    const reply = Buffer.alloc(HEADER_BYTES + (isLegacy ? 20 : 5) + body.length);
    reply.writeInt32LE(reply.length, 0);
    reply.writeInt32LE(message.readInt32LE(4), 8);
    reply.writeInt32LE(isLegacy ? 1 : 2013, 12);
    if (isLegacy) reply.writeInt32LE(1, 32);
    reply.set(body, reply.length - body.length);
    return reply;
  };
  const server = createServer({ noDelay: true }, (socket) => {
    let waiting: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
        const size = waiting.readInt32LE(0);
        socket.write(answer(waiting.subarray(0, size)));
        waiting = waiting.subarray(size);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`;
}
