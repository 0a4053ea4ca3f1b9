import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import type { Lead, LeadIn } from '../../../src/core/lead/lead.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
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

  test('[L1] at night becomes a promise for 8:00 local time', () => {
    const lead = newLead(NIGHT);
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'notPermittedYet' } });
    expect(lead.promise?.dueAt).toBe(Date.parse('2026-11-19T13:00:00Z'));
  });

  test('[L4] "call me now" overrides the hours', () => {
    expect(newLead(NIGHT, { consent: { now: true } }).state).toBe('waiting');
  });

  test('[P1] outside business hours becomes a promise for the next opening', () => {
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

  test('[Q1] sets the interest if it was unknown', () => {
    const lead = newLead();
    const about = (interest: string, id: string) =>
      ({ kind: 'inquiry', inquiry: { ...inquiryAt(NOON, id), interest }, consent: consentAt(NOON) }) as const;
    const { interest: _none, ...silent } = lead;
    const asked = after(silent, about('roof', 'inq_7'), contextAt(NOON));
    expect(asked.interest).toBe('roof');
    expect(after(asked, about('battery', 'inq_8'), contextAt(NOON)).interest).toBe('roof');
  });

  test('[Q1] is attached once when repeated', () => {
    const lead = after(leadIn('waiting'), another(NOON + SECOND), contextAt(NOON + SECOND));
    expect(advanceLead(lead, another(NOON + SECOND), contextAt(NOON + SECOND))).toEqual({ kind: 'same' });
  });

  test('[Q2] brings a callback forward: it waits now', () => {
    const lead = after(leadIn('callback'), another(NOON + MINUTE), contextAt(NOON + MINUTE));
    expect(lead).toMatchObject({ state: 'waiting', promise: { why: 'noAgent' } });
  });

  test('[Q2] never delays a callback: at night the earlier promise stands', () => {
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
  test('[P2] an unsuccessful wait becomes a promise', () => {
    const lead = after(newLead(), deadline, contextAt(NOON + DEFAULT_POLICY.giveUpMs));
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noAgent', attemptsMade: 0 } });
  });

  test('a step of the policy moves the deadline on', () => {
    const lead = after(newLead(), deadline, contextAt(NOON + MINUTE));
    expect(holding(lead).deadlineAt).toBe(NOON + DEFAULT_POLICY.giveUpMs);
  });
});

describe('a callback', () => {
  test('[P7] that is due and permitted waits again, ranked from its due time', () => {
    const promised = leadIn('callback');
    const lead = after(promised, deadline, contextAt(NOON + HOUR));
    expect(lead).toMatchObject({
      state: 'waiting',
      wait: { rankedFrom: promised.promise?.dueAt, startedAt: NOON + HOUR },
    });
  });

  test('[P10] that is due gets no new promise: it waits, its passed window is recorded once, and it expires at its end', () => {
    const promised = leadIn('callback');
    const { dueAt, windowUntil, expiresAt } = promised.promise!;
    let lead = after(promised, deadline, contextAt(dueAt));
    expect(advanceLead(lead, { kind: 'giveUp', why: 'noAgent' }, contextAt(dueAt + HOUR))).toEqual({ kind: 'same' });
    const said: string[] = [];
    let looks = 0;
    for (let now = holding(lead).deadlineAt!; lead.state === 'waiting'; now = holding(lead).deadlineAt!) {
      const step = changed(advanceLead(lead, deadline, contextAt(now)));
      said.push(...step.entries.map(({ kind, at }) => `${kind} ${at}`));
      lead = step.lead;
      looks += 1;
      if (lead.state === 'waiting') expect(lead).toMatchObject({ epoch: promised.epoch + 1 });
      else expect(now).toBeLessThan(expiresAt);
    }
    // 21:00 in New York: what is owed is promised for the next morning, and no more than that is written down.
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'notPermittedYet', expiresAt } });
    expect(said.map((entry) => entry.split(' ')[0])).toEqual(['promiseLate', 'promised']);
    expect(said[0]).toBe(`promiseLate ${windowUntil}`);
    expect(looks).toBeLessThan(60);

    const last = {
      ...after(promised, deadline, contextAt(dueAt)),
      promise: { ...promised.promise!, expiresAt: dueAt + HOUR },
    };
    const late = after(last, deadline, contextAt(dueAt + HOUR));
    expect(late).toMatchObject({ state: 'closed', outcome: 'expired' });
  });

  test('[P10] a caller on the line still hears about a callback when their wait ends', () => {
    const due = after(leadIn('callback'), deadline, contextAt(NOON + HOUR));
    const onLine = { ...due, liveCall: { callId: 'CA1', direction: 'inbound', since: NOON + HOUR } } as const;
    const lead = after(onLine, { kind: 'giveUp', why: 'noAgent' }, contextAt(NOON + HOUR + MINUTE));
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noAgent' } });
  });

  test('[P11] promised because no one was on shift comes forward, and is never delayed by it', () => {
    const promised = after(newLead(), { kind: 'giveUp', why: 'nobodyThere' }, contextAt(NOON + 30 * SECOND));
    const now = NOON + 2 * MINUTE;
    const forward = after(promised, { kind: 'comeForward' }, contextAt(now));
    expect(forward).toMatchObject({ state: 'waiting', wait: { rankedFrom: NOON + 30 * SECOND } });
    const again = after(forward, { kind: 'giveUp', why: 'nobodyThere' }, contextAt(now + MINUTE));
    expect(again.promise?.dueAt).toBe(promised.promise?.dueAt);
  });

  test.each([
    ['noAgent', 'waiting'],
    ['nobodyThere', 'waiting'],
    ['agreed', 'callback'],
    ['notReached', 'callback'],
    ['outsideHours', 'callback'],
    ['callerHungUp', 'callback'],
  ] as const)('[P20] only what we put off for lack of an agent comes forward: %s', (why, state) => {
    const lead = leadIn('callback') as LeadIn<'callback'>;
    const promised = { ...lead, promise: { ...lead.promise, why } };
    const step = advanceLead(promised, { kind: 'comeForward' }, contextAt(NOON + MINUTE));
    expect(step.kind === 'changed' ? step.lead.state : 'callback').toBe(state);
  });

  test("[P8] is reserved for its agent first, and becomes anyone's 15 minutes later", () => {
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

  test('[P9] that couldn’t be kept in its lifetime expires', () => {
    const lead = after(leadIn('callback'), deadline, contextAt(NOON + 5 * DAY));
    expect(lead).toMatchObject({ state: 'closed', outcome: 'expired' });
  });

  test('[L5] of a person who asked not to be called closes as doNotCall', () => {
    const step = changed(
      advanceLead(leadIn('callback'), deadline, contextAt(NOON + HOUR, { doNotCallSince: NOON + MINUTE })),
    );
    expect(step.lead).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
  });
});

describe('hours that never meet the permitted ones', () => {
  const early = [{ from: 0, to: 5 * 60 }];
  const weekly = { 1: early, 2: early, 3: early, 4: early, 5: early, 6: early, 7: early };
  const hours = { zone: 'America/New_York', weekly, holidays: [] };

  test('[P12] close no lead: it is promised for the next moment that the law permits, and then waits', () => {
    const lead = newLead(NIGHT, { context: { hours } });
    const eight = Date.parse('2026-11-19T13:00:00Z');
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noPermittedTime', dueAt: eight } });
    const due = after(lead, deadline, contextAt(eight, { hours }));
    expect(due).toMatchObject({ state: 'waiting', promise: { why: 'noPermittedTime' } });
    // Fixed hours count again.
    const afternoon = [{ from: 14 * 60, to: 16 * 60 }];
    const mended = { ...hours, weekly: { ...weekly, 4: afternoon } };
    expect(after(lead, deadline, contextAt(eight, { hours: mended }))).toMatchObject({
      state: 'callback',
      promise: { why: 'outsideHours', dueAt: Date.parse('2026-11-19T19:00:00Z') },
    });
  });

  test('[P12] without a lawful moment, the lead is checked again, and a supervisor may requeue it', () => {
    const zones = ['America/Los_Angeles', 'Europe/London', 'Asia/Tokyo'];
    const lead = newLead(NOON, { zones, context: { hours } });
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'noPermittedTime', dueAt: NOON + 6 * HOUR } });
    const again = after(lead, deadline, contextAt(NOON + 6 * HOUR, { hours }));
    expect(again).toMatchObject({ state: 'callback', promise: { why: 'noPermittedTime', dueAt: NOON + 12 * HOUR } });

    const ringable = newLead(NOON, { context: { hours } });
    const requeue = { kind: 'requeue', by: { kind: 'supervisor', id: 'sam' } } as const;
    expect(after(ringable, requeue, contextAt(NOON + SECOND, { hours })).state).toBe('waiting');
  });

  test('[P12] a person who may never be called is closed as before', () => {
    const lead = newLead(NOON, { context: { hours, doNotCallSince: NOON } });
    expect(lead).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
  });

  test('[P13] a business that is closed for a week keeps its promise for the day it opens', () => {
    const holidays = [18, 19, 20, 21, 22, 23, 24, 25].map((day) => `2026-11-${day}`);
    const lead = newLead(NOON, { context: { hours: { zone: 'America/New_York', weekly: null, holidays } } });
    expect(lead).toMatchObject({ state: 'callback', promise: { why: 'outsideHours' } });
    expect(lead.promise!.expiresAt - lead.promise!.dueAt).toBe(4 * DAY);
    expect(after(lead, deadline, contextAt(lead.promise!.dueAt)).state).toBe('waiting');
  });
});

