import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Letter } from '../../src/core/mail/letter.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Inquiry } from '../../src/ports/inquiries.ts';
import type { SendResult } from '../../src/ports/mail.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { makeLink } from '../../src/usecases/admin/personLinks.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { mergeLeads, unmergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { readPageLink } from '../../src/usecases/customerPage/pageLink.ts';
import { receiptStatus } from '../../src/usecases/intake/receiptStatus.ts';
import { sendDueMails } from '../../src/usecases/mail/sendMails.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startWorld, testCampaign, testInquiry, type World } from '../support/world.ts';

let world: World;
let sent: Letter[];
let answer: SendResult;
const mailer = {
  send: (letter: Letter) => {
    sent.push(letter);
    return Promise.resolve(answer);
  },
  counts: () => ({}),
};
/** From 18:00 UTC, three hours after the clock of these tests starts. */
const EVENING = [{ from: 18 * 60, to: 19 * 60 }];
const EVENINGS = { 1: EVENING, 2: EVENING, 3: EVENING, 4: EVENING, 5: EVENING, 6: EVENING, 7: EVENING };
const SUPERVISOR = { kind: 'supervisor', id: 'sam' } as const;

beforeEach(async () => {
  sent = [];
  answer = { ok: true };
  world = await startWorld({}, { mailer });
});
afterEach(() => world.stop());

/** The letters that go out now, by kind. */
async function outgoing(): Promise<readonly string[]> {
  const before = sent.length;
  while (await sendDueMails(world.parts, mailer, 'node_1'));
  return sent.slice(before).map(({ kind }) => kind);
}

async function states(): Promise<readonly string[]> {
  const { items } = await world.parts.mails.list({ limit: 50 });
  return items.map(({ kind, state, why }) => [kind, state, why].filter(Boolean).join(' ')).sort();
}

/** An inquiry with a mail address, and with or without the permission to use it. */
function withMail(allowed = true, changes: Partial<Inquiry> = {}, email = 'maria@example.com'): Partial<Inquiry> {
  const { person, consent } = testInquiry('in_0', world.now(), '+12025550143');
  return { person: { ...person, email }, consent: { ...consent, email: allowed }, ...changes };
}

const promiseAt = (leadId: string, at: number) =>
  workLead(world.parts, leadId, { kind: 'followUp', by: SUPERVISOR, at });

test('[M10] an inquiry with a mail address and the permission to use it is acknowledged, once', async () => {
  await world.inquire(withMail());
  expect(await outgoing()).toEqual(['acknowledgement']);
  expect(sent[0]).toMatchObject({
    ...{ to: 'maria@example.com', language: 'en', name: 'Maria in_0', campaign: 'Solar', receiptPath: '/r/rc_in_1' },
  });
  world.pass(HOUR);
  await sweepEffects(world.parts);
  expect(await outgoing()).toEqual([]);
});

test('[M10] a further inquiry of a known person is acknowledged in the same words', async () => {
  await world.inquire(withMail());
  await outgoing();
  await world.inquire(withMail());
  expect(await outgoing()).toEqual(['acknowledgement']);
  const [first, second] = sent.map(({ id: _id, ...letter }) => letter);
  expect(second).toEqual({ ...first, receiptPath: '/r/rc_in_2', pagePath: expect.stringMatching(/^\/p\/in_2\./) });
});

describe('[L180] emails to one address', () => {
  const forms = async (count: number, first: number, email?: string) => {
    for (let index = 0; index < count; index += 1) {
      const { person, ...rest } = withMail(true, {}, email);
      await world.inquire({ ...rest, person: { ...person!, tel: `+120255507${String(first + index)}` } });
    }
  };

  test('about forms with different numbers are three a day; the rest is recorded with the reason, and every form kept', async () => {
    await forms(8, 10);
    expect(await outgoing()).toEqual(['acknowledgement', 'acknowledgement', 'acknowledgement']);
    expect((await states()).filter((state) => state === 'acknowledgement skipped tooMany')).toHaveLength(5);
    expect(await world.parts.leads.waiting(20)).toHaveLength(8);
    // Written otherwise, it is the same mailbox; another address isn't.
    await forms(1, 30, 'Maria+x@Example.com');
    expect(await outgoing()).toEqual([]);
    await forms(1, 31, 'mario@example.com');
    expect(await outgoing()).toEqual(['acknowledgement']);
    world.pass(DAY);
    await forms(1, 32);
    expect(await outgoing()).toEqual(['acknowledgement']);
  });

  test('have their place once: what is tried again keeps it, and two senders at once take no more', async () => {
    answer = { ok: false, how: 'temporary', why: 'refusedForNow' };
    await forms(3, 40);
    await outgoing();
    answer = { ok: true };
    world.pass(MINUTE);
    expect(await outgoing()).toHaveLength(3);
    world.pass(DAY);
    await forms(6, 50);
    const before = sent.length;
    await Promise.all(['node_1', 'node_2'].map((node) => sendDueMails(world.parts, mailer, node)));
    await outgoing();
    expect(sent.length - before).toBe(3);
  });
});

test.each([
  ['without the permission', () => withMail(false)],
  ['without an address', () => ({})],
  ['that looks like spam', () => withMail(true, { spamReasons: ['honeypot'] })],
  ['that was imported', () => withMail(true, { kind: 'import' })],
])('[M11] an inquiry %s gets no mail', async (_how, inquiry) => {
  await world.inquire(inquiry());
  expect(await outgoing()).toEqual([]);
  expect(await states()).toEqual([]);
});

test('[M10] an inquiry that was taken for spam and was none is acknowledged once that is known', async () => {
  const leadId = await world.inquire(withMail(true, { spamReasons: ['honeypot'] }));
  expect(await outgoing()).toEqual([]);
  for (let click = 0; click < 2; click += 1) await superviseLead(world.parts, 'sam', leadId, { verb: 'notSpam' });
  expect(await outgoing()).toEqual(['acknowledgement']);
});

test('[M11] a form of a campaign that goes by mail is itself the request to be written to', async () => {
  await world.parts.campaigns.save(testCampaign({ contactBy: 'email' }));
  await world.inquire(withMail(false));
  expect(await outgoing()).toEqual(['acknowledgement']);
});

test('[M11] permission is asked again at the moment of sending', async () => {
  const leadId = await world.inquire(withMail());
  await workLead(world.parts, leadId, { kind: 'close', by: SUPERVISOR, outcome: 'doNotCall' });
  expect(await outgoing()).toEqual([]);
  expect(await states()).toEqual(['acknowledgement skipped leadClosed']);
});

test('[M12] a promise is told a moment after it was made, in the person’s own time', async () => {
  const leadId = await world.inquire(withMail());
  await outgoing();
  const dueAt = world.now() + HOUR;
  await promiseAt(leadId, dueAt);
  expect(await outgoing()).toEqual([]);
  world.pass(MINUTE);
  expect(await outgoing()).toEqual(['promiseMade']);
  expect(sent.at(-1)).toMatchObject({ dueAt, zone: NEW_YORK, triedBefore: false, receiptPath: '/r/rc_in_1' });
});

test('[M20] every email to a customer opens their own page, and none goes out after they withdrew the inquiry', async () => {
  const leadId = await world.inquire(withMail());
  await outgoing();
  await promiseAt(leadId, world.now() + 3 * HOUR);
  world.pass(MINUTE);
  await outgoing();
  world.pass(2.5 * HOUR);
  await outgoing();
  expect(sent.map(({ kind }) => kind)).toEqual(['acknowledgement', 'promiseMade', 'promiseReminder']);
  for (const letter of sent) {
    const path = 'pagePath' in letter ? letter.pagePath : '';
    expect(await readPageLink(world.parts, path.replace('/p/', ''))).toMatchObject({
      inquiry: { id: 'in_1' },
      address: 'maria@example.com',
    });
  }

  // Two inquiries, so that the lead stays open.
  await world.inquire();
  await promiseAt(leadId, world.now() + 4 * HOUR);
  await workLead(world.parts, leadId, { kind: 'customerWithdraws', covers: ['in_1'] });
  world.pass(HOUR);
  expect(await outgoing()).toEqual([]);
});

test('[M6] what is told without a person’s zone is told in the business’s, wherever its campaigns are', async () => {
  const fields = { name: 'Brightroof', country: 'KR', language: 'en', zone: 'Asia/Seoul', hours: null } as const;
  expect(await saveBusiness(world.parts, { id: 'sam' }, 0, fields)).toMatchObject({ ok: true });
  await world.addAgent('ana');
  const ana = await world.parts.users.byId('ana');
  if (!ana) throw new Error('there is no Ana');
  await makeLink(world.parts, ana, 'invitation', 'Robin');
  await outgoing();
  expect(sent.at(-1)).toMatchObject({ kind: 'invitation', zone: 'Asia/Seoul' });
});

test('[M12] of a promise that is moved and moved again only the newest is told, and no more than one in half an hour', async () => {
  const leadId = await world.inquire(withMail());
  await outgoing();
  for (const hours of [3, 4, 5]) await promiseAt(leadId, world.now() + hours * HOUR);
  world.pass(MINUTE);
  const fifth = world.now() + 5 * HOUR - MINUTE;
  expect(await outgoing()).toEqual(['promiseMade']);
  expect(sent.at(-1)).toMatchObject({ dueAt: fifth });

  await promiseAt(leadId, fifth + HOUR);
  world.pass(5 * MINUTE);
  expect(await outgoing()).toEqual([]);
  world.pass(25 * MINUTE);
  expect(await outgoing()).toEqual(['promiseMade']);
  expect(sent.at(-1)).toMatchObject({ dueAt: fifth + HOUR });
});

test('[M12] a promise moved away and back after it was told is told again', async () => {
  const leadId = await world.inquire(withMail());
  const [a, b] = [world.now() + 3 * HOUR, world.now() + 4 * HOUR];
  for (const at of [a, b, a]) {
    await promiseAt(leadId, at);
    world.pass(31 * MINUTE);
    await outgoing();
  }
  expect(sent.flatMap((letter) => (letter.kind === 'promiseMade' ? [letter.dueAt] : []))).toEqual([a, b, a]);
});

test('[M13] a promise that was made far ahead is reminded of half an hour before', async () => {
  const leadId = await world.inquire(withMail());
  const dueAt = world.now() + 5 * HOUR;
  await promiseAt(leadId, dueAt);
  world.pass(4 * HOUR);
  await outgoing();
  world.pass(30 * MINUTE);
  expect(await outgoing()).toEqual(['promiseReminder']);
  expect(sent.at(-1)).toMatchObject({ dueAt });
});

test('[M13] nobody is reminded of a promise that was moved, kept or ended, nor after it was due', async () => {
  const leadId = await world.inquire(withMail());
  await promiseAt(leadId, world.now() + 5 * HOUR);
  await promiseAt(leadId, world.now() + 6 * HOUR);
  await workLead(world.parts, leadId, { kind: 'close', by: SUPERVISOR, outcome: 'notInterested' });
  world.pass(4.5 * HOUR);
  expect(await outgoing()).toEqual(['acknowledgement']);
  world.pass(2 * HOUR);
  expect(await outgoing()).toEqual([]);
  expect(await states()).toEqual([
    'acknowledgement sent',
    'promiseMade skipped leadClosed',
    'promiseReminder skipped expired',
    'promiseReminder skipped leadClosed',
  ]);
});

describe('[M18] one mail about a lead’s promise waits at a time, and says what is so when it goes out', () => {
  const promiseMails = async () =>
    (await world.parts.mails.list({ limit: 50 })).items.filter(({ kind }) => kind === 'promiseMade');
  const run = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      world.pass(MINUTE);
      await world.tick();
      await outgoing();
    }
  };
  const told = () => sent.flatMap((letter) => (letter.kind === 'promiseMade' ? [letter.says] : []));

  test('a time that went by is owned up to, once, when the gap between two mails is over', async () => {
    await world.addAgent('ana', { presence: 'away' });
    const leadId = await world.inquire(withMail());
    await workLead(world.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
    const dueAt = (await world.parts.leads.byId(leadId))?.promise?.dueAt;
    await run(30);
    expect(told()).toEqual(['at']);
    expect(await promiseMails()).toMatchObject([{ state: 'waiting' }, { state: 'sent' }]);
    await run(60);
    expect(told()).toEqual(['at', 'late']);
    expect(sent.at(-1)).toMatchObject({ says: 'late', dueAt });
    expect(await promiseMails()).toHaveLength(2);
  });

  test('with nobody on shift no minute is promised, and nothing more is said while that is so', async () => {
    const leadId = await world.inquire(withMail());
    await run(90);
    expect(told()).toEqual(['whenThere']);
    expect(await promiseMails()).toMatchObject([
      { state: 'skipped', why: 'superseded' },
      { state: 'sent', data: { leadId, said: 'whenThere' } },
    ]);
    expect((await receiptStatus(world.parts, 'rc_in_1'))?.status).toMatchObject({ step: 'promised', whenThere: true });

    // Closing time: the next morning is a time that can be named.
    const at = world.now() + 20 * HOUR;
    await promiseAt(leadId, at);
    await run(2);
    expect(told()).toEqual(['whenThere', 'at']);
    expect((await receiptStatus(world.parts, 'rc_in_1'))?.status).not.toHaveProperty('whenThere');
  });

  test('a promise that was moved while the gap lasts is told as it is then, in the one mail that waits', async () => {
    const leadId = await world.inquire(withMail());
    const times = [3, 4, 5, 6].map((hours) => world.now() + hours * HOUR);
    for (const at of times) {
      await promiseAt(leadId, at);
      await run(5);
    }
    expect(await promiseMails()).toHaveLength(2);
    await run(20);
    expect(sent.filter(({ kind }) => kind === 'promiseMade')).toMatchObject([{ dueAt: times[0] }, { dueAt: times[3] }]);
  });

  test('where the hours never meet the permitted ones no time is named', async () => {
    const night = [{ from: 0, to: 300 }];
    const weekly = { 1: night, 2: night, 3: night, 4: night, 5: night, 6: night, 7: night };
    await world.parts.campaigns.save(testCampaign({ hours: { zone: NEW_YORK, weekly, holidays: [] } }));
    await world.inquire(withMail());
    await run(30);
    expect(told()).toEqual(['whenThere']);
  });
});

