import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Effect } from '../../src/core/lead/effects.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { PATIENT, type EffectSpec } from '../../src/usecases/effects/effect.ts';
import { effectSweep, sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { EFFECTS } from '../../src/usecases/effects/table.ts';
import { checkConservation } from '../../src/usecases/lead/checkConservation.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

const TEL = '+12025550143';
const KINDS = Object.keys(EFFECTS) as Effect['kind'][];

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const leads = () => world.connection.collection<{ _id: string; effects?: { kind: string }[] }>('leads');
const kindsOn = async (leadId: string) =>
  ((await leads().findOne({ _id: leadId }))?.effects ?? []).map(({ kind }) => kind).sort();

/** Stores these effects on the lead, as a crash right after a change leaves them. */
async function leave(leadId: string, kinds: readonly string[]): Promise<void> {
  const ids = { agentId: 'ana', callId: 'none', inquiryId: 'none', intoLeadId: 'none', fromLeadId: 'none' };
  const effects = kinds.map((kind) => ({
    id: `${leadId}:99:${kind}`,
    kind,
    dueAt: new Date(world.now()),
    ...{ ...ids, tel: TEL, missedAt: new Date(world.now()), reason: 'connectOverdue' },
  }));
  await leads().updateOne({ _id: leadId }, { $set: { effects } });
}

/** Parts with which every effect fails, and what they report. */
function failing() {
  const failed: string[] = [];
  const logged: string[] = [];
  const parts: Parts = {
    ...world.parts,
    vitals: { ...world.parts.vitals, effectFailed: (kind) => void failed.push(kind) },
    log: { ...world.parts.log, error: (_fields: object, message: string) => void logged.push(message) },
    outbox: { ...world.parts.outbox, delivered: () => Promise.reject(new Error('out of order')) },
  };
  return { parts, failed, logged };
}

test('[O34] a failing effect is retried with growing pauses, and stays owed', async () => {
  let tries = 0;
  const doNotCall = {
    ...world.parts.doNotCall,
    add: () => {
      tries += 1;
      return Promise.reject(new Error('out of order'));
    },
  };
  const parts = { ...world.parts, doNotCall };
  const leadId = await world.inquire();
  await workLead(parts, leadId, {
    kind: 'close',
    by: { kind: 'supervisor', id: 'sam' },
    outcome: 'doNotCall',
  });
  expect(tries).toBe(1);
  const pauses: number[] = [];
  for (let waited = 0; pauses.length < PATIENT.length; waited += SECOND) {
    const before = tries;
    await sweepEffects(parts);
    if (tries > before) {
      pauses.push(waited);
      waited = 0;
    }
    world.pass(tries < 5 ? SECOND : HOUR / 12);
    if (tries >= 5) waited += HOUR / 12 - SECOND;
  }
  const overdue = pauses.filter((pause, index) => pause < (PATIENT[index] ?? Infinity));
  expect({ pauses, overdue }).toEqual({ pauses, overdue: [] });
  expect(pauses.slice(0, 4).every((pause, index) => pause <= (PATIENT[index] ?? 0) + 10 * SECOND)).toBe(true);
  expect(await kindsOn(leadId)).toEqual(['doNotCall']);
  expect(await checkConservation(world.parts)).toMatchObject({ exceptions: { deadEffect: 1 } });
});

test('[O34] every kind fails for the last time one day: logged, counted, and kept or dropped as it says', async () => {
  const leadId = await world.inquire();
  await leave(leadId, KINDS);
  const { parts, failed, logged } = failing();
  for (let round = 0; round <= PATIENT.length; round += 1) {
    world.pass(5 * HOUR);
    await sweepEffects(parts);
  }
  const kept = KINDS.filter((kind) => (EFFECTS[kind] as EffectSpec).deadLetter === 'kept').sort();
  expect(kept).toContain('doNotCall');
  expect(await kindsOn(leadId)).toEqual(kept);
  // Listing the number also settles the lead, which had waited for too long: that is news for the supervisors.
  expect(failed.sort()).toEqual([...KINDS, 'tellMissed'].sort());
  expect(logged.filter((message) => message.includes('dead letter'))).toHaveLength(failed.length);
  expect(await checkConservation(world.parts)).toMatchObject({ exceptions: { deadEffect: 1 } });
  // Neither late nor pending.
  expect((await world.parts.readings.read(world.now())).effects).toEqual({ count: 0, oldestMs: 0 });
  world.pass(HOUR);
  expect(await sweepEffects(world.parts)).toBe(0);

  // A node starts, and nothing fails any more.
  const sweep = effectSweep(world.parts);
  await sweep();
  world.pass(MINUTE);
  expect(await sweep()).toBe(kept.length);
  expect(await kindsOn(leadId)).toEqual([]);
  expect(await world.parts.doNotCall.since(TEL)).not.toBeNull();
  expect(await checkConservation(world.parts)).toMatchObject({ exceptions: {} });
});

test('[O34] an effect that ends the process each time is given up without another try', async () => {
  await world.addAgent('ana');
  const leadId = await world.inquire();
  await leave(leadId, ['agentAway']);
  for (let tries = 0; tries < EFFECTS.agentAway.retries.length; tries += 1) {
    world.pass(MINUTE);
    await world.parts.outbox.lease(world.now(), world.now() + SECOND, 1);
  }
  world.pass(MINUTE);
  const { parts, failed } = failing();
  await sweepEffects(parts);
  expect(failed).toEqual(['agentAway']);
  expect((await world.parts.agents.byId('ana'))?.presence).toBe('available');
});

test('[O34] an effect that only a newer version knows is left to it', async () => {
  const leadId = await world.inquire();
  await leave(leadId, ['fromTheFuture', 'doNotCall']);
  for (let round = 0; round <= PATIENT.length + 1; round += 1) {
    world.pass(HOUR);
    await sweepEffects(world.parts);
  }
  expect(await kindsOn(leadId)).toEqual(['fromTheFuture']);
});
