/** When the next attempt is. */
import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { retryAt } from '../../../src/core/callback/planPromise.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { contextAt, leadIn, NEW_YORK, NOON } from '../../support/leads.ts';

const IDS = Array.from({ length: 200 }, (_, index) => `ld_${index}`);
const timesOf = (now: number, attempts: number) =>
  IDS.map((id) => retryAt({ ...leadIn('waiting'), id }, contextAt(now), attempts) ?? 0);

test('[P34] gaps of minutes are as set, gaps of hours are spread by up to a tenth', () => {
  expect(new Set(timesOf(NOON, 1))).toEqual(new Set([NOON + 10 * MINUTE]));
  const times = timesOf(NOON, 2);
  expect(new Set(times).size).toBeGreaterThan(8);
  for (const at of times) {
    expect(at).toBeGreaterThanOrEqual(NOON + 2 * HOUR);
    expect(at).toBeLessThan(NOON + 2.2 * HOUR);
  }
  expect(timesOf(NOON, 2)).toEqual(times);
});

test.each([
  ['in the morning', '2026-11-18T10:00', '2026-11-19', 17],
  ['in the evening', '2026-11-18T18:30', '2026-11-19', 10],
  ['the day before clocks go forward', '2026-03-07T10:00', '2026-03-08', 17],
  ['the day before they go back', '2026-10-31T16:00', '2026-11-01', 10],
])('[P34] tried %s, the next day’s attempt is in the other half by the customer’s clock', (_when, tried, day, hour) => {
  const now = DateTime.fromISO(tried, { zone: NEW_YORK }).toMillis();
  const local = timesOf(now, 3).map((at) => DateTime.fromMillis(at, { zone: NEW_YORK }));
  expect(new Set(local.map((at) => at.toISODate()))).toEqual(new Set([day]));
  expect(new Set(local.map((at) => at.hour))).toEqual(new Set([hour]));
  expect(new Set(local.map(({ minute }) => minute)).size).toBeGreaterThan(30);
});
