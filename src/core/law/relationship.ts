/**
 * How long an existing business relationship permits calls after the last purchase or contract: 18 months in the United
 * States (47 CFR 64.1200(f)(5)) and Canada, otherwise half a year, as in Korea. In days, never more than that.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';

const DAYS: Readonly<Record<string, number>> = { US: 545, CA: 545 };
const ELSEWHERE = 180;

export function relationshipUntil(since: Moment, country: string): Moment {
  return since + (DAYS[country] ?? ELSEWHERE) * DAY;
}
