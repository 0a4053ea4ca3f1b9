/** How many calls customers can book when agents have schedules, over the real stores. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import type { Schedule } from '../../src/core/vocabulary/hours.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { editPerson } from '../../src/usecases/admin/people.ts';
import { bookSlot, timesOnForm } from '../../src/usecases/booking/bookSlot.ts';
import { actOnPage } from '../../src/usecases/customerPage/actOnPage.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { viewPage } from '../../src/usecases/customerPage/viewPage.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { NEW_YORK, NOON } from '../support/leads.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const BY = { id: 'robin' };
const EMAIL = 'maria@example.com';
/** NOON is 10:00 on a Wednesday in New York. */
const ELEVEN = NOON + HOUR;
const TO_NOON = [{ from: 9 * 60, to: 12 * 60 }];
const MORNINGS: Schedule = {
  weekly: { 1: TO_NOON, 2: TO_NOON, 3: TO_NOON, 4: TO_NOON, 5: TO_NOON, 6: [], 7: [] },
  exceptions: [],
};

let world: World;
let campaign: Campaign;
beforeEach(async () => {
  world = await startWorld({ callsPerSlot: 1, teamIds: ['home'] });
  const fields = { name: 'Brightroof', country: 'US', language: 'en', zone: NEW_YORK, hours: null } as const;
  for (const id of ['home', 'cars']) await world.parts.teams.add({ id, name: id, version: 1 });
  await saveBusiness(world.parts, BY, 0, fields);
  campaign = (await world.parts.campaigns.byId('solar'))!;
});
afterEach(() => world.stop());

/** Also puts the agent in the team, if one is given. */
async function schedule(id: string, changed: Schedule | null, teamId?: string) {
  const { name, role, language, agent: before, version } = (await world.parts.users.byId(id))!;
  const agent = before ? { ...before, ...(teamId !== undefined && { teamIds: [teamId] }) } : null;
  const saved = await editPerson(world.parts, BY, id, version, { name, role, language, agent, schedule: changed });
  expect(saved).toMatchObject({ ok: true });
}
async function addAgents(teamId: string, ...ids: readonly string[]) {
  for (const id of ids) {
    await world.addAgent(id);
    await schedule(id, MORNINGS, teamId);
  }
}
const book = async (index: number, at: number, of = campaign) =>
  (await bookSlot(world.parts, of, testInquiry(`in_${index}`, world.now(), `+1202555014${index}`), at)).ok;

test('[P43] half of the agents of the campaign’s teams who are scheduled then can be booked, rounded up', async () => {
  await addAgents('home', 'ana', 'ben', 'chloe', 'dan');
  await addAgents('cars', 'eve');
  await schedule('dan', { ...MORNINGS, exceptions: [{ kind: 'vacation', from: '2026-11-18', until: '2026-11-18' }] });
  expect([await book(1, ELEVEN), await book(2, ELEVEN), await book(3, ELEVEN)]).toEqual([true, true, false]);
  expect(await timesOnForm(world.parts, campaign)).not.toContain(ELEVEN);
  expect((await timesOnForm(world.parts, campaign))[0]).toBe(NOON + 15 * MINUTE);
});

test('[P43] [A271] agents at another site don’t count', async () => {
  await addAgents('home', 'ana', 'ben', 'kim', 'lee');
  const kim = (await world.parts.agents.byId('kim'))!;
  await world.parts.agents.save({ ...kim, siteId: 'busan' });
  campaign = { ...campaign, siteIds: ['busan'] };
  await world.parts.campaigns.save(campaign);
  expect([await book(1, ELEVEN), await book(2, ELEVEN)]).toEqual([true, false]);
});

test('[P43] times are offered only while someone is scheduled, and those of the campaign’s number without schedules', async () => {
  await addAgents('home', 'ana');
  const times = await timesOnForm(world.parts, campaign);
  expect(times.length).toBeGreaterThan(4);
  // From 10:00 to 12:00, or from 9:00 on later days.
  expect(times.filter((at) => (at - NOON + HOUR) % DAY >= 3 * HOUR)).toEqual([]);
  await schedule('ana', null);
  const late = NOON + 5 * HOUR;
  expect([await book(1, late), await book(2, late)]).toEqual([true, false]);
});

