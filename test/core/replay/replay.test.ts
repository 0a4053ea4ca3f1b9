import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventPeriod, replayCampaign, runWhole } from '../../../bench/inventPeriod.ts';
import type { Fact } from '../../../src/core/lead/facts.ts';
import { coursesOf } from '../../../src/core/replay/courses.ts';
import { figuresOf, hoursThere } from '../../../src/core/replay/figures.ts';
import { firstTurns } from '../../../src/core/replay/firstTurns.ts';
import type { ReplayPeriod } from '../../../src/core/replay/period.ts';
import { presencesOf, staysOf } from '../../../src/core/replay/presences.ts';
import { choose } from '../../../src/core/routing/chooseAgents.ts';
import { creditOfRank, turnChanges } from '../../../src/core/routing/order/roundRobin.ts';
import { DEFAULT_POLICY } from '../../../src/core/routing/policy.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NOON } from '../../support/leads.ts';

const DAY = { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR };
const factsOf = (leadId: string, ...all: readonly [Fact['kind'], number, Partial<Fact>?][]) =>
  [
    leadId,
    all.map(([kind, at, more], seq): Fact => ({ id: `${leadId}:${seq}`, kind, at, campaignId: 'solar', ...more })),
  ] as const;
const by = (...agentIds: string[]) => ({ agentIds });

