/** Hours and half hours of a day in a time zone, for many moments of one day. */
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import { localHour, localHalfHour } from './localDays.ts';

export interface Span {
  readonly at: Moment;
  readonly until: Moment;
}

const QUARTER = 15 * MINUTE;

export type LocalTimes = ReturnType<typeof localTimes>;

/** Every zone is some quarter hours off, so each quarter hour is looked up once. */
export function localTimes(zone: string) {
  const known = new Map<Moment, { readonly hour: string; readonly halfHour: string }>();
  const at = (moment: Moment) => {
    const quarter = Math.floor(moment / QUARTER) * QUARTER;
    const found = known.get(quarter) ?? {
      hour: String(localHour(quarter, zone)),
      halfHour: String(localHalfHour(quarter, zone)),
    };
    known.set(quarter, found);
    return found;
  };
  return {
    hourOf: (moment: Moment) => at(moment).hour,
    halfHourOf: (moment: Moment) => at(moment).halfHour,
    hoursOf(span: Span): readonly { readonly hour: string; readonly ms: number }[] {
      const parts: { hour: string; ms: number }[] = [];
      for (let moment = span.at; moment < span.until;) {
        const until = Math.min(span.until, (Math.floor(moment / QUARTER) + 1) * QUARTER);
        const { hour } = at(moment);
        const last = parts.at(-1);
        if (last?.hour === hour) last.ms += until - moment;
        else parts.push({ hour, ms: until - moment });
        moment = until;
      }
      return parts;
    },
  };
}
