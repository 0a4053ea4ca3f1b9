import { describe, expect, test } from '@jest/globals';
import type { Candidate, RoutedLead } from '../../../src/core/routing/candidate.ts';
import { checkDecision } from '../../../src/core/routing/checkDecision.ts';
import { chooseAgents, couldAnyoneTake } from '../../../src/core/routing/chooseAgents.ts';
import { lanesOf } from '../../../src/core/routing/lanes.ts';
import { DEFAULT_POLICY, type OrderChoice, type PolicyStep } from '../../../src/core/routing/policy.ts';
import { isRecomputable } from '../../../src/core/routing/recomputeChoice.ts';
import { waitReasonOf } from '../../../src/core/routing/waitReason.ts';
import { whyNotMe } from '../../../src/core/routing/whyNotMe.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const STRICT: PolicyStep = { afterMs: 0, offerTo: 1, relax: [] };
const WAIVED: PolicyStep = { ...STRICT, relax: ['sites'] };
const PREFERRED: PolicyStep = { ...STRICT, prefer: ['sites'] };
const lead: RoutedLead = {
  ...{ id: 'ld_1', epoch: 1, language: 'en', skills: {}, teamIds: [], siteIds: ['busan', 'home'], tried: [] },
  ...{ waitedMs: 0, priorityMs: 0 },
};
const one = (id: string, changes: Parameters<typeof agent>[1] = {}, heldSlots: readonly number[] = []): Candidate => ({
  agent: agent(id, changes),
  heldSlots,
});
// The longest idle first: ana is nowhere, ben abroad.
const ana = one('ana', { idleSince: NOON - 3 * MINUTE });
const ben = one('ben', { idleSince: NOON - 2 * MINUTE, siteId: 'manila' });
const kim = one('kim', { idleSince: NOON - MINUTE, siteId: 'busan' });
const choose = (
  floor: readonly Candidate[],
  step: PolicyStep,
  changes: Partial<RoutedLead> = {},
  order?: OrderChoice,
) => chooseAgents({ ...lead, ...changes }, floor, { ...DEFAULT_POLICY, ...(order && { order }) }, step, NOON);
const wonBy = (...input: Parameters<typeof choose>) => choose(...input).winners.map(({ agentId }) => agentId);

describe('sites', () => {
  test('[R180] only agents at one of the sites get the lead, until a step waives it', () => {
    const decision = choose([ana, ben, kim], STRICT);
    expect(decision.winners.map(({ agentId }) => agentId)).toEqual(['kim']);
    expect(decision.passedOver).toEqual({ otherSite: ['ana', 'ben'] });
    expect(decision.asked).toMatchObject({ siteIds: ['busan', 'home'] });
    expect(wonBy([ana, ben, kim], WAIVED)).toEqual(['ana']);
    expect(choose([ana], WAIVED).asked).not.toHaveProperty('siteIds');
    // Without sites, wherever they work.
    expect(wonBy([ana, ben, kim], STRICT, { siteIds: [] })).toEqual(['ana']);
  });

  test('[R180] the wait, the agent and the lanes are told by the same reason', () => {
    expect(waitReasonOf(choose([ana, ben], STRICT))).toEqual({ why: 'site', agentIds: ['ana', 'ben'] });
    expect(whyNotMe(choose([ana, ben, kim], STRICT), ben.agent)).toEqual({
      reason: 'otherSite',
      siteIds: ['busan', 'home'],
    });
    expect(couldAnyoneTake(lead, [ana, ben], DEFAULT_POLICY, STRICT, NOON)).toBe(false);
    const campaign = {
      id: 'c',
      skills: {},
      teamIds: [],
      siteIds: ['busan'],
      policy: { ...DEFAULT_POLICY, steps: [STRICT] },
    };
    expect(lanesOf([campaign], [ana, ben], NOON)).toEqual([]);
    expect(lanesOf([campaign], [kim], NOON)).toMatchObject([{ campaignIds: ['c'] }]);
  });

  test('[R180] supervisors whom a step asks get it wherever they work', () => {
    const sam = one('sam', { isSupervisor: true });
    expect(wonBy([sam, ben], { ...STRICT, supervisors: true })).toEqual(['sam']);
  });

  test('[R180] the fairness check compares the site of that time', () => {
    const decision = choose([ben, kim], STRICT);
    const policy = { ...DEFAULT_POLICY, steps: [STRICT] };
    const check = (siteId: string) =>
      checkDecision(decision, { policy, profilesOf: (id) => [id === 'kim' ? { ...kim.agent, siteId } : ben.agent] });
    expect(check('busan').disagreements).toEqual([]);
    expect(check('seoul').disagreements).toContainEqual({ what: 'profile', agentId: 'kim', reason: 'chosen' });
  });
});

