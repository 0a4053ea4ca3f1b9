import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate, RoutedLead, Taken } from '../../../src/core/routing/candidate.ts';
import { choose as decide, chooseAgents } from '../../../src/core/routing/chooseAgents.ts';
import { LEARNING_BELOW } from '../../../src/core/routing/order/bestResult.ts';
import { turnChanges } from '../../../src/core/routing/order/roundRobin.ts';
import { isRecomputable } from '../../../src/core/routing/recomputeChoice.ts';
import { countResults, kindOfLead, type Result } from '../../../src/core/routing/results.ts';
import { DEFAULT_POLICY, type OrderChoice, type Policy } from '../../../src/core/routing/policy.ts';
import { ORDER_NAMES, type OrderName } from '../../../src/core/vocabulary/orders.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const STEP = { afterMs: 0, offerTo: 1, relax: [] } as const;
const lead = (changes: Partial<RoutedLead> = {}): RoutedLead => ({
  ...{ id: 'ld_1', epoch: 1, language: 'en', skills: {}, teamIds: [], tried: [], waitedMs: 0, priorityMs: 0 },
  ...changes,
});
const taken = (changes: Partial<Taken>): Taken => ({ today: 0, lastHour: 0, ...changes });
const one = (id: string, changes: Partial<Candidate> & Parameters<typeof agent>[1] = {}): Candidate => {
  const { heldSlots = [], taken: took, results, ...rest } = changes;
  return { agent: agent(id, rest), heldSlots, ...(took && { taken: took }), ...(results && { results }) };
};
const by = (order: OrderChoice, changes: Partial<Policy> = {}): Policy => ({ ...DEFAULT_POLICY, order, ...changes });
const choose = (asked: RoutedLead, candidates: readonly Candidate[], policy: Policy, credit?: Map<string, number>) =>
  chooseAgents(asked, candidates, policy, STEP, NOON, credit);
const winner = (...input: Parameters<typeof choose>) => choose(...input).winners[0]?.agentId;

