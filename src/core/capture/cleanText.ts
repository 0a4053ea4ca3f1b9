/**
 * Text from outside, made safe to keep and still what the person wrote: only what XML 1.0, HTML, CSV and mail can all carry
 * (no NUL and no other control characters, no halves of characters, no noncharacters), in one form for equal-looking
 * letters (NFC, so that Hangul typed on a Mac finds Hangul typed elsewhere). Right-to-left marks, joiners and emoji are
 * text and stay; nothing is escaped here, because only the place that shows a text knows how.
 *
 * What a machine reads (an email address, a phone number, a key, an address of a page) holds nothing invisible at all.
 */

// C0 and C1 without tab and newline, and DEL. What breaks a line is read as a newline before.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Vertical tab (Word's soft line break), form feed, carriage return, next line, and the two separators of Unicode. */
// eslint-disable-next-line no-control-regex
const LINE_BREAKS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
/** With the `u` flag only halves without their other half match. XML 1.0 forbids two of the noncharacters and the halves. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** A byte order mark within a text is read as the mark again at the beginning of a table or a mail. */
const UNCARRIED = /[\p{Noncharacter_Code_Point}\ufeff]/gu;
/** Unicode's own list of what shows nothing: zero-width spaces, joiners, direction marks, variation selectors, fillers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text of several lines: newlines and tabs stay, spaces around go. */
export function cleanText(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .replace(LONE_SURROGATE, '')
    .replace(CONTROL, '')
    .replace(UNCARRIED, '')
    .normalize('NFC')
    .trim();
}

/** Text of one line: a newline becomes a space, so that it can never begin a header or a row of its own. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(LINE_BREAKS, '\n').replace(/[\t\n]+/g, ' ')).replace(/ {2,}/g, ' ');
}

/** What a machine reads: one line without anything invisible. */
export function cleanCode(text: string): string {
  return cleanLine(text.replace(INVISIBLE, ''));
}

/** Whether there is anything to see: marks and joiners alone are not a name. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
