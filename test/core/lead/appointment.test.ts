/** Appointments: agreed on, moved, overtaken, kept, over. */
import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { isAppointment } from '../../../src/core/lead/appointment.ts';
import { releaseFromAgent } from '../../../src/core/lead/releaseAgent.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../../../src/core/vocabulary/time.ts';
import { after, changed, consentAt, contextAt, inquiryAt, leadIn, NOON, offerTo } from '../../support/leads.ts';

const ANA = { kind: 'agent', id: 'ana' } as const;
const SAM = { kind: 'supervisor', id: 'sam' } as const;
const AT = NOON + 2 * DAY;

const agree = (at: Moment = AT, place?: string) =>
  ({ kind: 'followUp', by: ANA, at, ownerId: 'ana', appointment: place === undefined ? {} : { place } }) as const;
const booked = (place?: string): Lead => after(leadIn('wrapUp'), agree(AT, place), contextAt(NOON + MINUTE));
const newsIn = (step: ReturnType<typeof advanceLead>) =>
  changed(step).effects.flatMap((effect) => (effect.kind === 'tellAppointment' ? [effect] : []));

test('[P28] the lead stays open until the appointment, which has an agent and a place', () => {
  const step = advanceLead(leadIn('wrapUp'), agree(AT, '12 Main St'), contextAt(NOON + MINUTE));
  const { lead, entries } = changed(step);
  expect(lead).toMatchObject({
    state: 'callback',
    promise: { dueAt: AT, why: 'agreed', ownerId: 'ana' },
    appointment: { sequence: 0, at: AT, ownerId: 'ana', place: '12 Main St' },
  });
  expect(entries.at(-1)).toMatchObject({
    kind: 'promised',
    by: ANA,
    data: { isAppointment: true, place: '12 Main St' },
  });
  expect(newsIn(step)).toMatchObject([{ sequence: 0, promisedFor: AT, agentId: 'ana' }]);
  expect(advanceLead(lead, agree(AT, '12 Main St'), contextAt(NOON + 2 * MINUTE))).toEqual({ kind: 'same' });
});

test.each([
  ['before 8 AM where the customer is', Date.parse('2026-11-19T11:00:00Z'), {}],
  ['while the business is closed', AT, { hours: { zone: 'UTC', weekly: null, holidays: ['2026-11-20'] } }],
])('[P28] a time %s is refused, not moved', (_when, at, context) => {
  const step = advanceLead(leadIn('wrapUp'), agree(at), contextAt(NOON + MINUTE, context));
  expect(step).toMatchObject({ kind: 'refused', code: 'may-not-contact' });
});

test('[P28] it keeps its hour where the customer is when their clocks change before', () => {
  // Clocks in New York go forward on 8 March 2026: 9:00 there is 14:00 UTC before, and 13:00 UTC after.
  const now = Date.parse('2026-03-06T18:00:00Z');
  const at = Date.parse('2026-03-09T13:00:00Z');
  const wrapUp = leadIn('wrapUp', now);
  expect(after(wrapUp, agree(at), contextAt(now + MINUTE)).promise?.dueAt).toBe(at);
  expect(advanceLead(wrapUp, agree(Date.parse('2026-03-09T11:30:00Z')), contextAt(now + MINUTE)).kind).toBe('refused');
});

test('[P28] the customer and a supervisor move the same appointment; its place stays', () => {
  const lead = booked('12 Main St');
  const covers = lead.inquiries.map(({ id }) => id);
  const moves = { kind: 'customerMoves', inquiryId: 'in_1', covers, seen: AT, at: AT + HOUR } as const;
  const theirs = advanceLead(lead, moves, contextAt(NOON + HOUR));
  const { lead: moved } = changed(theirs);
  expect(moved.appointment).toEqual({ ...lead.appointment, at: AT + HOUR, sequence: 1 });
  expect(newsIn(theirs)).toMatchObject([{ sequence: 1, promisedFor: AT + HOUR }]);
  const again = after(moved, { kind: 'followUp', by: SAM, at: AT + 2 * HOUR, ownerId: 'ben' }, contextAt(NOON + HOUR));
  expect(again.appointment).toMatchObject({
    id: lead.appointment?.id,
    sequence: 2,
    ownerId: 'ben',
    place: '12 Main St',
  });
});

