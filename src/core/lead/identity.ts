/**
 * What identifies a person besides number and email address: the name together with the postal code. Two open leads
 * that share it are suspected to belong to the same customer. For people to compare; it decides nothing.
 */
import type { Answer } from '../vocabulary/form.ts';
import type { Lead } from './lead.ts';

/** By the field's name, which follows from its English label: ZIP code, Postal code, Postcode. */
const POSTAL = /^(zip|zipcode|postal|postalcode|postcode)$/;
/** Parts of a name that are written together, as in Korean. */
const WRITTEN_TOGETHER = /^[\p{Script=Hangul}\p{Script=Han}]{2,}$/u;
/** The database’s indexes shorten longer keys. */
const LONGEST = 200;

/** The key under which open leads of one person are found; null without a whole name and a postal code. */
export function identityOf(lead: Lead): string | null {
  if (lead.state === 'closed' || lead.erased) return null;
  const [name, code] = [nameKeyOf(lead.person.name), postalCodeOf(lead)];
  // Many people in one place share a first name.
  const isWhole = name.includes(' ') || WRITTEN_TOGETHER.test(name);
  return isWhole && code !== null ? `${name}|${code}`.slice(0, LONGEST) : null;
}

/** The name in any order of its parts, whatever the capitals, accents and spaces; empty without letters. */
export function nameKeyOf(name: string): string {
  return plain(name).split(' ').sort().join(' ');
}

/** Without spaces and dashes; null if no field asks for it, or it wasn’t answered. */
export function postalCodeOf({ answers }: Pick<Lead, 'answers'>): string | null {
  const [, answer] = Object.entries(answers).find(([name]) => isPostalField(name)) ?? [];
  const code = postalText(answer);
  return code === '' ? null : code;
}

/** Whether a field with this name holds postal codes. */
export function isPostalField(name: string): boolean {
  const words = name
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split('_');
  return words.some((word) => POSTAL.test(word)) || POSTAL.test(words.join(''));
}

function postalText(answer: Answer | undefined): string {
  if (typeof answer !== 'string' && typeof answer !== 'number') return '';
  // The last four digits of ZIP+4 are often left out.
  return plain(String(answer))
    .replace(/^(\d{5}) \d{4}$/, '$1')
    .replaceAll(' ', '');
}

/** Letters and digits in lower case, without accents, each run of anything else a space. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
