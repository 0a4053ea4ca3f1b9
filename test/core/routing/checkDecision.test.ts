import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDecision } from '../../../src/core/routing/checkDecision.ts';
import type { Decision } from '../../../src/core/routing/decision.ts';
import { EvennessCount } from '../../../src/core/routing/evenness.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/routing/policy.ts';
import type { Profile } from '../../../src/core/routing/roster.ts';
import { NOON } from '../../support/leads.ts';
import { decide, leads, people, policies, type Person } from '../../support/floors.ts';

const profiles = (floor: readonly Person[]) => (agentId: string) => floor.filter(({ id }) => id === agentId);

test('[O46] whatever the policy, the lead and the floor, the record agrees with itself, the agents and the policy', () => {
  fc.assert(
    fc.property(policies, leads, people, (policy, asked, floor) => {
      const decision = JSON.parse(JSON.stringify(decide(policy, asked, floor).choose(floor))) as Decision;
      const sources = { policy, profilesOf: profiles(floor) };
      expect(checkDecision(decision, sources)).toEqual({ disagreements: [], missing: [] });
    }),
    { numRuns: 500 },
  );
});

test('[R184] a decision names the roster it chose from, and another roster doesn’t pass for it', () => {
  fc.assert(
    fc.property(policies, leads, people, fc.nat(11), (policy, asked, floor, at) => {
      const decision = decide(policy, asked, floor).choose(floor);
      expect(decide(policy, asked, floor).choose([...floor].reverse()).roster).toBe(decision.roster);
      const changed = floor.map((person, index) => (index === at ? { ...person, skills: { other: 1 } } : person));
      const { disagreements } = checkDecision(decision, { policy, profilesOf: profiles(changed) });
      if (at < floor.length) expect(disagreements).not.toEqual([]);
      // Who changed just before may have been either.
      const either = (id: string) => [...profiles(floor)(id), ...profiles(changed)(id)];
      expect(checkDecision(decision, { policy, profilesOf: either }).disagreements).toEqual([]);
    }),
  );
});

describe('[O46] a decision', () => {
  const decision: Decision = {
    ...{ leadId: 'ld_1', epoch: 1, at: NOON, policyVersion: 1, order: 'longestIdle', step: 0, priorityMs: 0 },
    ...{ asked: { teamIds: ['day'], language: 'en', skills: { roof: 2 } }, offerTo: 1 },
    winners: [{ agentId: 'ana', slot: 1, idleMs: 9, rank: NOON - 9 }],
    passedOver: { otherTeam: ['ben'], language: ['kim'], skillLevel: ['lee'], away: ['eve'], offline: ['off'] },
  };
  const fit: Profile = { teamIds: ['day'], languages: ['en'], skills: { roof: 2 } };
  const known: Readonly<Record<string, readonly Profile[]>> = {
    ana: [fit],
    ben: [{ ...fit, teamIds: ['night'] }],
    kim: [{ ...fit, languages: ['ko'] }],
    lee: [{ ...fit, skills: { roof: 1 } }],
    eve: [fit],
    off: [{ ...fit, teamIds: [] }],
  };
  const check = (changes: Partial<typeof known> = {}, policy: Policy | undefined = DEFAULT_POLICY, of = decision) =>
    checkDecision(of, { policy, profilesOf: (id) => ({ ...known, ...changes })[id] ?? [] });

  test('agrees with agents as they were', () => {
    expect(check()).toEqual({ disagreements: [], missing: [] });
  });

  test.each([
    ['ana', 'chosen', { ...fit, languages: ['ko' as const] }],
    ['ben', 'otherTeam', fit],
    ['kim', 'language', fit],
    ['lee', 'skillLevel', { ...fit, skills: {} }],
    ['eve', 'away', { ...fit, teamIds: ['night'] }],
  ])('doesn’t agree if %s, who was %s, was another', (agentId, reason, other) => {
    expect(check({ [agentId]: [other] }).disagreements).toEqual([{ what: 'profile', agentId, reason }]);
    // Changed just before: a node may have known either.
    expect(check({ [agentId]: [other, ...known[agentId]!] }).disagreements).toEqual([]);
  });

  test('doesn’t agree with a policy of another order, without its rule, or with no step for so many', () => {
    const policy = { what: 'policy' };
    expect(check({}, { ...DEFAULT_POLICY, order: { kind: 'random' } }).disagreements).toEqual([policy]);
    expect(check({}, DEFAULT_POLICY, { ...decision, rule: 'Ads' }).disagreements).toEqual([policy]);
    expect(check({}, DEFAULT_POLICY, { ...decision, offerTo: 2 }).disagreements).toContainEqual(policy);
    const last: Policy = { ...DEFAULT_POLICY, order: { kind: 'lastAgent', then: 'longestIdle' } };
    expect(check({}, last).disagreements).toEqual([]);
  });

  test('with supervisors asked, one of another team may have been chosen, but not without the language', () => {
    const asked = { ...decision, asked: { ...decision.asked!, supervisors: true as const } };
    expect(check({ ana: [{ ...fit, teamIds: [] }] }, DEFAULT_POLICY, asked).disagreements).toEqual([]);
    expect(check({ ana: [{ ...fit, languages: ['ko'] }] }, DEFAULT_POLICY, asked).disagreements).toHaveLength(1);
  });

  test('says what is missing', () => {
    const { asked: _asked, offerTo: _offerTo, ...old } = decision;
    expect(check({}, DEFAULT_POLICY, old).missing).toEqual(['recordedTooLittle']);
    expect(check({ eve: [] }).missing).toEqual(['agentUnknown']);
    expect(checkDecision(decision, { policy: undefined, profilesOf: (id) => known[id] ?? [] }).missing).toEqual([
      'policyUnknown',
    ]);
  });
});

