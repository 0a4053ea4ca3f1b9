/**
 * Time in core is a plain number: milliseconds since 1970-01-01T00:00Z, on the database's clock. Core never reads a
 * clock; `now` is passed in.
 */
export type Moment = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When the minute of `at` began. */
export function minuteOf(at: Moment): Moment {
  return Math.floor(at / MINUTE) * MINUTE;
}

/** The latest accepted moment, in the year 5138: every calendar supports it, and it has a four-digit year. */
export const LAST_MOMENT: Moment = 99_999_999_999_999;