test('[M12] whoever sends a form with somebody else’s number learns nothing of their promise by mail', async () => {
  const leadId = await world.inquire(withMail(false));
  await world.inquire(withMail(true, {}, 'curious@example.com'));
  expect(await outgoing()).toEqual(['acknowledgement']);
  await promiseAt(leadId, world.now() + HOUR);
  world.pass(2 * MINUTE);
  // [L182] What they would get if nobody knew the number, while nobody is on shift.
  expect(await outgoing()).toEqual(['promiseMade']);
  expect(sent.at(-1)).toMatchObject({ to: 'curious@example.com', name: 'Maria in_0', says: 'whenThere' });
});

test('[M14] supervisors get the leads that nobody took in one mail for some minutes, without more than the name', async () => {
  await addSupervisor('sam', 'en');
  await addSupervisor('yuna', 'ko');
  for (const tel of ['+12025550143', '+12025550144']) {
    const leadId = await world.inquire({ tel });
    await workLead(world.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
  }
  expect(await outgoing()).toEqual([]);
  world.pass(10 * MINUTE);
  expect(await outgoing()).toEqual(['missedLead', 'missedLead']);
  expect(sent.map(({ to, language }) => [to, language]).sort()).toEqual([
    ['sam@test.example', 'en'],
    ['yuna@test.example', 'ko'],
  ]);
  expect(sent[0]).toMatchObject({ leads: [{ name: 'Maria in_1', path: '/leads/ld_in_1' }, { name: 'Maria in_2' }] });
  expect(JSON.stringify(sent)).not.toContain('+1202555');
  await sweepEffects(world.parts);
  world.pass(DAY);
  expect(await outgoing()).toEqual([]);
});

test('[M3] what a mail server refuses for now is tried again later, and in the end waits for an administrator', async () => {
  answer = { ok: false, how: 'temporary', why: 'timedOut' };
  await world.parts.mails.queue({
    ...{ key: 'invitation:kim', kind: 'invitation', to: 'kim@example.com', language: 'ko', dueAt: world.now() },
    data: { link: '/welcome#secret' },
  });
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    expect(await outgoing()).toEqual(['invitation']);
    expect(await outgoing()).toEqual([]);
    world.pass(15 * HOUR);
  }
  expect(await outgoing()).toEqual([]);
  expect(await states()).toEqual(['invitation dead timedOut']);
});

