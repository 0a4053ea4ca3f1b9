import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlarmKind } from '../../src/core/alarm/findAlarms.ts';
import type { NewMail } from '../../src/core/mail/mail.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { sendDueMails } from '../../src/usecases/mail/sendMails.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { reportClock } from '../../src/usecases/floor/clockReports.ts';
import { watchAlarms } from '../../src/usecases/floor/watchAlarms.ts';
import { receiveCall } from '../../src/usecases/calls/answerCall.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { CALLER, newCall, TEST_FLOW, TOLL_FREE } from '../support/calls.ts';
import { fakePhone } from '../support/phone.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';
import { words } from '../support/words.ts';

const mailer = { send: () => Promise.resolve({ ok: true } as const), counts: () => ({}) };
let world: World;
beforeEach(async () => {
  world = await startWorld({}, { mailer });
  await world.addAgent('ana');
  await world.parts.users.add(
    {
      ...{ id: 'sam', name: 'Sam', email: 'sam@test.example', role: 'supervisor', language: 'en' },
      ...{ passwordHash: 'none', active: true },
    },
    world.now(),
  );
});
afterEach(() => world.stop());

const open = async () => (await world.parts.alarms.open()).map(({ kind }) => kind);
const mails = async () => (await world.parts.mails.list({ limit: 50 })).items;

