/**
 * The embedded database alone, over the driver and its socket: operations per second and server CPU per operation, one
 * at a time and many at once. Two baselines: a bare loop that puts the same documents and keys into LMDB, and a server
 * that decodes each message and returns a constant.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { withFolder, start, startDatabase, type Program } from '../programs.ts';
import { newLead, OPERATIONS, prepare, type Collections, type Row } from './operations.ts';

export interface DatabaseOptions {
  readonly operations: number;
}

interface Rate {
  readonly perSecond: number;
  /** Milliseconds of server CPU per operation. */
  readonly cpu: number;
}

export interface DatabaseMeasured {
  readonly operations: Readonly<Record<string, { readonly alone: Rate; readonly together: Rate }>>;
  readonly echo: { readonly alone: Rate; readonly together: Rate };
  readonly bare: { readonly insert: Rate; readonly update: Rate; readonly get: Rate };
  /** Milliseconds of CPU per second with an idle connected client. */
  readonly idleCpu: number;
  /** Bytes, at the end. */
  readonly memory: number;
}

const TOGETHER = 32;
const WARM_UP = 300;
const IDLE_MS = 5000;

export async function database({ operations }: DatabaseOptions): Promise<DatabaseMeasured> {
  return withFolder(async (folder, started) => {
    const bareFolder = join(folder, 'bare');
    const floor = await start('./bench-floor.js', [bareFolder, String(operations)], /(\{.*\})\n/);
    started.push(floor);
    rmSync(bareFolder, { recursive: true, force: true });
    const { address, bare } = JSON.parse(floor.address) as { address: string; bare: DatabaseMeasured['bare'] };
    const echo = await withClient(address, (client) => {
      const leads = client.db('bench').collection<Row>('leads');
      return both(floor, operations, (i) => leads.insertOne(newLead(i)));
    });

    const server = await startDatabase(folder);
    started.push(server);
    return withClient(server.address, async (client) => {
      const collections: Collections = await prepare(client);
      const measured: Record<string, { alone: Rate; together: Rate }> = {};
      for (const [name, run] of Object.entries(OPERATIONS)) {
        measured[name] = await both(server, operations, (i) => run(collections, i));
      }
      const before = await server.cpu();
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const idleCpu = (((await server.cpu()) - before) * 1000) / IDLE_MS;
      return { operations: measured, echo, bare, idleCpu, memory: await server.memory() };
    });
  });
}

type Client = mongoose.mongo.MongoClient;

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const options = { maxPoolSize: TOGETHER, writeConcern: { w: 'majority', journal: true } } as const;
  const client = await mongoose.mongo.MongoClient.connect(address, options);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

type Run = (i: number) => Promise<unknown>;

async function both(server: Program, operations: number, run: Run): Promise<{ alone: Rate; together: Rate }> {
  let next = 0;
  const again: Run = () => run(next++);
  await rate(server, { count: WARM_UP, atOnce: TOGETHER, run: again });
  const alone = await rate(server, { count: operations, atOnce: 1, run: again });
  return { alone, together: await rate(server, { count: operations, atOnce: TOGETHER, run: again }) };
}

async function rate(
  server: Program,
  { count, atOnce, run }: { count: number; atOnce: number; run: Run },
): Promise<Rate> {
  let left = count;
  const work = async () => {
    while (left-- > 0) await run(left);
  };
  const cpu = await server.cpu();
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  const ms = performance.now() - began;
  return { perSecond: (count * 1000) / ms, cpu: ((await server.cpu()) - cpu) / count };
}

export function showDatabase({ operations, echo, bare, idleCpu, memory }: DatabaseMeasured): string[] {
  const cell = ({ perSecond, cpu }: Rate): string => `${Math.round(perSecond)} (${cpu.toFixed(3)} ms)`;
  const row = (name: string, { alone, together }: { alone: Rate; together: Rate }): string =>
    `| ${name} | ${cell(alone)} | ${cell(together)} |`;
  return [
    `| a second (CPU of the server for each) | one at a time | ${TOGETHER} at once |`,
    '| --- | ---: | ---: |',
    ...Object.entries(operations).map(([name, rates]) => row(name, rates)),
    row('wire echo: decode, answer', echo),
    row('bare LMDB: insert a lead', { alone: bare.insert, together: bare.insert }),
    row('bare LMDB: update a lead', { alone: bare.update, together: bare.update }),
    row('bare LMDB: get and decode a lead', { alone: bare.get, together: bare.get }),
    `idle: ${idleCpu.toFixed(1)} ms of CPU a second; memory: ${Math.round(memory / 2 ** 20)} MiB`,
  ];
}
