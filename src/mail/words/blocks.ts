/** The blocks of an email, and the words in them: every value becomes one line of plain text here. */
import { cleanLine } from '../../core/capture/cleanText.ts';
import type { Letter } from '../../core/mail/letter.ts';
import { translator, type Values } from '../../shared/text/index.ts';
import { mailText } from '../../shared/text/mail.ts';

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly label: string; readonly detail: string; readonly href: string }[];
    };

/** Longer names and sentences are cut: here they only need to be recognizable. */
const MAX_WORDS = 120;
/** Direction overrides would reverse the rest of our own sentence. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g;

type Key = Extract<keyof typeof mailText, string>;

/** What every email's blocks are made with, in the recipient's language. */
export interface Words {
  t(key: Key, values?: Values): string;
  text(key: Key, values?: Values): Block;
  button(key: Key, link: string): Block;
}

/** One visible line, at most 120 characters. */
export function asLine(text: string): string {
  const line = cleanLine(text.replace(OVERRIDES, ''));
  const characters = Array.from(line);
  return characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS - 1).join('')}…` : line;
}

export function wordsIn(language: Letter['language'], base: string): Words {
  const translate = translator(mailText, language);
  const t = (key: Key, values: Values = {}) =>
    translate(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? asLine(value) : value]),
      ),
    );
  return {
    t,
    text: (key, values) => ({ kind: 'text', text: t(key, values) }),
    button: (key, link) => ({ kind: 'button', label: t(key), href: linkTo(link, base) }),
  };
}

export function linkTo(link: string, base: string): string {
  const url = new URL(link, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('a mail links to http and https only');
  return url.href;
}
