import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PROSPECT } from '../../src/core/vocabulary/people.ts';
import { digestOf } from '../../src/evidence/chain.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { attachInquiry } from '../../src/usecases/intake/attachInquiry.ts';
import { liftDoNotCall } from '../../src/usecases/doNotCall/liftDoNotCall.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { watchAlarms } from '../../src/usecases/floor/watchAlarms.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const leadCount = () => world.connection.collection('leads').countDocuments({});

describe('bringing an inquiry to its lead', () => {
  test('[7] the same number is the same person: the second inquiry is an event on the open lead', async () => {
    const first = await world.inquire();
    const second = await world.inquire();
    expect(second).toBe(first);
    expect((await world.parts.leads.byId(first))?.inquiries).toHaveLength(2);
  });

  test('[7] twenty inquiries of one person in the same instant make one lead that knows them all', async () => {
    const inquiries = Array.from({ length: 20 }, (_, index) =>
      testInquiry(`burst_${index}`, world.now(), '+12025550177'),
    );
    for (const inquiry of inquiries) await world.parts.inquiries.add(inquiry);
    const leadIds = new Set(await Promise.all(inquiries.map((inquiry) => attachInquiry(world.parts, inquiry))));
    expect(leadIds.size).toBe(1);
    expect(await leadCount()).toBe(1);
    expect((await world.parts.leads.byId([...leadIds][0] ?? ''))?.inquiries).toHaveLength(20);
  });

  test('[6] attaching again, after a crash, changes nothing', async () => {
    const inquiry = testInquiry('once', world.now(), '+12025550177');
    await world.parts.inquiries.add(inquiry);
    const leadId = await attachInquiry(world.parts, inquiry);
    const before = await world.parts.leads.byId(leadId);
    expect(await attachInquiry(world.parts, inquiry)).toBe(leadId);
    expect(await world.parts.leads.byId(leadId)).toEqual(before);
  });

  test('the same mail address with another number is a lead of its own, linked as a suspected duplicate', async () => {
    const person = {
      name: 'Maria',
      email: 'maria@example.com',
      language: 'en' as const,
      zones: ['America/New_York'],
      zoneFrom: 'browser' as const,
    };
    const first = await world.inquire({ person: { ...person, tel: '+12025550143' } });
    const second = await world.inquire({ person: { ...person, tel: '+12025550199' } });
    expect(second).not.toBe(first);
    expect(await world.parts.leads.byId(second)).toMatchObject({
      person: { tel: '+12025550199' },
      suspectedDuplicateIds: [first],
    });
    expect(await world.parts.leads.byId(first)).toMatchObject({
      person: { tel: '+12025550143' },
      suspectedDuplicateIds: [second],
    });
  });

  test('after a closed lead a new one begins that knows the old one', async () => {
    const first = await world.inquire();
    await workLead(world.parts, first, {
      kind: 'close',
      by: { kind: 'supervisor', id: 'sam' },
      outcome: 'notInterested',
    });
    const second = await world.inquire();
    expect(await world.parts.leads.byId(second)).toMatchObject({ state: 'waiting', previousLeadId: first });
  });

  test('[L111] after a sale it knows the relationship, unless they asked not to be called since, even if that was lifted', async () => {
    const buy = async (tel: string) => {
      const leadId = await world.inquire({ tel });
      const sale = { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'won' } as const;
      await workLead(world.parts, leadId, sale);
      world.pass(DAY);
    };
    const basesOf = async (tel: string) =>
      (await world.parts.leads.byId(await world.inquire({ tel })))?.consents.map(({ basis }) => basis);
    await buy('+12025550188');
    expect(await basesOf('+12025550188')).toEqual([undefined, 'relationship']);

    await buy('+12025550189');
    const act = { tel: '+12025550189', at: world.now(), by: PROSPECT, source: 'text' } as const;
    await world.parts.doNotCall.add({ ...act, id: 'stop' });
    await liftDoNotCall(world.parts, { ...act, id: 'start', at: world.now() + SECOND });
    expect(await basesOf('+12025550189')).toEqual([undefined]);
  });

  test('an inquiry that looks like spam gets a closed lead of its own and leaves a real one alone', async () => {
    const real = await world.inquire();
    const spam = await world.inquire({ spamReasons: ['honeypot'] });
    expect(await world.parts.leads.byId(spam)).toMatchObject({ state: 'closed', outcome: 'spam' });
    await watchAlarms(world.parts);
    expect((await viewFloor(world.parts, 'en')).alarms).toMatchObject([{ kind: 'suspectedSpam', leadId: spam }]);
    expect((await world.parts.leads.byId(real))?.inquiries).toHaveLength(1);
  });

  test('[L6] [L21] who asked not to be called is not, whatever form comes after; its lead is kept until the entry is lifted', async () => {
    await world.addAgent('ana');
    const first = await world.inquire();
    await world.tick();
    await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await workLead(world.parts, first, { kind: 'talking', agentId: 'ana' });
    await finishLead(world.parts, 'ana', first, { outcome: 'doNotCall' });
    expect(await world.parts.doNotCall.since('+12025550143')).toBe(world.now());

    world.pass(-MINUTE);
    const before = await world.inquire();
    expect(await world.parts.leads.byId(before)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    world.pass(2 * MINUTE);
    const again = await world.inquire({
      consent: { ...testInquiry('x', world.now(), '+12025550143').consent, now: true },
    });
    const until = world.now() + 7 * DAY;
    const kept = { state: 'callback', promise: { why: 'doNotCall', dueAt: until } };
    expect(await world.parts.leads.byId(again)).toMatchObject(kept);
    world.pass(HOUR);
    expect(await world.inquire()).toBe(again);
    await world.tick();
    expect(await world.parts.leads.byId(again)).toMatchObject({ ...kept, inquiries: [{}, {}] });
    expect(world.heard.filter(({ event }) => event === 'offer')).toHaveLength(1);

    const act = { id: 'start', tel: '+12025550143', at: world.now(), by: PROSPECT, source: 'text' } as const;
    expect(await liftDoNotCall(world.parts, act)).toBe(true);
    const served = await world.parts.leads.byId(again);
    expect(served?.state).toBe('waiting');
    expect(served).not.toHaveProperty('promise');
    await world.tick();
    expect(world.lastOffer('ana')).toMatchObject({ lead: { id: again } });
  });

  test('[L21] a kept inquiry that asked for a later time is called then once the entry is lifted', async () => {
    const tel = '+12025550187';
    const act = { tel, at: world.now() - MINUTE, by: PROSPECT, source: 'text' } as const;
    await world.parts.doNotCall.add({ ...act, id: 'stop' });
    const callAt = world.now() + 5 * HOUR;
    const id = await world.inquire({ tel, callAt });
    expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'callback', promise: { why: 'doNotCall' } });
    expect(await liftDoNotCall(world.parts, { ...act, id: 'start', at: world.now() })).toBe(true);
    expect(await world.parts.leads.byId(id)).toMatchObject({
      ...{ state: 'callback', promise: { why: 'agreed', dueAt: callAt, expiresAt: callAt + 4 * DAY } },
    });
  });
});

