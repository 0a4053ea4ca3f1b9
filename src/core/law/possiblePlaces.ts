/**
 * Where a person may legally be: by their number, plus their zones when these disagree. People keep their number when
 * they move, so a contradiction adds places and never removes one.
 */
import { zonesOfCountry } from './zones.ts';
import { COUNTRIES } from './callingHours.ts';
import { hasRegions, regionOfNumber, statesInZone } from './regions.ts';

/** `telCountry`: ISO 3166-1 alpha-2. `regions`: those that they named themselves (addresses.ts). */
export function possiblePlaces({
  tel,
  telCountry,
  zones,
  regions = [],
}: {
  readonly tel?: string;
  readonly telCountry?: string;
  readonly zones: readonly string[];
  readonly regions?: readonly string[];
}): readonly string[] {
  const home = homeOf(tel, telCountry);
  const known = home === null ? regions : [home, ...regions];
  const elsewhere = zones.flatMap((zone) => (known.some((place) => isIn(place, zone)) ? [] : placesInZone(zone)));
  return [...new Set([...known, ...elsewhere])];
}

function homeOf(tel = '', country = ''): string | null {
  return regionOfNumber(tel) ?? (country === '' ? null : somewhereIn(country));
}

function isIn(place: string, zone: string): boolean {
  const [country = '', state] = place.split('-');
  if (country !== 'US') return zonesOfCountry(country).includes(zone);
  return state === undefined || state === '?' || statesInZone(zone).includes(state);
}

function placesInZone(zone: string): readonly string[] {
  const states = statesInZone(zone);
  if (states.length > 0) return states.map((state) => `US-${state}`);
  const country = COUNTRIES.find((place) => zonesOfCountry(place).includes(zone));
  return [country === undefined ? '?' : somewhereIn(country)];
}

function somewhereIn(country: string): string {
  return hasRegions(country) ? `${country}-?` : country;
}
