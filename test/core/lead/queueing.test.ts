import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import { after, changed, consentAt, contextAt, inquiryAt, leadIn, newLead, NOON } from '../../support/leads.ts';

const deadline = { kind: 'deadline' } as const;
const another = (at: number, now = false) =>
  ({ kind: 'inquiry', inquiry: inquiryAt(at, 'in_2'), consent: consentAt(at, { now }) }) as const;
/** 23:00 in New York. */
const NIGHT = Date.parse('2026-11-19T04:00:00Z');

describe('a new lead', () => {
  test('waits in the queue under one key and with a deadline', () => {
    const lead = newLead();
    expect(lead.state).toBe('waiting');
    expect(holding(lead)).toEqual({ openKeys: ['tel:+12025550143'], deadlineAt: NOON + MINUTE });
  });

  test('[L1] at night becomes a promise for 8:00 of the person', () => {
    const lead = newLead(NIGHT);
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'notPermittedYet' } });
    expect(lead.promise?.dueAt).toBe(Date.parse('2026-11-19T13:00:00Z'));
  });

  test('[L4] "ring me now" covers the hour', () => {
    expect(newLead(NIGHT, { consent: { now: true } }).state).toBe('waiting');
  });

  test('[P1] while the business is closed becomes a promise for its opening', () => {
    const nineToFive = [{ from: 9 * 60, to: 17 * 60 }];
    const weekly = { 1: nineToFive, 2: nineToFive, 3: nineToFive, 4: nineToFive, 5: nineToFive, 6: [], 7: [] };
    const saturday = Date.parse('2026-11-21T15:00:00Z');
    const lead = newLead(saturday, {
      context: { hours: { zone: 'America/New_York', weekly, holidays: ['2026-11-23'] } },
    });
    expect(lead).toMatchObject({
      state: 'callback',
      promise: { why: 'outsideHours', dueAt: Date.parse('2026-11-24T14:00:00Z') },
    });
  });

  test('that looks like spam is closed for review and offered to nobody', () => {
    expect(newLead(NOON, { spamReasons: ['honeypot'] })).toMatchObject({ state: 'closed', outcome: 'spam' });
  });
});

describe('a new inquiry of the same person', () => {
  test('[Q1] is attached to the open lead in every state', () => {
    for (const state of ['waiting', 'offered', 'connecting', 'talking', 'wrapUp'] as const) {
      const lead = after(leadIn(state), another(NOON + SECOND), contextAt(NOON + SECOND));
      expect(lead.state).toBe(state);
      expect(lead.inquiries).toHaveLength(2);
    }
  });

  test('[Q1] told twice is attached once', () => {
    const lead = after(leadIn('waiting'), another(NOON + SECOND), contextAt(NOON + SECOND));
    expect(advanceLead(lead, another(NOON + SECOND), contextAt(NOON + SECOND))).toEqual({ kind: 'same' });
  });

  test('[Q2] brings a callback forward: it waits now', () => {
    const lead = after(leadIn('callback'), another(NOON + MINUTE), contextAt(NOON + MINUTE));
    expect(lead).toMatchObject({ state: 'waiting', promise: { why: 'noAgent' } });
  });

  test('[Q2] never puts a callback off: at night the earlier promise stands', () => {
    const evening = Date.parse('2026-11-19T01:30:00Z');
    const promised = after(
      newLead(evening),
      { kind: 'followUp', by: { kind: 'supervisor', id: 'sam' }, at: Date.parse('2026-11-19T14:00:00Z') },
      contextAt(evening),
    );
    const lead = after(promised, another(NIGHT), contextAt(NIGHT));
    expect(lead.state).toBe('callback');
    expect(lead.promise?.dueAt).toBeLessThanOrEqual(Date.parse('2026-11-19T14:00:00Z'));
    expect(lead.inquiries).toHaveLength(2);
  });
});

describe('giving up', () => {
  test('[P2] a wait without success becomes a promise', () => {
    const lead = after(newLead(), deadline, contextAt(NOON + DEFAULT_POLICY.giveUpMs));
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noAgent', attemptsMade: 0 } });
  });

  test('a step of the policy moves the deadline on', () => {
    const lead = after(newLead(), deadline, contextAt(NOON + MINUTE));
    expect(holding(lead).deadlineAt).toBe(NOON + DEFAULT_POLICY.giveUpMs);
  });
});

describe('a callback', () => {
  test('[P7] that is due and permitted waits again, ranked from when it was due', () => {
    const promised = leadIn('callback');
    const lead = after(promised, deadline, contextAt(NOON + HOUR));
    expect(lead).toMatchObject({
      state: 'waiting',
      wait: { rankedFrom: promised.promise?.dueAt, startedAt: NOON + HOUR },
    });
  });

  test("[P8] is first its own agent's, and anyone's 15 minutes later", () => {
    const at = NOON + HOUR;
    const own = after(
      leadIn('wrapUp'),
      { kind: 'followUp', by: { kind: 'agent', id: 'ana' }, at, ownerId: 'ana' },
      contextAt(NOON + 5 * SECOND),
    );
    const due = after(own, deadline, contextAt(at));
    expect(due).toMatchObject({ state: 'waiting', wait: { forAgentId: 'ana' } });
    const anyones = after(due, deadline, contextAt(at + 15 * MINUTE));
    expect(anyones.state).toBe('waiting');
    expect('wait' in anyones && anyones.wait.forAgentId).toBeUndefined();
  });

  test('[P9] that could not be kept within its life ends as expired', () => {
    const lead = after(leadIn('callback'), deadline, contextAt(NOON + 5 * DAY));
    expect(lead).toMatchObject({ state: 'closed', outcome: 'expired' });
  });

  test('[L5] of somebody who has asked not to be called ends as doNotCall', () => {
    const step = changed(
      advanceLead(leadIn('callback'), deadline, contextAt(NOON + HOUR, { doNotCallSince: NOON + MINUTE })),
    );
    expect(step.lead).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
  });
});
