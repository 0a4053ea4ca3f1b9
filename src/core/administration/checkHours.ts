/**
 * Whether opening hours are valid: times in order without overlap, real dates, a known time zone, and at least one
 * opening.
 */
import { DateTime, IANAZone } from 'luxon';
import { meetsPermittedHours, nextOpening } from '../callback/hours.ts';
import type { Campaign } from './campaign.ts';
import type { DaySpan, OpeningHours } from '../vocabulary/hours.ts';
import { zonesOfCountry } from '../law/zones.ts';
import type { Moment } from '../vocabulary/time.ts';
import { mistake, type Mistake } from '../vocabulary/mistake.ts';

const DAY_MINUTES = 24 * 60;

/** Every mistake, by path under `at`. Checks for at least one opening only when the hours are otherwise valid. */
export function checkHours(hours: OpeningHours, at: string, now: Moment): readonly Mistake[] {
  const mistakes = [
    ...checkZone(hours.zone, `${at}.zone`),
    ...Object.entries(hours.weekly ?? {}).flatMap(([day, spans]) => checkDay(spans, `${at}.weekly.${day}`)),
    ...checkHolidays(hours.holidays, `${at}.holidays`),
  ];
  if (mistakes.length > 0) return mistakes;
  return nextOpening(hours, now) === null ? [mistake(`${at}.weekly`, 'neverOpen')] : [];
}

/**
 * P12: opening hours that never overlap the country's calling hours can't keep any promise. Email campaigns need no
 * overlap.
 */
export function checkPermitted(
  { country, contactBy }: Pick<Campaign, 'country' | 'contactBy'>,
  hours: OpeningHours,
  at: string,
  now: Moment,
): readonly Mistake[] {
  const zones = contactBy === 'tel' ? zonesOfCountry(country) : [];
  const isPossible = zones.length === 0 || meetsPermittedHours(hours, zones, now);
  return isPossible ? [] : [mistake(at, 'neverPermitted', { country, zone: hours.zone })];
}

export function checkZone(zone: string, path: string): readonly Mistake[] {
  return IANAZone.isValidZone(zone) ? [] : [mistake(path, 'zoneUnknown')];
}

/** The hours of one day. */
export function checkDay(spans: readonly DaySpan[], path: string): readonly Mistake[] {
  return spans.flatMap(({ from, to }, index) => {
    const here = `${path}.${index}`;
    if (!(from >= 0 && to <= DAY_MINUTES)) return [mistake(here, 'timeOutside')];
    if (from >= to) return [mistake(here, 'timeBackwards')];
    const overlaps = spans.slice(0, index).some((other) => from < other.to && other.from < to);
    return overlaps ? [mistake(here, 'timesOverlap')] : [];
  });
}

function checkHolidays(holidays: readonly string[], path: string): readonly Mistake[] {
  return holidays.flatMap((date, index) => {
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date, { zone: 'utc' }).isValid;
    if (!isDate) return [mistake(`${path}.${index}`, 'dateImpossible', { date })];
    return holidays.indexOf(date) < index ? [mistake(`${path}.${index}`, 'dateTwice', { date })] : [];
  });
}
