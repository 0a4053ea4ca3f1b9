/** Who is scheduled and not there, over the real stores. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Schedule } from '../../src/core/vocabulary/hours.ts';
import type { Language } from '../../src/core/vocabulary/language.ts';
import { HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { deactivatePerson, editPerson } from '../../src/usecases/admin/people.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { startWorld, type World } from '../support/world.ts';

/** A Monday at nine in Seoul; still Sunday elsewhere. */
const NINE = Date.parse('2026-11-16T09:00:00+09:00');
const OFFICE: Schedule = {
  weekly: { 1: [{ from: 540, to: 1020 }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
  exceptions: [],
};
const BY = { id: 'robin' };

let world: World;
beforeEach(async () => {
  world = await startWorld({}, { at: NINE });
  const fields = { name: 'Brightroof', country: 'KR', language: 'ko', zone: 'Asia/Seoul', hours: null } as const;
  await saveBusiness(world.parts, BY, 0, fields);
});
afterEach(() => world.stop());

const shown = async () => (await viewFloor(world.parts, 'en')).schedule;
async function schedule(id: string, changes: Partial<Schedule> = {}, languages: readonly Language[] = ['en']) {
  const user = await world.parts.users.byId(id);
  if (!user) throw new Error(`there is no ${id}`);
  const { name, role, language, version } = user;
  const agent = { ...user.agent!, languages };
  const fields = { name, role, language, agent, schedule: { ...OFFICE, ...changes } };
  expect(await editPerson(world.parts, BY, id, version, fields)).toMatchObject({ ok: true });
}

test('[R115] the floor names who is scheduled in the business’s zone and not there, by the schedule as saved last', async () => {
  await world.addAgent('ana', { presence: 'available' });
  await world.addAgent('ben', { presence: 'offline' });
  await world.addAgent('chloe', { presence: 'offline' });
  expect(await shown()).toBeNull();

  for (const id of ['ana', 'ben', 'chloe']) await schedule(id);
  world.pass(12 * MINUTE);
  const missing = (id: string, name: string) => ({ id, name, since: NINE, hasLeft: false });
  expect(await shown()).toEqual({ scheduled: 3, missing: [missing('ben', 'Ben'), missing('chloe', 'Chloe')] });

  await schedule('chloe', { exceptions: [{ kind: 'sick', from: '2026-11-16', until: '2026-11-16' }] });
  expect(await shown()).toEqual({ scheduled: 2, missing: [missing('ben', 'Ben')] });
  const { version } = (await world.parts.users.byId('ben'))!;
  await deactivatePerson(world.parts, BY, 'ben', version);
  expect(await shown()).toEqual({ scheduled: 1, missing: [] });
  world.pass(8 * HOUR);
  expect(await shown()).toEqual({ scheduled: 0, missing: [] });
});

test('[R117] a schedule that is saved during its hours makes nobody late before that, and later edits don’t move it', async () => {
  await world.addAgent('ana', { presence: 'offline' });
  world.pass(3 * HOUR);
  await schedule('ana');
  world.pass(2 * MINUTE);
  await schedule('ana');
  const late = { id: 'ana', name: 'Ana', since: NINE + 3 * HOUR, hasLeft: false };
  expect(await shown()).toEqual({ scheduled: 1, missing: [late] });
});

test('[R116] an agent on vacation who is on shift gets the offer', async () => {
  await world.addAgent('ana', { presence: 'available' });
  await schedule('ana', { exceptions: [{ kind: 'vacation', from: '2026-11-16', until: '2026-11-20' }] });
  const id = await world.inquire();
  await world.tick();
  expect(world.lastOffer('ana').lead.id).toBe(id);
});

test('[R177] a lead that waits because no one is on shift says when the first who could take it is scheduled', async () => {
  await world.addAgent('ana', { presence: 'offline' });
  await world.addAgent('kim', { presence: 'offline' });
  const leadId = await world.inquire();
  const waits = async () => (await viewFloor(world.parts, 'en')).waiting.find(({ id }) => id === leadId)?.waits;
  expect(await waits()).toEqual({ why: 'offline', count: 2 });
  // Kim begins first, and doesn't speak the customer's language.
  await schedule('kim', { weekly: { ...OFFICE.weekly, 1: [{ from: 660, to: 1020 }] } }, ['ko']);
  await schedule('ana', { weekly: { ...OFFICE.weekly, 1: [{ from: 720, to: 1020 }] } });
  expect(await waits()).toEqual({ why: 'offline', count: 2, nextShiftAt: NINE + 3 * HOUR });
  await world.parts.agents.setPresence('ana', 'away', 'meal', world.now());
  expect(await waits()).toEqual({ why: 'away', count: 1 });
});
