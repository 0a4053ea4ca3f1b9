import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { attachOrphans, attachUnwrittenLeads } from '../../src/usecases/intake/attachOrphans.ts';
import { checkConservation, repairLeads } from '../../src/usecases/lead/checkConservation.ts';
import { sweepEffects } from '../../src/usecases/effects/runEffects.ts';
import { workLead } from '../../src/usecases/lead/workLead.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

/** Changes a lead in the database behind everybody's back. */
const corrupt = (leadId: string, update: Record<string, unknown>) =>
  world.connection.collection<{ _id: string }>('leads').updateOne({ _id: leadId }, update);

async function connectingLead(): Promise<string> {
  await world.addAgent('ana');
  const leadId = await world.inquire();
  await world.tick();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  return leadId;
}

async function callbackLead(): Promise<string> {
  const leadId = await world.inquire();
  await workLead(world.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
  return leadId;
}

describe('[2] what breaks the law of conservation is counted, mended, and counted as mended', () => {
  const cases: readonly [exception: string, make: () => Promise<string>, update: Record<string, unknown>][] = [
    ['waitingWithoutWait', () => world.inquire(), { $unset: { wait: 1 } }],
    ['openWithoutDeadline', () => world.inquire(), { $unset: { deadlineAt: 1 } }],
    ['openWithoutKey', () => world.inquire(), { $unset: { openKeys: 1 } }],
    ['slotWithoutHolder', () => world.inquire(), { $set: { heldBy: ['ghost#1'] } }],
    ['callbackWithoutPromise', callbackLead, { $unset: { promise: 1 } }],
    ['engagedWithoutOwner', connectingLead, { $unset: { owner: 1 } }],
    ['engagedWithoutSlot', connectingLead, { $unset: { heldBy: 1 } }],
    ['slotsDiffer', connectingLead, { $set: { heldBy: ['ana#2'] } }],
    ['holderIsGone', connectingLead, { $set: { heldBy: ['nobody#1'] } }],
    ['offeredWithoutOffer', () => world.inquire(), { $set: { state: 'offered', heldBy: ['ana#1'] } }],
  ];

  test.each(cases)('%s', async (exception, make, update) => {
    const leadId = await make();
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 0, repaired: 0 });
    await corrupt(leadId, update);
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 1, exceptions: { [exception]: 1 } });

    expect(await repairLeads(world.parts)).toBe(1);
    expect(await checkConservation(world.parts)).toMatchObject({
      open: 1,
      accounted: 1,
      unaccounted: 0,
      repaired: 1,
      exceptions: {},
    });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'waiting' });
    expect((await world.parts.leads.timeline(leadId)).at(-1)?.kind).toBe('repaired');
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  });

  test('closedWithKey', async () => {
    const leadId = await world.inquire();
    await workLead(world.parts, leadId, {
      kind: 'close',
      by: { kind: 'supervisor', id: 'sam' },
      outcome: 'wrongNumber',
    });
    await corrupt(leadId, { $set: { openKeys: ['tel:+12025550143'] } });
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 1, exceptions: { closedWithKey: 1 } });
    await repairLeads(world.parts);
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 0, repaired: 1 });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'closed', outcome: 'wrongNumber' });
  });

  test('an inquiry that was acknowledged but reached no lead is counted, and brought to one', async () => {
    await world.inquire({}, false);
    world.pass(31 * SECOND);
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 1, exceptions: { orphanInquiry: 1 } });
    expect(await attachOrphans(world.parts)).toBe(1);
    expect(await checkConservation(world.parts)).toMatchObject({ open: 1, unaccounted: 0, repaired: 1 });
  });

  test('[O25] an inquiry that was stored with a lead which was not written is brought to one', async () => {
    const since = world.now();
    const inquiry = testInquiry('in_stray', since, '+12025550143', { leadId: 'ld_never_written' });
    await world.parts.inquiries.add(inquiry);
    const attached = await world.inquire({ tel: '+12025550144' });
    world.pass(MINUTE);
    await attachUnwrittenLeads(world.parts, since);
    const leadId = (await world.parts.inquiries.byId(inquiry.id))?.leadId ?? '';
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'waiting', inquiries: [{ id: inquiry.id }] });
    expect((await world.parts.leads.byId(attached))?.inquiries).toHaveLength(1);
    expect(await world.parts.floor.repaired()).toBe(1);
    await attachUnwrittenLeads(world.parts, since);
    expect(await world.parts.floor.repaired()).toBe(1);
  });

  test('an inquiry that is still being taken in was not left behind, however long that takes', async () => {
    await world.inquire({}, false);
    world.pass(MINUTE);
    const busy = { ...world.parts, intake: { ...world.parts.intake, isUnderWay: () => true } };
    await attachOrphans(busy);
    expect(await world.parts.floor.repaired()).toBe(0);
    await attachOrphans(world.parts);
    expect(await world.parts.floor.repaired()).toBe(1);
  });

  test('a deadline that nobody applied is counted, and applied by the sweep', async () => {
    await world.inquire();
    world.pass(10 * MINUTE);
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 1, exceptions: { overdue: 1 } });
    await world.tick();
    expect(await checkConservation(world.parts)).toMatchObject({ open: 1, unaccounted: 0 });
  });

  test('an effect that was left behind is counted, and delivered once', async () => {
    const leadId = await connectingLead();
    await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
    // A crash between the write and the delivery: the effect is still on the lead.
    const effect = { id: `${leadId}:99:0`, kind: 'doNotCall', tel: '+12025550143', dueAt: new Date(world.now()) };
    await corrupt(leadId, { $set: { effects: [effect] } });
    world.pass(61 * SECOND);
    expect(await checkConservation(world.parts)).toMatchObject({ exceptions: { staleEffect: 1 } });
    expect(await sweepEffects(world.parts)).toBe(1);
    expect(await sweepEffects(world.parts)).toBe(0);
    expect(await world.parts.doNotCall.since('+12025550143')).not.toBeNull();
    expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 0 });
  });
});