test('[M16] a promise that undoing a merge brings back is told, and reminded of', async () => {
  const stays = await world.inquire();
  world.pass(SECOND);
  const { person } = testInquiry('in_2', world.now(), '+12025550199');
  const goes = await world.inquire(withMail(true, { person: { ...person, email: 'maria@example.com' } }));
  const dueAt = world.now() + 5 * HOUR;
  await promiseAt(goes, dueAt);
  await outgoing();
  const seqOf = async (id: string) => (await world.parts.leads.byId(id))?.seq ?? 0;
  const versions = { stays: await seqOf(stays), goes: await seqOf(goes) };
  expect(await mergeLeads(world.parts, SUPERVISOR, { staysId: stays, goesId: goes, versions })).toMatchObject({
    ok: true,
  });
  world.pass(MINUTE);
  expect(await outgoing()).toEqual([]);
  await unmergeLeads(world.parts, SUPERVISOR, stays, goes);
  world.pass(MINUTE);
  expect(await outgoing()).toEqual(['promiseMade']);
  expect(sent.at(-1)).toMatchObject({ to: 'maria@example.com', dueAt });
  world.pass(dueAt - 30 * MINUTE - world.now());
  expect(await outgoing()).toEqual(['promiseReminder']);
});

test('[M16] a promise that “not spam” makes is told, and reminded of', async () => {
  await world.parts.campaigns.save(testCampaign({ hours: { zone: 'UTC', weekly: EVENINGS, holidays: [] } }));
  const leadId = await world.inquire(withMail(true, { spamReasons: ['honeypot'] }));
  await superviseLead(world.parts, 'sam', leadId, { verb: 'notSpam' });
  const promised = await world.parts.leads.byId(`${leadId}_2`);
  if (promised?.state !== 'callback') throw new Error('not promised');
  expect(await outgoing()).toEqual(['acknowledgement']);
  world.pass(MINUTE);
  expect(await outgoing()).toEqual(['promiseMade']);
  world.pass(promised.promise.dueAt - 30 * MINUTE - world.now());
  expect(await outgoing()).toEqual(['promiseReminder']);
});

