import { expect, test } from '@jest/globals';
import { longOverdueBefore } from '../../../src/core/lead/overdue.ts';
import { HOUR, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

test('[2] half a minute after its deadline a lead was forgotten, unless a sweep is on its way to it', () => {
  expect(longOverdueBefore(NOON, null)).toBe(NOON - 30 * SECOND);
  const reached = NOON - HOUR;
  expect(longOverdueBefore(NOON, { at: NOON - SECOND, reached })).toBe(reached);
  // A sweep that is nearly done hides nothing that it has passed by, and one that has stopped hides nothing at all.
  expect(longOverdueBefore(NOON, { at: NOON - SECOND, reached: NOON - SECOND })).toBe(NOON - 30 * SECOND);
  expect(longOverdueBefore(NOON, { at: NOON - 30 * SECOND, reached })).toBe(NOON - 30 * SECOND);
});