describe('the history of a lead', () => {
  test('[10] older entries are copied away before they are cut off, and the chain stays whole', async () => {
    const leadId = await world.inquire();
    for (let index = 0; index < 130; index += 1) {
      world.pass(SECOND / 10);
      await workLead(world.parts, leadId, {
        kind: 'note',
        by: { kind: 'supervisor', id: 'sam' },
        note: `note ${index}`,
      });
    }
    const entries = await world.parts.leads.timeline(leadId);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 131 }, (_, index) => index + 1));
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
    const stored = await world.connection
      .collection<{ _id: string; timeline: unknown[] }>('leads')
      .findOne({ _id: leadId });
    expect(stored?.timeline).toHaveLength(50);
  });

  test('[10] a changed payload breaks the chain; an erased one does not', async () => {
    const leadId = await world.inquire();
    await workLead(world.parts, leadId, { kind: 'note', by: { kind: 'supervisor', id: 'sam' }, note: 'secret' });
    const leads = world.connection.collection<{ _id: string }>('leads');
    const digest = digestOf((await world.parts.leads.load(leadId))!.history[1]!);
    await leads.updateOne({ _id: leadId }, { $set: { 'timeline.1.data.note': 'forged' } });
    expect(await world.parts.leads.verifyChain(leadId)).toBe(false);
    const withoutPayload = { 'timeline.1.data': 1, 'timeline.1.salt': 1 } as const;
    await leads.updateOne({ _id: leadId }, { $set: { 'timeline.1.digest': digest }, $unset: withoutPayload });
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  });
});
