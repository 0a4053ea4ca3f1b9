import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EJSON } from 'bson';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import mongoose from 'mongoose';
import { AGENT_OUTCOMES } from '../../src/core/vocabulary/outcomes.ts';
import { MINUTE } from '../../src/core/vocabulary/time.ts';
import { connect, type Connection } from '../../src/store/connection.ts';
import { dropSurplus } from '../../src/store/dropSurplus.ts';
import { migrate, newestVersion, schemaVersion, type MigrationParts } from '../../src/store/migrations.ts';
import { dropDigests } from '../../src/store/dropDigests.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { openOutcomes } from '../../src/store/openOutcomes.ts';
import { splitHours } from '../../src/store/splitHours.ts';
import { settingsStore } from '../../src/store/settings.ts';
import { attachOrphans } from '../../src/usecases/intake/attachOrphans.ts';
import { checkConservation } from '../../src/usecases/lead/checkConservation.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { startWorld, type World } from '../support/world.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url).pathname;
const versions = readdirSync(FIXTURES).filter((name) => name.endsWith('.ndjson'));
/** When the last document of the first fixture was written. */
const THEN = 1_795_014_270_000;

describe('a list of migrations', () => {
  let database: TestDatabase;
  let connection: Connection;
  let parts: MigrationParts;
  const ran: string[] = [];
  const step = (version: number, up: () => Promise<void> = () => Promise.resolve()) => ({
    ...{ version, why: 'test' },
    up: async () => {
      ran.push(`${version}`);
      await up();
    },
  });
  beforeEach(async () => {
    ran.length = 0;
    database = await startDatabase();
    connection = await connect(database.uri);
    parts = { settings: settingsStore(connection), clock: { now: Date.now }, log: silentLog(), holder: 'node_1' };
  });
  afterEach(async () => {
    await connection.close();
    await database.stop();
  });

  test('[O14] runs in order, each once; a newer database isn’t touched', async () => {
    await migrate(connection, connection, parts, [step(1)]);
    await migrate(connection, connection, parts, [step(3), step(1), step(2)]);
    await migrate(connection, connection, parts, [step(1), step(2), step(3)]);
    expect(ran).toEqual(['1', '2', '3']);
    await expect(migrate(connection, connection, parts, [step(1)])).rejects.toThrow(/newer Leadbell/);
  });

  test('[V172] indexes that lists used before are dropped, and only of their collection', async () => {
    await connection.collection('cards').createIndex({ source: 1 }, { name: 'sources' }, {});
    await connection.collection('cards').createIndex({ createdAt: -1 }, { name: 'newest' }, {});
    await connection.collection('inquiries').createIndex({ receivedAt: 1 }, {}, {});
    await connection.collection('inquiries').createIndex({ receivedAt: 1, kind: 1 }, {}, {});
    await dropSurplus(connection);
    const names = async (name: string) =>
      (await connection.collection(name).listIndexes().toArray()).map((index: { name: string }) => index.name);
    expect(await names('cards')).toEqual(['_id_', 'newest']);
    expect(await names('inquiries')).toEqual(['_id_']);
  });

  test('[A114] a campaign that offered every outcome offers all of them, one that chose keeps its choice', async () => {
    const campaigns = connection.collection<{ _id: string; outcomes?: readonly string[] }>('campaigns');
    await campaigns.insertMany([
      { _id: 'all', outcomes: AGENT_OUTCOMES.toReversed() },
      { _id: 'some', outcomes: ['won'] },
    ]);
    await openOutcomes(connection);
    expect(await campaigns.find({}).toArray()).toEqual([{ _id: 'all' }, { _id: 'some', outcomes: ['won'] }]);
  });

  test('[L70] what an earlier version erased loses its digest, too, and nobody else does', async () => {
    const inquiries = connection.collection<AnyDocument>('inquiries');
    const hash = '0123456789abcdef'.repeat(4);
    const kept = { _id: 'kept', requestKey: `a:${hash.slice(0, 16)}`, bodyHash: hash, person: { name: '–', tel: '1' } };
    const erased = { requestKey: `b:${hash.slice(0, 16)}`, bodyHash: hash, person: { name: '–' } };
    const program = { ...erased, requestKey: 'solar:order-7' };
    await inquiries.insertMany([kept, { _id: 'form', ...erased }, { _id: 'program', ...program }]);
    for (let twice = 0; twice < 2; twice += 1) await dropDigests(connection);
    const { person } = erased;
    expect(await inquiries.find({}).toArray()).toEqual([
      kept,
      { _id: 'form', requestKey: 'erased:form', person },
      { _id: 'program', requestKey: 'solar:order-7', person },
    ]);
  });

  test('[V290] lines that were stored by the hour are split into minutes, also when interrupted', async () => {
    const at = Date.parse('2026-11-18T15:00:00Z');
    const minutes = (...of: readonly number[]) => of.map((minute) => at + minute * MINUTE);
    const [first, second] = minutes(2, 59);
    const lead = (leadId: string, openedAt = at) => ({ leadId, openedAt });
    const acts = minutes(2, 2.5, 59).map((when) => ({ kind: 'message', at: when }));
    const restore = () =>
      Promise.all([
        connection.collection('reportHours').insertOne({
          ...({ _id: new Date(at), rev: 4 } as object),
          lines: JSON.stringify([lead('a', first), lead('b', (first ?? 0) + 1), lead('c', second)]),
        }),
        connection.collection('workHours').insertOne({
          ...({ _id: new Date(at), rev: 1 } as object),
          lines: JSON.stringify([{ id: 'a', campaignId: 'solar', acts }]),
        }),
      ]);
    for (let twice = 0; twice < 2; twice += 1) {
      await restore();
      await splitHours(connection);
    }
    const linesOf = async (name: string) =>
      (await connection.collection(name).find({}).sort({ _id: 1 }).toArray()).map(({ _id, lines }) => [
        (_id as unknown as Date).getTime(),
        JSON.parse(String(lines)),
      ]);
    expect(await linesOf('reportMinutes')).toEqual([
      [first, [lead('a', first), lead('b', (first ?? 0) + 1)]],
      [second, [lead('c', second)]],
    ]);
    expect(await linesOf('workMinutes')).toEqual([
      [first, [{ id: 'a', campaignId: 'solar', acts: acts.slice(0, 2) }]],
      [second, [{ id: 'a', campaignId: 'solar', acts: acts.slice(2) }]],
    ]);
    expect(await connection.collection('reportHours').countDocuments()).toBe(0);
  });

  test('[U3] an interrupted migration runs again at the next start, and earlier ones don’t', async () => {
    let isCut = true;
    const cut = step(2, () => (isCut ? Promise.reject(new Error('cut off')) : Promise.resolve()));
    await expect(migrate(connection, connection, parts, [step(1), cut, step(3)])).rejects.toThrow('cut off');
    expect(await schemaVersion(parts.settings)).toBe(1);
    isCut = false;
    await migrate(connection, connection, parts, [step(1), cut, step(3)]);
    expect(ran).toEqual(['1', '2', '2', '3']);
  });

  test('[U3] two nodes that start at once migrate one after the other', async () => {
    const other = { ...parts, holder: 'node_2' };
    await Promise.all([
      migrate(connection, connection, parts, [step(1), step(2)]),
      migrate(connection, connection, other, [step(1), step(2)]),
    ]);
    expect(ran).toEqual(['1', '2']);
  });
});

