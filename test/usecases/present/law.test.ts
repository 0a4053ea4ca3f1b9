import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
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

test('[L12] whoever asked not to be called has a statute and no time', async () => {
  const leadId = await world.inquire({ tel: '+13055550143' });
  world.pass(1);
  await world.parts.doNotCall.add({
    ...{ tel: '+13055550143', at: world.now(), by: { kind: 'system' }, source: 'text', id: 'act_1' },
  });
  expect(await shown(leadId)).toMatchObject({ whyNoTel: 'do-not-call', law: { citation: '47 CFR 64.1200(d)(3)' } });
  expect((await shown(leadId)).law).not.toHaveProperty('from');
});
