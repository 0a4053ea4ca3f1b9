/**
 * What a lead is found by in a text search, so that finding is one range of one index: every word of the name, accents
 * folded (a name that is written as one word, as in Korean, also from each further letter on: 김민수 is found by 민수);
 * the number from each of its digits on, for any part of it; and the email address.
 */
import { activeParts } from '../core/lead/holding.ts';
import type { Lead } from '../core/lead/lead.ts';

/** Words beyond these are not searched by. */
const MAX_WORDS = 6;
/** Korean, Chinese and Japanese names; a longer word is no name. */
const WRITTEN_TOGETHER = /^[\p{Script=Hangul}\p{Script=Han}]+$/u;
const MAX_NAME_LETTERS = 6;
/** Fewer digits than these tell nothing. */
const MIN_DIGITS = 4;
/** From this length on a leading zero is a trunk prefix, which numbers are kept without; shorter ones are a part. */
const NATIONAL_DIGITS = 8;

export function searchWordsOf(lead: Lead): readonly string[] {
  const words = [lead, ...activeParts(lead)].flatMap(({ person: { name, tel, otherTels = [], email } }) => [
    ...wordsOf(name).slice(0, MAX_WORDS).flatMap(startsOf),
    ...[tel, ...otherTels].flatMap(endsOf),
    ...(email === undefined ? [] : [emailWord(email)]),
  ]);
  return [...new Set(words)];
}

/** What a lead must have a word beginning with, each of them, to be found by this text; empty when it cannot be searched by. */
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

/** The word; and what is left of it from each further letter on, where family and given name are written together. */
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
