import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../src/core/lead/facts.ts';
import { lineOf } from '../../../src/core/report/leadLine.ts';
import { addToTiming, startTiming, timedLeadOf } from '../../../src/core/report/leadTiming.ts';
import type { TimedLead } from '../../../src/core/routing/speedBudget.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const KINDS = ['offered', 'promised', 'talked', 'mailbox', 'closed', 'superseded', 'saleValue'] as const;
const later = fc.record({
  kind: fc.constantFrom(...KINDS),
  after: fc.integer({ min: 0, max: 60 }),
  seconds: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
  reason: fc.constantFrom('agreed', 'nobodyThere'),
  isSpam: fc.boolean(),
});

/** The line's own figures are the reference. */
function fromLine(facts: readonly Fact[]): TimedLead | null {
  const line = lineOf('a', facts)?.line;
  if (!line || line.isScheduled || line.outcome === 'spam') return null;
  const { openedAt: arrivedAt, talkSeconds } = line;
  return { arrivedAt, ...(talkSeconds !== undefined && { talkedAt: arrivedAt + talkSeconds * SECOND }) };
}

test('[R134] a lead’s timing agrees with its line, in any order of its facts and however often they come', () => {
  fc.assert(
    fc.property(fc.array(later, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (entries, dice) => {
      const opened: Fact = { id: 'a:1', kind: 'opened', at: NOON, campaignId: 'solar' };
      const facts = entries.map(({ kind, after, seconds, reason, isSpam }, index): Fact => ({
        ...{ id: `a:${index + 2}`, kind, at: NOON + after * SECOND, campaignId: 'solar', reason },
        ...(seconds !== undefined && { seconds }),
        ...(kind === 'closed' && { outcome: isSpam ? 'spam' : 'won' }),
      }));
      const all = [opened, ...facts];
      const shuffled = [...all, ...all]
        .map((fact) => ({ fact, at: dice.next().value ?? 0 }))
        .sort((one, other) => one.at - other.at);
      const timing = startTiming();
      for (const { fact } of shuffled) addToTiming(timing, fact);
      expect(timedLeadOf(timing)).toEqual(fromLine(all));
    }),
  );
});