describe('an order ranks eligible agents', () => {
  const people = fc.array(
    fc.record({
      presence: fc.constantFrom('available' as const, 'available' as const, 'away' as const, 'offline' as const),
      reach: fc.constantFrom('reachable' as const, 'silent' as const),
      idleSince: fc.integer({ min: NOON - 3, max: NOON }),
      roof: fc.integer({ min: 1, max: 5 }),
      isBusy: fc.boolean(),
      today: fc.integer({ min: 0, max: 3 }),
      owed: fc.integer({ min: -2, max: 2 }),
      hasTried: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const choice = fc.record({
    kind: fc.constantFrom(...ORDER_NAMES),
    then: fc.constantFrom(
      ...ORDER_NAMES.filter((name): name is Exclude<OrderName, 'lastAgent'> => name !== 'lastAgent'),
    ),
    patienceMs: fc.constantFrom(0, MINUTE),
  });

  test('[R50] [R14] whatever the order: only eligible agents, one reason for every other, one offer if anyone is eligible', () => {
    fc.assert(
      fc.property(people, choice, fc.integer({ min: 1, max: 3 }), fc.nat(11), (floor, order, offerTo, known) => {
        const candidates = floor.map(({ presence, reach, idleSince, roof, isBusy, today }, index) =>
          one(`a${index}`, {
            ...{ presence, reach, idleSince, skills: { roof }, heldSlots: isBusy ? [1] : [] },
            taken: taken({ today, lastHour: today }),
          }),
        );
        const credit = new Map(floor.map(({ owed }, index) => [`a${index}`, owed]));
        const tried = floor.flatMap(({ hasTried }, index) =>
          hasTried ? [{ agentId: `a${index}`, how: 'missed' as const, at: NOON - MINUTE }] : [],
        );
        const asked = lead({ skills: { roof: 2 }, knownAgentId: `a${known}`, tried });
        const policy = by(order, { limits: { ...DEFAULT_POLICY.limits, perDay: 3 } });
        const decision = chooseAgents(asked, candidates, policy, { ...STEP, offerTo }, NOON, credit);
        const isEligible = (index: number) => {
          const { presence, reach, roof, isBusy, today } = floor[index]!;
          return presence === 'available' && reach === 'reachable' && roof >= 2 && !isBusy && today < 3;
        };
        const won = decision.winners.map(({ agentId }) => agentId);
        for (const id of won) expect(isEligible(Number(id.slice(1)))).toBe(true);
        expect([...won, ...Object.values(decision.passedOver).flat()].sort()).toEqual(
          candidates.map((each) => each.agent.id).sort(),
        );
        const anyone = floor.some((_one, index) => isEligible(index) && !floor[index]!.hasTried);
        const isKept = decision.passedOver.keptForLastAgent !== undefined;
        expect(won.length > 0).toBe(anyone ? !isKept : won.length > 0);
        expect(won.length).toBeLessThanOrEqual(offerTo);
        const shuffled = chooseAgents(asked, [...candidates].reverse(), policy, { ...STEP, offerTo }, NOON, credit);
        expect(shuffled.winners.map(({ agentId }) => agentId).sort()).toEqual([...won].sort());
      }),
      { numRuns: 500 },
    );
  });

  test('[R55] fewest today', () => {
    const floor = [one('ana', { taken: taken({ today: 2 }) }), one('ben', { taken: taken({ today: 1 }) })];
    expect(choose(lead(), floor, by({ kind: 'fewestToday' }))).toMatchObject({
      winners: [{ agentId: 'ben' }],
      passedOver: { tookMore: ['ana'] },
      order: 'fewestToday',
    });
  });

  test('[R56] best skill: the sum of the levels above the required ones', () => {
    const floor = [one('ana', { skills: { roof: 5, solar: 1 } }), one('ben', { skills: { roof: 4, solar: 3 } })];
    const asked = lead({ skills: { roof: 3, solar: 1 } });
    expect(winner(asked, floor, by({ kind: 'bestSkill' }))).toBe('ben');
    expect(winner(lead({ skills: { roof: 3 } }), floor, by({ kind: 'bestSkill' }))).toBe('ana');
  });
});

describe('ties', () => {
  test('[R51] are drawn: the draw is recorded, and the same for everyone who recomputes it', () => {
    const floor = [one('ana'), one('ben'), one('chloe')];
    const decision = choose(lead(), floor, DEFAULT_POLICY);
    expect(decision.winners[0]?.draw).toEqual(expect.any(Number));
    expect(decision.passedOver.notDrawn).toHaveLength(2);
    expect(choose(lead(), [...floor].reverse(), DEFAULT_POLICY).winners).toEqual(decision.winners);
    expect(choose(lead(), [one('ana', { idleSince: NOON - MINUTE }), one('ben')], DEFAULT_POLICY).winners).toEqual([
      expect.not.objectContaining({ draw: expect.anything() }),
    ]);
  });

  test.each(['longestIdle', 'roundRobin', 'fewestToday', 'bestSkill', 'bestResult', 'random'] as const)(
    '[R51] %s favors no ID: over many leads everyone wins as often',
    (kind) => {
      const ids = ['a', 'z', 'agent_0000000001', 'agent_0000000002', 'user_ana'];
      const wins = new Map(ids.map((id) => [id, 0]));
      const leads = 5000;
      for (let n = 0; n < leads; n += 1) {
        const id =
          winner(
            lead({ id: `ld_in_${n}`, epoch: n % 3 }),
            ids.map((each) => one(each)),
            by({ kind }),
          ) ?? '';
        wins.set(id, (wins.get(id) ?? 0) + 1);
      }
      // Five standard deviations of a fair draw.
      const fair = leads / ids.length;
      for (const count of wins.values()) expect(Math.abs(count - fair)).toBeLessThan(5 * Math.sqrt(fair * 0.8));
    },
  );
});

describe('round robin', () => {
  /** Of this many offers of one lead: by weight, and what is more than one offer goes to the others. */
  const shareOf = (weights: readonly number[], eligible: readonly number[], who: number, offers: number): number => {
    const total = eligible.reduce((sum, index) => sum + weights[index]!, 0);
    const most = eligible.find((index) => (offers * weights[index]!) / total >= 1);
    if (most === undefined) return (offers * weights[who]!) / total;
    if (most === who) return 1;
    return shareOf(
      weights,
      eligible.filter((index) => index !== most),
      who,
      offers - 1,
    );
  };
  /** Deals leads out and returns how far each agent ever was from their share. */
  const deal = (
    weights: readonly number[],
    leads: number,
    isIn: (agent: number, lead: number) => boolean,
    offerTo: (lead: number) => number = () => 1,
  ) => {
    const order = { kind: 'roundRobin', weights: Object.fromEntries(weights.map((w, i) => [`a${i}`, w])) } as const;
    const [credit, share, count] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
    const add = (sums: Map<string, number>, id: string, more: number) => sums.set(id, (sums.get(id) ?? 0) + more);
    const off = weights.map(() => 0);
    for (let n = 0; n < leads; n += 1) {
      const eligible = weights.flatMap((_weight, index) => (isIn(index, n) ? [index] : []));
      const floor = weights.map((_weight, index) =>
        one(`a${index}`, { heldSlots: eligible.includes(index) ? [] : [1] }),
      );
      const step = { ...STEP, offerTo: offerTo(n) };
      const { winners, behind } = decide(lead({ id: `ld_${n}` }), floor, by(order), step, NOON, credit);
      const won = winners.map(({ agentId }) => agentId);
      for (const [id, change] of turnChanges(won, behind(), order.weights)) add(credit, id, change);
      for (const index of eligible) add(share, `a${index}`, shareOf(weights, eligible, index, step.offerTo));
      for (const id of won) add(count, id, 1);
      for (const index of off.keys()) {
        const id = `a${index}`;
        off[index] = Math.max(off[index]!, Math.abs((share.get(id) ?? 0) - (count.get(id) ?? 0)));
      }
    }
    return { off, count };
  };

  test('[R53] keeps everyone within one lead of their share by weight, at every moment', () => {
    const alike = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 });
    const unlike = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 10, maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(alike, unlike), (given) => {
        for (const most of deal(given, 150, () => true).off) expect(most).toBeLessThan(1 + 1e-4);
      }),
      { numRuns: 80 },
    );
    // The highest credit first was 1.1 leads behind here.
    for (const most of deal([86, 70, 66, 76, 86, 7, 3, 3], 200, () => true).off) expect(most).toBeLessThan(1 + 1e-4);
  });

  test('[R53] also when leads are offered to several at once: nobody is owed more than one offer of a lead', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 8 });
    const offers = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(weights, offers, (given, at) => {
        const { off } = deal(
          given,
          120,
          () => true,
          (n) => at[n % at.length] ?? 1,
        );
        // Where the number of offers changes, so does each share: by fractions of a lead, but never away for good.
        for (const most of off) expect(most).toBeLessThanOrEqual(at.every((one) => one === at[0]) ? 1 + 1e-6 : 1.5);
      }),
      { numRuns: 200 },
    );
    // One who outweighs the others wins each lead that goes to two, and earns nothing by it for the leads that go to one.
    const { count } = deal(
      [6, 1, 1],
      200,
      () => true,
      (n) => (n < 100 ? 2 : 1),
    );
    expect(count.get('a0')).toBe(100 + 75);
  });

  test('[R53] weights 1, 2 and 3 over 60 leads are 10, 20 and 30', () => {
    expect([...deal([1, 2, 3], 60, () => true).count.values()].sort()).toEqual([10, 20, 30]);
  });

  test('[R53] absence earns nothing: who returns isn’t served before their turn', () => {
    // The third agent is there for the last 30 of 90 leads only.
    const { count } = deal([1, 1, 1], 90, (index, n) => index < 2 || n >= 60);
    expect([...count.entries()].sort()).toEqual([
      ['a0', 40],
      ['a1', 40],
      ['a2', 10],
    ]);
  });

  test('[R53] nobody starves, however the others come and go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 6 }),
        fc.nat(1000),
        (given, seed) => {
          const { off } = deal(given, 150, (index, n) => index === 0 || Math.sin(seed + n * (index + 1)) > 0);
          // Others’ comings and goings can move a share by fractions of a lead, but never away for good.
          expect(off[0]).toBeLessThan(2);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the last agent', () => {
  const order: OrderChoice = { kind: 'lastAgent', patienceMs: 30 * SECOND, then: 'longestIdle' };
  const asked = (changes: Partial<RoutedLead> = {}) => lead({ knownAgentId: 'ben', ...changes });
  const longer = one('ana', { idleSince: NOON - MINUTE });

  test('[R57] goes first, however long others were idle', () => {
    expect(choose(asked(), [longer, one('ben')], by(order))).toMatchObject({
      winners: [{ agentId: 'ben' }],
      passedOver: { notLastAgent: ['ana'] },
      order: 'lastAgent',
    });
  });

  test('[R57] is waited for while busy, but no longer than the patience', () => {
    const floor = [longer, one('ben', { heldSlots: [1] })];
    expect(choose(asked({ waitedMs: 29 * SECOND }), floor, by(order))).toMatchObject({
      winners: [],
      passedOver: { keptForLastAgent: ['ana'], busy: ['ben'] },
    });
    expect(choose(asked({ waitedMs: 30 * SECOND }), floor, by(order))).toMatchObject({
      winners: [{ agentId: 'ana' }],
      order: 'longestIdle',
    });
  });

  test.each([
    ['away', { presence: 'away' as const }, {}],
    ['offline', { presence: 'offline' as const }, {}],
    ['without the language', { languages: ['ko' as const] }, {}],
    ['at the daily limit', { taken: taken({ today: 9 }) }, {}],
    ['who declined it', {}, { tried: [{ agentId: 'ben', how: 'declined' as const, at: NOON - SECOND }] }],
  ])('[R57] isn’t waited for when %s', (_why, changes, more) => {
    const policy = by(order, { limits: { ...DEFAULT_POLICY.limits, perDay: 9 } });
    expect(winner(asked(more), [longer, one('ben', changes)], policy)).toBe('ana');
  });
});

