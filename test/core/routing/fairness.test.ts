/**
 * Properties that hold for whatever policy, lead and floor. What a lead asks of an agent is written down here once more,
 * in the words of the rules, so that the code is compared with them and not with itself.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventPeriod, replayCampaign, runWhole } from '../../../bench/inventPeriod.ts';
import type { Candidate } from '../../../src/core/routing/candidate.ts';
import { choose, chooseAgents } from '../../../src/core/routing/chooseAgents.ts';
import { PREFERRED, RANKED_BEHIND } from '../../../src/core/routing/decision.ts';
import type { ReplayLead, ReplayPeriod } from '../../../src/core/replay/period.ts';
import { turnChanges } from '../../../src/core/routing/order/roundRobin.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { decide, leads, people, policies, type Person } from '../../support/floors.ts';
import { agent, NOON } from '../../support/leads.ts';

type Case = Pick<ReturnType<typeof decide>, 'lead' | 'step' | 'policy'>;

/** R14, R15, R23, R59, R60, R63, R138, R180, R181: whether the agent could be offered the lead now, also without what is only preferred. */
function mayTake(person: Person, { lead, step, policy }: Case, isStrict = false): boolean {
  const isPreferred = (need: 'teams' | 'skills' | 'language' | 'sites') => step.prefer?.includes(need) === true;
  // Of supervisors who are asked, too, what the step prefers is wanted first.
  const isAsked = step.supervisors === true && person.isSupervisor === true && !isStrict;
  const isWaived = (need: 'skills' | 'language' | 'sites') =>
    step.relax.includes(need) || (isPreferred(need) && !isStrict) || (isAsked && need !== 'language');
  const further = isStrict && isPreferred('teams') ? [] : (step.teamIds ?? []);
  const teams = lead.teamIds.length === 0 ? [] : [...lead.teamIds, ...further];
  const sites = lead.siteIds ?? [];
  const { perHour = Infinity, perDay = Infinity, afterDeclineMs, afterMissMs } = policy.limits;
  const pause = { declinedAt: afterDeclineMs, missedAt: afterMissMs };
  return (
    person.presence === 'available' &&
    person.reach === 'reachable' &&
    person.held < person.capacity &&
    (teams.length === 0 || isAsked || teams.some((id) => person.teamIds.includes(id))) &&
    (sites.length === 0 || isWaived('sites') || sites.some((id) => id === person.siteId)) &&
    (isWaived('language') || person.languages.includes(lead.language)) &&
    (isWaived('skills') ||
      Object.entries(lead.skills).every(([skill, level]) => (person.skills[skill] ?? 0) >= level)) &&
    (lead.promisedTo === undefined || lead.promisedTo === person.id) &&
    !lead.refusedBy?.includes(person.id) &&
    (!lead.isLive || person.hasPhone) &&
    person.took < perHour &&
    person.took < perDay &&
    (person.answered === undefined || pause[person.answered] <= 30 * SECOND)
  );
}

