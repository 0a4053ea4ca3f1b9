import { expect, test } from '@jest/globals';
import { checkSchedule, inOrder } from '../../../src/core/administration/checkSchedule.ts';
import type { DaySpan, Schedule, ScheduleException, WeeklyHours } from '../../../src/core/vocabulary/hours.ts';

const NINE_TO_FIVE: DaySpan = { from: 540, to: 1020 };
const WEEK: WeeklyHours = { 1: [NINE_TO_FIVE], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const NOW = Date.parse('2026-11-30T12:00:00Z');
const wrong = (changes: Partial<Schedule>) =>
  checkSchedule({ weekly: WEEK, exceptions: [], ...changes }, 'schedule', { now: NOW }).map(
    ({ path, code }) => `${path}: ${code}`,
  );
const vacation = (from: string, until = from): ScheduleException => ({ kind: 'vacation', from, until });
const hoursOn = (from: string, ...spans: DaySpan[]): ScheduleException => ({ kind: 'hours', from, until: from, spans });

test.each<[string, Partial<Schedule>, readonly string[]]>([
  ['valid', { exceptions: [vacation('2028-02-29', '2028-03-10'), hoursOn('2028-03-11', NINE_TO_FIVE)] }, []],
  ['absences alone', { weekly: { ...WEEK, 1: [] }, exceptions: [vacation('2027-01-04')] }, ['schedule: scheduleEmpty']],
  [
    'hours of an exception alone',
    { weekly: { ...WEEK, 1: [] }, exceptions: [hoursOn('2027-01-04', NINE_TO_FIVE)] },
    [],
  ],
  [
    'an end before the start',
    { weekly: { ...WEEK, 2: [{ from: 600, to: 600 }] } },
    ['schedule.weekly.2.0: timeBackwards'],
  ],
  ['more than a day', { weekly: { ...WEEK, 2: [{ from: 600, to: 1500 }] } }, ['schedule.weekly.2.0: timeOutside']],
  [
    'hours that overlap',
    { weekly: { ...WEEK, 1: [NINE_TO_FIVE, { from: 1000, to: 1100 }] } },
    ['schedule.weekly.1.1: timesOverlap'],
  ],
  [
    'hours of an exception that overlap',
    { exceptions: [hoursOn('2027-01-04', NINE_TO_FIVE, { from: 1000, to: 1100 })] },
    ['schedule.exceptions.0.spans.1: timesOverlap'],
  ],
  [
    '29 February of a common year',
    { exceptions: [vacation('2027-02-29', '2027-03-01')] },
    ['schedule.exceptions.0.from: dateImpossible'],
  ],
  [
    'no dates',
    { exceptions: [vacation('tomorrow', '2027-1-1')] },
    ['schedule.exceptions.0.from: dateImpossible', 'schedule.exceptions.0.until: dateImpossible'],
  ],
  [
    'an end before its beginning',
    { exceptions: [vacation('2027-01-02', '2027-01-01')] },
    ['schedule.exceptions.0.until: endsBefore'],
  ],
  [
    'more than a year',
    { exceptions: [vacation('2027-01-01', '2028-01-02')] },
    ['schedule.exceptions.0.until: periodTooLong'],
  ],
  [
    'a date in two exceptions',
    { exceptions: [vacation('2027-01-10', '2027-01-20'), vacation('2027-01-20', '2027-01-21')] },
    ['schedule.exceptions.1.from: dateTwice'],
  ],
])('[A187] [A189] a schedule with %s', (_what, changes, mistakes) => {
  expect(wrong(changes)).toEqual(mistakes);
});

test('[A187] the refusal names the date that two exceptions share', () => {
  const exceptions = [vacation('2027-01-10', '2027-01-20'), vacation('2027-01-05', '2027-01-12')];
  expect(checkSchedule({ weekly: WEEK, exceptions }, 'schedule', { now: NOW })).toMatchObject([
    { values: { date: '2027-01-10' } },
  ]);
});

test('[A190] dates of an exception are within two years of today, unless it was saved before', () => {
  const edges = [vacation('2024-12-01'), vacation('2028-11-29')];
  expect(wrong({ exceptions: edges })).toEqual([]);
  const far = [vacation('0001-01-01'), vacation('9999-12-31')];
  expect(wrong({ exceptions: far })).toEqual([
    ...['schedule.exceptions.0.from: dateFar', 'schedule.exceptions.0.until: dateFar'],
    ...['schedule.exceptions.1.from: dateFar', 'schedule.exceptions.1.until: dateFar'],
  ]);
  const schedule = { weekly: WEEK, exceptions: far };
  expect(checkSchedule(schedule, 'schedule', { now: NOW, before: schedule })).toEqual([]);
});

test('[A186] exceptions are kept by date', () => {
  const exceptions = [vacation('2027-03-01'), vacation('2027-01-01'), vacation('2027-02-01')];
  expect(inOrder({ weekly: WEEK, exceptions }).exceptions.map(({ from }) => from)).toEqual([
    '2027-01-01',
    '2027-02-01',
    '2027-03-01',
  ]);
});
