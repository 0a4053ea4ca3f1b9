/**
 * The only place that decides which time zones a person may be in. Uncertainty widens the answer, and a contact must be
 * permitted in all of it (mayContact.ts).
 */
import { DateTime } from 'luxon';
import type { Moment } from '../vocabulary/time.ts';
import { AREA_CODES_BY_ZONES } from './areaCodes.ts';
import { areaCodesOf } from './regions.ts';
import { PREFIXES_BY_ZONES } from './zonesByPrefix.ts';

export interface LocatedNumber {
  /** E.164. */
  readonly tel: string;
  /** Without the plus. */
  readonly callingCode: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** Mobile numbers travel: their prefix says no more than the country. */
  readonly isMobile: boolean;
}

/** Where a person may be, the most likely zone first. `from`: what that zone is based on. */
export interface ZoneEstimate {
  readonly zones: readonly string[];
  readonly zoneFrom: 'browser' | 'number' | 'campaign';
}

/** A winter day and a summer day in the year after the area codes. */
const SEASONS: readonly Moment[] = [Date.UTC(2027, 0, 15), Date.UTC(2027, 6, 15)];
const NORTH_AMERICA = '1';
const AREA_CODE = /^\+1(\d{3})/;

let byAreaCode: ReadonlyMap<string, readonly string[]> | undefined;
const byCountry = new Map<string, readonly string[]>();
let byPrefix: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Every zone where the number may be: those of its area code, of its longest known prefix, or of the whole country if
 * no more is known. Empty for a country without known zones.
 */
export function zonesOfNumber({ tel, callingCode, country, isMobile }: LocatedNumber): readonly string[] {
  const known =
    callingCode === NORTH_AMERICA ? zonesOfAreaCode(tel) : isMobile ? undefined : zonesOfPrefix(tel, callingCode);
  if (known) return known;
  const zones = zonesOfCountry(country);
  byPrefix ??= invertTable(PREFIXES_BY_ZONES);
  return zones.length > 0 ? zones : (byPrefix.get(callingCode) ?? []);
}

/**
 * Combines the browser's zone with the number. A browser in one of the number's zones settles it; one that contradicts
 * the number (a traveler, a number kept after a move) adds its zone.
 */
export function resolveZones(
  browserZone: string | undefined,
  numberZones: readonly string[],
  otherwise: string,
): ZoneEstimate {
  if (browserZone === undefined)
    return numberZones.length > 0
      ? { zones: numberZones, zoneFrom: 'number' }
      : { zones: [otherwise], zoneFrom: 'campaign' };
  const agrees = numberZones.length === 0 || numberZones.some((zone) => keepSameTime(zone, browserZone));
  return { zones: agrees ? [browserZone] : [browserZone, ...numberZones], zoneFrom: 'browser' };
}

/** The zones of a state or province, by its area codes: one with two zones may be in either. */
function zonesOfRegion(region: string): readonly string[] {
  return areaCodesOf(region).flatMap((code) => zonesOfAreaCode(`+1${code}`) ?? []);
}

/** With the zones of the regions that the person named, unless another zone already has the same time. */
export function withRegions<E extends Pick<ZoneEstimate, 'zones'>>(estimate: E, regions: readonly string[]): E {
  const zones = regions
    .flatMap(zonesOfRegion)
    .reduce<readonly string[]>(
      (known, zone) => (known.some((one) => keepSameTime(one, zone)) ? known : [...known, zone]),
      estimate.zones,
    );
  return zones === estimate.zones ? estimate : { ...estimate, zones };
}

/** The zones of a country as the runtime knows them; none for an unknown country. */
export function zonesOfCountry(country: string): readonly string[] {
  let zones = byCountry.get(country);
  if (!zones) byCountry.set(country, (zones = /^[A-Z]{2}$/.test(country) ? runtimeZonesOf(country) : []));
  return zones;
}

function runtimeZonesOf(country: string): readonly string[] {
  /** A property in older runtimes, a method in newer ones. */
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    readonly timeZones?: readonly string[];
    readonly getTimeZones?: () => readonly string[] | undefined;
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

function zonesOfAreaCode(tel: string): readonly string[] | undefined {
  byAreaCode ??= invertTable(AREA_CODES_BY_ZONES);
  return byAreaCode.get(AREA_CODE.exec(tel)?.[1] ?? '');
}

/** By the longest known prefix that says more than the calling code. */
function zonesOfPrefix(tel: string, callingCode: string): readonly string[] | undefined {
  byPrefix ??= invertTable(PREFIXES_BY_ZONES);
  const digits = tel.slice(1);
  for (let length = digits.length; length > callingCode.length; length -= 1) {
    const zones = byPrefix.get(digits.slice(0, length));
    if (zones) return zones;
  }
  return undefined;
}

/** Whether two zones, whatever their names, have the same time in winter and in summer. */
function keepSameTime(one: string, other: string): boolean {
  const offset = (zone: string, at: Moment) => DateTime.fromMillis(at, { zone }).offset;
  return one === other || SEASONS.every((at) => offset(one, at) === offset(other, at));
}

function invertTable(byZones: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(byZones).flatMap(([zones, beginnings]) =>
      beginnings.split(' ').map((beginning) => [beginning, zones.split(' ')] as const),
    ),
  );
}
