/** An appointment from the desk to the calendars of its agent and the customer, and until it rings. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppointmentLetter, Letter } from '../../src/core/mail/letter.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { retirePerson } from '../../src/usecases/admin/retirePerson.ts';
import { actOnPage } from '../../src/usecases/customerPage/actOnPage.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { viewPage } from '../../src/usecases/customerPage/viewPage.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { sendDueMails } from '../../src/usecases/mail/sendMails.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const EMAIL = 'maria@example.com';
const MAILER = {
  send: (letter: Letter) => {
    sent.push(letter);
    return Promise.resolve({ ok: true } as const);
  },
  counts: () => ({}),
};
let world: World;
let sent: Letter[];
beforeEach(async () => {
  sent = [];
  world = await startWorld({}, { mailer: MAILER });
  await world.addAgent('ana');
});
afterEach(() => world.stop());

/** The emails about appointments that go out now: to whom, what they say, and the entry's sequence. */
async function news(): Promise<readonly string[]> {
  sent = [];
  world.pass(MINUTE);
  while (await sendDueMails(world.parts, MAILER, 'node_1'));
  const told = sent.filter((letter): letter is AppointmentLetter => letter.kind === 'appointment');
  return told.map(({ to, says, sequence }) => `${to.split('@')[0] ?? ''} ${says} ${sequence}`).sort();
}

async function talked(mayMail = true): Promise<string> {
  const { person, consent } = testInquiry('in_0', world.now(), '+12025550143');
  const leadId = await world.inquire({ person: { ...person, email: EMAIL }, consent: { ...consent, email: mayMail } });
  await accept(leadId);
  return leadId;
}

async function accept(leadId: string): Promise<void> {
  await world.tick();
  await world.seeAll();
  const { offerId } = world.lastOffer('ana');
  expect(await acceptOffer(world.parts, { agentId: 'ana', offerId })).toMatchObject({ ok: true });
  await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
}

const book = (leadId: string, at: number, place = '12 Main St') =>
  finishLead(world.parts, 'ana', leadId, { outcome: 'appointment', callback: { at, owner: 'me', place } });

async function tokenOf(): Promise<string> {
  const inquiry = await world.parts.inquiries.byId('in_1');
  return (await pagePathFor(world.parts, inquiry!, EMAIL)).replace('/p/', '');
}

test('[M21] [P29] booked, moved by the customer, due, offered to its agent, kept', async () => {
  const leadId = await talked();
  const at = world.now() + 2 * DAY;
  expect(await book(leadId, at)).toMatchObject({ ok: true, lead: { state: 'callback' } });
  expect(await news()).toEqual(['ana made 0', 'maria made 0']);
  const theirs = sent.find(({ kind, to }) => kind === 'appointment' && to === EMAIL);
  expect(theirs).toMatchObject({ at, place: '12 Main St', isForAgent: false });

  const token = await tokenOf();
  const page = await viewPage(world.parts, token);
  expect(page).toMatchObject({ kind: 'whole', place: '12 Main St', status: { step: 'promised', isAppointment: true } });
  const moved = page?.times.at(-1) ?? 0;
  expect(await actOnPage(world.parts, token, { act: 'move', at: moved, seen: at })).toBe('done');
  expect(await news()).toEqual(['ana moved 1', 'maria moved 1']);

  world.pass(moved - world.now());
  await accept(leadId);
  expect((await world.parts.leads.byId(leadId))?.appointment).toBeUndefined();
  expect(await news()).toEqual([]);
});

test('[M21] canceled by the customer, the entry is canceled for both', async () => {
  const leadId = await talked();
  const at = world.now() + DAY;
  await book(leadId, at);
  await news();
  expect(await actOnPage(world.parts, await tokenOf(), { act: 'cancel', seen: at })).toBe('done');
  expect(await news()).toEqual(['ana over 1', 'maria over 1']);
});

test('[M21] overtaken changes aren’t sent, and a customer who permits no email gets none', async () => {
  const leadId = await talked(false);
  await book(leadId, world.now() + DAY);
  const by = { kind: 'supervisor', id: 'sam' } as const;
  await workLead(world.parts, leadId, { kind: 'followUp', by, at: world.now() + 2 * DAY, ownerId: 'ana' });
  expect(await news()).toEqual(['ana made 1']);
  await workLead(world.parts, leadId, { kind: 'cancelPromise', by, reason: 'They moved' });
  expect(await news()).toEqual(['ana over 2']);
});

test('[M21] [P29] given to another agent, it is canceled for the first one and unchanged for the customer', async () => {
  await world.addAgent('ben', { presence: 'offline' });
  const leadId = await talked();
  const at = world.now() + DAY;
  await book(leadId, at);
  await news();
  const by = { kind: 'supervisor', id: 'sam' } as const;
  await workLead(world.parts, leadId, { kind: 'followUp', by, at, ownerId: 'ben' });
  expect(await news()).toEqual(['ana over 1', 'ben made 1']);
  await retirePerson(world.parts, 'ben');
  expect(await news()).toEqual(['ben over 2']);
  expect((await world.parts.leads.byId(leadId))?.promise).toMatchObject({ dueAt: at });
});

test('[M22] one reminder, two hours before; after a move only for the new time', async () => {
  const leadId = await talked();
  const first = world.now() + DAY;
  await book(leadId, first);
  await news();
  const reminders = async () => {
    await news();
    return sent.filter(({ kind }) => kind === 'promiseReminder');
  };
  world.pass(first - 2 * HOUR - world.now());
  expect(await reminders()).toMatchObject([{ to: EMAIL, dueAt: first, isAppointment: true, place: '12 Main St' }]);
  const second = first + DAY;
  expect(await actOnPage(world.parts, await tokenOf(), { act: 'move', at: second, seen: first })).toBe('done');
  world.pass(first - world.now());
  expect(await reminders()).toEqual([]);
  world.pass(second - 2 * HOUR - world.now());
  expect(await reminders()).toMatchObject([{ dueAt: second }]);
  world.pass(HOUR);
  expect(await reminders()).toEqual([]);
});
