import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import type { Outcome } from '../../src/core/vocabulary/outcomes.ts';
import { DEFAULT_RETENTION } from '../../src/core/administration/retention.ts';
import { DAY, SECOND } from '../../src/core/vocabulary/time.ts';
import { applyRetention, RETENTION_SETTING } from '../../src/usecases/lead/applyRetention.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { checkConservation } from '../../src/usecases/lead/checkConservation.ts';
import { receiptStatus } from '../../src/usecases/intake/receiptStatus.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { watchAlarms } from '../../src/usecases/floor/watchAlarms.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { crashesAt } from '../support/crash.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const spam = () => world.inquire({ spamReasons: ['trap'] });
const clear = (leadId: string) => superviseLead(world.parts, 'sam', leadId, { verb: 'notSpam' });
const lead = async (id: string) => (await world.parts.leads.byId(id)) as Lead;
const kinds = async (id: string) => (await world.parts.leads.timeline(id)).map(({ kind, by }) => `${kind} ${by.kind}`);

describe('[V1] not spam', () => {
  test('the closed lead stays closed, its inquiry waits in a new one, and each knows the other', async () => {
    const id = await spam();
    const cleared = await clear(id);
    expect(cleared).toMatchObject({ ok: true, lead: { state: 'closed', outcome: 'spam', continuedAs: `${id}_2` } });
    expect(await lead(`${id}_2`)).toMatchObject({ state: 'waiting', previousLeadId: id, inquiries: [{ id: 'in_1' }] });
    expect(await kinds(id)).toEqual([
      'created prospect',
      'closed system',
      'notSpam supervisor',
      'continued supervisor',
    ]);
    expect(await kinds(`${id}_2`)).toEqual(['created supervisor']);
    await watchAlarms(world.parts);
    expect((await viewFloor(world.parts, 'en')).alarms).toEqual([]);
  });

  test('the same click twice has the effect of once', async () => {
    const id = await spam();
    await clear(id);
    const before = [await lead(id), await lead(`${id}_2`)];
    expect((await clear(id)).ok).toBe(true);
    expect([await lead(id), await lead(`${id}_2`)]).toEqual(before);
  });

  test('of a person with an open lead it is an event on that lead, and moves no promise', async () => {
    const id = await spam();
    world.pass(SECOND);
    const open = await world.inquire();
    await workLead(world.parts, open, { kind: 'giveUp', why: 'noAgent' });
    const before = await lead(open);
    expect(await clear(id)).toMatchObject({ ok: true, lead: { continuedAs: open } });
    expect(await lead(open)).toMatchObject({ state: 'callback', inquiries: [{ id: 'in_1' }, { id: 'in_2' }] });
    expect((await lead(open)).promise).toEqual(before.promise);
    expect((await kinds(open)).at(-1)).toBe('rejoined supervisor');
  });

  test('attempts come along, so that the law’s cap still counts them', async () => {
    await world.addAgent('ana');
    const id = await world.inquire();
    await world.tick();
    const { offerId } = world.lastOffer('ana');
    await workLead(world.parts, id, { kind: 'accept', agentId: 'ana', offerId });
    await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
    await workLead(world.parts, id, { kind: 'ended', agentId: 'ana' });
    await workLead(world.parts, id, { kind: 'close', by: { kind: 'agent', id: 'ana' }, outcome: 'spam' });
    await clear(id);
    expect((await lead(`${id}_2`)).attempts).toMatchObject([{ agentId: 'ana', result: 'reached' }]);
  });

  test('what was not closed as spam has nothing to take back, which is said', async () => {
    const id = await world.inquire();
    expect(await clear(id)).toMatchObject({ ok: false, code: 'wrong-state' });
  });

  test('a crash between any two writes leaves it to the outbox: one lead, nothing lost, nothing double', async () => {
    let isKilled = true;
    for (let nth = 2; isKilled; nth += 1) {
      const tel = `+1202555${String(2000 + nth)}`;
      const id = await world.inquire({ tel, spamReasons: ['trap'] });
      isKilled = await crashesAt(world.parts, nth, (dying) => superviseLead(dying, 'sam', id, { verb: 'notSpam' }));
      world.pass(6 * SECOND);
      await sweepEffects(world.parts);
      expect(await lead(id)).toMatchObject({ continuedAs: `${id}_2` });
      expect(await lead(`${id}_2`)).toMatchObject({
        state: 'waiting',
        inquiries: [{ id: (await lead(id)).inquiries[0]?.id }],
      });
      expect(await world.parts.leads.verifyChain(id)).toBe(true);
      expect((await checkConservation(world.parts)).unaccounted).toBe(0);
    }
    expect(await world.connection.collection('leads').countDocuments({ state: 'waiting' })).toBeGreaterThan(4);
  });
});

test('[V12] a lead from which the person was erased is not brought back, and the supervisor is told why', async () => {
  const id = await spam();
  await world.parts.settings.set(RETENTION_SETTING, { ...DEFAULT_RETENTION, closedLeads: 30 });
  world.pass(31 * DAY);
  await applyRetention(world.parts);
  expect(await clear(id)).toMatchObject({ code: 'wrong-state', message: expect.stringContaining('erased') });
  expect(await world.parts.leads.byId(`${id}_2`)).toBeNull();
});

test('[V2] the receipt follows the lead in which its inquiry lives on', async () => {
  const id = await spam();
  expect((await receiptStatus(world.parts, 'rc_in_1'))?.status.step).toBe('finding');
  await clear(id);
  await workLead(world.parts, `${id}_2`, { kind: 'giveUp', why: 'noAgent' });
  expect((await receiptStatus(world.parts, 'rc_in_1'))?.status.step).toBe('promised');
});

describe('[V20] taken up again', () => {
  const SAM = { kind: 'supervisor', id: 'sam' } as const;
  // As what happens closes a lead too: nobody chooses “expired”.
  const close = (id: string, outcome: Outcome) =>
    changeLead(world.parts, id, { kind: 'close', by: SAM, goneAgentId: undefined, outcome, note: 'By mistake' });
  const takeUp = (id: string) => superviseLead(world.parts, 'sam', id, { verb: 'takeUp' });

  test.each(['won', 'notInterested', 'wrongNumber', 'unreachable', 'expired'] as const)(
    'closed as %s it stays closed, and what it held waits in a new lead, once',
    async (outcome) => {
      const id = await world.inquire();
      await close(id, outcome);
      expect(await takeUp(id)).toMatchObject({ ok: true, lead: { state: 'closed', outcome, continuedAs: `${id}_2` } });
      expect(await lead(`${id}_2`)).toMatchObject({
        ...{ state: 'waiting', previousLeadId: id, inquiries: [{ id: 'in_1' }], note: 'By mistake' },
      });
      expect(await kinds(id)).toContain('takenUp supervisor');
      expect((await takeUp(id)).ok).toBe(true);
      expect(await world.parts.leads.byId(`${id}_2_2`)).toBeNull();
      expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 0 });
    },
  );

  test('a wish not to be called stays, and an open lead is none to be taken up', async () => {
    const id = await world.inquire();
    expect(await takeUp(id)).toMatchObject({ ok: false, code: 'wrong-state' });
    await close(id, 'doNotCall');
    expect(await takeUp(id)).toMatchObject({ ok: false, code: 'wrong-state' });
    const other = await spam();
    expect(await takeUp(other)).toMatchObject({ ok: false, code: 'wrong-state' });
  });
});
