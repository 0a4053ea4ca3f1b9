/**
 * Time zones: Olson names through Intl, and fixed offsets such as "+04:45". Local times
 * are milliseconds on a clock that shows the zone's wall time, read with Date's UTC methods.
 */
import { location } from '../errors.ts';
import { typeName } from '../describe.ts';

export interface Zone {
  readonly isUtc: boolean;
  /** Milliseconds that the zone's clock is ahead of UTC at this instant. */
  offsetAt(instant: number): number;
}

const UTC: Zone = { isUtc: true, offsetAt: () => 0 };
const zones = new Map<string, Zone>([
  ['UTC', UTC],
  ['GMT', UTC],
  ['Z', UTC],
]);

/** The zone of a $dateTrunc or the like; UTC when none is given. */
export function readZone(name: unknown): Zone {
  if (name === undefined) return UTC;
  if (typeof name !== 'string') throw location(40517, `timezone must evaluate to a string, found ${typeName(name)}`);
  const zone = zones.get(name) ?? fixedZone(name) ?? namedZone(name);
  zones.set(name, zone);
  return zone;
}

function fixedZone(name: string): Zone | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  const offset = (match[1] === '-' ? -minutes : minutes) * 60_000;
  return { isUtc: offset === 0, offsetAt: () => offset };
}

function namedZone(name: string): Zone {
  if (!/^[A-Za-z]/.test(name)) throw unknownZone(name);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw unknownZone(name);
  }
  const offsetOf = (instant: number): number => wallTime(format, instant) - Math.floor(instant / 1000) * 1000;
  return { isUtc: false, offsetAt: remembered(offsetOf) };
}

const QUARTER_HOUR = 900_000;
const QUARTERS_FROM = Date.UTC(1973, 0, 1);
const MOST_REMEMBERED = 100_000;

// Intl takes tens of microseconds. Since 1973 every zone has changed its offset on full quarters of an hour only.
function remembered(offsetOf: (instant: number) => number): (instant: number) => number {
  const offsets = new Map<number, number>();
  return (instant) => {
    if (instant < QUARTERS_FROM) return offsetOf(instant);
    const quarter = Math.floor(instant / QUARTER_HOUR);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= MOST_REMEMBERED) offsets.clear();
    const offset = offsetOf(instant);
    offsets.set(quarter, offset);
    return offset;
  };
}

function unknownZone(name: string): Error {
  return location(40485, `unrecognized time zone identifier: "${name}"`);
}

function wallTime(format: Intl.DateTimeFormat, instant: number): number {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const year = Number(parts['year']);
  const date = new Date(0);
  date.setUTCFullYear(parts['era'] === 'BC' ? 1 - year : year, Number(parts['month']) - 1, Number(parts['day']));
  date.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return date.getTime();
}

export function toLocal(zone: Zone, instant: number): number {
  return instant + zone.offsetAt(instant);
}

const DAY = 86_400_000;

/** The instant of a wall time. One that is skipped moves on by the gap; one that comes twice is the first. */
export function fromLocal(zone: Zone, local: number): number {
  const before = zone.offsetAt(local - DAY);
  const after = zone.offsetAt(local + DAY);
  const candidates = [local - before, local - after];
  return candidates.find((instant) => instant + zone.offsetAt(instant) === local) ?? local - before;
}