describe('best result', () => {
  const kind = kindOfLead('solar', 'roof');
  const having = (id: string, talked: number, won: number) =>
    one(id, { results: new Map([[kind, { talked, won }]]), idleSince: NOON });
  const roofs = (n: number) => lead({ id: `ld_${n}`, kind });
  const dealt = (floor: readonly Candidate[], leads = 1000) => {
    const decisions = Array.from({ length: leads }, (_one, n) => choose(roofs(n), floor, by({ kind: 'bestResult' })));
    const of = (id: string) => decisions.filter(({ winners }) => winners[0]?.agentId === id).length;
    return { decisions, of };
  };

  test('[R70] the largest share won goes first, of leads of the same campaign and interest', () => {
    const floor = [having('ana', 100, 30), having('ben', 100, 20)];
    const { of, decisions } = dealt(floor, 200);
    expect(of('ana')).toBe(200);
    expect(decisions[0]).toMatchObject({ order: 'bestResult', passedOver: { wonLess: ['ben'] } });
    // No figures of another kind: the draw decides.
    const other = lead({ kind: kindOfLead('solar', 'battery') });
    expect(choose(other, floor, by({ kind: 'bestResult' })).passedOver).toMatchObject({
      notDrawn: [expect.anything()],
    });
  });

  test('[R70] counts the leads that an agent talked with first', () => {
    const byAgent = new Map<string, Map<string, Result>>();
    const line = { campaignId: 'solar', interest: 'roof', agentId: 'ana', talkSeconds: 9 };
    countResults(byAgent, [
      { ...line, outcome: 'won' },
      line,
      { ...line, outcome: 'spam', interest: 'not a plain word' },
      // Never reached.
      { campaignId: 'solar', interest: 'roof', agentId: 'ana', outcome: 'unreachable' },
    ]);
    expect([...(byAgent.get('ana') ?? [])]).toEqual([
      ['solar/roof', { talked: 2, won: 1 }],
      ['solar/', { talked: 1, won: 0 }],
    ]);
  });

  test('[R71] a first win isn’t 100 %: few conversations count little against many', () => {
    const { decisions } = dealt([having('ana', 100, 80), having('ben', 100, 40), having('lee', 1, 1)], 50);
    const byResult = decisions.filter(({ passedOver }) => !passedOver.learnersTurn);
    for (const { winners } of byResult) expect(winners).toMatchObject([{ agentId: 'ana' }]);
    // The same share for both in whole percent: neither is preferred.
    const { of: ofTwo } = dealt([having('ana', 1000, 400), having('ben', 1000, 401)], 1000);
    expect(Math.abs(ofTwo('ana') - 500)).toBeLessThan(80);
  });

  test('[R71] one lead in ten goes to agents with few conversations, so that newcomers learn', () => {
    const known = [having('ana', 100, 60), having('ben', 100, 20)];
    const { of, decisions } = dealt([...known, one('new', { idleSince: NOON })], 3000);
    expect(of('new')).toBeGreaterThan(220);
    expect(of('new')).toBeLessThan(380);
    const learned = decisions.find(({ winners }) => winners[0]?.agentId === 'new');
    expect(learned).toMatchObject({ passedOver: { learnersTurn: ['ana', 'ben'] } });
    for (const decision of decisions.slice(0, 100)) expect(isRecomputable(decision)).toBe(true);
    const grown = having('new', LEARNING_BELOW, 1);
    expect(dealt([...known, grown]).of('new')).toBe(0);
  });
});

