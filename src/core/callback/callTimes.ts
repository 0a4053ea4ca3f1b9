/** The times that a customer can choose from for a call: a few soon, then a few on each of the next days. */
import { localMinute } from '../law/localTime.ts';
import { DAY, HOUR, MINUTE, type Moment } from '../vocabulary/time.ts';

/** Times begin at quarter hours, which are also quarter hours in every zone in use. */
export const SLOT_MS = 15 * MINUTE;
/** Enough to choose from, and few enough to read. */
const MOST = 12;
const MOST_A_DAY = 4;
export const AHEAD_MS = 7 * DAY;
/** How far from the wanted time to look for another one. */
export const NEAR_MS = DAY;
const NEAREST = 3;
/** Soon, every half hour; on later days a time for each part of the day. */
const SOON_GAP_MS = 30 * MINUTE;
const LATER_GAP_MS = 3 * HOUR;
/** The first time is at least this far ahead: anything sooner is "now". */
const LEAD_MS = 10 * MINUTE;

/**
 * Oldest first; empty if there is none within a week. `possibleFrom` gives the first moment from the given one at which
 * a call is possible, or null; `isFree` whether a place is left then. Days are those of `zone`.
 */
export function callTimes(
  possibleFrom: (at: Moment) => Moment | null,
  {
    now,
    zone,
    isFree = () => true,
  }: { readonly now: Moment; readonly zone: string; readonly isFree?: (at: Moment) => boolean },
): readonly Moment[] {
  const times: Moment[] = [];
  const startOfDay = (at: Moment) => localMinute(at, zone).startOf('day');
  let at = nextSlot(now + LEAD_MS);
  while (times.length < MOST && at < now + AHEAD_MS) {
    const possible = possibleFrom(at);
    if (possible === null) break;
    if (possible > at) {
      at = nextSlot(possible);
      continue;
    }
    if (!isFree(at)) {
      at += SLOT_MS;
      continue;
    }
    times.push(at);
    const day = startOfDay(at);
    const sameDay = times.filter((time) => time >= day.toMillis()).length;
    const isFirstDay = day.toMillis() === startOfDay(times[0] ?? at).toMillis();
    at = sameDay < MOST_A_DAY ? at + (isFirstDay ? SOON_GAP_MS : LATER_GAP_MS) : day.plus({ days: 1 }).toMillis();
  }
  return times;
}

/** As many as a caller can keep in mind. */
const MOST_SAID = 4;

/** Of `times`, those to say: the first and the last of each day, the soonest ones. Days are those of `zone`. */
export function timesToSay(times: readonly Moment[], zone: string): readonly Moment[] {
  const dayOf = (at: Moment | undefined) => (at === undefined ? null : localMinute(at, zone).toISODate());
  return times
    .filter((at, index) => dayOf(times[index - 1]) !== dayOf(at) || dayOf(times[index + 1]) !== dayOf(at))
    .slice(0, MOST_SAID);
}

/** Whether customers can choose such a time at all, wherever they do (F95). */
export function isTimeToChoose(at: Moment, now: Moment): boolean {
  return at % SLOT_MS === 0 && at > now && at <= now + AHEAD_MS;
}

/** What a time that someone wants to choose depends on. */
export interface Choosing {
  readonly now: Moment;
  /** The first moment from the given one at which a call is possible, or null. */
  readonly possibleFrom: (at: Moment) => Moment | null;
}

/**
 * Whether a customer may choose this time, on the form, on the receipt, on their own page, or by key in a call (F95).
 * The slot at that time is claimed separately.
 */
export function mayChooseTime(at: Moment, { now, possibleFrom }: Choosing): boolean {
  return isTimeToChoose(at, now) && possibleFrom(at) === at;
}

/** Instead of a time that isn't available: the nearest ones that a customer may choose, earliest first (F96). */
export function nearestToChoose(
  at: Moment,
  choosing: Choosing & { readonly isFree: (at: Moment) => boolean },
): readonly Moment[] {
  const isPossible = (time: Moment) => choosing.isFree(time) && mayChooseTime(time, choosing);
  return nearestTimes(nearWanted(at, choosing.now), isPossible);
}

/** Where to look for times near a wanted one, which may be long over or far ahead. */
export function nearWanted(at: Moment, now: Moment): Moment {
  return Math.min(Math.max(at, now), now + AHEAD_MS);
}

/** The nearest possible quarter hours within `NEAR_MS` of `at`, at most `NEAREST`, in order of time. */
export function nearestTimes(at: Moment, isPossible: (at: Moment) => boolean): readonly Moment[] {
  const found: Moment[] = [];
  const middle = nextSlot(at);
  for (let away = 0; away <= NEAR_MS && found.length < NEAREST; away += SLOT_MS) {
    // The later one first: the earlier one is more likely to be over.
    for (const time of new Set([middle + away, middle - away]))
      if (found.length < NEAREST && isPossible(time)) found.push(time);
  }
  return found.toSorted((one, other) => one - other);
}

/** The first quarter hour at or after `at`. */
function nextSlot(at: Moment): Moment {
  return Math.ceil(at / SLOT_MS) * SLOT_MS;
}