test('[O47] evenness counts what was due by weight with round robin, in equal parts otherwise, and only to who was eligible', () => {
  const count = new EvennessCount();
  const policy: Policy = { ...DEFAULT_POLICY, order: { kind: 'roundRobin', weights: { ana: 3 } } };
  const offered = (order: string, winner: string, passedOver: Decision['passedOver'], n: number): Decision => ({
    ...{ leadId: `ld_${n}`, epoch: 1, at: NOON, policyVersion: 1, order, step: 0, priorityMs: 0 },
    winners: [{ agentId: winner, slot: 1, idleMs: 0 }],
    passedOver,
  });
  count.add(offered('roundRobin', 'ana', { laterTurn: ['ben'] }, 1), 'solar', policy);
  count.add(offered('roundRobin', 'ana', { notDrawn: ['ben'], away: ['kim'] }, 2), 'solar', policy);
  count.add(offered('roundRobin', 'ben', { laterTurn: ['ana'] }, 3), 'solar', policy);
  count.add(offered('longestIdle', 'ben', { idleLess: ['ana'], wrapUp: ['kim'] }, 4), 'solar', policy);
  // The customer's own agent: nobody else was due the lead.
  count.add(offered('lastAgent', 'kim', { notLastAgent: ['ana', 'ben'] }, 5), 'solar', policy);
  count.add({ ...offered('random', 'ana', { away: ['ana'] }, 6), winners: [] }, 'solar', policy);
  const row = (agentId: string, offers: number, eligible: number, due: number, most: number) => ({
    ...{ agentId, offered: offers, eligible, due, most },
  });
  expect(count.pools()).toEqual([
    {
      ...{ campaignId: 'solar', order: 'roundRobin', decisions: 3, leads: 3 },
      agents: [row('ana', 2, 3, 2.25, 0.5), row('ben', 1, 3, 0.75, 0.5)],
    },
    {
      ...{ campaignId: 'solar', order: 'longestIdle', decisions: 1, leads: 1 },
      agents: [row('ana', 0, 1, 0.5, 0.5), row('ben', 1, 1, 0.5, 0.5)],
    },
    { ...{ campaignId: 'solar', order: 'lastAgent', decisions: 1, leads: 1 }, agents: [row('kim', 1, 1, 1, 0)] },
  ]);
});
