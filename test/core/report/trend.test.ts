import { expect, test } from '@jest/globals';
import type { LeadLine } from '../../../src/core/report/leadLine.ts';
import { sameTimeOn } from '../../../src/core/report/localDays.ts';
import { trendFigures } from '../../../src/core/report/trend.ts';
import { MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';

test.each([
  ['on a usual day', '2026-11-16T14:03:20-05:00', '2026-11-09', '2026-11-09T14:03:20-05:00'],
  ['after clocks went back', '2026-11-02T14:03:20-05:00', '2026-10-26', '2026-10-26T14:03:20-04:00'],
  ['after clocks went forward', '2026-03-09T14:03:00-04:00', '2026-03-02', '2026-03-02T14:03:00-05:00'],
  ['where it was skipped', '2026-03-15T02:30:00-04:00', '2026-03-08', '2026-03-08T03:00:00-04:00'],
  ['where it came twice', '2026-11-08T01:30:00-05:00', '2026-11-01', '2026-11-01T01:30:00-04:00'],
  ['after it came twice', '2026-11-08T02:00:00-05:00', '2026-11-01', '2026-11-01T02:00:00-05:00'],
  ['on the day of it, the first time', '2026-11-01T01:30:00-04:00', '2026-10-25', '2026-10-25T01:30:00-04:00'],
  ['on the day of it, the second time', '2026-11-01T01:30:00-05:00', '2026-10-25', '2026-10-25T01:30:00-04:00'],
  ['on the day clocks go forward', '2026-03-08T03:10:00-04:00', '2026-03-01', '2026-03-01T03:10:00-05:00'],
  ['at midnight', '2026-11-09T00:00:00-05:00', '2026-11-02', '2026-11-02T00:00:00-05:00'],
])('[V133] the same time of day %s', (_when, at, date, expected) => {
  expect(sameTimeOn(date, Date.parse(at), NEW_YORK)).toBe(Date.parse(expected));
});

test('[V133] midnight and clock changes in other zones', () => {
  // Beirut's clocks skip midnight; those of Lord Howe go forward by half an hour.
  const beirut = sameTimeOn('2026-03-29', Date.parse('2026-04-05T00:20:00+03:00'), 'Asia/Beirut');
  expect(beirut).toBe(Date.parse('2026-03-29T01:00:00+03:00'));
  const lordHowe = sameTimeOn('2026-10-04', Date.parse('2026-10-11T02:15:00+11:00'), 'Australia/Lord_Howe');
  expect(lordHowe).toBe(Date.parse('2026-10-04T02:30:00+11:00'));
});

function line(after: number, changes: Partial<LeadLine> = {}): LeadLine {
  const counts = { attempts: 0, promisesKept: 0, promisesMissed: 0 };
  const openedAt = NOON + after * SECOND;
  return {
    leadId: `ld_${after}`,
    openedAt,
    campaignId: 'solar',
    isAccepted: false,
    isScheduled: false,
    ...counts,
    ...changes,
  };
}

const UNTIL = NOON + 10 * MINUTE;
const FIGURES: readonly [string, readonly LeadLine[], object][] = [
  ['nothing', [], { leads: 0, talked: 0, decided: 0, inTarget: 0 }],
  ['reached in time', [line(0, { talkSeconds: 60 })], { leads: 1, talked: 1, decided: 1, inTarget: 1 }],
  ['reached late', [line(0, { talkSeconds: 61 })], { leads: 1, talked: 1, decided: 1, inTarget: 0 }],
  ['reached later that day', [line(0, { talkSeconds: 600 })], { leads: 1, talked: 0, decided: 1, inTarget: 0 }],
  ['still in its target time', [line(560)], { leads: 1, talked: 0, decided: 0, inTarget: 0 }],
  ['just reached', [line(560, { talkSeconds: 20 })], { leads: 1, talked: 1, decided: 1, inTarget: 1 }],
  ['reached after that, in time', [line(560, { talkSeconds: 50 })], { leads: 1, talked: 0, decided: 0, inTarget: 0 }],
  ['arrived later', [line(600)], { leads: 0, talked: 0, decided: 0, inTarget: 0 }],
  [
    'for a set time',
    [line(0, { isScheduled: true, talkSeconds: 9 })],
    { leads: 1, talked: 1, decided: 0, inTarget: 0 },
  ],
  ['spam', [line(0, { outcome: 'spam', talkSeconds: 9 })], { leads: 0, talked: 0, decided: 0, inTarget: 0 }],
];

test.each(FIGURES)('[V134] figures up to a moment: %s', (_what, lines, expected) => {
  expect(trendFigures(lines, UNTIL, 60)).toEqual(expected);
});
