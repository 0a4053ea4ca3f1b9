import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY, HOUR } from '../../../src/core/vocabulary/time.ts';
import { presentLead } from '../../../src/usecases/present/lead.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const shown = async (leadId: string) => {
  const lead = await world.parts.leads.byId(leadId);
  if (!lead) throw new Error('the lead is gone');
  return (await presentLead(world.parts, lead, { kind: 'supervisor', language: 'en' })).person;
};

/** The test's world begins on a Wednesday at 10:00 in New York. */
const TEN = Date.parse('2026-11-18T15:00:00Z');

test('[L12] until when a person in Florida may be called, from when on, and by which statute', async () => {
  const leadId = await world.inquire({ tel: '+13055550143' });
  expect(await shown(leadId)).toMatchObject({
    ...{ tel: '+13055550143', law: { until: TEN + 10 * HOUR, citation: 'Fla. Stat. § 501.616(6)' } },
  });
  world.pass(10 * HOUR + 30 * 60_000);
  const evening = await shown(leadId);
  expect(evening).toMatchObject({
    ...{ whyNoTel: 'outside-hours', law: { from: TEN + 22 * HOUR, citation: 'Fla. Stat. § 501.616(6)' } },
  });
  expect(evening).not.toHaveProperty('tel');
});

test('[L12] [P4] says from when all rules permit a call, not only the one that is named', async () => {
  const leadId = await world.inquire({ tel: '+13055550144' });
  const lead = (await world.parts.leads.byId(leadId))!;
  const attempts = [1, 2, 3].map((n) => ({ at: world.now() + n * HOUR, agentId: 'ana', result: 'noAnswer' as const }));
  const lapses = world.now() + HOUR + 24 * HOUR;
  world.pass(11 * HOUR);
  const { person } = await presentLead(world.parts, { ...lead, attempts }, { kind: 'supervisor', language: 'en' });
  expect(person).toMatchObject({ whyNoTel: 'outside-hours', law: { from: lapses } });
});

test('[O45] while the clock is wrong by hours, the desk shows why there is no number', async () => {
  const leadId = await world.inquire();
  const lead = (await world.parts.leads.byId(leadId))!;
  const personAt = async (offset: number) => {
    const parts = { ...world.parts, clock: { now: world.now, offset: () => offset } };
    return (await presentLead(parts, lead, { kind: 'supervisor', language: 'en' })).person;
  };
  for (const offset of [2 * HOUR, -2 * HOUR]) {
    expect(await personAt(offset)).toMatchObject({ whyNoTel: 'clock-in-doubt' });
    expect(await personAt(offset)).not.toHaveProperty('tel');
  }
  expect(await personAt(60_000)).toMatchObject({ tel: '+12025550143' });
});

test('[L12] whoever asked not to be called has a statute and no time', async () => {
  const leadId = await world.inquire({ tel: '+13055550143' });
  world.pass(1);
  await world.parts.doNotCall.add({
    ...{ tel: '+13055550143', at: world.now(), by: { kind: 'system' }, source: 'text', id: 'act_1' },
  });
  expect(await shown(leadId)).toMatchObject({ whyNoTel: 'do-not-call', law: { citation: '47 CFR 64.1200(d)(3)' } });
  expect((await shown(leadId)).law).not.toHaveProperty('from');
});

test('[L40] a number on the national registry, on whose basis it may be called, and when no more', async () => {
  const { registry } = world.parts;
  const draft = await registry.draft('test', null);
  draft.put(305, 5_550_143, true);
  const lists = await draft.store(TEN + 80 * DAY);
  expect(await registry.publish({ version: 1, areas: lists }, { version: 0, areas: [] })).toBe('done');
  const asked = { call: false, now: true, text: false, email: false, wordingVersion: 1 };
  const consent = { ...asked, language: 'en' as const, wording: {}, address: '192.0.2.1' };
  const leadId = await world.inquire({ tel: '+13055550143', consent });
  world.pass(HOUR);
  expect((await shown(leadId)).law).toMatchObject({ basis: { kind: 'inquiry', citation: '47 CFR 64.1200(f)(5)' } });
  world.pass(90 * DAY);
  const later = await shown(leadId);
  expect(later).toMatchObject({ whyNoTel: 'registry-listed', law: { citation: '47 CFR 64.1200(c)(2)' } });
  expect(later).not.toHaveProperty('tel');
  // The next list has it no more.
  const next = await registry.draft('next', null);
  next.put(305, 5_550_144, true);
  const newer = await next.store(TEN + 89 * DAY);
  await registry.publish({ version: 2, areas: newer }, { version: 1, areas: lists });
  expect(await shown(leadId)).toMatchObject({ tel: '+13055550143', law: { basis: { kind: 'notListed' } } });
});
