/** Moments in URLs and search bodies. */
import joi from 'joi';

/** A date in a URL. With this many digits at most, every value is in the calendar’s range (LAST_MOMENT). */
export const MOMENT = joi.string().pattern(/^\d{1,14}$/, 'a moment in milliseconds since 1970');

/** Whether the second moment, both as in a URL, isn’t after the first. */
export function isReversed(from: string | undefined, to: string | undefined): boolean {
  return from !== undefined && to !== undefined && Number(from) >= Number(to);
}
