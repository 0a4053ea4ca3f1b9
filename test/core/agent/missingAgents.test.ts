import { expect, test } from '@jest/globals';
import type { Agent } from '../../../src/core/agent/agent.ts';
import { findMissing, type Known } from '../../../src/core/agent/missingAgents.ts';
import type { Schedule } from '../../../src/core/vocabulary/hours.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { agent, NEW_YORK } from '../../support/leads.ts';

/** A Monday at nine. */
const NINE = Date.parse('2026-11-16T09:00:00-05:00');
const DAY_SHIFT: Schedule = {
  weekly: { 1: [{ from: 540, to: 1020 }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
  exceptions: [],
};
const NIGHT_SHIFT: Schedule = {
  weekly: { 1: [{ from: 0, to: 600 }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [{ from: 1320, to: 1440 }] },
  exceptions: [],
};
const VACATION: Schedule = {
  ...DAY_SHIFT,
  exceptions: [{ kind: 'vacation', from: '2026-11-16', until: '2026-11-16' }],
};
const YESTERDAY = NINE - 16 * HOUR;
const known = (
  schedules: ReadonlyMap<string, Schedule>,
  { savedAt, onCalls = new Set<string>() }: { readonly savedAt?: number; readonly onCalls?: ReadonlySet<string> } = {},
): Known => ({
  schedules: new Map(
    [...schedules].map(([id, schedule]) => [id, { schedule, ...(savedAt !== undefined && { savedAt }) }]),
  ),
  onCalls,
});
const off = (since: number): Partial<Agent> => ({
  ...{ presence: 'offline', presenceAt: since, reach: 'absent', reachAt: since },
  presenceBefore: { presence: 'available', presenceAt: since - HOUR },
});

test.each<[string, Schedule, Partial<Agent>, number, readonly [since: number, hasLeft: boolean] | null]>([
  ['hasn’t come', DAY_SHIFT, off(YESTERDAY), 12 * MINUTE, [NINE, false]],
  ['isn’t there for less than a minute', DAY_SHIFT, off(YESTERDAY), 59 * SECOND, null],
  ['is there', DAY_SHIFT, { presence: 'available' }, 12 * MINUTE, null],
  ['is away at an open desk', DAY_SHIFT, { presence: 'away' }, 12 * MINUTE, null],
  ['left', DAY_SHIFT, off(NINE + HOUR), 70 * MINUTE, [NINE + HOUR, true]],
  ['left just now', DAY_SHIFT, off(NINE + HOUR), HOUR + 30 * SECOND, null],
  ['was never on shift', DAY_SHIFT, { ...off(NINE + HOUR), presenceBefore: undefined }, 2 * HOUR, [NINE, false]],
  [
    'has no desk since the evening',
    DAY_SHIFT,
    { presence: 'away', reach: 'absent', reachAt: YESTERDAY },
    12 * MINUTE,
    [NINE, false],
  ],
  [
    'lost the desk at work',
    DAY_SHIFT,
    { presence: 'away', reach: 'silent', reachAt: NINE + HOUR },
    HOUR + 5 * MINUTE,
    [NINE + HOUR, true],
  ],
  ['didn’t come to a shift that began yesterday', NIGHT_SHIFT, off(YESTERDAY), 0, [NINE - 11 * HOUR, false]],
])('[R115] an agent who %s', (_what, schedule, changes, after, expected) => {
  const one = agent('ana', { presenceAt: YESTERDAY, reachAt: YESTERDAY, ...changes });
  const found = findMissing([one], known(new Map([['ana', schedule]])), NEW_YORK, NINE + after);
  expect(found).toEqual({
    scheduled: 1,
    missing: expected === null ? [] : [{ agentId: 'ana', since: expected[0], hasLeft: expected[1] }],
  });
});

test('[R115] only who is scheduled counts, and who is missing longest comes first', () => {
  const agents = ['ana', 'ben', 'chloe', 'dan'].map((id) => agent(id, off(YESTERDAY)));
  const schedules = new Map([
    ['ana', DAY_SHIFT],
    ['ben', NIGHT_SHIFT],
    ['chloe', VACATION],
  ]);
  const { scheduled, missing } = findMissing(agents, known(schedules), NEW_YORK, NINE + 5 * MINUTE);
  expect([scheduled, missing.map(({ agentId }) => agentId)]).toEqual([2, ['ben', 'ana']]);
  expect(findMissing(agents, known(schedules), NEW_YORK, NINE - 10 * HOUR).scheduled).toBe(1);
  expect(findMissing(agents, known(schedules), NEW_YORK, NINE + 9 * HOUR)).toEqual({ scheduled: 0, missing: [] });
});

test('[R117] nobody is missing from before the schedule was saved, nor before today around the clock', () => {
  const around = [{ from: 0, to: 1440 }];
  const weekly = { 1: around, 2: around, 3: around, 4: around, 5: around, 6: around, 7: around };
  const schedules = new Map<string, Schedule>([['ana', { weekly, exceptions: [] }]]);
  const ana = agent('ana', { ...off(YESTERDAY), presenceBefore: undefined });
  const since = (now: number, changes?: Parameters<typeof known>[1]) =>
    findMissing([ana], known(schedules, changes), NEW_YORK, now).missing.map((one) => [one.since, one.hasLeft]);
  const midnight = NINE - 9 * HOUR;
  expect(since(NINE)).toEqual([[midnight, false]]);
  expect(since(midnight)).toEqual([[midnight, false]]);
  expect(since(NINE, { savedAt: NINE - 2 * MINUTE })).toEqual([[NINE - 2 * MINUTE, false]]);
  expect(since(NINE, { savedAt: NINE - 30 * SECOND })).toEqual([]);
  expect(since(NINE, { savedAt: YESTERDAY })).toEqual([[midnight, false]]);
  expect(since(NINE, { onCalls: new Set(['ana']) })).toEqual([]);
});
