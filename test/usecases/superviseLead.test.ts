import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lead, LeadIn } from '../../src/core/lead/lead.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import type { CallbackTimePreview } from '../../src/shared/api.ts';
import { previewCallbackTime } from '../../src/usecases/lead/previewCallbackTime.ts';
import { markDeskReachable, markDeskSilent } from '../../src/usecases/agents/agentPresence.ts';
import { choosePresence, setAgentPresence } from '../../src/usecases/agents/choosePresence.ts';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { superviseLead, type Supervision } from '../../src/usecases/lead/superviseLead.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { actionsFor } from '../../src/web/lead/actionsFor.ts';
import { canTakeNow } from '../../src/web/lead/agentAvailability.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
  await world.addAgent('sam', { presence: 'offline' });
});
afterEach(() => world.stop());

const supervise = (leadId: string, action: Supervision) => superviseLead(world.parts, 'sam', leadId, action);
const lead = async (id: string) => (await world.parts.leads.byId(id)) as Lead;
const last = async (id: string) => (await world.parts.leads.timeline(id)).slice(-2);

async function promised(): Promise<string> {
  const id = await world.inquire();
  await workLead(world.parts, id, { kind: 'giveUp', why: 'noAgent' });
  return id;
}

describe('[V9] a supervisor changes a promise', () => {
  test('its time, its window and whose it is, with their name in the history', async () => {
    const id = await promised();
    const at = world.now() + 2 * HOUR;
    const changed = await supervise(id, {
      verb: 'callback',
      at,
      ownerId: 'ana',
      windowMs: 30 * MINUTE,
      note: 'rang in',
    });
    expect(changed).toMatchObject({
      lead: { promise: { dueAt: at, windowUntil: at + 30 * MINUTE, ownerId: 'ana', why: 'agreed' } },
    });
    expect(await last(id)).toMatchObject([
      {
        kind: 'promiseChanged',
        by: { kind: 'supervisor', id: 'sam' },
        data: { dueAt: at, agentId: 'ana', note: 'rang in' },
      },
      { kind: 'promised' },
    ]);
  });

  test('keeps its attempts, and its reason while the time is the same', async () => {
    const id = await world.inquire();
    await world.tick();
    await workLead(world.parts, id, { kind: 'accept', agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await workLead(world.parts, id, { kind: 'unreached', agentId: 'ana', result: 'busy' });
    const { promise } = await lead(id);
    await supervise(id, { verb: 'callback', at: promise?.dueAt ?? 0, ownerId: 'ana' });
    expect((await lead(id)).promise).toMatchObject({ ...promise, ownerId: 'ana', why: 'notReached', attemptsMade: 1 });
  });

  test('for nobody who is an agent, and for no time past, each said', async () => {
    const id = await promised();
    const at = world.now() + HOUR;
    expect(await supervise(id, { verb: 'callback', at, ownerId: 'nobody' })).toMatchObject({
      mistakes: [{ path: 'ownerId', code: 'agentUnknown' }],
    });
    expect(await supervise(id, { verb: 'callback', at: world.now() - SECOND })).toMatchObject({ code: 'bad-input' });
  });
});

test('[V9] a time that a supervisor promises is promised by them, and no note is written without one', async () => {
  const id = await world.inquire();
  const at = world.now() + HOUR;
  await supervise(id, { verb: 'callback', at, ownerId: 'ana' });
  const promise = { kind: 'promised', by: { kind: 'supervisor', id: 'sam' }, data: { dueAt: at, agentId: 'ana' } };
  const entries = await world.parts.leads.timeline(id);
  expect(entries.at(-1)).toMatchObject(promise);
  expect(entries.map(({ kind }) => kind)).not.toContain('note');

  const other = await world.inquire({ tel: '+12025550177' });
  await supervise(other, { verb: 'callback', at, note: 'after lunch' });
  expect(await last(other)).toMatchObject([{ kind: 'note', data: { note: 'after lunch' } }, { kind: 'promised' }]);
});

describe('[V22] a conversation whose desk is gone', () => {
  async function talking(): Promise<string> {
    const id = await world.inquire();
    await world.tick();
    await workLead(world.parts, id, { kind: 'accept', agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
    return id;
  }
  const shown = async (id: string) =>
    (await presentLead(world.parts, await lead(id), { kind: 'supervisor', language: 'en' })).takeOver;

  test('is a supervisor’s to take as soon as the alarm is there, and not before', async () => {
    const id = await talking();
    await markDeskSilent(world.parts, 'ana');
    world.pass(29 * SECOND);
    expect(await supervise(id, { verb: 'requeue' })).toMatchObject({ ok: false, code: 'wrong-state' });
    expect(await shown(id)).toBeUndefined();
    world.pass(SECOND);
    expect(await shown(id)).toBe('anything');
    expect(await supervise(id, { verb: 'requeue' })).toMatchObject({ ok: true, lead: { state: 'waiting' } });
    expect(await world.parts.leads.heldBy('ana')).toEqual([]);
  });

  test('is theirs again when the desk is back', async () => {
    const id = await talking();
    await markDeskSilent(world.parts, 'ana');
    world.pass(MINUTE);
    await markDeskReachable(world.parts, 'ana');
    const close = { verb: 'close', outcome: 'won' } as const;
    expect(await supervise(id, close)).toMatchObject({ ok: false, code: 'wrong-state' });
    await markDeskSilent(world.parts, 'ana');
    world.pass(30 * SECOND);
    expect(await supervise(id, close)).toMatchObject({ ok: true, lead: { outcome: 'won' } });
  });
});

describe('[V30] a lead that is held for one agent', () => {
  const shown = async (id: string) =>
    (await presentLead(world.parts, await lead(id), { kind: 'supervisor', language: 'en' })).reservedFor;
  const onFloor = async (id: string) =>
    (await viewFloor(world.parts, 'en')).waiting.find((row) => row.id === id)?.reservedFor;

  test('says for whom, where they are and until when, on its page and on the floor; a release makes it anyone’s, place kept', async () => {
    await world.addAgent('ben', { presence: 'offline', reach: 'absent' });
    const id = await world.inquire();
    const { rankedFrom } = ((await lead(id)) as LeadIn<'waiting'>).wait;
    world.pass(MINUTE);
    expect(await supervise(id, { verb: 'reassign', agentId: 'ben' })).toMatchObject({ ok: true });
    const reservation = { agentId: 'ben', name: 'ben', until: world.now() + 15 * MINUTE };
    const absent = { ...reservation, presence: 'offline', reach: 'absent' };
    expect([await shown(id), await onFloor(id)]).toEqual([absent, absent]);
    await world.tick();
    expect(await lead(id)).toMatchObject({ state: 'waiting' });

    // Where they are is as it is now, not as it was when the lead was given.
    await world.parts.agents.setPresence('ben', 'away', 'meal', world.now());
    expect(await onFloor(id)).toMatchObject({ presence: 'away' });

    expect(await supervise(id, { verb: 'release' })).toMatchObject({ ok: true, lead: { wait: { rankedFrom } } });
    expect([await shown(id), await onFloor(id)]).toEqual([undefined, undefined]);
    const by = { kind: 'supervisor', id: 'sam' };
    expect((await last(id)).at(-1)).toMatchObject({ kind: 'ownToAnyone', by, data: { agentId: 'ben' } });
    await world.tick();
    expect(world.lastOffer('ana').lead.id).toBe(id);
  });

  test('because its callback came due is shown and released the same way; a colleague releases nothing', async () => {
    const id = await world.inquire();
    await supervise(id, { verb: 'callback', at: world.now() + HOUR, ownerId: 'ana' });
    await choosePresence(world.parts, 'ana', 'away', 'meal');
    await world.addAgent('ben');
    world.pass(HOUR);
    await world.tick();
    expect(await onFloor(id)).toMatchObject({ name: 'ana', presence: 'away', until: world.now() + 15 * MINUTE });
    await workLead(world.parts, id, { kind: 'release', by: { kind: 'agent', id: 'ben' } });
    expect(await onFloor(id)).toBeDefined();
    await supervise(id, { verb: 'release' });
    await world.tick();
    expect(world.lastOffer('ben').lead.id).toBe(id);
  });

  test('is anyone’s when its time is over, and says so no longer', async () => {
    const id = await world.inquire();
    await choosePresence(world.parts, 'ana', 'offline', undefined);
    await supervise(id, { verb: 'reassign', agentId: 'ana' });
    world.pass(15 * MINUTE);
    expect([await shown(id), await onFloor(id)]).toEqual([undefined, undefined]);
  });

  test.each([
    [{ reservedFor: {} }, true],
    [{}, false],
  ])('can be released from its page and the floor only while it is (%j)', (held, isThere) => {
    expect(actionsFor({ state: 'waiting', ...held }).includes('release')).toBe(isThere);
  });
});

test.each([
  ['free', { activity: 'idle' }, true],
  ['busy', { activity: 'talking' }, true],
  ['off shift', { presence: 'offline' }, false],
  ['away', { presence: 'away' }, false],
  ['with a silent desk', { reach: 'silent' }, false],
  ['without a desk', { reach: 'absent' }, false],
] as const)(
  '[V30] whoever is %s can take a lead that is given to them, or has to be waited for',
  (_where, changes, isThere) => {
    expect(canTakeNow({ presence: 'available', reach: 'reachable', ...changes })).toBe(isThere);
  },
);

test('[V23] nothing is given to, or promised for, an agent who was deactivated, and the answer says why', async () => {
  const id = await promised();
  await world.addAgent('bea', { name: 'Bea', presence: 'offline', presenceReason: 'deactivated' });
  const told = (path: string) => ({
    ...{ ok: false, code: 'bad-input', message: expect.stringContaining('Bea was deactivated') },
    mistakes: [{ path, code: 'agentRetired' }],
  });
  expect(await supervise(id, { verb: 'reassign', agentId: 'bea' })).toMatchObject(told('agentId'));
  const callback = { verb: 'callback', at: world.now() + HOUR, ownerId: 'bea' } as const;
  expect(await supervise(id, callback)).toMatchObject(told('ownerId'));
  expect((await last(id)).map(({ kind }) => kind)).not.toContain('reassigned');
});

test('the agent’s day counts a conversation for whoever had it first and for whoever had it last, once each', async () => {
  await world.addAgent('zoe');
  await world.parts.agents.setPresence('zoe', 'away', 'break', world.now());
  const talk = async (agentId: string, id: string) => {
    await world.tick();
    await workLead(world.parts, id, { kind: 'accept', agentId, offerId: world.lastOffer(agentId).offerId });
    await workLead(world.parts, id, { kind: 'talking', agentId });
  };
  const id = await world.inquire();
  const day = world.now();
  await talk('ana', id);
  await workLead(world.parts, id, { kind: 'agentLost', agentId: 'ana', why: 'deactivated' });
  await world.parts.agents.setPresence('ana', 'offline', undefined, world.now());
  await choosePresence(world.parts, 'zoe', 'available', undefined);
  await talk('zoe', id);
  await workLead(world.parts, id, { kind: 'close', by: { kind: 'agent', id: 'zoe' }, outcome: 'won' });
  expect(await world.parts.facts.agentDay('zoe', day)).toMatchObject({ talked: 1, closed: 1, won: 1 });
  expect(await world.parts.facts.agentDay('ana', day)).toMatchObject({ talked: 1, closed: 0 });
});

describe('[V10] a cancelled promise', () => {
  test('closes the lead as cancelled, with who and why; twice is once', async () => {
    const id = await promised();
    const cancel = { verb: 'cancel', reason: 'Their daughter rang: solved' } as const;
    expect(await supervise(id, cancel)).toMatchObject({ ok: true, lead: { state: 'closed', outcome: 'cancelled' } });
    expect(await supervise(id, cancel)).toMatchObject({ ok: true });
    expect((await last(id)).at(-1)).toMatchObject({
      ...{ kind: 'closed', by: { kind: 'supervisor', id: 'sam' } },
      data: { outcome: 'cancelled', note: 'Their daughter rang: solved' },
    });
  });

  test('is refused where nothing is promised, and while an agent has the lead', async () => {
    const id = await world.inquire();
    expect(await supervise(id, { verb: 'cancel', reason: 'x' })).toMatchObject({ code: 'wrong-state' });
    await workLead(world.parts, id, { kind: 'giveUp', why: 'noAgent' });
    world.pass(10 * MINUTE);
    await world.tick();
    await workLead(world.parts, id, { kind: 'accept', agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    expect(await supervise(id, { verb: 'cancel', reason: 'x' })).toMatchObject({ code: 'wrong-state' });
  });
});

describe('[V11] a supervisor sets an agent', () => {
  test.each(['away', 'offline'] as const)('%s: the desk says who and why, what rang goes on', async (presence) => {
    const id = await world.inquire();
    await world.tick();
    expect((await lead(id)).state).toBe('offered');
    await setAgentPresence(world.parts, 'sam', 'ana', { presence, reason: 'Team meeting' });
    await world.tick();
    expect((await lead(id)).state).toBe('waiting');
    const told = world.heard.findLast(({ agentId, event }) => agentId === 'ana' && event === 'presence');
    expect(told?.payload).toMatchObject({ presence, reason: 'setBySupervisor', by: 'Sam', note: 'Team meeting' });
  });

  test('who is one click from being back, and then nothing is said any more', async () => {
    await setAgentPresence(world.parts, 'sam', 'ana', { presence: 'away', reason: 'Team meeting' });
    const back = await choosePresence(world.parts, 'ana', 'available', undefined);
    expect(back).toMatchObject({ ok: true, presence: { presence: 'available' } });
    expect(back).not.toHaveProperty('presence.by');
    expect(await world.parts.agents.byId('ana')).not.toHaveProperty('presenceNote');
  });

  test('who is off shift: nobody is there to be away', async () => {
    await setAgentPresence(world.parts, 'sam', 'ana', { presence: 'offline', reason: 'Gone home' });
    const set = await setAgentPresence(world.parts, 'sam', 'ana', { presence: 'away', reason: 'x' });
    expect(set).toMatchObject({ ok: false, code: 'wrong-state' });
    expect(await world.parts.agents.byId('ana')).toMatchObject({ presence: 'offline' });
  });

  test('who is none: that is said', async () => {
    const set = await setAgentPresence(world.parts, 'sam', 'nobody', { presence: 'away', reason: 'x' });
    expect(set).toMatchObject({ ok: false, code: 'not-found' });
  });
});

describe('[V19] for when a call would be promised is said before it is saved, and is what the answer names', () => {
  const spans = [{ from: 10 * 60, to: 17 * 60 }];
  const weekly = { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans };
  const cases: readonly [
    string,
    Partial<Campaign>,
    asked: string,
    due: string | null,
    why: CallbackTimePreview['why'],
  ][] = [
    ['a time that may be', {}, '2026-11-19T15:00Z', '2026-11-19T15:00Z', null],
    ['two at night where the person is', {}, '2026-11-19T07:00Z', '2026-11-19T13:00Z', 'outside-hours'],
    [
      'nine in the morning, an hour before we open',
      { hours: { zone: 'America/New_York', weekly, holidays: [] } },
      '2026-11-19T14:00Z',
      '2026-11-19T15:00Z',
      'closed',
    ],
    [
      'hours that never meet the permitted ones',
      { hours: { zone: 'Asia/Kolkata', weekly, holidays: [] } },
      '2026-11-19T16:00Z',
      '2026-11-19T16:00Z',
      'noPermittedTime',
    ],
  ];
  test.each(cases)('%s', async (_when, campaign, asked, due, why) => {
    const id = await promised();
    await world.parts.campaigns.save(testCampaign(campaign));
    const at = Date.parse(asked);
    const said = await previewCallbackTime(world.parts, await lead(id), at);
    expect(said).toEqual({ askedAt: at, dueAt: due === null ? null : Date.parse(due), why });
    expect(await supervise(id, { verb: 'callback', at })).toMatchObject({ lead: { promise: { dueAt: said.dueAt } } });
  });

  test('and that it cannot be promised at all', async () => {
    const id = await promised();
    await world.parts.doNotCall.add({
      ...{ tel: '+12025550143', at: world.now(), by: { kind: 'supervisor', id: 'sam' }, source: 'text', id: 'act_1' },
    });
    const at = world.now() + HOUR;
    expect(await previewCallbackTime(world.parts, await lead(id), at)).toEqual({
      askedAt: at,
      dueAt: null,
      why: 'do-not-call',
    });
    expect(await supervise(id, { verb: 'callback', at })).toMatchObject({ ok: false, code: 'may-not-contact' });
  });
});
