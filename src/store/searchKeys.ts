/**
 * What a lead is found by: every word of the name from its first letters on, accents folded, and the last digits of the
 * number. Kept as whole keys, so that finding is one equality in an index, however many leads there are.
 */

/** Words and letters beyond these are not searched by; the mail address and the whole number have indexes of their own. */
const MAX_WORDS = 6;
const MAX_LETTERS = 12;
const LAST_DIGITS = [4, 7] as const;

export function searchKeysOf({ name, tel }: { readonly name: string; readonly tel?: string }): readonly string[] {
  const keys = new Set(wordsOf(name).slice(0, MAX_WORDS).flatMap(prefixesOf));
  for (const count of LAST_DIGITS) if (tel !== undefined) keys.add(`#${tel.slice(-count)}`);
  return [...keys];
}

/** The keys that a lead must all have to be found by this text; empty when nothing in it can be searched by. */
export function keysToFind(text: string): readonly string[] {
  const digits = text.replace(/[\s().-]/g, '');
  if (/^\d+$/.test(digits) && LAST_DIGITS.some((count) => count === digits.length)) return [`#${digits}`];
  return wordsOf(text)
    .slice(0, MAX_WORDS)
    .map((word) => Array.from(word).slice(0, MAX_LETTERS).join(''));
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
