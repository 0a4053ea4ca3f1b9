import { describe, expect, test } from '@jest/globals';
import { inventPeriod, replayCampaign, runWhole } from '../../../bench/inventPeriod.ts';
import type { Fact } from '../../../src/core/lead/facts.ts';
import { coursesOf } from '../../../src/core/replay/courses.ts';
import { figuresOf, hoursThere } from '../../../src/core/replay/figures.ts';
import { presencesOf } from '../../../src/core/replay/presences.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

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
    const { changes, idleSince } = presencesOf([
      decided(NOON + 2, 'ben', { away: ['ana'], otherTeam: ['chloe'] }),
      decided(NOON + 1, 'ana', { onCall: ['ben'] }),
      decided(NOON + 3, 'ana', { idleLess: ['chloe'] }),
    ]);
    expect(changes).toEqual([
      { at: NOON + 1, agentId: 'ana', isThere: true },
      { at: NOON + 1, agentId: 'ben', isThere: true },
      { at: NOON + 2, agentId: 'ana', isThere: false },
      { at: NOON + 2, agentId: 'chloe', isThere: true },
      { at: NOON + 3, agentId: 'ana', isThere: true },
      // Not listed: off shift.
      { at: NOON + 3, agentId: 'ben', isThere: false },
    ]);
    expect(idleSince.get('ana')).toBe(NOON + 1 - MINUTE);
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
});
