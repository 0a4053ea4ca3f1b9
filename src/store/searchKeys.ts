/**
 * What a lead is found by, as whole keys, so that finding is one equality in one index however many leads there are:
 * every word of the name from its first letters on, accents folded (a name that is written as one word, as in Korean,
 * also from its second letter on: 김민수 is found by 민수); every four and every seven digits in a row of the
 * number; and every combination of where the lead is, its campaign and its agents.
 */
import { activeParts } from '../core/lead/holding.ts';
import type { Lead, LeadState, Outcome } from '../core/lead/lead.ts';

/** Words and letters beyond these are not searched by; the mail address has an index of its own. */
const MAX_WORDS = 6;
const MAX_LETTERS = 12;
/** Korean, Chinese and Japanese names; a longer word is no name. */
const WRITTEN_TOGETHER = /^[\p{Script=Hangul}\p{Script=Han}]+$/u;
const MAX_NAME_LETTERS = 6;
const SHORT_RUN = 4;
const LONG_RUN = 7;
/** From this length on a leading zero is a trunk prefix, which numbers are kept without; shorter ones are a part. */
const NATIONAL_DIGITS = 8;

/** Where the lead is: its outcome says more than that it is closed. */
export interface Facets {
  readonly place?: LeadState | Outcome;
  readonly campaignId?: string;
  /** An agent who has the lead, had it, or promised to call. */
  readonly agentId?: string;
}

export function searchKeysOf(lead: Lead): readonly string[] {
  const people = [lead, ...activeParts(lead)].flatMap(({ person: { name, tel, otherTels = [] } }) => [
    ...wordsOf(name).slice(0, MAX_WORDS).flatMap(startsOf).flatMap(prefixesOf),
    ...[tel, ...otherTels].flatMap(runsOf),
  ]);
  return [...new Set([...people, ...facetKeysOf(lead)])];
}

/** The keys that a lead must all have to be found by this text; empty when nothing in it can be searched by. */
export function keysToFind(text: string): readonly string[] {
  const numbers = text.match(/\+?\d[\d\s()./-]*\d/g)?.filter((part) => digitsOf(part).length >= SHORT_RUN) ?? [];
  const words = numbers.reduce((rest, part) => rest.replace(part, ' '), text);
  return [
    ...numbers.flatMap((part) => runs(partOf(part))),
    ...wordsOf(words)
      .slice(0, MAX_WORDS)
      .map((word) => Array.from(word).slice(0, MAX_LETTERS).join('')),
  ];
}

/** The one key that every lead with all of these has. */
export function facetKey({ place = '', campaignId = '', agentId = '' }: { [K in keyof Facets]: string }): string {
  return `=${place}|${campaignId}|${agentId}`;
}

function facetKeysOf(lead: Lead): readonly string[] {
  const places = ['', lead.state, ...(lead.state === 'closed' ? [lead.outcome] : [])];
  const agents = ['', ...agentsOf(lead)];
  return places.flatMap((place) =>
    ['', lead.campaignId].flatMap((campaignId) => agents.map((agentId) => facetKey({ place, campaignId, agentId }))),
  );
}

function agentsOf(lead: Lead): readonly string[] {
  const last = lead.state === 'closed' ? lead.ownerId : 'owner' in lead ? lead.owner.agentId : undefined;
  return [last, lead.lastAccept?.agentId, lead.promise?.ownerId].filter((id) => id !== undefined);
}

function runsOf(tel: string | undefined): readonly string[] {
  return tel === undefined ? [] : [SHORT_RUN, LONG_RUN].flatMap((length) => slices(digitsOf(tel), length));
}

/** The runs that tell most of the part of a number. */
function runs(digits: string): readonly string[] {
  return slices(digits, digits.length >= LONG_RUN ? LONG_RUN : SHORT_RUN);
}

function partOf(text: string): string {
  const digits = digitsOf(text);
  return !text.startsWith('+') && digits.length >= NATIONAL_DIGITS ? digits.replace(/^0{1,2}/, '') : digits;
}

function slices(digits: string, length: number): readonly string[] {
  const count = Math.max(0, digits.length - length + 1);
  return Array.from({ length: count }, (_, index) => `#${digits.slice(index, index + length)}`);
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

function prefixesOf(word: string): readonly string[] {
  const letters = Array.from(word).slice(0, MAX_LETTERS);
  return letters.map((_, index) => letters.slice(0, index + 1).join(''));
}

function wordsOf(text: string): readonly string[] {
  const folded = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
