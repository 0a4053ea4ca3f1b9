/** Legal holidays of the United States (5 U.S.C. 6103), on their date and on the weekday when they are observed. */
import { DAY } from '../vocabulary/time.ts';

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 0;

const known = new Map<number, ReadonlySet<string>>();

/** `date`: as 2026-07-04. */
export function isUsHoliday(date: string): boolean {
  return holidaysOf(Number(date.slice(0, 4))).has(date);
}

function holidaysOf(year: number): ReadonlySet<string> {
  const before = known.get(year);
  if (before) return before;
  const fixed = [
    [1, 1],
    [6, 19],
    [7, 4],
    [11, 11],
    [12, 25],
    // New Year's Day on a Saturday is observed in this year.
    [13, 1],
  ].map(([month = 1, day = 1]) => Date.UTC(year, month - 1, day));
  const days = [
    ...fixed,
    ...fixed.map(observedDay),
    nth(year, 1, 3, MONDAY),
    nth(year, 2, 3, MONDAY),
    nth(year, 6, 1, MONDAY) - 7 * DAY,
    nth(year, 9, 1, MONDAY),
    nth(year, 10, 2, MONDAY),
    nth(year, 11, 4, THURSDAY),
  ];
  const dates = new Set(days.map((day) => new Date(day).toISOString().slice(0, 10)));
  known.set(year, dates);
  return dates;
}

function observedDay(day: number): number {
  const weekday = new Date(day).getUTCDay();
  return weekday === SATURDAY ? day - DAY : weekday === SUNDAY ? day + DAY : day;
}

/** The n-th given weekday of a month. Memorial Day, the last Monday of May, is the Monday before the first in June. */
function nth(year: number, month: number, n: number, weekday: number): number {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return first.getTime() + (((weekday - first.getUTCDay() + 7) % 7) + 7 * (n - 1)) * DAY;
}
