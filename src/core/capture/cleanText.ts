/**
 * Text from outside, made safe to keep and still what the person wrote: no NUL and no other control characters, no
 * halves of characters, one form for equal-looking letters (NFC, so that Hangul typed on a Mac finds Hangul typed
 * elsewhere). Right-to-left marks, joiners and emoji are text and stay; nothing is escaped here, because only the place
 * that shows a text knows how.
 */

// C0 and C1 without tab and newline, and DEL. A carriage return is read as part of a newline before.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** With the `u` flag only halves without their other half match. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_SEPARATORS = /[\t\n\u0085\u2028\u2029]+/g;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text of several lines: newlines and tabs stay, spaces around go. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(LONE_SURROGATE, '').replace(CONTROL, '').normalize('NFC').trim();
}

/** Text of one line: a newline becomes a space, so that it can never begin a header or a row of its own. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(LINE_SEPARATORS, ' ').replace(/\r/g, ' ')).replace(/ {2,}/g, ' ');
}

/** Whether there is anything to see: marks and joiners alone are not a name. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
