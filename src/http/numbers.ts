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
import { UNKNOWN_TYPE } from '../core/call/admitCaller.ts';
import { whereabouts, zonesOfNumber } from '../core/law/zones.ts';
import type { ReadPerson } from '../ports.ts';

export type NumberRefusal = 'invalid' | 'premium' | 'tollFree' | 'shared' | 'service';

export interface ReadNumber {
  readonly ok: true;
  /** E.164. */
  readonly tel: string;
  /** As people in the campaign's country write it, the extension included. */
  readonly shown: string;
  readonly country: string;
  /** Of libphonenumber; `UNKNOWN` for a well-formed number of a range that it does not know. North American numbers do not say whether they are mobile. */
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

/** Neither a service (N11), nor a code for services (the last two digits alike), nor one that is kept free (N9X, 37X, 96X). */
const AREA_CODE = /^(?!.(\d)\1)(?!37|96)[2-9][0-8]\d/;
/** Nor may a number in it begin as a service does. */
const EXCHANGE = /^(?!.11)[2-9]\d{2}/;

/**
 * Whether a number that the library does not know may be one all the same: as long as mobile numbers of its country are, and
 * built as its country builds them, as far as that is known.
 */
function isWellFormed(number: PhoneNumber): boolean {
  const { nationalNumber: digits, countryCallingCode } = number;
  const country = countryOf(number);
  const example = country && getExampleNumber(country, examples);
  if (!example || digits.length !== example.nationalNumber.length || !number.isPossible()) return false;
  if (countryCallingCode === '1') return AREA_CODE.test(digits) && EXCHANGE.test(digits.slice(3));
  return !digits.startsWith('0') && !/^(\d)\1*$/.test(digits);
}

/** The country as it was written for, otherwise the largest with this calling code. */
function countryOf(number: PhoneNumber): CountryCode | undefined {
  return number.country ?? number.getPossibleCountries()[0];
}

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
  const readings = countries
    .map((code) => parsePhoneNumberFromString(typed, code as CountryCode))
    .filter((number) => number !== undefined);
  // New ranges are in use before the library's table knows them: what is well formed is not refused for that.
  const parsed = readings.find((number) => number.isValid()) ?? readings.find(isWellFormed);
  if (!parsed) return { ok: false, refusal: 'invalid' };
  const type = parsed.getType() ?? UNKNOWN_TYPE;
  const refusal = REFUSED_TYPES[type];
  if (refusal !== undefined) return { ok: false, refusal };
  const isIn = parsed.isValid() ? parsed.country : countryOf(parsed);
  // Satellites and other networks of no country: nobody can say what time it is there, or what a call costs.
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

/** Who is at the other end of a number, as far as the number tells. */
export const readPerson: ReadPerson = (text, campaign, language) => {
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
    ...whereabouts(undefined, zones, campaign.hours.zone),
  };
};

/** A number of this country to show how one is written; libphonenumber's own example. */
export function exampleNumber(country: string): string {
  return getExampleNumber(country as CountryCode, examples)?.formatNational() ?? '+1 201 555 0123';
}