test('[M4] what a mail server refuses for good is dead at once', async () => {
  answer = { ok: false, how: 'permanent', why: 'refusedRecipient', code: 550 };
  await world.inquire(withMail());
  await outgoing();
  expect(await states()).toEqual(['acknowledgement dead refusedRecipient']);
});

test('[M2] a process that dies between sending and striking off leaves the mail to be sent again as the same one', async () => {
  await world.inquire(withMail());
  const { mails } = world.parts;
  const dying = { ...world.parts, mails: { ...mails, end: () => Promise.reject(new Error('killed')) } };
  await expect(sendDueMails(dying, mailer, 'node_1')).rejects.toThrow('killed');
  expect(await sendDueMails(world.parts, mailer, 'node_2')).toBe(false);
  expect(sent).toHaveLength(1);
  world.pass(3 * MINUTE);
  expect(await outgoing()).toEqual(['acknowledgement']);
  expect(sent[1]).toEqual(sent[0]);
  expect(await states()).toEqual(['acknowledgement sent']);
});

test('[M15] while mail is off nothing is queued', async () => {
  const off = await startWorld();
  try {
    const leadId = await off.inquire(withMail());
    await workLead(off.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
    expect(await off.parts.mails.health(off.now() + DAY)).toEqual({ waiting: 0, dead: 0, oldestDueAt: null });
  } finally {
    await off.stop();
  }
});

async function addSupervisor(id: string, language: 'en' | 'ko'): Promise<void> {
  const { parts } = world;
  await parts.users.add(
    { id, name: id, email: `${id}@test.example`, role: 'supervisor', language, passwordHash: 'none', active: true },
    world.now() - SECOND,
  );
}

test('[V66] a corrected address gets the news of the callback, with the permission given under the earlier one', async () => {
  const leadId = await world.inquire(withMail());
  await outgoing();
  const correct = (email: string) => changeProfile(world.parts, SUPERVISOR, leadId, { name: 'Marie', email });
  await correct('marie@example.com');
  await promiseAt(leadId, world.now() + 2 * HOUR);
  world.pass(MINUTE);
  expect(await outgoing()).toEqual(['promiseMade']);
  const letter = sent.at(-1);
  expect(letter).toMatchObject({ to: 'marie@example.com', name: 'Marie' });
  const path = letter?.kind === 'promiseMade' ? letter.pagePath : '';
  expect(await readPageLink(world.parts, path.slice('/p/'.length))).toMatchObject({ inquiry: { id: 'in_1' } });
});