async function withAna(step: 'connecting' | 'talking' | 'wrapUp'): Promise<string> {
  const id = await world.inquire();
  await world.tick();
  await workLead(world.parts, id, { kind: 'accept', agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  if (step !== 'connecting') await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
  if (step === 'wrapUp') await workLead(world.parts, id, { kind: 'ended', agentId: 'ana' });
  return id;
}
const corrupt = (id: string, set: object) =>
  world.connection.collection<{ _id: string }>('leads').updateOne({ _id: id }, { $set: set });

const openWith = async (parts: Parts) => {
  await watchAlarms(parts);
  return open();
};
const callable = async (limits = TEST_FLOW.limits): Promise<Parts> => {
  const calls = { ...TEST_FLOW, languages: ['en'], questions: [], limits } as const;
  await world.parts.campaigns.save(testCampaign({ calls }));
  return { ...world.parts, phone: fakePhone() };
};

test('[O45] a clock that is wrong by hours, on this node or another one, is an alert and an email until it is right', async () => {
  const wrong: Parts = { ...world.parts, clock: { now: world.now, offset: () => -5 * HOUR } };
  expect(await openWith(wrong)).toEqual(['routingStopped']);
  expect((await mails()).filter(({ kind }) => kind === 'alarm')).toHaveLength(1);
  expect(await openWith(world.parts)).toEqual([]);
  await reportClock(world.parts);
  expect(await openWith(world.parts)).toEqual([]);
  await reportClock(wrong);
  expect(await openWith(world.parts)).toEqual(['routingStopped']);
  world.pass(16 * SECOND);
  expect(await openWith(world.parts)).toEqual([]);
});

test('[L178] a country without calling hours is emailed once, to administrators, with the page of the law', async () => {
  const ada = { id: 'ada', name: 'Ada', email: 'ada@test.example', role: 'administrator', language: 'en' } as const;
  await world.parts.users.add({ ...ada, passwordHash: 'none', active: true }, world.now());
  await world.parts.campaigns.save(testCampaign({ country: 'GB' }));
  expect(await openWith(world.parts)).toEqual(['hoursMissing']);
  world.pass(HOUR);
  await watchAlarms(world.parts);
  const told = (await mails()).filter(({ key }) => key.startsWith('alarm:hoursMissing'));
  expect(told).toMatchObject([{ to: 'ada@test.example', data: { path: '/admin/law' } }]);
  await world.parts.campaigns.save(testCampaign());
  expect(await openWith(world.parts)).not.toContain('hoursMissing');
});

describe('[V13] the telephone', () => {
  test('callers wait and nobody on shift has one: an alarm until somebody has', async () => {
    const parts = await callable();
    await receiveCall(parts, { sid: 'CA1', from: CALLER, to: TOLL_FREE });
    expect(await openWith(parts)).toEqual([]);
    world.pass(16 * SECOND);
    expect(await openWith(parts)).toEqual(['noTelephone']);
    await parts.agents.setSoftphone('ana', world.now());
    expect(await openWith(parts)).toEqual([]);
  });

  test('a day’s minutes that are used up are an alarm with the campaign’s name, until the day is over', async () => {
    const parts = await callable({ ...TEST_FLOW.limits, minutesPerDay: 10 });
    const startedAt = world.now();
    const ended = { place: 'ended', how: 'completed', endedAt: startedAt + 9 * MINUTE, isSettled: true } as const;
    await parts.calls.add(newCall({ startedAt, ...ended }));
    expect(await openWith(parts)).toEqual([]);
    await parts.calls.add(newCall({ id: 'CA2', sid: 'CA2', startedAt, ...ended }));
    expect(await openWith(parts)).toEqual(['overBudget']);
    expect((await viewFloor(parts, 'ko')).alarms).toMatchObject([{ kind: 'overBudget', campaign: '태양광' }]);
    expect(await mails()).toMatchObject([{ kind: 'alarm' }]);
    world.pass(24 * HOUR);
    expect(await openWith(parts)).not.toContain('overBudget');
  });
});

test('[V13] hours that never meet the permitted ones are an alarm of their campaign while a lead waits for them', async () => {
  const early = [{ from: 180, to: 420 }];
  const weekly = { 1: early, 2: early, 3: early, 4: early, 5: early, 6: early, 7: early };
  await world.parts.campaigns.save(testCampaign({ hours: { zone: 'America/New_York', weekly, holidays: [] } }));
  const id = await world.inquire();
  expect(await openWith(world.parts)).toEqual(['noPermittedTime']);
  expect((await viewFloor(world.parts, 'en')).alarms).toMatchObject([{ kind: 'noPermittedTime', campaign: 'Solar' }]);
  await workLead(world.parts, id, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'won' });
  expect(await openWith(world.parts)).toEqual([]);
});

describe('[V13] an alarm is raised once, by what is in the database, and clears by itself', () => {
  const away = () => world.parts.agents.setPresence('ana', 'away', 'break', world.now());
  const cases: readonly [AlarmKind, make: () => Promise<unknown>, end: () => Promise<unknown>][] = [
    [
      'waitingLong',
      async () => {
        await away();
        await world.inquire();
        world.pass(2 * MINUTE + SECOND);
      },
      () => workLead(world.parts, 'ld_in_1', { kind: 'giveUp', why: 'noAgent' }),
    ],
    [
      'promiseOverdue',
      async () => {
        const id = await world.inquire();
        await workLead(world.parts, id, { kind: 'giveUp', why: 'noAgent' });
        await corrupt(id, { 'promise.windowUntil': new Date(world.now() - SECOND) });
      },
      () => workLead(world.parts, 'ld_in_1', { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'won' }),
    ],
    [
      'agentSilent',
      async () => {
        await withAna('talking');
        await world.parts.agents.setReach('ana', 'silent', world.now());
        world.pass(30 * SECOND);
      },
      () => world.parts.agents.setReach('ana', 'reachable', world.now()),
    ],
    [
      'wrapUpOverdue',
      async () => {
        await withAna('wrapUp');
        world.pass(30 * SECOND);
        await world.tick();
      },
      () => workLead(world.parts, 'ld_in_1', { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome: 'won' }),
    ],
    [
      'unaccounted',
      async () => {
        await world.inquire({}, false);
        world.pass(31 * SECOND);
      },
      () => world.parts.inquiries.attach('in_1', 'ld_1'),
    ],
    [
      'mailStuck',
      async () => {
        await queueMail();
        world.pass(10 * MINUTE + SECOND);
      },
      () => world.parts.mails.cancel('test', world.now()),
    ],
    [
      'suspectedSpam',
      () => world.inquire({ spamReasons: ['trap'] }),
      () => workLead(world.parts, 'ld_in_1', { kind: 'notSpam', by: { kind: 'supervisor', id: 'sam' } }),
    ],
  ];
  const queueMail = () =>
    world.parts.mails.queue({
      ...{ key: 'test:1', kind: 'passwordReset', to: 'x@test.example', language: 'en', data: { link: '/x' } },
      dueAt: world.now(),
    });

  test.each(cases)('%s', async (kind, make, end) => {
    await make();
    await watchAlarms(world.parts);
    const [alarm] = (await world.parts.alarms.open()).filter((one) => one.kind === kind);
    expect(alarm).toMatchObject({ kind, raisedAt: world.now() });
    world.pass(SECOND);
    await watchAlarms(world.parts);
    expect((await world.parts.alarms.open()).find((one) => one.kind === kind)).toMatchObject({
      raisedAt: alarm?.raisedAt,
    });
    await end();
    // Mails about alarms are due as well, and nobody sends them here.
    await world.parts.mails.cancel('alarm', world.now());
    await watchAlarms(world.parts);
    expect(await open()).not.toContain(kind);
  });

  test('a quiet floor has none', async () => {
    await watchAlarms(world.parts);
    expect([await open(), (await viewFloor(world.parts, 'en')).alarms, await mails()]).toEqual([[], [], []]);
  });
});

test('[V24] who was promised a call because nobody was there waits from the inquiry, for the alarm and the floor; its rank stays', async () => {
  await world.parts.agents.setPresence('ana', 'offline', undefined, world.now());
  const cameAt = world.now();
  const id = await world.inquire();
  world.pass(30 * SECOND);
  await workLead(world.parts, id, { kind: 'giveUp', why: 'nobodyThere' });
  const promisedAt = world.now();
  world.pass(MINUTE);
  await workLead(world.parts, id, { kind: 'comeForward' });
  expect(await world.parts.leads.byId(id)).toMatchObject({
    ...{ state: 'waiting', wait: { rankedFrom: promisedAt, since: cameAt } },
  });
  world.pass(30 * SECOND);
  await watchAlarms(world.parts);
  expect(await open()).not.toContain('waitingLong');
  expect((await viewFloor(world.parts, 'en')).waiting).toMatchObject([{ id, waitingSince: cameAt }]);

  // Being put back into the queue begins no new wait.
  await workLead(world.parts, id, { kind: 'reassign', by: { kind: 'supervisor', id: 'sam' }, agentId: 'ana' });
  world.pass(SECOND);
  await watchAlarms(world.parts);
  const long = (await world.parts.alarms.open()).filter(({ kind }) => kind === 'waitingLong');
  expect(long).toMatchObject([{ leadId: id, since: cameAt }]);
});

test('[V307] the longest wait is exact, also of a lead that is listed after a hundred others', async () => {
  const since = world.now();
  await world.inquire({ tel: '+12025556000', kind: 'import' });
  world.pass(MINUTE);
  for (let count = 1; count <= 101; count += 1) await world.inquire({ tel: `+1202555${6000 + count}` });
  const { waiting, waitingTotal, waitingSince } = await viewFloor(world.parts, 'en');
  expect([waiting.length, waitingTotal, waitingSince]).toEqual([100, 102, since]);
  expect(Math.min(...waiting.map((lead) => lead.waitingSince))).toBeGreaterThan(since);
});

describe('[V31] somebody waits and nobody is available', () => {
  const leave = (presence: 'away' | 'offline') =>
    world.parts.agents.setPresence('ana', presence, undefined, world.now());
  const floor = () => viewFloor(world.parts, 'en');

  test.each(['away', 'offline'] as const)(
    'because the only agent is %s: said at once, with no alarm yet, until somebody is back',
    async (presence) => {
      await leave(presence);
      const since = world.now();
      const id = await world.inquire();
      expect(await floor()).toMatchObject({
        ...{ unattended: { count: 1, since }, alarms: [], waiting: [{ id, isUnattended: true }] },
      });
      await leave('away');
      await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
      expect((await floor()).unattended).toBeNull();
      expect((await floor()).waiting[0]).not.toHaveProperty('isUnattended');
    },
  );

  test('goes on while the person is promised a call as soon as somebody is there, and not for a time that was agreed', async () => {
    await leave('offline');
    const since = world.now();
    const id = await world.inquire();
    world.pass(30 * SECOND);
    await workLead(world.parts, id, { kind: 'giveUp', why: 'nobodyThere' });
    expect(await floor()).toMatchObject({ unattended: { count: 1, since }, waiting: [{ id, isUnattended: true }] });
    const by = { kind: 'supervisor', id: 'sam' } as const;
    await workLead(world.parts, id, { kind: 'followUp', by, at: world.now() + HOUR });
    expect((await floor()).unattended).toBeNull();
  });

  test('[V31] [W56] a call that comes as soon as an agent is free is listed among those who wait', async () => {
    const id = await world.inquire();
    await workLead(world.parts, id, { kind: 'giveUp', why: 'noAgent' });
    const said = await floor();
    expect(said).toMatchObject({ unattended: null, waitingTotal: 1, waiting: [{ id, isCallback: true }] });
    expect(said.waiting[0]).not.toHaveProperty('isUnattended');
    await leave('offline');
    expect(await floor()).toMatchObject({ unattended: { count: 1 }, waiting: [{ id, isUnattended: true }] });
  });

  test('who is busy will be free; a colleague without the language will not do', async () => {
    const first = await world.inquire();
    await world.tick();
    await workLead(world.parts, first, { kind: 'accept', agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await world.inquire({ tel: '+12025550177' });
    expect((await floor()).unattended).toBeNull();
    const person = {
      name: 'Kim',
      tel: '+12025550178',
      language: 'ko' as const,
      zones: ['UTC'],
      zoneFrom: 'browser' as const,
    };
    await world.inquire({ person });
    expect((await floor()).unattended).toMatchObject({ count: 1 });
  });
});

describe('[V14] supervisors are written to', () => {
  const wait = async (tel: string) => {
    await world.parts.agents.setPresence('ana', 'away', 'break', world.now());
    return world.inquire({ tel });
  };

  test('once for a kind in a quarter of an hour, and for what came meanwhile in the next', async () => {
    // These leads are never given up, so that they still wait in the next quarter of an hour.
    const [campaign] = await world.parts.campaigns.all();
    if (campaign) {
      const policy = { ...campaign.policy, giveUpMs: 60 * MINUTE, nobodyMs: 60 * MINUTE };
      await world.parts.campaigns.save({ ...campaign, policy });
    }
    const watchAfter = async (ms: number) => {
      world.pass(ms);
      await world.tick();
      await watchAlarms(world.parts);
    };
    await wait('+12025550101');
    await watchAfter(2 * MINUTE + SECOND);
    await watchAfter(SECOND);
    expect(await mails()).toMatchObject([
      { kind: 'alarm', to: 'sam@test.example', data: { sentence: words.alarm('mail.waitingLong', { count: 1 }) } },
    ]);
    await wait('+12025550102');
    await watchAfter(3 * MINUTE);
    expect(await mails()).toHaveLength(1);
    await watchAfter(15 * MINUTE);
    expect((await mails()).filter(({ key }) => key.startsWith('alarm:waitingLong'))).toHaveLength(2);
  });

  test('but not about what only waits for a look', async () => {
    await world.inquire({ spamReasons: ['trap'] });
    await watchAlarms(world.parts);
    expect(await mails()).toEqual([]);
  });
});

describe('[M19] mails that could not be delivered', () => {
  const dies = async (kind: 'invitation' | 'acknowledgement', to: string) => {
    const data = kind === 'invitation' ? { link: '/welcome#x' } : { leadId: 'ld_1', inquiryId: 'in_1' };
    const mail = { key: `${kind}:${to}`, kind, to, language: 'en', data, dueAt: world.now() } as NewMail;
    await world.parts.mails.queue(mail);
    const [leased] = await world.parts.mails.lease({
      ...{ holder: 'test', now: world.now(), until: world.now() + MINUTE, limit: 1 },
    });
    await world.parts.mails.end(leased?.id ?? '', 'test', { state: 'dead', why: 'refusedRecipient' }, world.now());
    return leased?.id ?? '';
  };

  test('a prospect’s mistyped address is nobody’s alarm, five people’s within an hour are, for a day', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await dies('acknowledgement', `${name}@test.example`);
    expect(await openWith(world.parts)).toEqual([]);
    world.pass(HOUR);
    await dies('acknowledgement', 'e@test.example');
    expect(await openWith(world.parts)).toEqual([]);
    for (const name of ['f', 'g', 'h', 'i']) await dies('acknowledgement', `${name}@test.example`);
    expect(await openWith(world.parts)).toEqual(['mailUndelivered']);
    expect((await viewFloor(world.parts, 'en')).alarms).toMatchObject([{ kind: 'mailUndelivered' }]);
    world.pass(24 * HOUR + 1);
    await world.parts.mails.cancel('alarm', world.now());
    expect(await openWith(world.parts)).toEqual([]);
  });

  test('one to somebody who works here is, until it is sent again', async () => {
    const id = await dies('invitation', 'kim@test.example');
    expect(await openWith(world.parts)).toEqual(['mailUndelivered']);
    await world.parts.mails.resend(id, world.now());
    expect(await openWith(world.parts)).toEqual([]);
  });

  test('none while mail is off', async () => {
    const { mailer: _none, ...off } = world.parts;
    await dies('invitation', 'kim@test.example');
    expect(await openWith(off)).toEqual([]);
  });
});

test('[M15] while mail is off no alarm is written about, and what waits in the queue is none', async () => {
  const { mailer: _none, ...off } = world.parts;
  await world.inquire();
  await world.parts.mails.queue({
    ...{ key: 'alarm:waitingLong:1:sam', kind: 'alarm', to: 'sam@test.example', language: 'en', dueAt: world.now() },
    data: { sentence: 'Somebody waits.', since: world.now(), path: '/floor' },
  });
  world.pass(HOUR);
  const raised = await openWith(off);
  expect(raised).toContain('waitingLong');
  expect(raised).not.toContain('mailStuck');
  expect(await mails()).toHaveLength(1);

  // Once mail is on, the alarm of now is written about; the one that an earlier version queued is not.
  await watchAlarms(world.parts);
  while (await sendDueMails(world.parts, mailer, 'node_1'));
  const [old, ...present] = (await mails()).toReversed();
  expect(old).toMatchObject({ state: 'skipped', why: 'expired' });
  expect(new Set(present.map(({ state }) => state))).toEqual(new Set(['sent']));
});

test('[V15] who has seen an alarm first is shown, and a new one of the same is unseen again', async () => {
  await world.inquire({ spamReasons: ['trap'] });
  await watchAlarms(world.parts);
  const [alarm] = await world.parts.alarms.open();
  const key = alarm?.key ?? '';
  expect(await world.parts.alarms.see(key, 'sam', world.now())).toBe(true);
  await world.parts.alarms.see(key, 'ana', world.now());
  expect((await viewFloor(world.parts, 'en')).alarms).toMatchObject([{ kind: 'suspectedSpam', seenBy: 'Sam' }]);
  expect(await world.parts.alarms.see('nothing', 'sam', world.now())).toBe(false);

  await world.parts.alarms.clear([key], world.now());
  await watchAlarms(world.parts);
  expect((await viewFloor(world.parts, 'en')).alarms[0]).not.toHaveProperty('seenBy');
});