describe('what became of a lead', () => {
  test('[R73] is read from its facts: answers, the conversation, and how long the agent was busy', () => {
    const { courses, others, pasts } = coursesOf(
      new Map([
        factsOf(
          'ld_1',
          ['opened', NOON],
          ['offered', NOON + SECOND, by('ana')],
          ['missed', NOON + 21 * SECOND, by('ana')],
          ['offered', NOON + 21 * SECOND, by('ben')],
          ['accepted', NOON + 24 * SECOND, by('ben')],
          ['talked', NOON + 30 * SECOND, { ...by('ben'), seconds: 30 }],
          ['ended', NOON + MINUTE, by('ben')],
          ['closed', NOON + 2 * MINUTE, by('ben')],
        ),
        // Arrived the day before; its callback kept Ana busy.
        factsOf(
          'ld_0',
          ['opened', DAY.from - HOUR],
          ['promised', DAY.from - HOUR, { reason: 'noAgent' }],
          ['accepted', NOON, by('ana')],
          ['closed', NOON + MINUTE, by('ana')],
        ),
      ]),
      DAY,
    );
    expect(courses).toMatchObject([
      {
        leadId: 'ld_1',
        isScheduled: false,
        answers: [
          { agentId: 'ana', how: 'missed', afterMs: 20 * SECOND },
          { agentId: 'ben', how: 'accepted', afterMs: 3 * SECOND },
        ],
        held: { agentId: 'ben', from: NOON + 24 * SECOND, until: NOON + 2 * MINUTE },
        talkedAfterMs: 6 * SECOND,
      },
    ]);
    expect(others).toEqual([{ leadId: 'ld_0', agentId: 'ana', from: NOON, until: NOON + MINUTE }]);
    expect(pasts.get('ana')?.counts).toMatchObject({ missed: 1, accepted: 0 });
  });

  test('[R171] who waited when the period began is replayed, with who had missed it; whose wait was over isn’t', () => {
    const { from } = DAY;
    const { courses, others } = coursesOf(
      new Map([
        factsOf(
          'ld_1',
          ['opened', from - 2 * MINUTE],
          ['offered', from - MINUTE, by('ana')],
          ['missed', from - 40 * SECOND, by('ana')],
          ['offered', from + 59 * SECOND, by('ben')],
          ['accepted', from + MINUTE, by('ben')],
        ),
        factsOf('ld_2', ['opened', from - MINUTE], ['accepted', from - SECOND, by('chloe')], ['closed', from + MINUTE]),
        // From a file, for which it waited longer than any policy lets a lead wait.
        factsOf('ld_3', ['opened', from - 25 * HOUR], ['accepted', from + HOUR, by('ana')]),
      ]),
      DAY,
    );
    expect(courses).toMatchObject([
      {
        leadId: 'ld_1',
        arrivedAt: from - 2 * MINUTE,
        triedBefore: [{ agentId: 'ana', how: 'missed', at: from - 40 * SECOND }],
        answers: [{ agentId: 'ben', how: 'accepted', afterMs: SECOND }],
        held: { agentId: 'ben' },
      },
    ]);
    expect(others).toMatchObject([
      { leadId: 'ld_2', agentId: 'chloe' },
      { leadId: 'ld_3', agentId: 'ana' },
    ]);
  });

  test('[R73] a time that was chosen or required isn’t replayed; one set because no one was there is', () => {
    const promised = (reason: string) =>
      coursesOf(new Map([factsOf('ld_1', ['opened', NOON], ['promised', NOON, { reason }])]), DAY).courses[0];
    expect(promised('agreed')).toMatchObject({ isScheduled: true });
    expect(promised('notPermittedYet')).toMatchObject({ isScheduled: true });
    expect(promised('nobodyThere')).toMatchObject({ isScheduled: false, answers: [] });
  });

  test('[R73] who was there follows from decisions; another team says nothing about being there', () => {
    const decided = (at: number, winner: string, passedOver: object) => ({
      at,
      winners: [{ agentId: winner, slot: 1, idleMs: MINUTE }],
      passedOver,
    });
    const decisions = [
      decided(NOON + 2, 'ben', { away: ['ana'], otherTeam: ['chloe'] }),
      decided(NOON + 1, 'ana', { onCall: ['ben'] }),
      decided(NOON + 3, 'ana', { idleLess: ['chloe'], notDrawn: ['dan'] }),
    ];
    const { changes, idleSince } = presencesOf(decisions, [], NOON);
    expect(changes).toEqual([
      { at: NOON + 1, agentId: 'ana', isThere: true },
      { at: NOON + 1, agentId: 'ben', isThere: true },
      { at: NOON + 2, agentId: 'ana', isThere: false },
      { at: NOON + 2, agentId: 'chloe', isThere: true },
      { at: NOON + 3, agentId: 'ana', isThere: true },
      { at: NOON + 3, agentId: 'dan', isThere: true },
      // Not listed: off shift.
      { at: NOON + 3, agentId: 'ben', isThere: false },
    ]);
    expect(idleSince.get('ana')).toBe(NOON + 1 - MINUTE);
    expect(idleSince.get('dan')).toBe(NOON + 3 - MINUTE);
  });

  test('[R176] who was there follows from each agent’s status; a decision says whether their desk answered', () => {
    const ended = (agentId: string, from: number, until: number, presence: 'available' | 'away'): Fact => ({
      ...{ id: `${agentId}:${from}`, kind: 'presence', campaignId: '', agentIds: [agentId] },
      ...{ at: until, seconds: (until - from) / SECOND, presence },
    });
    const now = [
      { id: 'ana', presence: 'away' as const, presenceAt: NOON + 5 * MINUTE },
      { id: 'ben', presence: 'available' as const, presenceAt: NOON - HOUR },
      { id: 'dan', presence: 'offline' as const, presenceAt: NOON + 9 * MINUTE },
    ];
    const stays = staysOf(
      [
        ended('ana', NOON + 2 * MINUTE, NOON + 3 * MINUTE, 'available'),
        ended('ana', NOON - MINUTE, NOON + MINUTE, 'available'),
        ended('ana', NOON + MINUTE, NOON + 2 * MINUTE, 'away'),
        // Has left the business since.
        ended('chloe', NOON, NOON + MINUTE, 'available'),
      ],
      now,
    );
    const other = { at: NOON + 4 * MINUTE, winners: [], passedOver: { otherTeam: ['ben', 'eve'] } };
    const silent = { at: NOON + 6 * MINUTE, winners: [], passedOver: { silent: ['ben'], away: ['ana'] } };
    const back = { at: NOON + 7 * MINUTE, winners: [], passedOver: { onCall: ['ben'], otherTeam: ['eve'] } };
    const { changes } = presencesOf([back, silent, other], stays, NOON);
    expect(changes.map(({ at, agentId, isThere }) => [(at - NOON) / MINUTE, agentId, isThere])).toEqual([
      [0, 'ben', true],
      [0, 'ana', true],
      [0, 'chloe', true],
      [1, 'ana', false],
      [1, 'chloe', false],
      [2, 'ana', true],
      // Off shift between two statuses.
      [3, 'ana', false],
      [4, 'eve', true],
      [6, 'ben', false],
      [6, 'eve', false],
      [7, 'ben', true],
      [7, 'eve', true],
      [9, 'dan', false],
    ]);
  });
});

