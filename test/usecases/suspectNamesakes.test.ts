import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { dismissDuplicate } from '../../src/usecases/lead/mergeLeads.ts';
import { namesakeSweep } from '../../src/usecases/lead/suspectNamesakes.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { viewDuplicates, viewSuspects } from '../../src/usecases/lead/viewDuplicates.ts';
import { startWorld, testCampaign, testInquiry, type World } from '../support/world.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const zip = { name: 'zipCode', label: { en: 'ZIP code' }, required: false, kind: 'text' } as const;
const READER = { language: 'en' } as const;

let world: World;
let sweep: () => Promise<void>;
let sent = 0;
beforeEach(async () => {
  world = await startWorld({ fields: [zip] });
  const wind = { ...testCampaign(), id: 'wind', formKey: 'wind', fields: [{ ...zip, name: 'postalCode' }] };
  await world.parts.campaigns.save(wind);
  sweep = namesakeSweep(world.parts);
});
afterEach(() => world.stop());

async function inquire(name: string, code: string, campaignId = 'solar'): Promise<string> {
  sent += 1;
  world.pass(SECOND);
  const { person } = testInquiry('in', world.now(), `+1202555${String(3000 + sent * 37)}`);
  const answers = { [campaignId === 'solar' ? 'zipCode' : 'postalCode']: code };
  return world.inquire({ person: { ...person, name }, campaignId, answers });
}
const suspectsOf = async (id: string) => (await world.parts.leads.byId(id))?.suspectedDuplicateIds;
const settle = async () => {
  world.pass(MINUTE);
  await sweep();
};

test('[V244] [V245] open leads of one name and postal code are listed with why, whatever their campaign; no others', async () => {
  const first = await inquire('Ana Núñez', '10001');
  const second = await inquire('NUNEZ Ana', '10001-2000', 'wind');
  const others = [
    await inquire('Ana Núñez', '10002'),
    await inquire('Bo Núñez', '10001'),
    await inquire('Ana', '10001'),
  ];
  const closed = await inquire('Ana Núñez', '10001');
  await superviseLead(world.parts, 'sam', closed, { verb: 'close', outcome: 'notInterested' });
  await settle();
  const { groups } = await viewDuplicates(world.parts, READER, { limit: 10 });
  expect(groups.map(({ leads }) => leads.map(({ id }) => id))).toEqual([[first, second]]);
  const reasons = [{ kind: 'sameName' }, { kind: 'samePostalCode' }];
  expect(groups[0]?.merges[0]).toMatchObject({ reasons, whyNot: null });
  for (const id of others) expect(await suspectsOf(id)).toEqual([]);
  const lead = await world.parts.leads.byId(first);
  if (!lead) throw new Error('gone');
  expect((await viewSuspects(world.parts, READER, lead)).leads).toMatchObject([{ id: second, reasons }]);
});

test('[V244] each lead is looked at once, also by another node, and one after a crash', async () => {
  const first = await inquire('Ana Lee', '10001');
  await settle();
  const second = await inquire('Ana Lee', '10001');
  // Its card may not be written yet.
  await sweep();
  expect(await suspectsOf(second)).toEqual([]);
  world.pass(MINUTE);
  await namesakeSweep(world.parts)();
  expect(await suspectsOf(second)).toEqual([first]);
  expect(await suspectsOf(first)).toEqual([second]);
  const before = (await world.parts.leads.load(first))?.rev;
  await sweep();
  await namesakeSweep(world.parts)();
  expect((await world.parts.leads.load(first))?.rev).toBe(before);
});

test('[V244] [V221] a changed postal code counts at once, and two people stay two people', async () => {
  const first = await inquire('Ana Lee', '10001');
  const second = await inquire('Ana Lee', '20002');
  await settle();
  expect(await suspectsOf(second)).toEqual([]);
  expect(await changeProfile(world.parts, SAM, second, { answers: { zipCode: '10001' } })).toMatchObject({ ok: true });
  expect(await suspectsOf(first)).toEqual([second]);
  expect(await dismissDuplicate(world.parts, SAM, first, second)).toMatchObject({ ok: true });
  await changeProfile(world.parts, SAM, second, { answers: { zipCode: '20002' } });
  await changeProfile(world.parts, SAM, second, { answers: { zipCode: '10001' } });
  expect(await suspectsOf(first)).toEqual([]);
  expect(await suspectsOf(second)).toEqual([]);
});
