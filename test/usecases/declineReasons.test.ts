import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeclineReason } from '../../src/core/agent/declineReasons.ts';
import { HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { saveBusiness } from '../../src/usecases/admin/business.ts';
import { declineOffer, seeOffer } from '../../src/usecases/routing/answerOffer.ts';
import { choosePresence } from '../../src/usecases/agents/choosePresence.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { presentOffer } from '../../src/usecases/present/lead.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana', { idleSince: world.now() - HOUR });
  await world.addAgent('ben', { idleSince: world.now() - MINUTE });
});
afterEach(() => world.stop());

const offered = async () => {
  const id = await world.inquire();
  await world.tick();
  const { offerId, declineReasons } = world.lastOffer('ana');
  await seeOffer(world.parts, { agentId: 'ana', offerId });
  return { id, offerId, declineReasons };
};
const decline = (offerId: string, reason: string, agentId = 'ana') =>
  declineOffer(world.parts, { agentId, offerId }, reason);
const lead = (id: string) => world.parts.leads.byId(id);
const ana = () => world.parts.agents.byId('ana');
const setReasons = async (declineReasons: readonly DeclineReason[]) => {
  const { version = 0 } = (await world.parts.business.get()) ?? {};
  const fields = { name: 'Brightroof', country: 'US', language: 'en', zone: 'UTC', hours: null } as const;
  expect(await saveBusiness(world.parts, { id: 'sam' }, version, { ...fields, declineReasons })).toMatchObject({
    ok: true,
  });
};

test('[W76] each reason to decline comes with its effect', async () => {
  const { declineReasons } = await offered();
  expect(declineReasons.map(({ id, means }) => [id, means])).toEqual([
    ['busy', 'none'],
    ['break', 'away'],
    ['notMine', 'none'],
    ['knowsPerson', 'never'],
  ]);
});

test('[R23] “I need a break” gives the break: away with that reason, no miss, and the lead goes on', async () => {
  const { id, offerId } = await offered();
  await decline(offerId, 'break');
  expect(await ana()).toMatchObject({ presence: 'away', presenceReason: 'break', missedInRow: 0 });
  expect(world.heard.findLast(({ agentId, event }) => agentId === 'ana' && event === 'presence')).toMatchObject({
    payload: { presence: 'away', reason: 'break' },
  });
  await world.inquire({ tel: '+12025550177' });
  await world.tick();
  expect(await lead(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
  expect(world.lastOffer('ana').offerId).toBe(offerId);
});

test('[R23] the break is given when the offer is over by then, and to nobody who is off shift', async () => {
  const { offerId } = await offered();
  await decline(offerId, 'busy');
  await decline(offerId, 'break');
  expect(await ana()).toMatchObject({ presence: 'away', presenceReason: 'break' });
  await choosePresence(world.parts, 'ana', 'offline', undefined);
  await decline(offerId, 'break');
  expect(await ana()).toMatchObject({ presence: 'offline' });
});

test.each(['busy', 'notMine', ''])('[R23] “%s” lets the lead go on, and nothing else', async (reason) => {
  const { id, offerId } = await offered();
  await decline(offerId, reason);
  expect(await ana()).toMatchObject({ presence: 'available' });
  expect(await lead(id)).not.toHaveProperty('refusedBy');
  await choosePresence(world.parts, 'ben', 'away', 'meal');
  world.pass(MINUTE);
  await world.tick();
  expect(await lead(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ana' }] } });
});

describe('[R23] a lead that an agent declined for good', () => {
  test('is never offered to them again, not when nobody else is there, nor after it was promised', async () => {
    const { id, offerId } = await offered();
    await choosePresence(world.parts, 'ben', 'away', 'meal');
    await decline(offerId, 'knowsPerson');
    world.pass(MINUTE);
    await world.tick();
    expect(await lead(id)).toMatchObject({ state: 'callback', promise: { why: 'nobodyThere' }, refusedBy: ['ana'] });
    const decisions = await world.parts.decisions.ofLead(id);
    expect(decisions.at(-1)?.passedOver).toMatchObject({ refused: ['ana'] });
    world.pass(HOUR);
    await world.tick();
    expect(await lead(id)).toMatchObject({ state: 'waiting' });
    await choosePresence(world.parts, 'ben', 'available', undefined);
    await world.tick();
    expect(await lead(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
  });

  test.each([{ verb: 'reassign', agentId: 'ana' } as const, { verb: 'callback', at: 4e12, ownerId: 'ana' } as const])(
    'is not given to them by hand ($verb), which is said',
    async (action) => {
      const { id, offerId } = await offered();
      await decline(offerId, 'knowsPerson');
      expect(await superviseLead(world.parts, 'sam', id, action)).toMatchObject({
        ...{ ok: false, mistakes: [{ code: 'agentRefused' }] },
      });
    },
  );

  test('and that was theirs alone is anyone’s at once', async () => {
    const id = await world.inquire();
    await superviseLead(world.parts, 'sam', id, { verb: 'callback', at: world.now() + HOUR, ownerId: 'ana' });
    world.pass(HOUR);
    await world.tick();
    await decline(world.lastOffer('ana').offerId, 'knowsPerson');
    await world.tick();
    expect(await lead(id)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
    expect((await lead(id))?.promise?.ownerId).toBeUndefined();
  });
});

test('[R23] the list is the business’s: it rings with the offer in the agent’s language, counts as offered, and its words stay in the history', async () => {
  const label = { en: 'Lunch', ko: '점심' };
  await setReasons([{ id: 'lunch', label, means: 'away', awayReason: 'meal' }]);
  const { id, offerId, declineReasons } = await offered();
  expect(declineReasons).toEqual([{ id: 'lunch', label: 'Lunch', means: 'away' }]);
  // Meanwhile it means something else.
  await setReasons([{ id: 'lunch', label, means: 'none' }]);
  await decline(offerId, 'lunch');
  expect(await ana()).toMatchObject({ presence: 'away', presenceReason: 'meal' });
  const entries = await world.parts.leads.timeline(id);
  expect(entries.find(({ kind }) => kind === 'declined')?.data).toMatchObject({ reason: 'lunch', said: label });
});

test('[R23] a break is given, and shown after a reload, though the list was edited while the offer was open', async () => {
  const { id, offerId } = await offered();
  await setReasons([{ id: 'other', label: { en: 'Other', ko: '기타' }, means: 'none' }]);
  const shown = await lead(id);
  if (shown?.state !== 'offered') throw new Error('not offered');
  const { declineReasons } = await presentOffer(world.parts, shown, 'ana', 'en');
  expect(declineReasons.map((one) => one.id)).toContain('break');
  expect(await decline(offerId, 'break')).toEqual({ ok: true });
  expect(await ana()).toMatchObject({ presence: 'away', presenceReason: 'break' });
  // The next offer has the new list.
  world.pass(MINUTE);
  await world.tick();
  expect(world.lastOffer('ben').declineReasons.map((one) => one.id)).toEqual(['other']);
});

test.each(['nonsense', 'constructor', '__proto__', 'In their own words'])(
  '[R23] an unknown reason is refused, and the offer stays: %s',
  async (reason) => {
    const { id, offerId } = await offered();
    expect(await decline(offerId, reason)).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await lead(id)).toMatchObject({ state: 'offered', offer: { id: offerId, agents: [{ agentId: 'ana' }] } });
    expect(JSON.stringify(await world.parts.leads.timeline(id))).not.toContain(reason);
  },
);
