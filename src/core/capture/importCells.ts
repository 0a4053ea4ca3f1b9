/** What spreadsheets do to values, undone: masks against formulas, cut numbers, dates in many notations. */
import type { FormFieldChoice } from '../vocabulary/form.ts';

/** Without what keeps a spreadsheet from reading it as a number or formula: `="010…"` or an apostrophe in front. */
export function unmasked(cell: string): string {
  const text = cell.trim();
  const quoted = /^="([^"]*)"$/.exec(text);
  if (quoted) return (quoted[1] ?? '').trim();
  return /^['’][=+\-@\d(]/.test(text) ? text.slice(1).trim() : text;
}

/** A phone number as a spreadsheet kept it. Null if it kept only its first digits: `8.21012E+11`. */
export function phoneIn(cell: string): string | null {
  const text = unmasked(cell);
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return null;
  return text.replace(/^(\+?\d{7,})[.,]0+$/, '$1');
}

/** `1,234.5` or `1234,5` as a number; undefined if it is none. */
export function numberIn(cell: string): number | undefined {
  const text = unmasked(cell).replace(/[\s₩$€£원]/g, '');
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.');
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A day as YYYY-MM-DD; undefined if the cell holds none. Day and month are swapped as the country writes them. */
export function dayIn(cell: string, country: string): string | undefined {
  const text = unmasked(cell);
  const byYear =
    /^(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:\D|$)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (byYear) return dayOf(byYear[1], byYear[2], byYear[3]);
  const byDay = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?:\D|$)/.exec(text);
  if (!byDay) return undefined;
  return country === 'US' ? dayOf(byDay[3], byDay[1], byDay[2]) : dayOf(byDay[3], byDay[2], byDay[1]);
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/** The choice with this value or label, whatever its case. Otherwise the cell, to be refused with the choices. */
export function choiceIn(cell: string, choices: readonly FormFieldChoice[]): string {
  const wanted = cell.trim().toLowerCase();
  const found = choices.find(({ value, label }) =>
    [value, ...Object.values(label)].some((word) => word.trim().toLowerCase() === wanted),
  );
  return found?.value ?? cell.trim();
}

/** Several in one cell. */
export function choicesIn(cell: string, choices: readonly FormFieldChoice[]): readonly string[] {
  return cell
    .split(/[,;|/\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => choiceIn(part, choices));
}

/** `en`, `ko`, and their names; undefined for any other. */
export function languageIn(cell: string): 'en' | 'ko' | undefined {
  const text = cell.trim().toLowerCase();
  if (/^(ko|kr|kor|korean|한국어|한글)([-_].*)?$/.test(text)) return 'ko';
  return /^(en|us|eng|english|영어)([-_].*)?$/.test(text) ? 'en' : undefined;
}
