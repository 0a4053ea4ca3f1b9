/** The format strings of $dateToString. A specifier outside this table is MongoDB's error 18536. */
import { location, notSupported } from '../errors.ts';
import { toLocal } from './zones.ts';
import type { Zone } from './zones.ts';
import type { Work } from '../work.ts';

const DAY = 86_400_000;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

type Specifier = (local: Date, offset: number) => string;

const SPECIFIERS: Readonly<Record<string, Specifier>> = {
  '%': () => '%',
  Y: (local) => pad(year(local), 4),
  m: (local) => pad(local.getUTCMonth() + 1, 2),
  d: (local) => pad(local.getUTCDate(), 2),
  H: (local) => pad(local.getUTCHours(), 2),
  M: (local) => pad(local.getUTCMinutes(), 2),
  S: (local) => pad(local.getUTCSeconds(), 2),
  L: (local) => pad(local.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  w: (local) => String(local.getUTCDay() + 1),
  u: (local) => String(isoWeekday(local)),
  U: (local) => pad(Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7), 2),
  V: (local) => pad(isoWeek(local).week, 2),
  G: (local) => pad(isoWeek(local).year, 4),
  z: (_local, offset) => {
    const minutes = Math.abs(offset) / 60_000;
    return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
  },
};

function year(local: Date): number {
  const value = local.getUTCFullYear();
  if (value < 0 || value > 9999)
    throw location(18537, `$dateToString is only defined on year 0-9999, tried to use year ${value}`);
  return value;
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

function isoWeekday(local: Date): number {
  return local.getUTCDay() === 0 ? 7 : local.getUTCDay();
}

// The ISO week of a day is the week of its Thursday.
function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - isoWeekday(local)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** Without a format: ISO 8601 with milliseconds and "Z". For other zones than UTC, MongoDB's versions disagree there. */
export function formatDate(instant: number, zone: Zone, format: string | undefined, work?: Work): string {
  if (format === undefined && !zone.isUtc) throw notSupported('$dateToString with a timezone and no format');
  const pattern = format ?? '%Y-%m-%dT%H:%M:%S.%LZ';
  const local = new Date(toLocal(zone, instant));
  const offset = zone.offsetAt(instant);
  if (/(?:^|[^%])(?:%%)*%$/.test(pattern)) throw location(18535, "Unmatched '%' at end of format string");
  return pattern.replace(/%(.)/gsu, (_match, letter: string) => {
    work?.spend();
    const specifier = Object.hasOwn(SPECIFIERS, letter) ? SPECIFIERS[letter] : undefined;
    if (specifier === undefined) throw location(18536, `Invalid format character '%${letter}' in format string`);
    return specifier(local, offset);
  });
}