describe('a replay', () => {
  const period = inventPeriod(300, 8);
  const places = period.leads.map((_lead, at) => at);
  const figures = (order: 'longestIdle' | 'roundRobin', run: number, changes = {}) =>
    figuresOf(
      runWhole(period, replayCampaign({ order: { kind: order }, ...changes }), run),
      places,
      hoursThere(period),
    );

  test('[R74] the same run has the same result; another run draws anew', () => {
    expect(figures('roundRobin', 1)).toEqual(figures('roundRobin', 1));
    expect([2, 3, 4].map((run) => figures('roundRobin', run))).not.toEqual(
      [1, 1, 1].map((run) => figures('roundRobin', run)),
    );
  });

  test('[R74] every lead gets one agent or none, and several at once are faster than one', () => {
    const one = figures('longestIdle', 1);
    expect(one.conversations + one.untaken).toBe(300);
    const three = figures('longestIdle', 1, { steps: [{ afterMs: 0, offerTo: 3, relax: [] }] });
    expect(three.p95).toBeLessThan(one.p95!);
  });

  test('[R74] limits and giving up hold in a replay', () => {
    const limits = { perDay: 10, afterDeclineMs: 0, afterMissMs: 0 };
    const run = runWhole(period, replayCampaign({ limits, giveUpMs: MINUTE }), 1);
    const taken = period.agents.map(({ id }) => run.takenBy.filter((one) => one === id).length);
    expect(taken).toEqual(period.agents.map(() => 10));
    expect(figuresOf(run, places, hoursThere(period))).toMatchObject({ untaken: 220 });
  });

  test('[R74] no one is offered a lead while they aren’t there', () => {
    const gone = {
      ...period,
      presences: [...period.presences, { at: period.from + 1, agentId: 'agent_0', isThere: false }],
    };
    expect(runWhole(gone, replayCampaign(), 1).takenBy).not.toContain('agent_0');
  });

  test('[R171] what waited at the beginning is offered first, once it’s known who is there, and not to who had missed it', () => {
    const { leads, from, presences } = period;
    const known = presences.map((one) => ({ ...one, at: from + 30 * SECOND }));
    const before = leads.slice(0, 3).map((lead, at) => {
      const triedBefore = [{ agentId: 'agent_7', how: 'missed' as const, at: from - SECOND }];
      const course = { ...lead.course, leadId: `before_${at}`, arrivedAt: from - MINUTE, triedBefore, answers: [] };
      return { ...lead, course };
    });
    const run = runWhole({ ...period, presences: known, leads: [...before, ...leads] }, replayCampaign(), 1);
    for (const at of [0, 1, 2]) {
      expect(run.takenBy[at]).toMatch(/^agent_[0-6]$/);
      expect(run.seconds[at]).toBeGreaterThanOrEqual(90);
    }
  });

  test('[R172] round robin goes on from what it owed when the period began', () => {
    const ids = period.agents.map(({ id }) => id);
    const owed = new Map(ids.map((id, index) => [id, index === 5 ? 0.9 : -0.9 / 7]));
    const policy = { order: { kind: 'roundRobin' as const } };
    const first = (turns: ReplayPeriod['turns']) =>
      [1, 2, 3, 4].map((run) => runWhole({ ...period, turns }, replayCampaign(policy), run).takenBy[0]);
    expect(new Set(first(new Map([['solar', owed]])))).toEqual(new Set(['agent_5']));
    expect(first(new Map())).not.toContain('agent_5');
  });
});

test('[R172] what round robin owed is read back from the first ranks that are recorded of each agent', () => {
  const order = { kind: 'roundRobin', weights: { ben: 2 } } as const;
  const policy = { ...DEFAULT_POLICY, order };
  const candidates = (...ids: string[]) => ids.map((id) => ({ agent: agent(id), heldSlots: [] }));
  const lead = {
    ...{ id: 'ld_1', epoch: 1, language: 'en' as const, skills: {}, teamIds: [], tried: [] },
    ...{ waitedMs: 0, priorityMs: 0 },
  };
  fc.assert(
    fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), (one, other) => {
      const owed = new Map([
        ['ana', one / 100],
        ['ben', other / 100],
        ['chloe', -(one + other) / 100],
        ['dan', 0.25],
      ]);
      const decide = (at: number, ids: string[]) => {
        const chosen = choose(lead, candidates(...ids), policy, policy.steps[0]!, at, new Map(owed));
        const won = chosen.winners.map(({ agentId }) => agentId);
        for (const [id, change] of turnChanges(won, chosen.behind(), order.weights))
          owed.set(id, owed.get(id)! + change);
        return { decision: chosen.record(), turnKey: 'solar', weights: order.weights };
      };
      const before = new Map(owed);
      const records = [decide(NOON, ['ana', 'ben', 'chloe']), decide(NOON + 1, ['ana', 'ben', 'chloe', 'dan'])];
      const found = firstTurns(records.toReversed()).get('solar');
      for (const [id, credit] of before) expect(found?.get(id)).toBeCloseTo(credit, 5);
    }),
  );
});

test('[R172] a rank that an earlier version recorded is the credit itself, whatever the share', () => {
  expect([-0.7, 0.3, -1e6 - 1.2].map((rank) => creditOfRank(rank, 0.25))).toEqual([0.7, -0.3, expect.closeTo(1.2, 6)]);
});
