import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { localDay, localMinute } from '../../../src/core/law/localTime.ts';
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

test('the kept day is the day that was asked for, in every zone, across clock changes and where midnight is skipped', () => {
  for (const start of ['2026-03-07T04:00Z', '2026-09-05T00:00Z', '2026-10-31T04:00Z'])
    for (let at = Date.parse(start); at < Date.parse(start) + 60 * HOUR; at += 53 * MINUTE)
      for (const zone of [...ZONES, 'America/Santiago', 'Australia/Lord_Howe']) {
        const begin = DateTime.fromMillis(at, { zone }).startOf('day');
        const day = localDay(at, zone);
        expect([day?.from, day?.until]).toEqual([begin.toMillis(), begin.endOf('day').toMillis() + 1]);
      }
});

test('there is no day in an unknown zone', () => {
  expect(localDay(0, 'Nowhere/Else')).toBeNull();
});
