import { expect, test } from '@jest/globals';
import { advanceLead } from '../../../src/core/lead/advance.ts';
import { factsOf, type Fact } from '../../../src/core/lead/facts.ts';
import type { Lead } from '../../../src/core/lead/lead.ts';
import { lawActs } from '../../../src/core/report/lawActs.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { changed, contextAt, leadIn, NOON } from '../../support/leads.ts';

let seq = 0;
const fact = (kind: Fact['kind'], more: Partial<Fact> = {}): Fact => {
  seq += 1;
  return { id: `ld_1:${seq}`, kind, at: NOON + seq * MINUTE, campaignId: 'solar', ...more };
};
const acts = (...facts: readonly Fact[]) => lawActs(facts).map(({ what }) => what);

test('[V234] a refusal counts under its reason and the number of its rule, each time', () => {
  const refused = fact('refused', { reason: 'too-many-attempts', rule: 'P4' });
  expect(acts(refused, fact('refused', { reason: 'outside-hours', rule: 'L1' }), refused)).toEqual([
    'refused.too-many-attempts.P4',
    'refused.outside-hours.L1',
    'refused.too-many-attempts.P4',
  ]);
});

test('[V236] a request not to be called counts once, by the way in which it reached us, unless it was taken back between', () => {
  const listed = fact('listed', { reason: 'desk' });
  const chosen = fact('closed', { outcome: 'doNotCall', reason: 'outcome' });
  expect(acts(listed, chosen)).toEqual(['asked.desk']);
  expect(acts(chosen)).toEqual(['asked.outcome']);
  expect(acts(listed, fact('unlisted', { reason: 'page' }), chosen)).toEqual([
    'asked.desk',
    'lifted.page',
    'asked.outcome',
  ]);
  // Closed by the service, because the number was on the list all along.
  expect(acts(fact('closed', { outcome: 'doNotCall' }))).toEqual([]);
});

test('[V237] a callback counts under the reason for which it was promised: kept, late or expired', () => {
  const promised = fact('promised', { reason: 'noAgent' });
  const due = fact('due', { seconds: HOUR / 1000 });
  expect(acts(promised, due, fact('talked'))).toEqual(['promised.noAgent', 'kept.noAgent']);
  expect(acts(promised, due, fact('promiseLate'))).toEqual(['promised.noAgent', 'late.noAgent']);
  // The customer ended it, or it is still within its window.
  expect(acts(promised, due, fact('closed', { outcome: 'cancelled' }))).toEqual(['promised.noAgent']);
  expect(acts(promised, due)).toEqual(['promised.noAgent']);
  expect(acts(promised, fact('closed', { outcome: 'expired' }))).toEqual(['promised.noAgent', 'expired.noAgent']);
  // No call is promised to someone on the list.
  expect(acts(fact('promised', { reason: 'doNotCall' }))).toEqual([]);
});

test('[V301] an act is of the agent who took the offer, dialed, entered the request or made the promise', () => {
  const [ana, bea] = [{ agentIds: ['ana'] }, { agentIds: ['bea'] }];
  const whose = (...facts: readonly Fact[]) => lawActs(facts).map(({ what, agentId }) => [what.split('.')[0], agentId]);
  expect(
    whose(
      fact('opened', { consent: ['call'] }),
      fact('refused', { reason: 'outside-hours', rule: 'L1' }),
      fact('accepted', { ...ana, reason: 'consent' }),
      fact('refused', { ...ana, reason: 'outside-hours', rule: 'L1' }),
      fact('promised', { ...bea, reason: 'agreed' }),
      fact('due', { seconds: 60 }),
      fact('promiseLate'),
      fact('listed', { ...ana, reason: 'desk' }),
      fact('unlisted', { reason: 'page' }),
      fact('closed', { ...ana, outcome: 'doNotCall', reason: 'outcome' }),
    ),
  ).toEqual([
    ['consent', undefined],
    ['refused', undefined],
    ['basis', 'ana'],
    ['refused', 'ana'],
    ['promised', 'bea'],
    ['asked', 'ana'],
    ['lifted', undefined],
    ['asked', 'ana'],
    ['late', 'bea'],
  ]);
  const expired = [fact('promised', { ...bea, reason: 'agreed' }), fact('closed', { ...ana, outcome: 'expired' })];
  expect(whose(...expired)).toEqual([
    ['promised', 'bea'],
    ['expired', 'bea'],
  ]);
});

test('[V235] what an inquiry permits, its withdrawal, and what permitted the contact that was accepted', () => {
  expect(
    acts(
      fact('opened', { consent: ['call', 'email'] }),
      fact('accepted', { reason: 'consent' }),
      fact('inquired', { consent: ['asked'] }),
      fact('withdrawn'),
      // Of an earlier version.
      fact('accepted'),
      fact('opened'),
    ),
  ).toEqual(['consent.call', 'consent.email', 'basis.consent', 'consent.asked', 'consent.withdrawn']);
});

test('[V235] [V236] facts have the kinds of consent, the basis, and whether someone chose the outcome', () => {
  const facts = (lead: Lead, step: Parameters<typeof changed>[0]) => {
    const { lead: after, entries } = changed(step);
    expect(after.id).toBe(lead.id);
    return factsOf(
      after,
      entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
    );
  };
  const context = contextAt(NOON + 2000);
  const wrapUp = leadIn('wrapUp');
  const by = { kind: 'agent', id: 'ana' } as const;
  expect(facts(wrapUp, advanceLead(wrapUp, { kind: 'close', by, outcome: 'doNotCall' }, context))).toContainEqual(
    expect.objectContaining({ kind: 'closed', outcome: 'doNotCall', reason: 'outcome' }),
  );
  expect(facts(wrapUp, advanceLead(wrapUp, { kind: 'close', by, outcome: 'won' }, context))[0]).not.toHaveProperty(
    'reason',
  );
});