test('[R58] an unknown order offers the lead to no one and is the reason', () => {
  const unknown = { kind: 'byHoroscope' } as unknown as OrderChoice;
  const second = { kind: 'lastAgent', then: 'byHoroscope' } as unknown as OrderChoice;
  for (const order of [unknown, second])
    expect(choose(lead({ knownAgentId: 'ana' }), [one('ana'), one('ben')], by(order))).toMatchObject({
      winners: [],
      passedOver: { orderUnknown: ['ana', 'ben'] },
      order: order.kind,
    });
});

describe('limits', () => {
  const limited = (changes: Partial<Policy['limits']>) =>
    by({ kind: 'longestIdle' }, { limits: { ...DEFAULT_POLICY.limits, ...changes } });

  test.each([
    ['capHour', { perHour: 2 }, { lastHour: 2 }, { lastHour: 1 }],
    ['capDay', { perDay: 5 }, { today: 5 }, { today: 4 }],
  ] as const)('[R59] %s: the maximum passes the agent over', (reason, limits, full, below) => {
    const floor = [one('ana', { taken: taken(full) }), one('ben', { taken: taken(below) })];
    const decision = choose(lead(), floor, limited(limits));
    expect(decision).toMatchObject({ winners: [{ agentId: 'ben' }], passedOver: { [reason]: ['ana'] } });
  });

  test('[R60] a declined and a missed offer pause the agent, each for its own time', () => {
    const limits = { afterDeclineMs: 60 * SECOND, afterMissMs: 10 * SECOND };
    const at = (changes: Partial<Taken>) => winner(lead(), [one('ana', { taken: taken(changes) })], limited(limits));
    expect(at({ declinedAt: NOON - 59 * SECOND })).toBeUndefined();
    expect(at({ declinedAt: NOON - 60 * SECOND })).toBe('ana');
    expect(at({ missedAt: NOON - 9 * SECOND })).toBeUndefined();
    expect(at({ missedAt: NOON - 10 * SECOND })).toBe('ana');
  });
});