describe('what a step prefers', () => {
  test('[R181] decides before the order while someone who has it is free, and nothing otherwise', () => {
    const decision = choose([ana, ben, kim], PREFERRED);
    expect(decision.winners.map(({ agentId }) => agentId)).toEqual(['kim']);
    expect(decision.asked).toEqual({
      ...{ teamIds: [], language: 'en' },
      preferred: { needs: ['sites'], isMet: true, siteIds: lead.siteIds },
    });
    expect(isRecomputable(decision)).toBe(true);
    const busy = one('kim', { siteId: 'busan' }, [1]);
    const other = choose([ana, ben, busy], PREFERRED);
    expect(other.winners.map(({ agentId }) => agentId)).toEqual(['ana']);
    expect(other.asked).toMatchObject({ preferred: { needs: ['sites'], isMet: false } });
    expect(other.asked).not.toHaveProperty('siteIds');
    expect(isRecomputable(other)).toBe(true);
  });

  test('[R181] an agent who had the lead isn’t free for it', () => {
    const tried = [{ agentId: 'kim', how: 'missed' as const, at: NOON - MINUTE }];
    expect(wonBy([ana, kim], PREFERRED, { tried })).toEqual(['ana']);
  });

  test('[R181] the agent whom the customer knows comes first', () => {
    const order: OrderChoice = { kind: 'lastAgent', patienceMs: MINUTE };
    expect(wonBy([ana, ben, kim], PREFERRED, { knownAgentId: 'ben' }, order)).toEqual(['ben']);
    const busy = one('ben', { siteId: 'manila' }, [1]);
    expect(choose([ana, busy, kim], PREFERRED, { knownAgentId: 'ben' }, order).passedOver).toMatchObject({
      keptForLastAgent: ['ana', 'kim'],
    });
    expect(wonBy([ana, kim], PREFERRED, { knownAgentId: 'gone' }, order)).toEqual(['kim']);
  });

  test('[R181] own teams come before those that the step adds, without a wait', () => {
    const step: PolicyStep = { ...STRICT, teamIds: ['overflow'], prefer: ['teams'] };
    const own = one('own', { teamIds: ['day'], idleSince: NOON - 1 });
    const further = one('further', { teamIds: ['overflow'], idleSince: NOON - MINUTE });
    const forTeam = { teamIds: ['day'], siteIds: [] };
    expect(wonBy([own, further], step, forTeam)).toEqual(['own']);
    expect(wonBy([one('own', { teamIds: ['day'] }, [1]), further], step, forTeam)).toEqual(['further']);
  });

  test('[R185] who lacks it learns what was preferred, of each kind', () => {
    expect(whyNotMe(choose([ben, kim], PREFERRED), ben.agent)).toEqual({
      ...{ reason: 'preferredSite', siteIds: lead.siteIds },
    });
    expect(whyNotMe(choose([ben, kim], STRICT), ben.agent)).toMatchObject({ reason: 'otherSite' });
    const day = { teamIds: ['day'], skills: { roof: 3 }, siteIds: [] };
    const whole = { teamIds: ['day'], skills: { roof: 3 }, languages: ['en' as const, 'ko' as const] };
    const told = (step: Partial<PolicyStep>, changes: Parameters<typeof agent>[1]) => {
      const own = one('own', { ...whole, ...changes });
      return whyNotMe(choose([one('kim', whole), own], { ...STRICT, ...step }, { ...day, language: 'ko' }), own.agent);
    };
    const further = { prefer: ['teams' as const], teamIds: ['overflow'] };
    expect(told(further, { teamIds: ['overflow'] })).toEqual({ reason: 'preferredTeam', teamIds: ['day'] });
    expect(told({ prefer: ['language'] }, { languages: ['en'] })).toEqual({
      ...{ reason: 'preferredLanguage', language: 'ko' },
    });
    expect(told({ prefer: ['skills'] }, { skills: {} })).toMatchObject({ reason: 'preferredSkills' });
    expect(told({ prefer: ['skills'] }, { skills: { roof: 2 } })).toEqual({
      ...{ reason: 'preferredSkillLevel', skill: { id: 'roof', needed: 3, own: 2 } },
    });
    // On neither team: not their lead.
    expect(told(further, { teamIds: ['night'] })).toBeNull();
  });

  test('[R185] whatever else stands in an agent’s way is their reason', () => {
    const busy = one('ben', { siteId: 'manila' }, [1]);
    expect(choose([busy, kim], PREFERRED).passedOver).toEqual({ busy: ['ben'] });
    const silent = one('ben', { siteId: 'manila', reach: 'silent' });
    expect(choose([silent, kim], PREFERRED).passedOver).toEqual({ silent: ['ben'] });
  });

  test('[R185] the fairness check compares what was preferred with the agents of that time', () => {
    const decision = choose([ben, kim, one('eve', {}, [1])], PREFERRED);
    const policy = { ...DEFAULT_POLICY, steps: [PREFERRED] };
    const check = (siteIds: Readonly<Record<string, string>>) =>
      checkDecision(decision, { policy, profilesOf: (id) => [{ ...ben.agent, siteId: siteIds[id] ?? 'none' }] })
        .disagreements;
    expect(check({ kim: 'busan', ben: 'manila' })).toEqual([{ what: 'roster' }]);
    expect(check({ kim: 'busan', ben: 'home' })).toContainEqual({
      ...{ what: 'profile', agentId: 'ben', reason: 'preferredSite' },
    });
    expect(check({ kim: 'manila', ben: 'manila' })).toContainEqual({
      ...{ what: 'profile', agentId: 'kim', reason: 'chosen' },
    });
  });

  test('[R185] records of earlier versions say the same', () => {
    const { asked: _asked, passedOver: _passedOver, ...decision } = choose([ben, kim], PREFERRED);
    const asked = { teamIds: [], siteIds: ['busan'], preferred: { needs: ['sites' as const], isMet: true } };
    expect(whyNotMe({ ...decision, asked, passedOver: { otherSite: ['ben'] } }, ben.agent)).toEqual({
      ...{ reason: 'preferredSite', siteIds: ['busan'] },
    });
  });
});

describe('everyone', () => {
  const step: PolicyStep = { ...STRICT, offerTo: 'everyone' };
  const crowd = (count: number) => Array.from({ length: count }, (_one, n) => one(`a${n}`, { idleSince: NOON - n }));

  test('[R183] is everyone who can take the lead, and at most 100, whom the order decides', () => {
    const all = choose(crowd(7), step, { siteIds: [] });
    expect(all.winners).toHaveLength(7);
    expect(all).toMatchObject({ offerTo: 100, toEveryone: true });
    const most = choose(crowd(130), step, { siteIds: [] });
    expect(most.winners).toHaveLength(100);
    expect(most.passedOver.idleLess).toHaveLength(30);
    expect(most.winners[0]?.agentId).toBe('a129');
    expect(isRecomputable(most)).toBe(true);
    expect(
      checkDecision(all, { policy: { ...DEFAULT_POLICY, steps: [step] }, profilesOf: () => [agent('x')] })
        .disagreements,
    ).toEqual([]);
  });
});
