/**
 * Phone numbers as people type them, parsed by libphonenumber and refused if a call would cost someone money or reach
 * no one. A refusal is a code; the caller words the sentence and the example.
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
import type { Language } from '../core/vocabulary/language.ts';
import { UNKNOWN_TYPE } from '../core/call/admitCaller.ts';
import { resolveZones, zonesOfNumber } from '../core/law/zones.ts';
import type { Campaign } from '../core/administration/campaign.ts';
import type { Person } from '../core/vocabulary/people.ts';

export type NumberRefusal = 'invalid' | 'premium' | 'tollFree' | 'shared' | 'service';

export interface ReadNumber {
  readonly ok: true;
  /** E.164. */
  readonly tel: string;
  /** As people in the campaign’s country write it, including the extension. */
  readonly shown: string;
  readonly country: string;
  /**
   * From libphonenumber; `UNKNOWN` for a well-formed number in a range it doesn’t know. North American numbers don’t
   * reveal whether they’re mobile.
   */
  readonly type: string;
  /** Every IANA zone the number may be in. */
  readonly zones: readonly string[];
}

/** Whether this is a country code (ISO 3166 alpha-2) with its own phone numbers. */
export function isCountry(country: string): boolean {
  return isSupportedCountry(country);
}

/** Its calling code with the plus, such as +82. */
export function callingCodeOf(country: string): string {
  return `+${getCountryCallingCode(country as CountryCode)}`;
}

// Calls to these cost by the minute (toll fraud), reach a machine, or reach a company instead of the person.
const REFUSED_TYPES: Readonly<Record<string, NumberRefusal>> = {
  PREMIUM_RATE: 'premium',
  PERSONAL_NUMBER: 'premium',
  SHARED_COST: 'shared',
  TOLL_FREE: 'tollFree',
  UAN: 'service',
  VOICEMAIL: 'service',
  PAGER: 'service',
};

/** Not a service code (N11), an easily recognizable code (last two digits alike), or a reserved one (N9X, 37X, 96X). */
const AREA_CODE = /^(?!.(\d)\1)(?!37|96)[2-9][0-8]\d/;
/** The exchange can’t look like a service code either. */
const EXCHANGE = /^(?!.11)[2-9]\d{2}/;

/**
 * Whether a number unknown to the library may still be valid: as long as its country’s mobile numbers, and structured
 * as its country requires, as far as that is known.
 */
function isWellFormed(number: PhoneNumber): boolean {
  const { nationalNumber: digits, countryCallingCode } = number;
  const country = countryOf(number);
  const example = country && getExampleNumber(country, examples);
  if (!example || digits.length !== example.nationalNumber.length || !number.isPossible()) return false;
  if (countryCallingCode === '1') return AREA_CODE.test(digits) && EXCHANGE.test(digits.slice(3));
  return !digits.startsWith('0') && !/^(\d)\1*$/.test(digits);
}

/** The country it was written for, else the largest with this calling code. */
function countryOf(number: PhoneNumber): CountryCode | undefined {
  return number.country ?? number.getPossibleCountries()[0];
}

/** Such as the frame of a keycap (1️⃣), which isn’t part of a number. */
const MARKS = /\p{Mark}/gu;

/** Parses a number by the campaign’s country, then by the country of the form’s language. */
export function readNumber(
  text: string,
  country: string,
  language: Language,
): ReadNumber | { readonly ok: false; readonly refusal: NumberRefusal } {
  const typed = cleanCode(text).replace(MARKS, '');
  const countries = [country, ...(language === 'ko' ? ['KR'] : [])];
  const readings = countries
    .map((code) => parsePhoneNumberFromString(typed, code as CountryCode))
    .filter((number) => number !== undefined);
  // New ranges are in use before the library knows them, so well-formed numbers aren’t refused for that.
  const parsed = readings.find((number) => number.isValid()) ?? readings.find(isWellFormed);
  if (!parsed) return { ok: false, refusal: 'invalid' };
  const type = parsed.getType() ?? UNKNOWN_TYPE;
  const refusal = REFUSED_TYPES[type];
  if (refusal !== undefined) return { ok: false, refusal };
  const isIn = parsed.isValid() ? parsed.country : countryOf(parsed);
  // Satellite and other networks without a country: there's no telling what time it is there, or what a call costs.
  if (isIn === undefined) return { ok: false, refusal: 'service' };
  return {
    ok: true,
    tel: parsed.number,
    shown: isIn === country ? parsed.formatNational() : parsed.formatInternational(),
    country: isIn,
    type,
    zones: zonesOfNumber({
      tel: parsed.number,
      callingCode: parsed.countryCallingCode,
      country: isIn,
      isMobile: type === 'MOBILE',
    }),
  };
}

/**
 * A number of the do-not-call list, as people and files write it: E.164, of whatever kind, as long as it could be one. Null
 * otherwise. What we would never dial can be on the list all the same.
 */
export function readListed(text: string, country: string): string | null {
  const typed = cleanCode(text).replace(MARKS, '');
  const number = parsePhoneNumberFromString(typed, country as CountryCode);
  return number?.isPossible() ? number.number : null;
}

/** Who is at the other end of a number, as far as the number shows; null if it can’t be called back. */
export function readPerson(text: string, campaign: Campaign, language: Language): Person | null {
  const number = readNumber(text, campaign.country, language);
  if (!number.ok) return null;
  const { tel, shown, country, type, zones } = number;
  return {
    name: '',
    tel,
    telShown: shown,
    telCountry: country,
    telType: type,
    language,
    ...resolveZones(undefined, zones, campaign.hours.zone),
  };
}

/** For tables: in international form with spaces alone, such as `+1 202 555 0143`, which spreadsheets keep as text. */
export function spacedNumber(tel: string): string {
  const shown = parsePhoneNumberFromString(tel)?.formatInternational() ?? tel;
  return shown.replace(/[^+\d]+/g, ' ');
}

/** An example number of this country, from libphonenumber. */
export function exampleNumber(country: string): string {
  return getExampleNumber(country as CountryCode, examples)?.formatNational() ?? '+1 201 555 0123';
}
