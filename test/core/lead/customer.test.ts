/** What customers do on their own page: decided by core, with the write. */
import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { isCovered, isWithdrawn, withdrawnSince } from '../../../src/core/lead/customer.ts';
import { absorbedDataOf } from '../../../src/core/lead/mergeLeads.ts';
import { mayContact } from '../../../src/core/law/mayContact.ts';
import { contactQuestion } from '../../../src/core/callback/planPromise.ts';
import { callTimes, mayChooseTime, nearestToChoose } from '../../../src/core/callback/callTimes.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { changed, consentAt, contextAt, inquiryAt, leadIn, newLead, NEW_YORK, NOON } from '../../support/leads.ts';

const coversOf = (lead: Lead) => lead.inquiries.map(({ id }) => id);
const seenOf = (lead: Lead) => lead.promise?.dueAt ?? null;
const actsOn = (lead: Lead, covers = coversOf(lead)) => {
  const seen = seenOf(lead);
  const consent = consentAt(NOON, { call: false, now: true });
  return [
    { kind: 'customerMoves', inquiryId: 'in_1', covers, seen, at: NOON + 2 * HOUR },
    { kind: 'customerCancels', covers, seen },
    { kind: 'customerCallsNow', covers, seen, consent, wording: 'now' },
  ] as const;
};

describe.each(['connecting', 'talking', 'wrapUp'] as const)('a lead that is %s', (state) => {
  test('[P24] isn’t taken from its agent', () => {
    const lead = leadIn(state);
    for (const event of actsOn(lead))
      expect(advanceLead(lead, event, contextAt(NOON + 5000))).toMatchObject({ kind: 'refused', code: 'wrong-state' });
  });

  test('[L30] stays with its agent when it is withdrawn, and no dial after that is permitted', () => {
    const lead = leadIn(state);
    const context = contextAt(NOON + 5000);
    const step = changed(advanceLead(lead, { kind: 'customerWithdraws', covers: coversOf(lead) }, context));
    expect(step.lead.state).toBe(state);
    expect(step.entries).toMatchObject([{ kind: 'withdrawn', by: { kind: 'prospect' } }]);
    expect(mayContact(contactQuestion(step.lead, context))).toMatchObject({ allowed: false, reason: 'no-permission' });
  });
});

test('[F31] a lead with any inquiry from elsewhere, its own or a merged one’s, isn’t covered', () => {
  const own = newLead();
  const second = { ...own, inquiries: [...own.inquiries, inquiryAt(NOON + MINUTE, 'in_2')] };
  const merged = { ...own, absorbed: [absorbedDataOf(leadIn('callback'), NOON, undefined)] };
  const other = {
    ...merged,
    absorbed: merged.absorbed.map((part) => ({ ...part, inquiries: [inquiryAt(NOON, 'in_3')] })),
  };
  expect([own, second, other].map((lead) => isCovered(lead, coversOf(own)))).toEqual([true, false, false]);
  for (const event of actsOn(second, coversOf(own)))
    expect(advanceLead(second, event, contextAt(NOON + 5000))).toMatchObject({ kind: 'refused', code: 'not-yours' });
});

test('[L30] what a merged number sent is withdrawn at the moment of its sender’s act', () => {
  const own = leadIn('waiting');
  const part = absorbedDataOf(leadIn('callback'), NOON, undefined);
  const consents = [consentAt(NOON, { inquiryId: 'in_3' })];
  const lead: Lead = { ...own, absorbed: [{ ...part, inquiries: [inquiryAt(NOON, 'in_3')], consents }] };
  const event = { kind: 'customerWithdraws', covers: ['in_3'] } as const;
  const after = changed(advanceLead(lead, event, contextAt(NOON + MINUTE))).lead;
  expect([lead, after].map((one) => withdrawnSince(one, ['in_3']))).toEqual([null, NOON + MINUTE]);
  expect([['in_3'], coversOf(own), ['in_3', ...coversOf(own)]].map((ids) => isWithdrawn(after, ids))).toEqual([
    true,
    false,
    false,
  ]);
});

test('[F31] nothing is moved while the number is listed', () => {
  const lead = leadIn('callback');
  for (const event of actsOn(lead))
    expect(advanceLead(lead, event, contextAt(NOON + 5000, { doNotCallSince: NOON }))).toMatchObject({
      kind: 'refused',
    });
});

describe('[F95] a time that a customer chooses', () => {
  const lead = leadIn('callback');
  const covers = coversOf(lead);
  const [inquiryId = ''] = covers;
  const context = contextAt(NOON + 5000);
  const choose = (at: number) =>
    [
      { kind: 'customerMoves', inquiryId, covers, seen: seenOf(lead), at },
      { kind: 'customerChoosesTime', inquiryId, at },
      { kind: 'callerChoseTime', callId: 'CA1', covers, at },
    ] as const;

  test.each([1, 17 * MINUTE, -3 * HOUR, 7 * DAY])('is none at %i ms from one, however it is sent', (more) => {
    for (const event of choose(NOON + 2 * HOUR + more)) expect(advanceLead(lead, event, context).kind).toBe('refused');
    for (const event of choose(NOON + 2 * HOUR)) expect(advanceLead(lead, event, context).kind).toBe('changed');
  });

  test('is among those that are shown, and so are the nearest to any other', () => {
    const possibleFrom = (at: number) => (at % DAY < 12 * HOUR ? at + 12 * HOUR - (at % DAY) : at);
    const choosing = { now: NOON + 1, possibleFrom };
    const shown = callTimes(possibleFrom, { now: NOON + 1, zone: NEW_YORK });
    const isFree = (at: number) => at % HOUR !== 0;
    const wanted = [NOON - DAY, NOON + 2 * HOUR, NOON + 7 * DAY, NOON + 40 * DAY];
    const nearest = wanted.flatMap((at) => nearestToChoose(at, { ...choosing, isFree }));
    expect(nearest).toHaveLength(12);
    for (const at of [...shown, ...nearest]) expect(mayChooseTime(at, choosing)).toBe(true);
    expect(nearest.every(isFree)).toBe(true);
  });
});

describe('[P21] the times to choose from', () => {
  const open = (at: number) => at;
  test('are on quarter hours, none within ten minutes, four a day', () => {
    const times = callTimes(open, { now: NOON + 1, zone: NEW_YORK });
    expect(times).toHaveLength(12);
    expect(times.every((at) => at % (15 * MINUTE) === 0 && at >= NOON + 10 * MINUTE)).toBe(true);
    expect(times.slice(0, 2)).toEqual([NOON + 15 * MINUTE, NOON + 45 * MINUTE]);
  });

  test('are none if no call is possible within a week', () => {
    expect(callTimes(() => null, { now: NOON, zone: NEW_YORK })).toEqual([]);
    expect(callTimes((at) => Math.max(at, NOON + 8 * DAY), { now: NOON, zone: NEW_YORK })).toEqual([]);
  });

  test.each([
    ['forward', '2027-03-13T20:00:00Z'],
    ['back', '2026-10-31T20:00:00Z'],
  ])('grow in order over the night when the clocks go %s', (_how, from) => {
    const times = callTimes(open, { now: Date.parse(from), zone: NEW_YORK });
    expect(times).toHaveLength(12);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(new Set(times).size).toBe(12);
  });
});
