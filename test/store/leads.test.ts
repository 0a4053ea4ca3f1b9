import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const phone = (index: number) => `+1202555${String(2000 + index)}`;

test('[2] paging through a list returns every lead once, even those of the same millisecond', async () => {
  const made: string[] = [];
  for (let index = 0; index < 7; index += 1) made.push(await world.inquire({ tel: phone(index) }));
  const met: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.parts.leads.search({ limit: 2, ...(cursor !== undefined && { cursor }) });
    met.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(met.sort()).toEqual(made.sort());

  const by = { kind: 'supervisor', id: 'sam' } as const;
  for (const id of made) await workLead(world.parts, id, { kind: 'followUp', by, at: world.now() + HOUR });
  const promised: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.parts.leads.callbacks({ limit: 3, ...(cursor !== undefined && { cursor }) });
    promised.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(promised.sort()).toEqual(made);
});

test('a lead is found by any word of the name, by the number and by its end, and by the mail address', async () => {
  const person = {
    name: 'Lucía Fernández Ruiz',
    email: 'lucia@example.com',
    language: 'en',
    zones: ['America/New_York'],
    zoneFrom: 'browser',
  } as const;
  const id = await world.inquire({ person: { ...person, tel: '+12025550155' } });
  await world.inquire({ tel: phone(1) });
  for (const q of ['Lucía', 'fernánd', 'RUIZ', 'lucia', '+1 202 555 0155', '2025550155', '0155', 'lucia@example.com']) {
    const { items } = await world.parts.leads.search({ q, limit: 10 });
    expect({ q, found: items.map((lead) => lead.id) }).toEqual({ q, found: [id] });
  }
});

test('[R95] numbers that are asked about together share one read, and each has its own answer', async () => {
  const { leads, doNotCall } = world.parts;
  const made: string[] = [];
  for (let index = 0; index < 20; index += 1) made.push(await world.inquire({ tel: phone(index) }));
  await doNotCall.add({ id: 'a', tel: phone(3), at: 1000, by: { kind: 'system' }, source: 'outcome' });
  const asked = [phone(99), ...made.map((_, index) => phone(index)), phone(5)];
  const known = await Promise.all(asked.map((tel) => leads.ofNumber(tel)));
  expect(known.map(({ newest }) => newest?.id)).toEqual([undefined, ...made, made[5]]);
  expect(known.map(({ doNotCallSince }) => doNotCallSince !== null)).toEqual(asked.map((tel) => tel === phone(3)));
  const since = await Promise.all(asked.map((tel) => doNotCall.since(tel)));
  expect(since.map((at) => at !== null)).toEqual(asked.map((tel) => tel === phone(3)));
});
