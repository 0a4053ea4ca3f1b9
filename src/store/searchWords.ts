/**
 * Search words of a lead, so that a search is one range of one index: every word of the name, without accents (for
 * names written as one word, as in Korean, also from each further letter: 민수 finds 김민수); the number from each of its
 * digits, to match any part; and the email address.
 */
import { activeParts } from '../core/lead/holding.ts';
import type { Lead } from '../core/lead/lead.ts';

/** Further words are ignored. */
const MAX_WORDS = 6;
/** Korean, Chinese and Japanese names; a longer word isn't a name. */
const WRITTEN_TOGETHER = /^[\p{Script=Hangul}\p{Script=Han}]+$/u;
const MAX_NAME_LETTERS = 6;
/** Fewer digits match too much. */
const MIN_DIGITS = 4;
/**
 * From this length, a leading zero is a trunk prefix, which stored numbers don't have; shorter texts match any part.
 */
const NATIONAL_DIGITS = 8;

export function searchWordsOf(lead: Lead): readonly string[] {
  const words = [lead, ...activeParts(lead)].flatMap(({ person: { name, tel, otherTels = [], email } }) => [
    ...wordsOf(name).slice(0, MAX_WORDS).flatMap(startsOf),
    ...[tel, ...otherTels].flatMap(endsOf),
    ...(email === undefined ? [] : [emailWord(email)]),
  ]);
  return [...new Set(words)];
}

/** Prefixes that a lead's words must all match to be found by this text; empty when the text isn't searchable. */
export function wordsToFind(text: string): readonly string[] {
  if (text.includes('@')) return [emailWord(text)];
  const numbers = text.match(/\+?\d[\d\s()./-]*\d/g)?.filter((part) => digitsOf(part).length >= MIN_DIGITS) ?? [];
  const words = numbers.reduce((rest, part) => rest.replace(part, ' '), text);
  return [...numbers.map((part) => `#${partOf(part)}`), ...wordsOf(words).slice(0, MAX_WORDS)];
}

function emailWord(email: string): string {
  return `@${email.trim().toLowerCase()}`;
}

function endsOf(tel: string | undefined): readonly string[] {
  const digits = digitsOf(tel ?? '');
  const count = Math.max(0, digits.length - MIN_DIGITS + 1);
  return Array.from({ length: count }, (_, index) => `#${digits.slice(index)}`);
}

function partOf(text: string): string {
  const digits = digitsOf(text);
  return !text.startsWith('+') && digits.length >= NATIONAL_DIGITS ? digits.replace(/^0{1,2}/, '') : digits;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** The word, and its rest from each further letter where family and given name are written together. */
function startsOf(word: string): readonly string[] {
  const letters = Array.from(word);
  const isWholeName = letters.length <= MAX_NAME_LETTERS && WRITTEN_TOGETHER.test(word);
  return isWholeName ? letters.map((_, index) => letters.slice(index).join('')) : [word];
}

function wordsOf(text: string): readonly string[] {
  const folded = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
