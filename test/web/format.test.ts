/** Time formats, and safe URLs after sign-in. */
import { describe, expect, test } from '@jest/globals';
import { zoneName } from '../../src/shared/text/clockTime.ts';
import { commonText } from '../../src/shared/text/common.ts';
import { translator } from '../../src/shared/text/index.ts';
import {
  fromLocalInput,
  formatDuration,
  secondsLeft,
  formatElapsed,
  timeOf,
  toLocalInput,
  whenOf,
} from '../../src/web/base/format.ts';
import { safeNext, signInPath } from '../../src/web/base/nextPath.ts';

const t = translator(commonText, 'en');
const NOON = Date.UTC(2026, 10, 23, 12, 0);

test.each([
  [-5, '0s'],
  [7_400, '7s'],
  [59_999, '59s'],
  [60_000, '1m 00s'],
  [760_000, '12m 40s'],
  [3_723_000, '1h 02m 03s'],
])('%i ms tick as %s, which is no time of day', (ms, text) => {
  expect(formatElapsed(ms, t)).toBe(text);
});

test('running times are in Korean on a Korean page', () => {
  expect(formatElapsed(760_000, translator(commonText, 'ko'))).toBe('12분 40초');
});

test.each([
  ['en', 40_000, '40s'],
  ['en', 12 * 60_000, '12m'],
  ['en', 3 * 3_600_000 + 5 * 60_000, '3h 5m'],
  ['en', 4 * 3_600_000, '4h'],
  ['ko', 48 * 3_600_000, '2일'],
  ['ko', 52 * 3_600_000, '2일 4시간'],
] as const)('in %s, %i ms are %s in words', (language, ms, text) => {
  expect(formatDuration(ms, translator(commonText, language))).toBe(text);
});

test('a countdown shows 0 only when nothing is left', () => {
  expect([1, 1000, 1001, 0, -1].map(secondsLeft)).toEqual([1, 1, 2, 0, 0]);
});

describe('the time of day', () => {
  test('is in the reader’s zone by default', () => {
    expect(timeOf(NOON, 'en', 'Asia/Seoul')).toBe('9:00 PM');
    expect(timeOf(NOON, 'ko', 'Asia/Seoul')).toBe('오후 9:00');
    expect(timeOf(Date.UTC(2026, 10, 23, 0, 5), 'en', 'UTC')).toBe('12:05 AM');
  });

  test('includes the date unless it is today', () => {
    expect(whenOf(NOON, NOON - 1000, 'en', 'UTC')).toBe('12:00 PM');
    expect(whenOf(NOON, NOON - 86_400_000, 'en', 'UTC')).toBe('Mon, Nov 23, 12:00 PM');
  });

  test('is shown even in an unknown zone', () => {
    expect(timeOf(NOON, 'en', 'Mars/Olympus')).toMatch(/^\d{1,2}:\d\d [AP]M$/);
  });

  test('round-trips through a date-time field', () => {
    expect(fromLocalInput(toLocalInput(NOON))).toBe(NOON);
    expect(['', 'tomorrow', '2026-13-40T99:99'].map(fromLocalInput)).toEqual([null, null, null]);
  });
});

test.each([
  ['America/New_York', 'Eastern Time', '미국 동부 시간'],
  ['America/Phoenix', 'Mountain Standard Time', '미국 산악 표준시'],
  ['Asia/Seoul', 'Korean Standard Time', '한국 표준시'],
  // Central European until 1996.
  ['Europe/Lisbon', 'Western European Time', '서유럽 시간'],
  ['UTC', 'Coordinated Universal Time', '협정 세계시'],
  ['Etc/GMT+5', 'GMT-05:00', 'GMT-05:00'],
  ['Mars/New_Olympus', 'New Olympus', 'New Olympus'],
])('[W74] the zone %s is %s, in Korean %s', (zone, english, korean) => {
  expect([zoneName(zone, NOON, 'en'), zoneName(zone, NOON, 'ko')]).toEqual([english, korean]);
});

describe('after signing in', () => {
  const origin = 'https://leads.example';

  test.each(['/desk', '/leads/lead_1?x=1', '/floor#top'])('%s is followed', (path) => {
    expect(safeNext(path, origin, '/desk')).toBe(path);
  });

  test.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
  ])('%j is not followed', (path) => {
    expect(safeNext(path, origin, '/desk')).toBe('/desk');
  });

  test('the sign-in page’s URL has the way back', () => {
    const path = signInPath({ pathname: '/leads/lead_1', search: '?a=b&c' });
    expect(safeNext(new URL(path, origin).searchParams.get('next'), origin)).toBe('/leads/lead_1?a=b&c');
  });
});