describe.each(versions)('data of %s', (file) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({}, { at: THEN, fill: (uri) => load(uri, file) });
  });
  afterEach(() => world.stop());

  test('[U3] reaches the current version; running it again changes nothing', async () => {
    const { settings, clock } = world.parts;
    expect(await schemaVersion(settings)).toBe(newestVersion());
    const before = await dump(world.connection);
    await settings.set('schemaVersion', Number(/\d+/.exec(file)?.[0]));
    await migrate(world.connection, world.connection, { settings, clock, log: silentLog(), holder: 'again' });
    expect(await dump(world.connection)).toEqual(before);
  });

  test('[U3] is read completely: leads with unbroken histories, users, campaign, decisions, search, session', async () => {
    const { leads, users, campaigns, decisions, sessions, replies, doNotCall } = world.parts;
    const { items } = await leads.search({ limit: 50 });
    expect(new Set(items.map(({ state }) => state)).size).toBe(7);
    for (const { id } of items) expect(await leads.verifyChain(id)).toBe(true);
    expect((await leads.timeline('ld_in_1')).length).toBeGreaterThan(55);
    for (const q of ['김민', '민수']) expect((await leads.search({ q, limit: 5 })).items).toHaveLength(1);
    expect(await users.byEmail('ana@test.example')).toMatchObject({ role: 'agent' });
    expect(await campaigns.byFormKey('solar')).toMatchObject({ name: { ko: '태양광' } });
    expect(await decisions.ofLead('ld_in_1')).toMatchObject([{ winners: [{ agentId: 'ana' }] }]);
    expect(await sessions.find('a'.repeat(43))).toMatchObject({ userId: 'ana' });
    expect(await replies.claim('ana:note:1', 'hash', THEN, 0)).toMatchObject({ kind: 'kept' });
    expect(await doNotCall.since('+12025550102')).not.toBeNull();
  });

  test('[U3] continues to work: the orphan gets its lead, the next free agent gets the offer, nothing is unaccounted for', async () => {
    const { parts } = world;
    await attachOrphans(parts);
    await world.tick();
    const { items } = await parts.leads.search({ limit: 50 });
    const wrapUp = items.find(({ state }) => state === 'wrapUp');
    if (wrapUp?.state !== 'wrapUp') throw new Error('no lead is in wrap-up');
    const { agentId } = wrapUp.owner;
    const closed = await workLead(parts, wrapUp.id, {
      ...{ kind: 'close', by: { kind: 'agent', id: agentId }, outcome: 'won' },
    });
    expect(closed).toMatchObject({ ok: true });
    await world.tick();
    expect(world.lastOffer(agentId).lead.person.name).toBe('Maria in_9');
    expect(await checkConservation(parts)).toMatchObject({ unaccounted: 0 });
    world.pass(10 * MINUTE);
    await world.tick();
    expect(await checkConservation(parts)).toMatchObject({ unaccounted: 0 });
  });
});

async function load(uri: string, file: string): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    for (const line of (await readFile(FIXTURES + file, 'utf8')).trim().split('\n')) {
      const { in: collection, document } = EJSON.parse(line, { relaxed: false }) as { in: string; document: object };
      await client.db().collection(collection).insertOne(document);
    }
  } finally {
    await client.close();
  }
}

/** Every document as text, leases aside: they say who was here. */
async function dump(connection: Connection): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { name } of await connection.listCollections()) {
    if (name === 'leases') continue;
    for (const document of await connection.collection(name).find({}).toArray())
      all.push(`${name} ${EJSON.stringify(document, { relaxed: false })}`);
  }
  return all.sort();
}
