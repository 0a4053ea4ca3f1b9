import { expect, test } from '@jest/globals';
import { capacityAt } from '../../../src/core/callback/capacityAt.ts';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const RULE = { callsPerSlot: 4, slotShare: 50 };
const shifts = (count: number) => Array.from({ length: count }, () => [{ from: NOON - HOUR, until: NOON + HOUR }]);

test.each([
  [0, 50, 0],
  [1, 50, 1],
  [2, 50, 1],
  [3, 50, 2],
  [10, 50, 5],
  [3, 100, 3],
  [3, 1, 1],
])('[P43] of %i scheduled agents, a share of %i %% is %i places', (count, slotShare, places) => {
  expect(capacityAt({ ...RULE, slotShare }, shifts(count), NOON)).toBe(places);
});

test('[P43] who is scheduled when the quarter hour begins counts, once', () => {
  const split = [[{ from: NOON - HOUR, until: NOON }], [{ from: NOON, until: NOON + HOUR }], []];
  expect([NOON - 1, NOON, NOON + HOUR].map((at) => capacityAt({ ...RULE, slotShare: 100 }, split, at))).toEqual([
    1, 1, 0,
  ]);
});

test('[P43] without schedules it’s the campaign’s number, and 0 is 0 even with schedules', () => {
  expect(capacityAt(RULE, null, NOON)).toBe(4);
  expect(capacityAt({ ...RULE, callsPerSlot: 0 }, null, NOON)).toBe(0);
  expect(capacityAt({ ...RULE, callsPerSlot: 0 }, shifts(3), NOON)).toBe(0);
});
