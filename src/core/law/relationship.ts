/**
 * How long an existing business relationship permits calls after the last purchase or contract: 18 months in the United
 * States (47 CFR 64.1200(f)(5)) and Canada (Telecommunications Act, s. 41.7(2)), otherwise half a year, as in Korea. In
 * days, never more than that.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';

const DAYS: Readonly<Record<string, number>> = { US: 545, CA: 545 };
const ELSEWHERE = 180;

/** `places`: countries or regions where the person may be, such as `US-FL`; the one that permits least decides. */
export function relationshipUntil(since: Moment, places: readonly string[]): Moment {
  const days = places.map((place) => DAYS[place.split('-')[0] ?? ''] ?? ELSEWHERE);
  return since + Math.min(...(days.length > 0 ? days : [ELSEWHERE])) * DAY;
}
