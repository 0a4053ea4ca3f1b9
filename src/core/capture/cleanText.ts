/**
 * Makes outside text safe to store while preserving what the person wrote: only characters that XML 1.0, HTML, CSV and
 * email can all carry (no control characters, lone surrogates or noncharacters) and that don't reverse what stands beside
 * them, normalized to NFC so that Hangul typed on a Mac matches Hangul typed elsewhere. Right-to-left marks, joiners and
 * emoji stay. Nothing is escaped here; only the place that displays a text knows how.
 *
 * Machine-readable text (email addresses, phone numbers, keys, URLs) has no invisible characters.
 */

// C0 and C1 without tab and newline, and DEL. Line breaks are converted to newlines before this.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Vertical tab (Word's soft line break), form feed, carriage return, next line, and the two separators of Unicode. */
// eslint-disable-next-line no-control-regex
const LINE_BREAKS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
/** With the `u` flag only unpaired surrogates match. XML 1.0 forbids them and two of the noncharacters. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** A byte order mark inside a text would act as one at the beginning of a CSV file or an email. */
const UNCARRIED = /[\p{Noncharacter_Code_Point}\ufeff]/gu;
/** Embeddings, overrides and isolates: a name containing one would reverse the words after it wherever it's shown. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/**
 * Unicode's list of invisible characters: zero-width spaces, joiners, direction marks, variation selectors, fillers.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Multi-line text: newlines and tabs stay, surrounding space is trimmed. */
export function cleanText(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .replace(LONE_SURROGATE, '')
    .replace(CONTROL, '')
    .replace(UNCARRIED, '')
    .replace(TURNS, '')
    .normalize('NFC')
    .trim();
}

/** Single-line text: newlines become spaces, so that it can't start a new header or row. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(LINE_BREAKS, '\n').replace(/[\t\n]+/g, ' ')).replace(/ {2,}/g, ' ');
}

/** Machine-readable text: one line without invisible characters. */
export function cleanCode(text: string): string {
  return cleanLine(text.replace(INVISIBLE, ''));
}

/** Whether anything is visible: marks and joiners alone aren't a name. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}
