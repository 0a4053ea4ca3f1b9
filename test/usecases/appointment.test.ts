/** An appointment from the desk to the calendars of its agent and the customer, and until it rings. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppointmentLetter, Letter } from '../../src/core/mail/letter.ts';
import type { Lead } from '../../src/core/lead/lead.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { retirePerson } from '../../src/usecases/admin/retirePerson.ts';
import { actOnPage } from '../../src/usecases/customerPage/actOnPage.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { viewPage } from '../../src/usecases/customerPage/viewPage.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { mergeLeads, previewMerge, unmergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { sendDueMails } from '../../src/usecases/mail/sendMails.ts';
import { crashesAt } from '../support/crash.ts';
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

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const leadOf = async (id: string) => (await world.parts.leads.byId(id)) as Lead;

/** Another lead of the same customer, by another number. */
async function another(tel: string): Promise<string> {
  const { person, consent } = testInquiry('in_9', world.now(), tel);
  return world.inquire({ person: { ...person, email: EMAIL }, consent: { ...consent, email: true } });
}

async function merge(staysId: string, goesId: string, parts = world.parts) {
  const versions = { stays: (await leadOf(staysId)).seq, goes: (await leadOf(goesId)).seq };
  return mergeLeads(parts, SAM, { staysId, goesId, versions });
}

/** The reminders that go out up to this time. */
async function remindersUntil(at: number) {
  world.pass(at - world.now());
  await news();
  return sent.filter(({ kind }) => kind === 'promiseReminder');
}

test('[P35] [P38] taken over by another lead, it keeps its calendar entry and gets one reminder', async () => {
  const goes = await talked();
  const at = world.now() + DAY;
  await book(goes, at);
  expect(await news()).toEqual(['ana made 0', 'maria made 0']);
  const stays = await another('+12025550199');
  const by = { kind: 'supervisor', id: 'sam' } as const;
  await workLead(world.parts, stays, { kind: 'followUp', by, at: at + HOUR });
  expect(await merge(stays, goes)).toMatchObject({ ok: true, lead: { appointment: { at, sequence: 0 } } });
  expect(await news()).toEqual([]);
  expect(await remindersUntil(at - 2 * HOUR)).toMatchObject([{ dueAt: at, isAppointment: true, place: '12 Main St' }]);
  expect(await remindersUntil(at - HOUR)).toEqual([]);
  await workLead(world.parts, stays, { kind: 'followUp', by, at: at + 2 * HOUR, ownerId: 'ana' });
  expect(await news()).toEqual(['ana moved 1', 'maria moved 1']);
});

test('[P35] [P37] [V140] canceled by a merge as its preview said, and made again when that is undone', async () => {
  const goes = await talked();
  const at = world.now() + DAY;
  await book(goes, at);
  const stays = await another('+12025550199');
  await workLead(world.parts, stays, { kind: 'followUp', by: SAM, at: at + HOUR, ownerId: 'ana', appointment: {} });
  await news();
  const seen = await previewMerge(world.parts, { language: 'en' }, { staysId: stays, goesId: goes });
  expect(seen).toMatchObject({ preview: { after: { appointment: { at, isKept: false } } } });
  await merge(stays, goes);
  expect(await news()).toEqual(['ana over 1', 'maria over 1']);
  await unmergeLeads(world.parts, SAM, stays, goes);
  expect(await news()).toEqual(['ana moved 2', 'maria moved 2']);
  expect(await leadOf(`${goes}_2`)).toMatchObject({ promise: { dueAt: at }, appointment: { at, sequence: 2 } });
});

test.each([false, true])(
  '[V141] a crash between any two writes of a merge, or its undo (%s), keeps it once',
  async (undo) => {
    let isKilled = true;
    for (let nth = 1; isKilled; nth += 1) {
      const tels = [
        `+120255${String(60000 + nth * 2 + (undo ? 900 : 0))}`,
        `+120255${String(60001 + nth * 2 + (undo ? 900 : 0))}`,
      ];
      const [stays, goes] = [await another(tels[0] ?? ''), await another(tels[1] ?? '')];
      const at = world.now() + DAY;
      await workLead(world.parts, goes, {
        kind: 'followUp',
        by: SAM,
        at,
        ownerId: 'ana',
        appointment: { place: '12 Main St' },
      });
      await news();
      if (undo) await merge(stays, goes);
      isKilled = await crashesAt(world.parts, nth, (dying) =>
        undo ? unmergeLeads(dying, SAM, stays, goes) : merge(stays, goes, dying),
      );
      world.pass(6 * SECOND);
      await sweepEffects(world.parts);
      const open = [await leadOf(stays), await leadOf(goes), await leadOf(`${goes}_2`)].filter(
        (lead: Lead | null) => lead !== null && lead.state !== 'closed',
      );
      expect(open.filter(({ appointment }) => appointment?.at === at)).toHaveLength(1);
      expect(await news()).toEqual([]);
    }
  },
);
