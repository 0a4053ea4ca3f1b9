/**
 * Time in core is a plain number: milliseconds since 1970-01-01T00:00Z, on the database's clock.
 * Nobody in core asks what time it is; `now` is handed in.
 */
export type Moment = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The last moment that is read from outside, in the year 5138: every calendar has it, and so does a year of four digits. */
export const LAST_MOMENT: Moment = 99_999_999_999_999;
