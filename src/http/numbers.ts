/**
 * Telephone numbers as people type them: read by libphonenumber, refused when ringing them would cost somebody, or reach
 * nobody. A refusal is a code; the sentence and the example are the caller's.
 */
import {
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { cleanCode } from '../core/capture/cleanText.ts';
import type { Language } from '../core/campaign.ts';
import { zonesOfCountry } from '../core/law/zonesOfCountry.ts';
import type { ReadPerson } from '../ports.ts';
import { PREFIXES_BY_ZONES } from './zonesByPrefix.ts';

export type NumberRefusal = 'invalid' | 'premium' | 'tollFree' | 'shared' | 'service';

export interface ReadNumber {
  readonly ok: true;
  /** E.164. */
  readonly tel: string;
  /** As people in the campaign's country write it, the extension included. */
  readonly shown: string;
  readonly country: string;
  /** Of libphonenumber. North American numbers do not say whether they are mobile. */
  readonly type: string;
  /** Every IANA zone in which the number may be. */
  readonly zones: readonly string[];
}

/** Whether there is a country of this name (ISO 3166 alpha-2) with telephone numbers of its own. */
export function isCountry(country: string): boolean {
  return isSupportedCountry(country);
}

/** Its calling code with the plus, such as +82. */
export function callingCodeOf(country: string): string {
  return `+${getCountryCallingCode(country as CountryCode)}`;
}

// Ringing these costs by the minute (toll fraud), reaches a machine, or reaches a firm instead of the person.
const REFUSED_TYPES: Readonly<Record<string, NumberRefusal>> = {
  PREMIUM_RATE: 'premium',
  PERSONAL_NUMBER: 'premium',
  SHARED_COST: 'shared',
  TOLL_FREE: 'tollFree',
  UAN: 'service',
  VOICEMAIL: 'service',
  PAGER: 'service',
};

/** Such as the frame of a keycap (1️⃣): no part of a number. */
const MARKS = /\p{Mark}/gu;

/** Reads a number by the campaign's country, then by the country of the form's language. */
export function readNumber(
  text: string,
  country: string,
  language: Language,
): ReadNumber | { readonly ok: false; readonly refusal: NumberRefusal } {
  const typed = cleanCode(text).replace(MARKS, '');
  const countries = [country, ...(language === 'ko' ? ['KR'] : [])];
  const parsed = countries
    .map((code) => parsePhoneNumberFromString(typed, code as CountryCode))
    .find((number) => number?.isValid());
  if (!parsed) return { ok: false, refusal: 'invalid' };
  const type = parsed.getType();
  const refusal = type === undefined ? undefined : REFUSED_TYPES[type];
  if (refusal !== undefined) return { ok: false, refusal };
  // Satellites and other networks of no country: nobody can say what time it is there, or what a call costs.
  if (parsed.country === undefined) return { ok: false, refusal: 'service' };
  return {
    ok: true,
    tel: parsed.number,
    shown: parsed.country === country ? parsed.formatNational() : parsed.formatInternational(),
    country: parsed.country,
    type: type ?? 'UNKNOWN',
    zones: zonesOf(parsed, parsed.country),
  };
}

/** Who is at the other end of a number, as far as the number tells. */
export const readPerson: ReadPerson = (text, campaign, language) => {
  const number = readNumber(text, campaign.country, language);
  if (!number.ok) return null;
  const { tel, shown, country, type, zones } = number;
  return {
    ...{ name: '', tel, telShown: shown, telCountry: country, telType: type, language },
    ...(zones.length > 0
      ? { zones, zoneFrom: 'number' as const }
      : { zones: [campaign.hours.zone], zoneFrom: 'campaign' as const }),
  };
};

/** A number of this country to show how one is written; libphonenumber's own example. */
export function exampleNumber(country: string): string {
  return getExampleNumber(country as CountryCode, examples)?.formatNational() ?? '+1 201 555 0123';
}

let zonesByPrefix: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * By the longest known beginning; by all zones of the country where the beginning says no more than the country, and for
 * mobile numbers, which travel: a call must then be permitted in all of them.
 */
function zonesOf(number: PhoneNumber, country: string): readonly string[] {
  zonesByPrefix ??= new Map(
    Object.entries(PREFIXES_BY_ZONES).flatMap(([zones, prefixes]) =>
      prefixes.split(' ').map((prefix) => [prefix, zones.split(' ')] as const),
    ),
  );
  const digits = number.number.slice(1);
  const isMobile = number.getType() === 'MOBILE';
  for (let length = digits.length; !isMobile && length > number.countryCallingCode.length; length -= 1) {
    const zones = zonesByPrefix.get(digits.slice(0, length));
    if (zones) return zones;
  }
  const zones = zonesOfCountry(country);
  return zones.length > 0 ? zones : (zonesByPrefix.get(number.countryCallingCode) ?? []);
}
