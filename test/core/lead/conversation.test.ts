import { describe, expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { holding } from '../../../src/core/lead/holding.ts';
import { outcomeDueAt } from '../../../src/core/lead/wrapUpTime.ts';
import type { LeadIn } from '../../../src/core/lead/lead.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

const deadline = { kind: 'deadline' } as const;
const ana = { kind: 'agent', id: 'ana' } as const;
const sam = { kind: 'supervisor', id: 'sam' } as const;

describe('connecting', () => {
  test('[R10] manual dialing has three minutes; then the lead returns to the queue and the agent is set to away with the reason', () => {
    const lead = leadIn('connecting');
    expect(holding(lead).deadlineAt).toBe(NOON + SECOND + 3 * MINUTE);
    const step = changed(advanceLead(lead, deadline, contextAt(NOON + SECOND + 3 * MINUTE)));
    expect(step.lead.state).toBe('waiting');
    expect(step.effects).toMatchObject([{ kind: 'agentAway', agentId: 'ana', reason: 'connectOverdue' }]);
  });

  test('[P3] an unsuccessful attempt is counted and the next one promised', () => {
    const lead = after(
      leadIn('connecting'),
      { kind: 'unreached', agentId: 'ana', result: 'noAnswer' },
      contextAt(NOON + MINUTE),
    );
    expect(lead).toMatchObject({
      state: 'callback',
      attempts: [{ result: 'noAnswer' }],
      promise: { attemptsMade: 1, why: 'notReached' },
    });
    expect(lead.promise?.dueAt).toBe(NOON + 11 * MINUTE);
  });

  test('[P3] attempts are spread over days and end after five', () => {
    let lead = leadIn('connecting');
    let now = NOON;
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      lead = after(lead, { kind: 'unreached', agentId: 'ana', result: 'noAnswer' }, contextAt(now));
      if (lead.state !== 'callback') break;
      delays.push(lead.promise.dueAt - now);
      now = lead.promise.dueAt;
      lead = after(lead, deadline, contextAt(now));
      expect(lead.state).toBe('waiting');
      const offer = {
        id: `of_${attempt}`,
        agents: [{ agentId: 'ana', slot: 1 }],
        offeredAt: now,
        expiresAt: now + 20 * SECOND,
        seenBy: now + 3 * SECOND,
      };
      lead = after(lead, { kind: 'offer', offer }, contextAt(now));
      lead = after(lead, { kind: 'accept', agentId: 'ana', offerId: offer.id }, contextAt(now));
    }
    expect(lead).toMatchObject({ state: 'closed', outcome: 'unreachable' });
    expect(lead.attempts).toHaveLength(5);
    expect(delays[0]).toBe(10 * MINUTE);
    expect(delays[1]).toBeGreaterThanOrEqual(2 * HOUR);
    expect(delays[1]).toBeLessThan(2.2 * HOUR);
    expect(delays[2]).toBeGreaterThan(DAY / 2);
    expect(delays[3]).toBeGreaterThan(DAY);
  });

  test('[P4] never more than three attempts in 24 hours', () => {
    const hurried = contextAt(NOON, { cadence: { ...contextAt(NOON).cadence, retryMs: [MINUTE] } });
    let lead = leadIn('connecting');
    let now = NOON;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      lead = after(lead, { kind: 'unreached', agentId: 'ana', result: 'busy' }, { ...hurried, now });
      if (attempt === 3) break;
      now = lead.promise?.dueAt ?? 0;
      lead = after(lead, deadline, { ...hurried, now });
      const offer = {
        id: `of_${attempt}`,
        agents: [{ agentId: 'ana', slot: 1 }],
        offeredAt: now,
        expiresAt: now + 20 * SECOND,
        seenBy: now + 3 * SECOND,
      };
      lead = after(
        after(lead, { kind: 'offer', offer }, { ...hurried, now }),
        { kind: 'accept', agentId: 'ana', offerId: offer.id },
        { ...hurried, now },
      );
    }
    expect(lead.promise?.dueAt).toBeGreaterThanOrEqual(NOON + DAY);
  });

  test('only the owner can say so', () => {
    const step = advanceLead(leadIn('connecting'), { kind: 'talking', agentId: 'ben' }, contextAt(NOON + 2 * SECOND));
    expect(step).toMatchObject({ kind: 'refused', code: 'not-yours' });
  });
});

