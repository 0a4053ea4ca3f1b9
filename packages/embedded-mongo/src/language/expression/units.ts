/** Time units and the calendar: truncating, adding and counting in a zone's wall time. */
import { typeName } from '../describe.ts';
import { failedToParse, location } from '../errors.ts';
import { fromLocal, toLocal } from './zones.ts';
import type { Zone } from './zones.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MONTHS = { year: 12, quarter: 3, month: 1 } as const;
const DAYS = { week: 7, day: 1 } as const;
const SPANS = { hour: HOUR, minute: MINUTE, second: SECOND, millisecond: 1 } as const;

export type Unit = keyof typeof MONTHS | keyof typeof DAYS | keyof typeof SPANS;

export function readUnit(op: string, value: unknown): Unit {
  if (typeof value !== 'string')
    throw location(5439013, `${op} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (value in MONTHS || value in DAYS || value in SPANS) return value as Unit;
  throw failedToParse(`${op} parameter 'unit' value cannot be recognized as a time unit: ${value}`);
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 is Sunday, the default. Full names and three letters are known, in any case. */
export function readWeekday(op: string, value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'string')
    throw location(5439015, `${op} requires 'startOfWeek' to be a string, but got ${typeName(value)}`);
  const name = value.toLowerCase();
  const day = WEEKDAYS.findIndex((weekday) => weekday === name || weekday.slice(0, 3) === name);
  if (day < 0)
    throw failedToParse(`${op} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${value}`);
  return day;
}

// Truncation counts its bins from here, in the zone's own time; it was a Saturday.
const REFERENCE = Date.UTC(2000, 0, 1);
const REFERENCE_WEEKDAY = 6;

export function truncate(instant: number, unit: Unit, binSize: number, zone: Zone, startOfWeek: number): number {
  const local = toLocal(zone, instant);
  if (unit in MONTHS) {
    const bin = MONTHS[unit as keyof typeof MONTHS] * binSize;
    const months = monthNumber(local) - monthNumber(REFERENCE);
    return fromLocal(zone, Date.UTC(2000, floorTo(months, bin), 1));
  }
  if (unit in DAYS) {
    const firstWeek = unit === 'week' ? REFERENCE + ((startOfWeek - REFERENCE_WEEKDAY + 7) % 7) * DAY : REFERENCE;
    const bin = DAYS[unit as keyof typeof DAYS] * binSize * DAY;
    return fromLocal(zone, firstWeek + floorTo(local - firstWeek, bin));
  }
  const reference = fromLocal(zone, REFERENCE);
  return reference + floorTo(instant - reference, SPANS[unit as keyof typeof SPANS] * binSize);
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function monthNumber(local: number): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export function addUnits(instant: number, unit: Unit, amount: number, zone: Zone): number {
  if (unit in SPANS) return instant + amount * SPANS[unit as keyof typeof SPANS];
  const local = toLocal(zone, instant);
  if (unit in DAYS) return fromLocal(zone, local + amount * DAYS[unit as keyof typeof DAYS] * DAY);
  return fromLocal(zone, addMonths(local, amount * MONTHS[unit as keyof typeof MONTHS]));
}

// 31 January plus a month is the last day of February.
function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

/** How many starts of the unit lie between the two instants; negative when the end comes first. */
export function countUnits(start: number, end: number, unit: Unit, zone: Zone, startOfWeek: number): number {
  const from = toLocal(zone, start);
  const to = toLocal(zone, end);
  if (unit in MONTHS) {
    const size = MONTHS[unit as keyof typeof MONTHS];
    return Math.floor(monthNumber(to) / size) - Math.floor(monthNumber(from) / size);
  }
  if (unit === 'day') return Math.floor(to / DAY) - Math.floor(from / DAY);
  if (unit === 'week') {
    // 1 January 1970 was a Thursday.
    const week = (local: number): number => Math.floor((Math.floor(local / DAY) + 4 - startOfWeek) / 7);
    return week(to) - week(from);
  }
  const span = SPANS[unit as keyof typeof SPANS];
  // Hours begin on the zone's full hour, which is not UTC's where the offset has minutes.
  const offset = zone.offsetAt(end);
  return Math.floor((end + offset) / span) - Math.floor((start + offset) / span);
}
