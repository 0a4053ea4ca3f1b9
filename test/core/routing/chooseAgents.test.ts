import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate, RoutedLead } from '../../../src/core/routing/candidate.ts';
import { chooseAgents, couldAnyoneTake } from '../../../src/core/routing/chooseAgents.ts';
import { DEFAULT_POLICY, nextStepAt, stepAt, type PolicyStep } from '../../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const STEP: PolicyStep = { afterMs: 0, offerTo: 1, relax: [] };
const lead = (changes: Partial<RoutedLead> = {}): RoutedLead => ({
  id: 'ld_1',
  epoch: 1,
  language: 'en',
  skills: {},
  teamIds: [],
  tried: [],
  waitedMs: 0,
  priorityMs: 0,
  ...changes,
});
const at = (changes: Parameters<typeof agent>[1], id: string, heldSlots: number[] = []): Candidate => ({
  agent: agent(id, changes),
  heldSlots,
});
const choose = (asked: RoutedLead, candidates: Candidate[], step = STEP, now = NOON) =>
  chooseAgents(asked, candidates, DEFAULT_POLICY, step, now);
const winners = (decision: ReturnType<typeof choose>) => decision.winners.map(({ agentId }) => agentId);

describe('who is offered a lead', () => {
  test('[R13] the agent who has been idle longest', () => {
    const decision = choose(lead(), [
      at({ idleSince: NOON - MINUTE }, 'ana'),
      at({ idleSince: NOON - 2 * MINUTE }, 'ben'),
    ]);
    expect(winners(decision)).toEqual(['ben']);
    expect(decision.passedOver).toEqual({ idleLess: ['ana'] });
  });

  test('[R14] no one who is away, offline, silent, absent, busy, in another team, or without the language or skill', () => {
    const decision = choose(
      lead({ teamIds: ['solar'], skills: { roof: 3 }, language: 'ko' }),
      [
        at({ presence: 'away' }, 'away'),
        at({ presence: 'offline' }, 'offline'),
        at({ reach: 'silent' }, 'silent'),
        at({ reach: 'absent' }, 'absent'),
        at({}, 'busy', [1]),
        at({ teamIds: [] }, 'otherTeam'),
        at({ languages: ['en'] }, 'language'),
        at({ skills: {} }, 'skills'),
        at({ skills: { roof: 2 } }, 'skillLevel'),
      ].map((candidate) => ({ ...candidate, agent: fit(candidate.agent) })),
    );
    expect(winners(decision)).toEqual([]);
    for (const [reason, ids] of Object.entries(decision.passedOver)) expect(ids).toEqual([reason]);
    expect(Object.keys(decision.passedOver)).toHaveLength(9);
  });

  test('[A15] a sufficient level qualifies, and a higher one is no better', () => {
    const asked = lead({ skills: { roof: 3 } });
    for (const roof of [3, 5]) expect(winners(choose(asked, [at({ skills: { roof } }, 'ana')]))).toEqual(['ana']);
    expect(choose(asked, [at({ skills: { roof: 1 } }, 'ben')]).passedOver).toEqual({ skillLevel: ['ben'] });
  });

  test('[R7] an agent who declined isn’t offered the lead again while another could take it', () => {
    const tried = [{ agentId: 'ana', how: 'declined' as const, at: NOON - MINUTE }];
    expect(winners(choose(lead({ tried }), [at({}, 'ana'), at({}, 'ben')]))).toEqual(['ben']);
    const busy = choose(lead({ tried }), [at({}, 'ana'), at({}, 'ben', [1])]);
    expect(winners(busy)).toEqual([]);
    expect(busy.passedOver).toEqual({ busy: ['ben'], declined: ['ana'] });
    expect(winners(choose(lead({ tried }), [at({}, 'ana')]))).toEqual(['ana']);
  });

  test('[R15] an agent’s own promise is offered to them alone', () => {
    const asked = lead({ promisedTo: 'ana' });
    expect(winners(choose(asked, [at({ idleSince: NOON }, 'ana'), at({ idleSince: NOON - MINUTE }, 'ben')]))).toEqual([
      'ana',
    ]);
  });

  test('[R16] a broadcast is offered to several at once', () => {
    const idle = (minutes: number) => ({ idleSince: NOON - minutes * MINUTE });
    const decision = choose(lead(), [at(idle(3), 'ana'), at(idle(2), 'ben'), at(idle(1), 'chloe')], {
      ...STEP,
      offerTo: 2,
    });
    expect(winners(decision)).toEqual(['ana', 'ben']);
  });

  test('an agent with two slots takes two leads at once, in different slots', () => {
    expect(choose(lead(), [at({ capacity: 2 }, 'ana', [1])]).winners).toMatchObject([{ agentId: 'ana', slot: 2 }]);
  });

  test('somebody who is only busy may yet take it; somebody away may not', () => {
    expect(couldAnyoneTake(lead(), [at({}, 'ana', [1])], DEFAULT_POLICY, STEP, NOON)).toBe(true);
    expect(couldAnyoneTake(lead(), [at({ presence: 'away' }, 'ana')], DEFAULT_POLICY, STEP, NOON)).toBe(false);
  });

  test('[9] every candidate is a winner or is passed over for exactly one reason', () => {
    const candidate = fc.record({
      presence: fc.constantFrom('available' as const, 'away' as const, 'offline' as const),
      reach: fc.constantFrom('reachable' as const, 'silent' as const),
      idleSince: fc.integer({ min: NOON - MINUTE, max: NOON }),
      held: fc.boolean(),
      tried: fc.constantFrom(undefined, 'declined' as const, 'missed' as const),
      triedAgo: fc.integer({ min: 0, max: 10 * SECOND }),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (people, offerTo) => {
        const candidates = people.map(({ presence, reach, idleSince, held }, index) =>
          at({ presence, reach, idleSince }, `a${index}`, held ? [1] : []),
        );
        const tried = people.flatMap(({ tried: how, triedAgo }, index) =>
          how ? [{ agentId: `a${index}`, how, at: NOON - triedAgo }] : [],
        );
        const decision = choose(lead({ tried }), candidates, { ...STEP, offerTo });
        const named = [...winners(decision), ...Object.values(decision.passedOver).flat()].sort();
        expect(named).toEqual(candidates.map((one) => one.agent.id).sort());
        expect(decision.winners.length).toBeLessThanOrEqual(offerTo);
      }),
    );
  });
});

describe('the policy', () => {
  test('widens with the time waited and then gives up', () => {
    expect(stepAt(DEFAULT_POLICY, NOON, NOON + 59 * SECOND).relax).toEqual([]);
    expect(stepAt(DEFAULT_POLICY, NOON, NOON + 60 * SECOND).relax).toEqual(['skills']);
    expect(nextStepAt(DEFAULT_POLICY, NOON, NOON)).toBe(NOON + MINUTE);
    expect(nextStepAt(DEFAULT_POLICY, NOON, NOON + MINUTE)).toBe(NOON + 5 * MINUTE);
  });
});

// Each candidate of the test above fails in one way only.
function fit(one: ReturnType<typeof agent>): ReturnType<typeof agent> {
  return {
    ...one,
    teamIds: one.id === 'otherTeam' ? [] : ['solar'],
    languages: one.id === 'language' ? ['en'] : ['ko'],
    skills: one.id === 'skills' ? {} : { roof: one.id === 'skillLevel' ? 2 : 3 },
  };
}