describe('talking', () => {
  test('[P5] keeps the promise and ends it', () => {
    const due = after(leadIn('callback'), deadline, contextAt(NOON + 10 * MINUTE));
    expect(due.promise).toBeDefined();
    const offer = {
      id: 'of_2',
      agents: [{ agentId: 'ana', slot: 1 }],
      offeredAt: due.changedAt,
      expiresAt: due.changedAt + 20 * SECOND,
      seenBy: due.changedAt + 3 * SECOND,
    };
    const context = contextAt(due.changedAt);
    const accepted = after(
      after(due, { kind: 'offer', offer }, context),
      { kind: 'accept', agentId: 'ana', offerId: 'of_2' },
      context,
    );
    const lead = after(accepted, { kind: 'talking', agentId: 'ana' }, context);
    expect(lead.state).toBe('talking');
    expect(lead.promise).toBeUndefined();
  });

  test('[R11] is renewed by the desk and otherwise counts as over', () => {
    const lead = leadIn('talking');
    const checkBy = holding(lead).deadlineAt ?? 0;
    const renewed = after(lead, { kind: 'stillTalking' }, contextAt(checkBy - SECOND));
    expect(holding(renewed).deadlineAt).toBe(checkBy - SECOND + DEFAULT_POLICY.checkMs);
    expect(after(lead, deadline, contextAt(checkBy)).state).toBe('wrapUp');
  });

  test('a supervisor does not end a conversation that is going on', () => {
    const step = advanceLead(
      leadIn('talking'),
      { kind: 'close', by: sam, outcome: 'won' },
      contextAt(NOON + 3 * SECOND),
    );
    expect(step).toMatchObject({ kind: 'refused', code: 'wrong-state' });
  });
});

describe('wrap-up', () => {
  test('[R12] an overdue outcome sets the agent to away and extends the deadline', () => {
    const lead = leadIn('wrapUp');
    const due = holding(lead).deadlineAt ?? 0;
    const step = changed(advanceLead(lead, deadline, contextAt(due)));
    expect(step.lead.state).toBe('wrapUp');
    expect(holding(step.lead).deadlineAt).toBe(due + DEFAULT_POLICY.wrapUpGraceMs);
    expect(step.effects).toMatchObject([{ kind: 'agentAway', agentId: 'ana', reason: 'wrapUpOverdue' }]);
  });

  test('[W58] an outcome stays overdue from its first deadline, and the history says so once', () => {
    const lead = leadIn('wrapUp') as LeadIn<'wrapUp'>;
    const first = changed(advanceLead(lead, deadline, contextAt(lead.wrapUpBy)));
    expect(first.entries.map(({ kind }) => kind)).toEqual(['wrapUpOverdue']);
    const second = changed(advanceLead(first.lead, deadline, contextAt(holding(first.lead).deadlineAt ?? 0)));
    expect(second.entries).toEqual([]);
    expect(second.effects).toMatchObject([{ kind: 'agentAway' }]);
    expect(outcomeDueAt(second.lead as LeadIn<'wrapUp'>, DEFAULT_POLICY.wrapUpMs)).toBe(lead.wrapUpBy);
  });

  test('closing frees the slot, ends every holding, and repeating it changes nothing', () => {
    const lead = after(leadIn('wrapUp'), { kind: 'close', by: ana, outcome: 'won' }, contextAt(NOON + 5 * SECOND));
    expect(holding(lead)).toEqual({});
    expect(advanceLead(lead, { kind: 'close', by: ana, outcome: 'won' }, contextAt(NOON + 6 * SECOND))).toEqual({
      kind: 'same',
    });
    expect(advanceLead(lead, { kind: 'close', by: ana, outcome: 'spam' }, contextAt(NOON + 6 * SECOND))).toMatchObject({
      code: 'wrong-state',
    });
  });

  test('[L3] the outcome doNotCall adds the number to the list', () => {
    const step = changed(
      advanceLead(leadIn('wrapUp'), { kind: 'close', by: ana, outcome: 'doNotCall' }, contextAt(NOON + 5 * SECOND)),
    );
    expect(step.effects).toContainEqual(expect.objectContaining({ kind: 'doNotCall', tel: '+12025550143' }));
  });

  test('[P6] an agreed callback keeps the lead open with that promise', () => {
    const at = NOON + 3 * HOUR;
    const lead = after(
      leadIn('wrapUp'),
      { kind: 'followUp', by: ana, at, ownerId: 'ana' },
      contextAt(NOON + 5 * SECOND),
    );
    expect(lead).toMatchObject({
      state: 'callback',
      promise: { dueAt: at, why: 'agreed', ownerId: 'ana', attemptsMade: 0 },
    });
  });

  test('a follow-up in the past is refused in words', () => {
    const step = advanceLead(leadIn('wrapUp'), { kind: 'followUp', by: ana, at: NOON }, contextAt(NOON + 5 * SECOND));
    expect(step).toMatchObject({ kind: 'refused', code: 'bad-input' });
  });
});
