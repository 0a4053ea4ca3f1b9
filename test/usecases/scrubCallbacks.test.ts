/** Promised calls are looked at again once per version of the national registry. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { DAY } from '../../src/core/vocabulary/time.ts';
import { importRegistry, viewRegistry } from '../../src/usecases/admin/importRegistry.ts';
import { registryScrub } from '../../src/usecases/lead/scrubCallbacks.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const telOf = (n: number) => `+1202555${String(n).padStart(4, '0')}`;

/** Brings a registry with these numbers, and thousands of others, into force. */
async function list(numbers: readonly number[]): Promise<void> {
  const text = numbers.map((n) => `${telOf(n).slice(2, 5)},${telOf(n).slice(5)}\n`).join('');
  const content = Readable.from([new TextEncoder().encode(text)]);
  const asOf = Math.floor(world.now() / DAY) * DAY;
  const file = { kind: 'full', asOf, allowsFewer: true, content, received: () => text.length, size: null } as const;
  expect(await importRegistry(world.parts, { id: 'robin' }, file)).toMatchObject({ ok: true });
}

/** A call promised in 95 days to someone who only asked to be called right away. */
async function promise(n: number): Promise<string> {
  const { consent } = testInquiry('', 0, '');
  const leadId = await world.inquire({ tel: telOf(n), consent: { ...consent, call: false, now: true } });
  const followUp = { kind: 'followUp', by: { kind: 'supervisor', id: 'sam' }, at: world.now() + 95 * DAY } as const;
  expect(await workLead(world.parts, leadId, followUp)).toMatchObject({ ok: true });
  return leadId;
}
const stateOf = async (leadId: string) => (await world.parts.leads.byId(leadId))?.state;

test('[L112] every promised call is looked at again when a version comes into force, once, and admin says how many closed', async () => {
  const sweep = registryScrub(world.parts);
  const [listed, other] = [await promise(1), await promise(2)];
  await sweep();
  expect((await viewRegistry(world.parts)).scrub).toBeNull();

  world.pass(90 * DAY);
  await list([1]);
  await sweep();
  expect([await stateOf(listed), await stateOf(other)]).toEqual(['closed', 'callback']);
  expect((await viewRegistry(world.parts)).scrub).toMatchObject({ isDone: true, checked: 2, closed: 1 });
  // The same version again: nothing is asked or counted.
  await sweep();
  await registryScrub(world.parts)();
  expect((await viewRegistry(world.parts)).scrub).toMatchObject({ isDone: true, checked: 2, closed: 1 });

  await list([1, 2]);
  await sweep();
  expect(await stateOf(other)).toBe('closed');
  expect((await viewRegistry(world.parts)).scrub).toMatchObject({ isDone: true, checked: 1, closed: 1 });
});

test('[L112] after a crash another node continues where it stopped; a node that hasn’t loaded the newest version waits', async () => {
  const leads = [await promise(1), await promise(2), await promise(3)];
  world.pass(90 * DAY);
  await list([1, 2, 3]);
  const { version } = world.parts.registry.loaded();
  const { next } = await world.parts.leads.callbacks({ limit: 1 });
  await world.parts.settings.set('registryScrub', { version, cursor: next, checked: 1, closed: 0 });
  await registryScrub(world.parts)();
  const states = await Promise.all(leads.map(stateOf));
  expect(states.filter((state) => state === 'closed')).toHaveLength(2);
  expect((await viewRegistry(world.parts)).scrub).toMatchObject({ isDone: true, checked: 3, closed: 2 });

  const ahead = { version: version + 1, cursor: '', checked: 0, closed: 0 };
  await world.parts.settings.set('registryScrub', ahead);
  await registryScrub(world.parts)();
  expect(await world.parts.settings.get('registryScrub')).toEqual(ahead);
});
