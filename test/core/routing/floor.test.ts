import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate, RoutedLead } from '../../../src/core/routing/candidate.ts';
import { choose, chooseAgents, couldAnyoneTake } from '../../../src/core/routing/chooseAgents.ts';
import { PASSED_OVER_REASONS, RANKED_BEHIND, type Decision } from '../../../src/core/routing/decision.ts';
import { questionOf, refusalOf } from '../../../src/core/routing/eligibility.ts';
import { Floor } from '../../../src/core/routing/floor.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { isRecomputable } from '../../../src/core/routing/recomputeChoice.ts';
import { isPossible, reasonOfCode } from '../../../src/core/routing/screening.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { candidateOf, decide, leads, people, policies, type Person } from '../../support/floors.ts';
import { NOON } from '../../support/leads.ts';

/** Lists in no particular order. */
const plain = ({ winners, passedOver, ranks = {}, ...rest }: Decision) => ({
  ...rest,
  ranks: RANKED_BEHIND.map((reason) =>
    (ranks[reason] ?? []).map((rank, index) => [passedOver[reason]?.[index], rank].join(' ')).sort(),
  ),
  winners: [...winners].sort((one, other) => (one.agentId < other.agentId ? -1 : 1)),
  passedOver: Object.fromEntries(Object.entries(passedOver).map(([reason, ids]) => [reason, [...ids].sort()])),
});

test('[R126] a floor that is screened once and patched chooses like one that is screened for each lead, as agents and time go on', () => {
  const changes = fc.array(fc.tuple(fc.nat(11), people, fc.nat(40)), { maxLength: 12 });
  fc.assert(
    fc.property(
      policies,
      fc.array(leads, { minLength: 1, maxLength: 5 }),
      people,
      changes,
      (policy, asked, all, later) => {
        const now = [...all.map(candidateOf)];
        const floor = new Floor(now);
        let at = NOON;
        const compare = () => {
          for (const one of asked) {
            const { lead, policy: own, step } = decide(policy, one, all);
            const input = [own, step, at] as const;
            const [kept, fresh] = [chooseAgents(lead, floor, ...input), chooseAgents(lead, now, ...input)];
            expect(plain(kept)).toEqual(plain(fresh));
            expect(couldAnyoneTake(lead, floor, ...input)).toBe(couldAnyoneTake(lead, now, ...input));
          }
        };
        compare();
        for (const [index, others, seconds] of later) {
          const [before, other] = [now[index], others[0]];
          at += seconds * SECOND;
          if (before && other) {
            const after = candidateOf({ ...other, id: before.agent.id });
            now[index] = after;
            floor.replace(index, after);
          }
          compare();
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('[R150] a record keeps what it says when the floor changes, and isn’t written after that', () => {
  const changes = fc.array(fc.tuple(fc.nat(11), people), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(policies, leads, people, changes, (policy, asked, all, later) => {
      const floor = new Floor(all.map(candidateOf));
      const { lead, policy: own, step } = decide(policy, asked, all);
      const input = [own, step, NOON] as const;
      const record = chooseAgents(lead, floor, ...input);
      const fresh = chooseAgents(lead, all.map(candidateOf), ...input);
      const late = choose(lead, floor, ...input);
      for (const [index, others] of later) {
        const [before, other] = [floor.candidates[index], others[0]];
        if (before && other) floor.replace(index, candidateOf({ ...other, id: before.agent.id }));
        choose(lead, floor, ...input);
      }
      expect(record).toEqual(fresh);
      expect(isRecomputable(record)).toBe(true);
      expect(() => late.record()).toThrow('before the floor changes');
    }),
    { numRuns: 400 },
  );
});

/** Counts how often something about each agent is read. */
function counted(all: readonly Person[], what: 'idleSince' | 'languages') {
  const reads = new Map<string, number>();
  const candidates = all.map(candidateOf).map((candidate): Candidate => {
    const { agent } = candidate;
    const value = agent[what];
    const own = Object.defineProperty({ ...agent }, what, {
      enumerable: true,
      get() {
        reads.set(agent.id, (reads.get(agent.id) ?? 0) + 1);
        return value;
      },
    });
    return { ...candidate, agent: own };
  });
  const sum = () => [...reads.values()].reduce((all_, count) => all_ + count, 0);
  return { floor: new Floor(candidates), sum };
}

const free = (id: string, idleSince: number): Person => ({
  ...{ id, presence: 'available', reach: 'reachable', teamIds: ['day'], languages: ['en'], skills: { roof: 3 } },
  ...{ capacity: 1, held: 0, idleSince, hasPhone: true, took: 0, answered: undefined, owed: 0, talked: 0, won: 0 },
});
/** The parts of a choice for a lead that asks for no one. */
const plainChoice = () =>
  decide(
    DEFAULT_POLICY,
    {
      ...{ language: 'en', isLive: false, refusedBy: [], tried: [], waitedMs: 0, epoch: 1 },
      ...{ promisedTo: undefined, knownAgentId: undefined },
    },
    [],
  );

test('[R220] a lead that is reserved or was refused has the reasons that each agent would give, without asking them again', () => {
  fc.assert(
    fc.property(policies, leads, people, (policy, asked, all) => {
      const { lead, policy: own, step } = decide(policy, asked, all);
      const question = questionOf(lead, own, step, NOON);
      const floor = new Floor(all.map(candidateOf));
      const screened = floor.screen(question);
      const { codes } = screened;
      const expected = floor.candidates.map((candidate) => refusalOf(candidate, question));
      // What a busy agent does isn't known here.
      expect(floor.candidates.map(({ agent }) => screened.reasonOf(agent.id))).toEqual(expected);
      expect(Array.from(codes, reasonOfCode)).toEqual(expected);
      const ids = (among: readonly Candidate[]) => among.map(({ agent }) => agent.id).sort();
      const isIn = (at: number) => !screened.excluded.includes(at);
      expect(ids(screened.free.filter((_one, at) => isIn(at)))).toEqual(
        ids(floor.candidates.filter((_one, at) => expected[at] === null)),
      );
      for (const reason of PASSED_OVER_REASONS.filter(isPossible))
        expect(screened.count(reason)).toBe(expected.filter((one) => one === reason).length);
    }),
    { numRuns: 600 },
  );
  const { floor, sum } = counted([free('a0', NOON - 2), free('a1', NOON - 1), free('a2', NOON)], 'languages');
  const choosing = (changes: Partial<RoutedLead>) => {
    const { lead, policy, step } = plainChoice();
    return chooseAgents({ ...lead, ...changes }, floor, policy, step, NOON).winners[0]?.agentId;
  };
  expect(choosing({})).toBe('a0');
  const before = sum();
  expect(choosing({ promisedTo: 'a2' })).toBe('a2');
  expect(choosing({ refusedBy: ['a0'] })).toBe('a1');
  expect(sum()).toBe(before);
});

test('[R221] an order reads an agent again only after they changed', () => {
  const { floor, sum } = counted([free('a0', NOON - 2), free('a1', NOON - 1), free('a2', NOON)], 'idleSince');
  const { lead, policy, step } = plainChoice();
  const first = () => choose(lead, floor, policy, step, NOON).winners[0]?.agentId;
  expect(first()).toBe('a0');
  const before = sum();
  expect([first(), first()]).toEqual(['a0', 'a0']);
  // Only for how long the winner had been idle.
  expect(sum()).toBe(before + 2);
  floor.replace(0, candidateOf(free('a0', NOON + 1)));
  expect(first()).toBe('a1');
});
