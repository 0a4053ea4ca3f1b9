/** Whether an agent's schedule is valid: some hours, in order without overlap, and exceptions on real dates that share none. */
import { daysFrom, isDate } from '../report/localDays.ts';
import type { Schedule, ScheduleException } from '../vocabulary/hours.ts';
import { DAY, type Moment } from '../vocabulary/time.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { checkDay } from './checkHours.ts';

const MOST_EXCEPTION_DAYS = 366;
/** Two years, one of them a leap year. */
const MOST_AWAY_MS = 731 * DAY;

/** `before`: what was saved may stay, even if it is long past. */
export interface ScheduleContext {
  readonly now: Moment;
  readonly before?: Schedule | undefined;
}

/** Every mistake, by path under `at`. */
export function checkSchedule(
  { weekly, exceptions }: Schedule,
  at: string,
  { now, before }: ScheduleContext,
): readonly Mistake[] {
  const isSaved = ({ from, until }: ScheduleException) =>
    before?.exceptions.some((one) => one.from === from && one.until === until) ?? false;
  const hasHours =
    Object.values(weekly).some((spans) => spans.length > 0) || exceptions.some(({ kind }) => kind === 'hours');
  return [
    ...(hasHours ? [] : [mistake(at, 'scheduleEmpty')]),
    ...Object.entries(weekly).flatMap(([day, spans]) => checkDay(spans, `${at}.weekly.${day}`)),
    ...exceptions.flatMap((exception, index) => {
      const here = `${at}.exceptions.${index}`;
      return [
        ...checkDates(exception, exceptions.slice(0, index), here),
        ...(isSaved(exception) ? [] : checkDistance(exception, here, now)),
        ...(exception.kind === 'hours' ? checkDay(exception.spans, `${here}.spans`) : []),
      ];
    }),
  ];
}

/** With its exceptions by date. */
export function inOrder({ weekly, exceptions }: Schedule): Schedule {
  return { weekly, exceptions: [...exceptions].sort((one, other) => (one.from < other.from ? -1 : 1)) };
}

function checkDistance({ from, until }: ScheduleException, at: string, now: Moment): readonly Mistake[] {
  return Object.entries({ from, until })
    .filter(([, date]) => isDate(date) && Math.abs(Date.parse(date) - now) > MOST_AWAY_MS)
    .map(([edge, date]) => mistake(`${at}.${edge}`, 'dateFar', { date }));
}

function checkDates(
  { from, until }: ScheduleException,
  earlier: readonly ScheduleException[],
  at: string,
): readonly Mistake[] {
  const impossible = Object.entries({ from, until }).filter(([, date]) => !isDate(date));
  if (impossible.length > 0)
    return impossible.map(([edge, date]) => mistake(`${at}.${edge}`, 'dateImpossible', { date }));
  const days = daysFrom(from, until);
  if (days < 1) return [mistake(`${at}.until`, 'endsBefore')];
  if (days > MOST_EXCEPTION_DAYS) return [mistake(`${at}.until`, 'periodTooLong', { limit: MOST_EXCEPTION_DAYS })];
  const other = earlier.find((one) => one.from <= until && from <= one.until);
  return other ? [mistake(`${at}.from`, 'dateTwice', { date: other.from > from ? other.from : from })] : [];
}