test('[P44] a time when no one is scheduled is refused and takes no place; the nearest with someone are named', async () => {
  await addAgents('home', 'ana');
  const inquiry = testInquiry('in_1', world.now(), '+12025550141');
  expect(await bookSlot(world.parts, campaign, inquiry, NOON + 3 * HOUR)).toEqual({
    ok: false,
    nearest: [NOON + 75 * MINUTE, NOON + 90 * MINUTE, NOON + 105 * MINUTE],
  });
  expect(await world.connection.collection('slots').countDocuments({})).toBe(0);
});

test('[P44] what was booked stays booked, whatever becomes of the schedules', async () => {
  await addAgents('home', 'ana', 'ben', 'chloe');
  expect([await book(1, ELEVEN), await book(2, ELEVEN)]).toEqual([true, true]);
  for (const id of ['ben', 'chloe']) await schedule(id, { ...MORNINGS, weekly: { ...MORNINGS.weekly, 3: [] } });
  // The same request again, and another one.
  expect([await book(1, ELEVEN), await book(3, ELEVEN)]).toEqual([true, false]);
  await schedule('ana', { ...MORNINGS, weekly: { ...MORNINGS.weekly, 3: [] } });
  expect([await book(2, ELEVEN), await book(3, ELEVEN)]).toEqual([true, false]);
});

test('[P43] [P44] customers move a callback on their page only to times when someone is scheduled', async () => {
  await addAgents('home', 'ana');
  const { person, consent } = testInquiry('in_0', world.now(), '+12025550143');
  const leadId = await world.inquire({ person: { ...person, email: EMAIL }, consent: { ...consent, email: true } });
  await changeLead(world.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
  const inquiry = await world.parts.inquiries.byId('in_1');
  const token = (await pagePathFor(world.parts, inquiry!, EMAIL)).replace('/p/', '');
  const page = await viewPage(world.parts, token);
  const seen = page?.seen ?? null;
  const quarterPast = ELEVEN + 15 * MINUTE;
  expect(page?.times).toContain(quarterPast);
  expect(page?.times.filter((at) => (at - NOON + HOUR) % DAY >= 3 * HOUR)).toEqual([]);
  expect(await actOnPage(world.parts, token, { act: 'move', at: NOON + 3 * HOUR, seen })).toBe('taken');
  expect(await book(5, quarterPast)).toBe(true);
  expect(await actOnPage(world.parts, token, { act: 'move', at: quarterPast, seen })).toBe('taken');
  expect((await world.parts.leads.byId(leadId))?.promise?.dueAt).toBe(seen);
  const free = quarterPast + 15 * MINUTE;
  expect(await actOnPage(world.parts, token, { act: 'move', at: free, seen })).toBe('done');
  expect((await world.parts.leads.byId(leadId))?.promise).toMatchObject({ dueAt: free });
});

test('[P51] two campaigns of one team don’t sell the same agents twice, not even at the same moment', async () => {
  await addAgents('home', 'ana', 'ben');
  const other = { ...campaign, id: 'roofs', formKey: 'roofs' };
  await world.parts.campaigns.save(other);
  expect(await book(1, ELEVEN)).toBe(true);
  expect(await book(2, ELEVEN, other)).toBe(false);
  expect(await timesOnForm(world.parts, other)).not.toContain(ELEVEN);
  // The same request again.
  expect(await book(1, ELEVEN)).toBe(true);
  const later = ELEVEN + 15 * MINUTE;
  const both = await Promise.all([book(3, later), book(4, later, other)]);
  expect(both.filter((isBooked) => isBooked).length).toBeLessThanOrEqual(1);
  const slots = await world.connection
    .collection('slots')
    .find({ startAt: new Date(later) })
    .toArray();
  expect(slots.flatMap(({ holders }) => holders as string[])).toHaveLength(both.filter((isBooked) => isBooked).length);
  // What one gives back, the other has.
  await world.parts.slots.release({ campaignId: campaign.id, startAt: ELEVEN }, 'solar:in_1');
  expect(await book(2, ELEVEN, other)).toBe(true);
});
