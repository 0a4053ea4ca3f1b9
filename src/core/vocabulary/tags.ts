/** Tags on a lead: the business's own short words, the same however they are typed. */

export const MOST_TAGS = 10;
export const LONGEST_TAG = 30;

/** In lower case, without a leading # and with single spaces; null if nothing is left. */
export function tagOf(text: string): string | null {
  const tag = text
    .normalize('NFC')
    .replace(/^[#\s]+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return /[\p{L}\p{N}]/u.test(tag) ? tag : null;
}
