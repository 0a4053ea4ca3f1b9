import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ImportRun } from '../../src/ports/imports.ts';
import { viewImport } from '../../src/usecases/imports/manageImport.ts';
import { releaseLeads } from '../../src/usecases/imports/releaseLeads.ts';
import { startWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Six people in New York, and one in Honolulu, where it’s night. Ten are released per hour. */
async function startImport(): Promise<void> {
  const run: ImportRun = {
    id: 'imp_1',
    by: 'us_1',
    at: world.now(),
    state: 'running',
    fileName: 'fair.csv',
    digest: 'ab'.repeat(32),
    rows: 7,
    first: [],
    position: 0,
    counts: {},
    releaseAt: world.now(),
    settings: {
      campaignId: 'solar',
      mapping: ['name', 'phone'],
      hasHeading: false,
      mode: 'open',
      perHour: 10,
      basis: { kind: 'written', at: world.now() - MINUTE, statement: 'Card at the fair' },
    },
  };
  await world.parts.imports.add(run);
  const tels = ['808 555 0100', ...Array.from({ length: 6 }, (_, index) => `212 555 010${index}`)];
  const rows = tels.map((tel, index) => ({ row: index + 1, cells: [`Person ${index}`, tel] }));
  await world.parts.imports.addPart('imp_1', 0, rows, world.now() + 1e9);
}

const release = async (after = 0) => {
  world.pass(after);
  await releaseLeads(world.parts);
  return (await world.parts.imports.byId('imp_1'))?.counts.fresh ?? 0;
};

test('[F62] one at a time, at the rate, while an agent is free and nobody waits', async () => {
  await startImport();
  // Nobody is there.
  expect(await release()).toBe(0);
  await world.addAgent('ana');
  await world.addAgent('ben');
  // Nothing is made up for.
  expect(await release(60 * MINUTE)).toBe(2);
  expect(await release(MINUTE)).toBe(2);
  // The first two still wait: nothing more is released whatever the time.
  expect(await release(12 * MINUTE)).toBe(2);
  const [lead] = await world.parts.leads.waiting(5);
  expect(lead).toMatchObject({ state: 'waiting', inquiries: [{ kind: 'import' }], person: { tel: '+12125550100' } });
});

test('[F62] a node that read the import before another one released some releases no more', async () => {
  await startImport();
  await world.addAgent('ana');
  await world.addAgent('ben');
  const { imports } = world.parts;
  const asRead = await imports.inState(['running'], 5);
  expect(await release()).toBe(1);
  // Offered, so nobody waits, and another agent is free.
  await world.tick();
  await releaseLeads({ ...world.parts, imports: { ...imports, inState: () => Promise.resolve(asRead) } });
  expect((await imports.byId('imp_1'))?.counts.fresh).toBe(1);
});

test('[F70] rows are read by the country that the check read them by', async () => {
  await startImport();
  await world.parts.imports.move('imp_1', ['running'], { country: 'KR' });
  await world.addAgent('ana');
  // As numbers of Seoul, where it’s night.
  expect(await release()).toBe(0);
});

test('[F71] [F73] a row that failed is listed once, and not at all once it’s a lead', async () => {
  await startImport();
  const { imports, floor } = world.parts;
  const listed = { row: 3, cells: ['$name', '$1'], reason: 'As checked' };
  const failed = [2, 3, 4].map((row) => ({ ...listed, row }));
  const result = { state: 'checking', counts: {} } as const;
  await imports.settlePart('imp_1', { n: 0, made: [], failed, result }, true);
  await imports.settleRow('imp_1', 0, 3, { failed: { ...listed, reason: 'As run' } });
  await world.addAgent('ana');
  expect(await release()).toBe(1);
  const rows: { row: number; reason: string }[] = [];
  for await (const one of imports.failed('imp_1')) rows.push(one);
  expect(rows).toEqual([
    { ...listed, reason: 'As run' },
    { ...listed, row: 4 },
  ]);
  expect(await floor.today(world.now() - MINUTE, world.now() + MINUTE)).toMatchObject({ inquiries: 0 });
});

test('[F72] what waits, why, and until when at the earliest', async () => {
  await startImport();
  const { imports } = world.parts;
  await imports.move('imp_1', ['running'], { checked: { fresh: 6, broken: 1 } });
  const waiting = async () => {
    const view = await viewImport(world.parts, 'imp_1');
    return view.ok ? view.saved : null;
  };
  await release();
  expect(await waiting()).toMatchObject({
    checked: { fresh: 6, broken: 1 },
    waiting: { rows: 6, why: 'noAgent', releaseAt: world.now() + 5000 },
  });
  await world.addAgent('ana');
  expect(await release(MINUTE)).toBe(1);
  expect(await waiting()).toMatchObject({ waiting: { rows: 5, why: 'rate', releaseAt: world.now() + 6 * MINUTE } });
  await release(6 * MINUTE);
  expect(await waiting()).toMatchObject({ waiting: { rows: 5, why: 'people' } });
});

test('[F72] outside calling hours', async () => {
  await startImport();
  await world.addAgent('ana');
  // Read as numbers of Seoul, where it’s night.
  await world.parts.imports.move('imp_1', ['running'], { country: 'KR' });
  await release();
  const view = await viewImport(world.parts, 'imp_1');
  expect(view).toMatchObject({ saved: { waiting: { why: 'hours', releaseAt: world.now() + MINUTE } } });
});

test('[F62] those who may not be called at this hour come later', async () => {
  await startImport();
  await world.addAgent('ana');
  expect(await release()).toBe(1);
  expect(await world.parts.leads.ofTel('+18085550100', 1)).toEqual([]);
  const [part] = await world.parts.imports.pendingParts('imp_1', 1);
  expect(part?.rows.map(({ row }) => row)).toEqual([1, 3, 4, 5, 6, 7]);
  expect(part?.made).toEqual([2]);
});
