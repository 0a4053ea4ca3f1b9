import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { localMinute } from '../../../src/core/law/localTime.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';

const ZONES = ['America/New_York', 'America/Los_Angeles', 'Asia/Seoul', 'Asia/Kathmandu', 'Europe/London'];

test('the kept minute is the minute that was asked for, in every zone and across both clock changes', () => {
  for (const start of ['2026-03-08T04:00Z', '2026-11-01T04:00Z', '2026-03-29T00:00Z', '2026-10-25T00:00Z']) {
    const from = DateTime.fromISO(start).toMillis();
    for (let at = from; at < from + 8 * HOUR; at += 7 * MINUTE + 13_331)
      for (const zone of [...ZONES, ...ZONES]) {
        const expected = DateTime.fromMillis(at, { zone }).startOf('minute');
        expect(localMinute(at, zone).toISO()).toBe(expected.toISO());
      }
  }
});

test('an unknown zone is invalid each time it is asked about', () => {
  expect([localMinute(0, 'Nowhere/Else').isValid, localMinute(0, 'Nowhere/Else').isValid]).toEqual([false, false]);
});
