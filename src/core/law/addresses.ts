/**
 * The state or province that customers name in a campaign’s own fields: by its code or name, or by a postal code. Sources:
 * the United States Postal Service’s assignment of three-digit ZIP prefixes (Publication 65), and Canada Post’s of first
 * letters. Compared on 2026-11-30 with a list of the first and last ZIP code of each state (GeoDaCenter,
 * opioid-policy-scan, meta/zipRange.js); where the two disagree, both states count. Military addresses (AA, AE, AP) are in
 * no state.
 */
import { PROVINCES, US_STATES } from './regions.ts';

/** Ranges of the first three digits. */
const ZIP: Readonly<Record<string, string>> = {
  AK: '995-999',
  AL: '350-352 354-369',
  AR: '716-729',
  AZ: '850-853 855-857 859-860 863-865',
  CA: '900-908 910-928 930-961',
  CO: '800-816',
  CT: '060-069',
  DC: '200 202-205 569',
  DE: '197-199',
  FL: '320-339 341-342 344 346-347 349',
  GA: '300-319 398-399',
  GU: '969',
  HI: '967-968',
  IA: '500-516 520-528',
  ID: '832-838',
  IL: '600-620 622-629',
  IN: '460-479',
  KS: '660-662 664-679',
  KY: '400-418 420-427',
  LA: '700-701 703-708 710-714',
  MA: '010-027 055',
  MD: '206-212 214-219',
  ME: '039-049',
  MI: '480-499',
  MN: '550-551 553-567',
  MO: '630-631 633-641 644-658',
  MS: '386-397',
  MT: '590-599',
  NC: '270-289',
  ND: '580-588',
  NE: '680-681 683-693',
  NH: '030-038',
  NJ: '070-089',
  NM: '870-871 873-875 877-884',
  NV: '889-891 893-895 897-898',
  NY: '005 100-149',
  OH: '430-459',
  OK: '730-731 734-741 743-749',
  OR: '970-979',
  PA: '150-196',
  PR: '006-007 009',
  RI: '028-029',
  SC: '290-299',
  SD: '570-577',
  TN: '370-385',
  TX: '733 750-770 772-799 885',
  UT: '840-847',
  VA: '201 220-246',
  VI: '008',
  VT: '050-054 056-059',
  WA: '980-986 988-994',
  WI: '530-532 534-535 537-549',
  WV: '247-268',
  WY: '820-831',
};

/** ZIP codes of another state than their prefix, or that sources place in different states: these count, too. */
const ALSO_IN: Readonly<Record<string, string>> = {
  ...{ '06390': 'NY', '20040': 'VA', '20041': 'VA', '20042': 'VA', '20331': 'MD', '20799': 'DC' },
  ...{ '68119': 'IA', '68120': 'IA', '71233': 'MS', '75502': 'AR' },
  ...{ '96799': 'AS', '96950': 'MP', '96951': 'MP', '96952': 'MP' },
};

