/** The lead of a person who is on the do-not-call list and inquired after that. */
import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { absorbedDataOf } from '../../../src/core/lead/mergeLeads.ts';
import { PROSPECT } from '../../../src/core/vocabulary/people.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { promiseNews } from '../../../src/core/mail/promiseNews.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, consentAt, contextAt, inquiryAt, leadIn, newLead, NOON } from '../../support/leads.ts';

const LISTED = { doNotCallSince: NOON - HOUR };
const deadline = { kind: 'deadline' } as const;
const unlisted = { kind: 'unlisted', by: PROSPECT, source: 'call' } as const;
const kept = () => newLead(NOON, { consent: { now: true, email: true }, context: LISTED });
const listed = (ms: number) => contextAt(NOON + ms, LISTED);

describe('[L24] when the number is listed', () => {
  const event = { kind: 'listed', by: PROSPECT, tel: '+12025550143', source: 'complaint' } as const;

  const inForce = (ms: number) => contextAt(NOON + ms, { doNotCallSince: NOON + ms });

  test.each(['waiting', 'offered', 'callback'] as const)('a lead that is %s closes', (state) => {
    const step = changed(advanceLead(leadIn(state), event, inForce(MINUTE)));
    expect(step.lead).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(step.entries.map(({ kind }) => kind)).toEqual(['listed', 'closed']);
  });

  test.each(['connecting', 'talking', 'wrapUp'] as const)(
    'one that is %s stays with its agent, and says it',
    (state) => {
      const step = changed(advanceLead(leadIn(state), event, inForce(5 * SECOND)));
      expect(step.lead.state).toBe(state);
      expect(step.entries.map(({ kind }) => kind)).toEqual(['listed']);
    },
  );

  test('one whose person is on the line is not cut off', () => {
    const liveCall = { callId: 'CA1', direction: 'inbound', since: NOON } as const;
    expect(after({ ...leadIn('waiting'), liveCall }, event, inForce(SECOND)).state).toBe('waiting');
  });

  test('one that is called at another number goes on', () => {
    expect(advanceLead(leadIn('callback'), { ...event, tel: '+12025550199' }, inForce(SECOND))).toEqual({
      kind: 'same',
    });
  });

  test('[L23] a late report of an act from before the entry was lifted ends nothing', () => {
    for (const state of ['waiting', 'offered', 'callback'] as const)
      expect(advanceLead(leadIn(state), event, contextAt(NOON + SECOND))).toEqual({ kind: 'same' });
  });

  test('[L21] an inquiry that is newer than the entry is kept, and one that is kept already stays', () => {
    const step = changed(advanceLead(leadIn('waiting'), event, listed(MINUTE)));
    expect(step.lead).toMatchObject({ state: 'callback', promise: { why: 'doNotCall', dueAt: NOON + 7 * DAY } });
    expect(step.entries.map(({ kind }) => kind)).toEqual(['listed']);
    expect(advanceLead(kept(), event, listed(MINUTE))).toEqual({ kind: 'same' });
  });
});

describe('[L21] the lead of a listed person', () => {
  test('is kept for a week, whatever they consented to, and closes as doNotCall', () => {
    const lead = kept();
    const times = { dueAt: NOON + 7 * DAY, windowUntil: NOON + 7 * DAY, expiresAt: NOON + 7 * DAY };
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'doNotCall', attemptsMade: 0, ...times } });
    expect(advanceLead(lead, deadline, listed(7 * DAY - 1))).toEqual({ kind: 'same' });
    expect(after(lead, deadline, listed(7 * DAY))).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
  });

  test('is promised nothing: nobody is told of a time, by the change or by an email that waits', () => {
    const step = changed(advanceLead(kept(), { ...unlisted }, contextAt(NOON + MINUTE)));
    expect(step.effects.map(({ kind }) => kind)).not.toContain('tellPromise');
    expect(promiseNews(kept(), null, NOON + MINUTE)).toEqual({ kind: 'nothing', why: 'superseded' });
  });

  test('goes into the queue once the entry is lifted, as if it had just come', () => {
    expect(advanceLead(kept(), unlisted, listed(DAY))).toEqual({ kind: 'same' });
    const lead = after(kept(), unlisted, contextAt(NOON + DAY));
    expect(lead).toMatchObject({ state: 'waiting', wait: { startedAt: NOON + DAY, bonusMs: 0 } });
    expect(lead.promise).toBeUndefined();
  });

  test('goes there at its deadline, if nobody told it before', () => {
    expect(after(kept(), deadline, contextAt(NOON + 7 * DAY)).state).toBe('waiting');
  });

  test('takes further inquiries, which do not keep it longer', () => {
    const event = {
      kind: 'inquiry',
      inquiry: inquiryAt(NOON + DAY),
      consent: consentAt(NOON + DAY),
      key: 'tel:x',
    } as const;
    const lead = after(kept(), event, listed(DAY));
    expect(lead).toMatchObject({ state: 'callback', promise: { dueAt: NOON + 7 * DAY }, inquiries: [{}, {}] });
  });

  test('is promised no time by an agent or a supervisor, and goes into no queue by their hand', () => {
    const by = { kind: 'supervisor', id: 'sam' } as const;
    for (const event of [
      { kind: 'followUp', by, at: NOON + DAY },
      { kind: 'requeue', by },
      { kind: 'reassign', by, agentId: 'ana' },
    ] as const)
      expect(advanceLead(kept(), event, listed(HOUR))).toMatchObject({ kind: 'refused', code: 'may-not-contact' });
  });

  test('owes nothing where it is merged into', () => {
    expect(absorbedDataOf(kept(), NOON, 'sam').promise).toBeUndefined();
    const other = { ...newLead(NOON), promise: undefined } as Lead;
    const part = {
      ...absorbedDataOf(after(other, { kind: 'giveUp', why: 'noAgent' }, contextAt(NOON)), NOON, 'sam'),
      leadId: 'ld_2',
    };
    const merged = after(kept(), { kind: 'absorb', by: { kind: 'supervisor', id: 'sam' }, part }, listed(SECOND));
    expect(merged).toMatchObject({ state: 'callback', promise: { why: 'doNotCall', dueAt: NOON + 7 * DAY } });
  });

  test('that inquired before the number was listed closes at once', () => {
    expect(newLead(NOON, { context: { doNotCallSince: NOON } })).toMatchObject({
      state: 'closed',
      outcome: 'doNotCall',
    });
  });

  test('with the person on the line is served, and kept again when nobody could', () => {
    const liveCall = { callId: 'CA1', direction: 'inbound', since: NOON + HOUR } as const;
    const inquiry = { ...inquiryAt(NOON + HOUR), kind: 'call' } as const;
    const consent = consentAt(NOON + HOUR, { basis: 'inquiry' });
    const event = { kind: 'inquiry', inquiry, consent, key: 'tel:x', liveCall } as const;
    const onLine = after(kept(), event, listed(HOUR));
    expect(onLine).toMatchObject({ state: 'waiting', liveCall: { callId: 'CA1' } });
    const gone = after(onLine, { kind: 'callerGone', callId: 'CA1', isShort: false }, listed(HOUR + MINUTE));
    expect(gone).toMatchObject({ state: 'callback', promise: { why: 'doNotCall', dueAt: NOON + HOUR + 7 * DAY } });
  });
});
