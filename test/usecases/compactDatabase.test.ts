/** What an erasure leaves in the database's file is gone within a day, and on command. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import { compactNow, compactWhenDue, viewStorage } from '../../src/usecases/persons/compactDatabase.ts';
import { erasePerson } from '../../src/usecases/persons/erasePerson.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const TEL = '+12025550149';
const ROBIN = { id: 'robin' };

let database: TestDatabase;
let world: World;
beforeEach(async () => {
  database = await startDatabase({ own: true });
  world = await startWorld({}, { database });
});
afterEach(() => world.stop());

/** How often the files of the data folder have the number. */
async function found(): Promise<number> {
  let count = 0;
  for (const entry of await readdir(database.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = (await readFile(join(entry.parentPath, entry.name))).toString('latin1');
    count += content.split(TEL.slice(1)).length - 1;
  }
  return count;
}

async function eraseSomeone(): Promise<void> {
  await world.inquire({ person: testInquiry('in_0', world.now(), TEL).person });
  const wish = { key: `tel:${TEL}`, lastFour: TEL.slice(-4), tellsCustomer: false, keeps: 'sealed' } as const;
  expect(await erasePerson(world.parts, ROBIN, wish)).toMatchObject({ ok: true, erasure: { state: 'done' } });
}

test('[L76] [A162] on command, the number is in no file of the data folder any more', async () => {
  if (database.isReal) return;
  await eraseSomeone();
  expect(await found()).toBeGreaterThan(0);
  const { goneBy } = await viewStorage(world.parts);
  expect(goneBy).toBeGreaterThan(world.now());
  world.pass(HOUR);
  const done = await compactNow(world.parts, ROBIN);
  expect(done).toMatchObject({ ok: true, storage: { database: 'embedded', compactedAt: world.now(), goneBy: null } });
  expect(await found()).toBe(0);
  const { items } = await world.parts.audit.list({ what: 'erasure', limit: 1 });
  expect(items).toMatchObject([{ action: 'compact', by: 'robin' }]);
});

test('[L76] by itself within 24 hours of an erasure, once, and never without one', async () => {
  if (database.isReal) return;
  let runs = 0;
  const counting = { ...world.parts.compaction, run: () => world.parts.compaction.run().then(() => void (runs += 1)) };
  const parts = { ...world.parts, compaction: counting };
  await compactWhenDue(parts, false);
  expect(runs).toBe(0);
  await eraseSomeone();
  world.pass(HOUR);
  await compactWhenDue(parts, false);
  expect(runs).toBe(0);
  world.pass(22 * HOUR);
  await compactWhenDue(parts, false);
  expect(runs).toBe(1);
  expect(await found()).toBe(0);
  world.pass(48 * HOUR);
  await compactWhenDue(parts, false);
  expect(runs).toBe(1);
});

test('[L76] earlier on a quiet floor, because writes wait for the copy', async () => {
  if (database.isReal) return;
  await eraseSomeone();
  world.pass(7 * HOUR);
  await compactWhenDue(world.parts, false);
  expect((await viewStorage(world.parts)).compactedAt).toBeNull();
  await compactWhenDue(world.parts, true);
  expect((await viewStorage(world.parts)).compactedAt).toBe(world.now());
});

test('[L76] an erasure that ends long after it was asked for counts, however many came since', async () => {
  if (database.isReal) return;
  const { persons } = world.parts;
  const counts = { ...{ leads: 1, openLeads: 0, inquiries: 1, calls: 0, recordings: 0 }, emails: 0 };
  const begin = (id: string) =>
    persons.begin({
      ...{ id, key: `tel:${id}`, by: 'robin', at: world.now(), tellsCustomer: false, state: 'running' },
      counts: { ...counts, bookedTimes: 0, appointments: 0, importRows: 0 },
    });
  await begin('late');
  for (let n = 0; n < 20; n += 1) {
    world.pass(1000);
    await begin(`er_${n}`);
    await persons.finish(`er_${n}`, world.now());
  }
  expect((await viewStorage(world.parts)).goneBy).toBe(world.now() - 19_000 + 24 * HOUR);
  world.pass(HOUR);
  await compactNow(world.parts, ROBIN);
  expect((await viewStorage(world.parts)).goneBy).toBeNull();
  world.pass(HOUR);
  await persons.finish('late', world.now());
  expect((await viewStorage(world.parts)).goneBy).toBe(world.now() + 24 * HOUR);
});

test('[L76] on MongoDB it says what it can’t do', async () => {
  const parts = { ...world.parts, compaction: { ...world.parts.compaction, isEmbedded: () => Promise.resolve(false) } };
  await eraseSomeone();
  expect(await viewStorage(parts)).toMatchObject({ database: 'mongodb', goneBy: null });
  expect(await compactNow(parts, ROBIN)).toMatchObject({ ok: false, code: 'in-use' });
});