test('[P33] a promise that is late climbs once by the bonus for promises', () => {
  const callback = leadIn('callback');
  const { dueAt, windowUntil } = callback.promise ?? { dueAt: 0, windowUntil: 0 };
  const due = after(callback, { kind: 'deadline' }, contextAt(dueAt));
  const late = after(due, { kind: 'deadline' }, contextAt(windowUntil));
  const later = after(late, { kind: 'deadline' }, contextAt(windowUntil + 20 * MINUTE));
  const bonusOf = (lead: Lead) => ('wait' in lead ? lead.wait.bonusMs : null);
  const bonusMs = contextAt(NOON).policy.bonusSeconds.promise * SECOND;
  expect([due, late, later].map(bonusOf)).toEqual([bonusMs, 2 * bonusMs, 2 * bonusMs]);
});

describe('[P50] a call that the law permits for less than half an hour more', () => {
  /** 20:50 in New York: until 21:00. */
  const LATE = Date.parse('2026-11-19T01:50:00Z');
  const rankedFrom = (lead: Lead) => ('wait' in lead ? lead.wait.rankedFrom : null);

  test('ranks as if it had waited since half an hour before that, and has waited since it came', () => {
    const east = newLead(LATE);
    expect(east).toMatchObject({ state: 'waiting', wait: { rankedFrom: LATE - 20 * MINUTE, since: LATE } });
    expect(rankedFrom(newLead(LATE, { zones: ['America/Los_Angeles'] }))).toBe(LATE);
    expect(rankedFrom(newLead(LATE - 20 * MINUTE))).toBe(LATE - 20 * MINUTE);
  });

  test('so does a callback that is due then; one that has been due for longer stays before it', () => {
    const due = (dueAt: number, zones: string[]) => {
      const lead = after(newLead(dueAt - HOUR, { zones }), { kind: 'giveUp', why: 'noAgent' }, contextAt(dueAt - HOUR));
      const { promise } = lead as LeadIn<'callback'>;
      return after({ ...lead, promise: { ...promise, dueAt } }, deadline, contextAt(LATE));
    };
    expect(rankedFrom(due(LATE - MINUTE, ['America/New_York']))).toBe(LATE - 20 * MINUTE);
    expect(rankedFrom(due(LATE - MINUTE, ['America/Los_Angeles']))).toBe(LATE - MINUTE);
    expect(rankedFrom(due(LATE - HOUR, ['America/New_York']))).toBe(LATE - HOUR);
  });

  test('a caller on the line keeps their place: no hour ends their call', () => {
    const caller = after(
      newLead(LATE - HOUR),
      { ...another(LATE), liveCall: { callId: 'call_1', direction: 'inbound', since: LATE } },
      contextAt(LATE),
    );
    expect(rankedFrom(caller)).toBe(LATE - HOUR);
  });
});