const PROVINCES_BY_LETTER: Readonly<Record<string, string>> = {
  ...{ A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON', P: 'ON' },
  ...{ R: 'MB', S: 'SK', T: 'AB', V: 'BC', Y: 'YT' },
};

const NAMES: Readonly<Record<string, string>> = {
  ...{ alabama: 'US-AL', alaska: 'US-AK', arizona: 'US-AZ', arkansas: 'US-AR', california: 'US-CA', colorado: 'US-CO' },
  ...{ connecticut: 'US-CT', delaware: 'US-DE', districtofcolumbia: 'US-DC', florida: 'US-FL', georgia: 'US-GA' },
  ...{ guam: 'US-GU', hawaii: 'US-HI', idaho: 'US-ID', illinois: 'US-IL', indiana: 'US-IN', iowa: 'US-IA' },
  ...{ kansas: 'US-KS', kentucky: 'US-KY', louisiana: 'US-LA', maine: 'US-ME', maryland: 'US-MD' },
  ...{ massachusetts: 'US-MA', michigan: 'US-MI', minnesota: 'US-MN', mississippi: 'US-MS', missouri: 'US-MO' },
  ...{ montana: 'US-MT', nebraska: 'US-NE', nevada: 'US-NV', newhampshire: 'US-NH', newjersey: 'US-NJ' },
  ...{ newmexico: 'US-NM', newyork: 'US-NY', northcarolina: 'US-NC', northdakota: 'US-ND', ohio: 'US-OH' },
  ...{ oklahoma: 'US-OK', oregon: 'US-OR', pennsylvania: 'US-PA', puertorico: 'US-PR', rhodeisland: 'US-RI' },
  ...{ southcarolina: 'US-SC', southdakota: 'US-SD', tennessee: 'US-TN', texas: 'US-TX', utah: 'US-UT' },
  ...{ vermont: 'US-VT', virginia: 'US-VA', washington: 'US-WA', westvirginia: 'US-WV', wisconsin: 'US-WI' },
  ...{ wyoming: 'US-WY', alberta: 'CA-AB', britishcolumbia: 'CA-BC', manitoba: 'CA-MB', newbrunswick: 'CA-NB' },
  ...{ newfoundlandandlabrador: 'CA-NL', ontario: 'CA-ON', quebec: 'CA-QC', québec: 'CA-QC', saskatchewan: 'CA-SK' },
};

const STATE_FIELDS: readonly string[] = ['state', 'province'];
const POSTAL_FIELDS: readonly string[] = ['zip', 'zipcode', 'postalcode', 'postcode'];

/** Whether a field with this name says in which state or province someone lives. */
export function isPlaceField(field: string): boolean {
  const name = plainName(field);
  return STATE_FIELDS.includes(name) || POSTAL_FIELDS.includes(name);
}

function plainName(field: string): string {
  return field.toLowerCase().replace(/[^a-z]/g, '');
}

/** `answers`: by field name. `country`: where the number is, in which a postal code of five digits is read. */
export function regionsNamed(
  answers: Readonly<Record<string, unknown>>,
  country: string | undefined,
): readonly string[] {
  const found = Object.entries(answers).flatMap(([field, answer]) => {
    const name = plainName(field);
    const text = typeof answer === 'number' ? String(answer).padStart(5, '0') : answer;
    if (typeof text !== 'string') return [];
    if (STATE_FIELDS.includes(name)) return regionNamed(text, country) ?? [];
    return POSTAL_FIELDS.includes(name) ? regionsOfPostalCode(text, country) : [];
  });
  return [...new Set(found)];
}

/** `CA` alone is California to a US number. */
function regionNamed(text: string, country: string | undefined): string | null {
  const code = text.trim().toUpperCase();
  if (country === 'CA' && PROVINCES.includes(code)) return `CA-${code}`;
  if (US_STATES.includes(code)) return `US-${code}`;
  if (PROVINCES.includes(code)) return `CA-${code}`;
  return NAMES[text.toLowerCase().replace(/[\s.-]/g, '')] ?? null;
}

const ZIP_CODE = /^(\d{3})\d{2}(?:-?\d{4})?$/;
const CANADIAN_CODE = /^([A-Z])\d[A-Z] ?\d[A-Z]\d$/;

function regionsOfPostalCode(text: string, country: string | undefined): readonly string[] {
  const code = text.trim().toUpperCase();
  const province = PROVINCES_BY_LETTER[CANADIAN_CODE.exec(code)?.[1] ?? ''];
  // A province whose area codes are shared with another one has no row of its own.
  if (province !== undefined) return [PROVINCES.includes(province) ? `CA-${province}` : 'CA-?'];
  // Five digits are a postal code in other countries, too.
  if (country !== undefined && country !== 'US' && country !== 'CA' && country !== 'PR') return [];
  const prefix = Number(ZIP_CODE.exec(code)?.[1] ?? NaN);
  const state = Object.keys(ZIP).find((one) => (ZIP[one] ?? '').split(' ').some((range) => isWithin(prefix, range)));
  return [state, ALSO_IN[code.slice(0, 5)]].flatMap((one) => (one === undefined ? [] : [`US-${one}`]));
}

function isWithin(prefix: number, range: string): boolean {
  const [from = NaN, until = from] = range.split('-').map(Number);
  return prefix >= from && prefix <= until;
}