test('[P29] due, it waits for its agent and then for anyone; a deactivated agent’s is anyone’s at once', () => {
  const due = after(booked(), { kind: 'deadline' }, contextAt(AT));
  expect(due).toMatchObject({ state: 'waiting', wait: { forAgentId: 'ana' }, promise: { dueAt: AT } });
  const late = after(due, { kind: 'deadline' }, contextAt(AT + 15 * MINUTE));
  expect(late).toMatchObject({ state: 'waiting' });
  expect(late.state === 'waiting' && late.wait.forAgentId).toBeUndefined();

  const free = changed(releaseFromAgent(booked(), 'ana', contextAt(NOON + HOUR))).lead;
  expect(free.promise?.ownerId).toBeUndefined();
  expect(free.appointment).toMatchObject({ sequence: 1, at: AT });
  const step = advanceLead(booked(), { kind: 'agentLost', agentId: 'ana', why: 'deactivated' }, contextAt(NOON + HOUR));
  expect(newsIn(step).at(-1)).toMatchObject({ agentId: 'ana', isOver: true, isForAgent: true });
});

/** The lead whose appointment is due, accepted by its agent over the network. */
function dueAndAccepted(place: string | undefined): Lead {
  const due = after(booked(place), { kind: 'deadline' }, contextAt(AT));
  const offered = after(due, { kind: 'offer', offer: offerTo(['ana'], AT, 'of_2') }, contextAt(AT));
  return after(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_2', network: true }, contextAt(AT + 1000));
}

describe('[P32] due while the business is closed by now', () => {
  const closed = { hours: { zone: 'UTC', weekly: null, holidays: ['2026-11-20'] } };

  test('the call moves, stays its agent’s and says what was agreed', () => {
    const moved = after(booked(), { kind: 'deadline' }, contextAt(AT, closed));
    expect(moved).toMatchObject({
      state: 'callback',
      promise: { why: 'outsideHours', ownerId: 'ana', agreedFor: AT },
    });
    const due = moved.promise?.dueAt ?? 0;
    expect(due).toBeGreaterThan(AT);
    const again = after(
      moved,
      { kind: 'deadline' },
      contextAt(due, { doNotCallSince: null, hours: { ...closed.hours, holidays: ['2026-11-21'] } }),
    );
    expect(again.promise).toMatchObject({ agreedFor: AT, ownerId: 'ana' });
  });

  test('but a failed attempt at its time is a callback like any', () => {
    const missed = { kind: 'unreached', agentId: 'ana', result: 'noAnswer' } as const;
    const call = { ...dueAndAccepted(undefined), leg: 'byHand' } as Lead;
    expect(after(call, missed, contextAt(AT + MINUTE)).promise).not.toHaveProperty('agreedFor');
  });
});

describe('[P31] at a place', () => {
  test('its agent accepts it and nobody is dialed; a call by phone is', () => {
    expect(dueAndAccepted('12 Main St')).toMatchObject({ leg: 'byHand', connectBy: AT + 1000 + 30 * MINUTE });
    expect(dueAndAccepted(undefined)).toMatchObject({ leg: 'agent' });
  });

  test('they meet: the history says where', () => {
    const step = advanceLead(dueAndAccepted('12 Main St'), { kind: 'talking', agentId: 'ana' }, contextAt(AT + MINUTE));
    expect(changed(step).lead).toMatchObject({ state: 'talking' });
    expect(changed(step).lead.appointment).toBeUndefined();
    expect(changed(step).entries).toMatchObject([{ kind: 'talking', data: { place: '12 Main St' } }]);
  });

  test('or the customer doesn’t come, which is no attempt to call and leads to a callback', () => {
    const missed = { kind: 'unreached', agentId: 'ana', result: 'notThere' } as const;
    const lead = dueAndAccepted('12 Main St');
    const next = after(lead, missed, contextAt(AT + MINUTE));
    expect(next).toMatchObject({ state: 'callback', attempts: lead.attempts, promise: { why: 'notReached' } });
    const call = { ...dueAndAccepted(undefined), leg: 'byHand' } as Lead;
    expect(advanceLead(call, missed, contextAt(AT + MINUTE))).toMatchObject({ kind: 'refused', code: 'wrong-state' });
  });
});

describe('[P30] it stands', () => {
  const asking = (): Lead =>
    after(
      booked(),
      { kind: 'inquiry', inquiry: inquiryAt(NOON + HOUR, 'in_2'), consent: consentAt(NOON + HOUR) },
      contextAt(NOON + HOUR),
    );

  test('while a new inquiry is called about, and comes back if nobody is free or reached', () => {
    const waiting = asking();
    expect(waiting).toMatchObject({ state: 'waiting', appointment: { at: AT } });
    let lead = after(waiting, { kind: 'giveUp', why: 'noAgent' }, contextAt(NOON + 2 * HOUR));
    expect(lead.promise?.dueAt).toBeLessThan(AT);
    // Five attempts that reach nobody.
    for (let tries = 0; tries < 5 && !isAppointment(lead); tries += 1) {
      const at = lead.promise?.dueAt ?? 0;
      lead = after(lead, { kind: 'deadline' }, contextAt(at));
      lead = after(lead, { kind: 'offer', offer: offerTo(['ana'], at, `of_${tries + 2}`) }, contextAt(at));
      lead = after(lead, { kind: 'accept', agentId: 'ana', offerId: `of_${tries + 2}` }, contextAt(at + 1000));
      lead = after(lead, { kind: 'unreached', agentId: 'ana', result: 'noAnswer' }, contextAt(at + 2000));
    }
    expect(lead).toMatchObject({ state: 'callback', promise: { dueAt: AT, why: 'agreed', ownerId: 'ana' } });
  });

  test('after an earlier conversation, unless that closes the lead or agrees on something later', () => {
    const at = NOON + HOUR;
    const offered = after(asking(), { kind: 'offer', offer: offerTo(['ana'], at, 'of_2') }, contextAt(at));
    const accepted = after(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_2' }, contextAt(at + 1000));
    const talking = after(accepted, { kind: 'talking', agentId: 'ana' }, contextAt(at + 2000));
    expect(talking.promise).toBeUndefined();
    expect(talking.appointment?.at).toBe(AT);
    const context = contextAt(at + MINUTE);
    const again = advanceLead(talking, agree(), context);
    expect(changed(again).lead.appointment?.sequence).toBe(0);
    expect(newsIn(again)).toEqual([]);
    const later = advanceLead(talking, { kind: 'followUp', by: ANA, at: AT + DAY }, context);
    expect(changed(later).lead).toMatchObject({ promise: { dueAt: AT + DAY } });
    expect(newsIn(later)).toMatchObject([{ sequence: 1, isOver: true }]);
    const closed = advanceLead(talking, { kind: 'close', by: ANA, outcome: 'notInterested' }, context);
    expect(changed(closed).lead.appointment).toBeUndefined();
    expect(newsIn(closed)).toMatchObject([{ sequence: 1, isOver: true, agentId: 'ana' }]);
  });

  test('until they talk around its time, which is no news to anyone', () => {
    const early = AT - 50 * MINUTE;
    const called = after(booked(), { kind: 'requeue', by: SAM }, contextAt(early));
    const offered = after(called, { kind: 'offer', offer: offerTo(['ana'], early, 'of_2') }, contextAt(early));
    const accepted = after(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_2' }, contextAt(early + 1000));
    const step = advanceLead(accepted, { kind: 'talking', agentId: 'ana' }, contextAt(early + 2000));
    expect(changed(step).lead.appointment).toBeUndefined();
    expect(newsIn(step)).toEqual([]);
  });

  test('until its time has passed: what follows is a callback like any', () => {
    const due = after(booked(), { kind: 'deadline' }, contextAt(AT));
    const offered = after(due, { kind: 'offer', offer: offerTo(['ana'], AT, 'of_2') }, contextAt(AT));
    const accepted = after(offered, { kind: 'accept', agentId: 'ana', offerId: 'of_2' }, contextAt(AT + 1000));
    const missed = after(accepted, { kind: 'unreached', agentId: 'ana', result: 'noAnswer' }, contextAt(AT + 2000));
    expect(missed).toMatchObject({ state: 'callback', promise: { why: 'notReached' } });
    expect(missed.appointment).toBeUndefined();
  });

  test('but not when the number is listed', () => {
    const event = { kind: 'listed', by: ANA, tel: booked().person.tel ?? '', source: 'desk' } as const;
    const step = advanceLead(booked(), event, contextAt(NOON + HOUR, { doNotCallSince: NOON + HOUR }));
    expect(changed(step).lead).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(newsIn(step)).toMatchObject([{ isOver: true }]);
  });
});