describe('whatever the policy, the lead and the floor', () => {
  test('[R121] only agents who may take the lead are offered it, as many as the step says, and everyone else has one reason', () => {
    fc.assert(
      fc.property(policies, leads, people, (policy, asked, floor) => {
        const one = decide(policy, asked, floor);
        const { winners, passedOver } = one.choose(floor);
        const won = winners.map(({ agentId }) => agentId);
        const able = floor.filter((person) => mayTake(person, one)).map(({ id }) => id);
        const ranked = [...won, ...RANKED_BEHIND.flatMap((reason) => passedOver[reason] ?? [])];
        for (const id of ranked) expect(able).toContain(id);
        expect([...won, ...Object.values(passedOver).flat()].sort()).toEqual(floor.map(({ id }) => id).sort());
        if (passedOver.keptForLastAgent) return expect(won).toEqual([]);
        // Those who had it before come again only when no one else could.
        const fresh = able.filter((id) => !asked.tried.includes(id));
        // Whom the customer knows comes before what the step prefers, and that before everyone else.
        const isKnown = one.policy.order.kind === 'lastAgent' && fresh.includes(asked.knownAgentId ?? '');
        const strict = isKnown || !one.step.prefer?.length ? [] : floor.filter((person) => mayTake(person, one, true));
        const first = strict.map(({ id }) => id).filter((id) => fresh.includes(id));
        // R185: only they have it as their reason that something was preferred.
        const beyond = Object.values(PREFERRED).flatMap((reason) => passedOver[reason] ?? []);
        expect(beyond.sort()).toEqual(
          first.length > 0 ? able.filter((id) => !strict.some((person) => person.id === id)).sort() : [],
        );
        if (fresh.length > 0) expect([...ranked].sort()).toEqual([...(first.length > 0 ? first : fresh)].sort());
        const most = one.step.offerTo === 'everyone' ? 100 : one.step.offerTo;
        expect(won).toHaveLength(Math.min(most, ranked.length));
      }),
      { numRuns: 600 },
    );
  });

  test('[R121] the same input is the same choice, in whatever order the agents are listed', () => {
    fc.assert(
      fc.property(
        fc.tuple(policies, leads, people).chain(([policy, asked, floor]) =>
          fc.record({
            ...{ policy: fc.constant(policy), asked: fc.constant(asked), floor: fc.constant(floor) },
            shuffled: fc.shuffledSubarray(floor, { minLength: floor.length }),
          }),
        ),
        ({ policy, asked, floor, shuffled }) => {
          const one = decide(policy, asked, floor);
          const plain = ({ winners, passedOver }: ReturnType<typeof one.choose>) => ({
            winners: [...winners].sort((a, b) => (a.agentId < b.agentId ? -1 : 1)),
            reasons: Object.entries(passedOver)
              .map(([reason, ids]) => [reason, [...ids].sort()])
              .sort(),
          });
          expect(one.choose(floor)).toEqual(one.choose(floor));
          expect(plain(one.choose(shuffled))).toEqual(plain(one.choose(floor)));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('ties', () => {
  const ids = fc.oneof(
    fc.integer({ min: 0, max: 9999 }).map((n) => `user_${String(n).padStart(4, '0')}`),
    fc.uuid(),
    fc.string({ minLength: 1, maxLength: 4 }),
  );
  const tied = fc.uniqueArray(ids, { minLength: 2, maxLength: 6 });

  test('[R51] of any agents with any IDs, each is drawn as often, also the second of two places and right after a draw', () => {
    fc.assert(
      fc.property(tied, fc.nat(), fc.integer({ min: 1, max: 3 }), (names, start, offerTo) => {
        const leadsDrawn = 3000;
        const places = Math.min(offerTo, names.length);
        const floor = names.map((id): Candidate => ({ agent: agent(id), heldSlots: [] }));
        const wins = new Map(names.map((id) => [id, 0]));
        let again = 0;
        let before: string | undefined;
        for (let n = 0; n < leadsDrawn; n += 1) {
          const lead = { id: `ld_${start + n}`, epoch: 1 + (n % 2), language: 'en' as const, skills: {}, teamIds: [] };
          const asked = { ...lead, tried: [], waitedMs: 0, priorityMs: 0 };
          const step = { afterMs: 0, offerTo, relax: [] };
          const { winners } = chooseAgents(asked, floor, DEFAULT_POLICY, step, NOON);
          for (const { agentId } of winners) wins.set(agentId, (wins.get(agentId) ?? 0) + 1);
          again += Number(winners[0]?.agentId === before);
          before = winners[0]?.agentId;
        }
        // Six standard deviations of a fair draw.
        const within = (count: number, share: number) =>
          expect(Math.abs(count - leadsDrawn * share)).toBeLessThanOrEqual(
            6 * Math.sqrt(leadsDrawn * share * (1 - share)),
          );
        for (const count of wins.values()) within(count, places / names.length);
        if (places === 1) within(again, 1 / names.length);
      }),
      { numRuns: 15 },
    );
  });
});

describe('round robin, while others come and go', () => {
  const floors = fc.record({
    stay: fc.integer({ min: 1, max: 6 }),
    visit: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(1e6),
    offerTo: fc.integer({ min: 1, max: 3 }),
  });
  /** Deals 200 leads out; calls `after` with what everyone won so far. */
  const deal = (
    weights: readonly number[],
    stay: number,
    { seed, offerTo }: { readonly seed: number; readonly offerTo: number },
    after: (won: readonly number[], owed: ReadonlyMap<string, number>) => void,
  ) => {
    const order = { kind: 'roundRobin', weights: Object.fromEntries(weights.map((w, i) => [`a${i}`, w])) } as const;
    const credit = new Map<string, number>();
    const won = weights.map(() => 0);
    for (let n = 0; n < 200; n += 1) {
      // A visitor is there for some leads, then not for some.
      const isIn = (index: number) => index < stay || Math.sin(seed + (n * (index + 1)) / 7) > 0.2;
      const floor = weights.flatMap((_w, index) => (isIn(index) ? [{ agent: agent(`a${index}`), heldSlots: [] }] : []));
      const lead = { id: `ld_${n}`, epoch: 1, language: 'en' as const, skills: {}, teamIds: [], tried: [] };
      const step = { afterMs: 0, offerTo, relax: [] };
      const asked = { ...lead, waitedMs: 0, priorityMs: 0 };
      const { winners, behind } = choose(asked, floor, { ...DEFAULT_POLICY, order }, step, NOON, credit);
      const chosen = winners.map(({ agentId }) => agentId);
      for (const [id, change] of turnChanges(chosen, behind(), order.weights))
        credit.set(id, (credit.get(id) ?? 0) + change);
      for (const agentId of chosen) won[Number(agentId.slice(1))]! += 1;
      after(won, credit);
    }
  };

  test('[R122] agents of equal weight who are eligible for every lead never differ by more than one lead', () => {
    fc.assert(
      fc.property(floors, fc.integer({ min: 1, max: 9 }), ({ stay, visit, ...how }, weight) => {
        const weights = Array.from({ length: stay + visit }, (_one, index) =>
          index < stay ? weight : 1 + (index % 5),
        );
        deal(weights, stay, how, (won) => {
          const those = won.slice(0, stay);
          expect(Math.max(...those) - Math.min(...those)).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('[R122] by weight each of any two of them stays within a lead of their share of what the two got', () => {
    fc.assert(
      fc.property(floors, fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 12 }), (floor, given) => {
        const weights = given.slice(0, floor.stay + floor.visit);
        deal(weights, floor.stay, { ...floor, offerTo: 1 }, (won, owed) => {
          for (let one = 0; one < floor.stay; one += 1)
            for (let other = 0; other < one; other += 1) {
              const share = weights[one]! / (weights[one]! + weights[other]!);
              expect(Math.abs(won[one]! - (won[one]! + won[other]!) * share)).toBeLessThan(1);
            }
          expect([...owed.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 6);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('nobody starves', () => {
  /** Everyone accepts everything after a second. */
  const sure = (period: ReplayPeriod): ReplayPeriod => {
    const everyone = { ...period.courses.everyone, counts: { accepted: 1, declined: 0, missed: 0, unseen: 0 } };
    const courses = { ...period.courses, pasts: new Map(), everyone: { ...everyone, acceptedAfterMs: [SECOND] } };
    return { ...period, courses };
  };
  const everyTenSeconds = ({ from }: ReplayPeriod, lead: ReplayLead, at: number): ReplayLead => ({
    ...lead,
    course: { ...lead.course, arrivedAt: from + at * 10 * SECOND },
  });
  const bonuses = fc.array(fc.integer({ min: 0, max: 30 * MINUTE }), { minLength: 2, maxLength: 12 });

  test('[R123] a lead is overtaken only by leads whose bonus exceeds its own by more than they arrived later', () => {
    fc.assert(
      fc.property(bonuses, fc.constantFrom('longestIdle' as const, 'roundRobin' as const), (bonus, kind) => {
        const period = sure(inventPeriod(120, 2));
        const some = period.leads.map((lead, at) => ({
          ...everyTenSeconds(period, lead, at),
          bonusMs: bonus[at % bonus.length] ?? 0,
        }));
        const campaign = replayCampaign({ order: { kind }, giveUpMs: 24 * HOUR });
        const run = runWhole({ ...period, leads: some }, campaign, 1);
        expect(run.takenBy).not.toContain(undefined);
        const takenAt = some.map(({ course }, at) => course.arrivedAt + (run.seconds[at] ?? NaN) * SECOND);
        for (const [at, { course, bonusMs }] of some.entries())
          for (const [other, later] of some.entries())
            if (later.course.arrivedAt > course.arrivedAt && (takenAt[other] ?? 0) < (takenAt[at] ?? 0))
              expect(later.bonusMs - bonusMs).toBeGreaterThan(later.course.arrivedAt - course.arrivedAt);
      }),
      { numRuns: 10 },
    );
  });

  test('[R18] [R74] in a replay, too, leads that no one can take hide none that someone can, and these are taken in turn', () => {
    const period = sure(inventPeriod(140, 4));
    // Nobody speaks Korean.
    const some = period.leads.map((lead, at) => ({
      ...everyTenSeconds(period, lead, at),
      ...(at < 120 && { language: 'ko' as const }),
    }));
    const campaign = replayCampaign({ giveUpMs: HOUR, nobodyMs: HOUR });
    const run = runWhole({ ...period, leads: some }, campaign, 1);
    expect(run.takenBy.slice(0, 120).every((agentId) => agentId === undefined)).toBe(true);
    expect(run.takenBy.slice(120)).not.toContain(undefined);
    const takenAt = [...run.seconds.slice(120)].map((seconds, at) => at * 10 + seconds);
    expect(takenAt).toEqual([...takenAt].sort((one, other) => one - other));
  });
});
