import { expect, test } from '@jest/globals';
import { capacityOf, placesLeft, scheduledAt } from '../../../src/core/callback/capacityAt.ts';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const RULE = { callsPerSlot: 4, slotShare: 50 };

test.each([
  [0, 50, 0],
  [1, 50, 1],
  [2, 50, 1],
  [3, 50, 2],
  [10, 50, 5],
  [3, 100, 3],
  [3, 1, 1],
])('[P43] of %i scheduled agents, a share of %i %% is %i places', (count, slotShare, places) => {
  expect(capacityOf({ ...RULE, slotShare }, count)).toBe(places);
});

test('[P43] who is scheduled when the quarter hour begins counts, once', () => {
  const split = [
    { agentId: 'ana', spans: [{ from: NOON - HOUR, until: NOON }] },
    { agentId: 'ben', spans: [{ from: NOON, until: NOON + HOUR }] },
    { agentId: 'eve', spans: [] },
  ];
  const those = [NOON - 1, NOON, NOON + HOUR].map((at) => scheduledAt(split, at));
  expect(those).toEqual([['ana'], ['ben'], []]);
});

test('[P43] without schedules it’s the campaign’s number, and 0 is 0 even with schedules', () => {
  expect(capacityOf(RULE, null)).toBe(4);
  expect(capacityOf({ ...RULE, callsPerSlot: 0 }, null)).toBe(0);
  expect(capacityOf({ ...RULE, callsPerSlot: 0 }, 3)).toBe(0);
});

const agents = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `a${from + index}`);

test.each([
  ['the same agents: what one campaign sold is taken in the other', agents(1, 4), 0, [[agents(1, 4), 1]], 1],
  [
    'three campaigns with the same agents',
    agents(1, 4),
    0,
    [
      [agents(1, 4), 1],
      [agents(1, 4), 1],
    ],
    0,
  ],
  ['other agents', agents(1, 4), 0, [[agents(5, 8), 2]], 2],
  ['a campaign whose agents are among this one’s', agents(1, 10), 2, [[agents(1, 2), 1]], 2],
  ['a campaign with more agents, which has room on the others', agents(1, 2), 0, [[agents(1, 20), 9]], 1],
  ['a campaign with more agents, which is full', agents(1, 2), 0, [[agents(1, 20), 10]], 0],
  [
    'two that only the same agents serve, beside a large one',
    agents(1, 2),
    0,
    [
      [agents(1, 2), 1],
      [agents(1, 20), 1],
    ],
    0,
  ],
  ['one agent in common', agents(1, 4), 1, [[agents(4, 8), 2]], 1],
  ['booked before schedules changed', agents(1, 4), 1, [[agents(1, 4), 3]], -2],
] as [string, string[], number, [string[], number][], number][])(
  '[P51] %s',
  (_what, scheduled, taken, others, left) => {
    const booked = others.map(([theirs, count]) => ({ scheduled: theirs, taken: count }));
    expect(placesLeft(RULE, { scheduled, taken }, booked)).toBe(left);
  },
);

test('[P51] a campaign whose agents have no schedules has its number, whatever others sold', () => {
  expect(placesLeft(RULE, { scheduled: null, taken: 1 }, [{ scheduled: agents(1, 4), taken: 2 }])).toBe(3);
});
