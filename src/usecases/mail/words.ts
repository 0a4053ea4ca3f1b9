/**
 * The words of an email. Everything from outside (names, campaigns, sentences) becomes one line of plain text here. Links
 * start with the service’s own address and use only http and https.
 */
import { cleanLine } from '../../core/capture/cleanText.ts';
import type { Block } from '../../core/mail/message.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { translator, type Catalogue, type Values } from '../../shared/text/index.ts';
import { mailText } from '../../shared/text/mail.ts';

/** Longer names and sentences are cut: here they only need to be recognizable. */
const MAX_WORDS = 120;
/** Direction overrides would reverse the rest of our own sentence. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

type Key<C extends Catalogue> = Extract<keyof C | keyof typeof mailText, string>;

/** What an email is written with: the texts of its kind and those that all share, in the recipient's language. */
export interface Words<C extends Catalogue> {
  t(key: Key<C>, values?: Values): string;
  text(key: Key<C>, values?: Values): Block;
  button(key: Key<C>, link: string): Block;
  link(path: string): string;
}

/** One visible line, at most 120 characters. */
export function asLine(text: string): string {
  const line = cleanLine(text.replace(OVERRIDES, ''));
  const characters = Array.from(line);
  return characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS - 1).join('')}…` : line;
}

/** `base` is the address of the service, such as `https://leads.example.com`. */
export function wordsIn<C extends Catalogue>(own: C, language: Language, base: string): Words<C> {
  const translate = translator<Catalogue>({ ...mailText, ...own }, language);
  const t = (key: string, values: Values = {}) =>
    translate(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? asLine(value) : value]),
      ),
    );
  const link = (path: string) => linkTo(path, base);
  return {
    t,
    text: (key, values) => ({ kind: 'text', text: t(key, values) }),
    button: (key, path) => ({ kind: 'button', label: t(key), href: link(path) }),
    link,
  };
}

function linkTo(link: string, base: string): string {
  const url = new URL(link, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('a mail links to http and https only');
  return url.href;
}
