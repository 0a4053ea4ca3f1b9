import { describe, expect, test } from '@jest/globals';
import { waitsSince, type Lead } from '../../../src/core/lead/lead.ts';
import type { PromiseReason } from '../../../src/core/vocabulary/promise.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { after, contextAt, leadIn, newLead, NOON, offerTo } from '../../support/leads.ts';

const sinceOf = (lead: Lead) => (lead.state === 'waiting' ? waitsSince(lead.wait) : null);
/** Promised a minute after it came, and due a while later. */
const promised = (why: PromiseReason) => after(newLead(), { kind: 'giveUp', why }, contextAt(NOON + MINUTE));
const due = (lead: Lead, lateMs = 0) => {
  const at = (lead.promise?.dueAt ?? 0) + lateMs;
  return after(lead, { kind: 'deadline' }, contextAt(at));
};

describe('[V24] since when a person whose callback is due has waited', () => {
  test.each(['noAgent', 'nobodyThere', 'callerHungUp'] as const)('promised because of %s: since the inquiry', (why) => {
    expect(sinceOf(due(promised(why)))).toBe(NOON);
  });

  test.each(['outsideHours', 'notPermittedYet', 'messageLeft'] as const)(
    'promised because of %s: since it was due, however late that is seen',
    (why) => {
      const lead = promised(why);
      expect(sinceOf(due(lead, 90 * SECOND))).toBe(lead.promise?.dueAt);
    },
  );

  test('agreed, or another attempt: since it was due', () => {
    const agreed = { kind: 'followUp', by: { kind: 'supervisor', id: 'sam' }, at: NOON + HOUR } as const;
    expect(sinceOf(due(after(newLead(), agreed, contextAt(NOON))))).toBe(NOON + HOUR);
    const unreached = { kind: 'unreached', agentId: 'ana', result: 'busy' } as const;
    const retried = after(leadIn('connecting'), unreached, contextAt(NOON + MINUTE));
    expect(sinceOf(due(retried))).toBe(retried.promise?.dueAt);
  });

  test('because nobody was free, but put off by the hours: since it was due', () => {
    const shut = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const weekly = { ...shut, 3: [{ from: 540, to: 905 }], 4: [{ from: 840, to: 1200 }] };
    const hours = { zone: 'UTC', weekly, holidays: [] };
    const closing = contextAt(NOON + MINUTE, { hours });
    const lead = after(newLead(), { kind: 'giveUp', why: 'noAgent' }, closing);
    expect(lead.promise?.dueAt).toBe(Date.parse('2026-11-19T14:00:00Z'));
    expect(sinceOf(due(lead))).toBe(lead.promise?.dueAt);
  });

  test('brought forward: an agreed time is no waiting, and nobody being free is', () => {
    const requeue = { kind: 'requeue', by: { kind: 'supervisor', id: 'sam' } } as const;
    const at = NOON + 2 * MINUTE;
    expect(sinceOf(after(promised('noAgent'), requeue, contextAt(at)))).toBe(NOON);
    const agreed = { kind: 'followUp', by: requeue.by, at: NOON + HOUR } as const;
    expect(sinceOf(after(after(newLead(), agreed, contextAt(NOON)), requeue, contextAt(at)))).toBe(at);
  });

  test('an offer in between changes nothing, and neither does being promised again for the same reason', () => {
    const again = after(
      due(promised('noAgent')),
      { kind: 'offer', offer: offerTo(['ana'], NOON + HOUR) },
      contextAt(NOON + HOUR),
    );
    const lost = { kind: 'agentLost', agentId: 'ana', why: 'wentAway' } as const;
    expect(sinceOf(after(again, lost, contextAt(NOON + HOUR)))).toBe(NOON);
  });
});
