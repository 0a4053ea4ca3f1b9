import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choose, chooseAgents, couldAnyoneTake } from '../../../src/core/routing/chooseAgents.ts';
import type { Decision } from '../../../src/core/routing/decision.ts';
import { Floor } from '../../../src/core/routing/floor.ts';
import { isRecomputable } from '../../../src/core/routing/recomputeChoice.ts';
import { SECOND } from '../../../src/core/vocabulary/time.ts';
import { candidateOf, decide, leads, people, policies } from '../../support/floors.ts';
import { NOON } from '../../support/leads.ts';

/** Lists in no particular order. */
const plain = ({ winners, passedOver, ranks: _ranks, ...rest }: Decision) => ({
  ...rest,
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
