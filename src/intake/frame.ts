/**
 * How a form was submitted: page, campaign tags, language, zone and time. The visitor didn’t write these and can’t fix
 * them, so they never cause a refusal: invalid values are shortened or dropped, and the response says so. Every
 * endpoint does the same.
 */
import type { Language } from '../core/vocabulary/language.ts';
import { cleanCode } from '../core/capture/cleanText.ts';
import { isClickId } from '../core/vocabulary/touch.ts';
import { LAST_MOMENT } from '../core/vocabulary/time.ts';
import type { Notes } from '../shared/api.ts';
import { formText } from '../shared/text/form.ts';
import { translator } from '../shared/text/index.ts';
import { LIMITS, PAGE, TRAP, UTM_KEY } from './fields.ts';

type Body = Readonly<Record<string, unknown>>;

export interface FrameValues {
  readonly body: Body;
  /** What was shortened or dropped, by field, in the form’s language. */
  readonly notes: Notes;
}

/** How many tags the notes name; the names come from outside. */
const MOST_NOTES = 20;
const MAX_NAME = 60;
/** Names that reach an object’s prototype. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

type ReadResult = { readonly value?: unknown; readonly note?: 'note.cut' | 'note.dropped' | 'note.tooMany' };

const DROPPED: ReadResult = { note: 'note.dropped' };

const FIELDS: Readonly<Record<string, (value: unknown) => ReadResult>> = {
  language: (value) => keepIf(value, languageIn(value) !== undefined, () => languageIn(value)),
  timeZone: (value) => keepIf(value, typeof value === 'string' && isPlace(value)),
  page: (value) =>
    typeof value === 'string' && PAGE.test(value) ? keepShort(value, LIMITS.page) : keepIf(value, false),
  shownAt: (value) =>
    keepIf(value, typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_MOMENT),
};

/** The body with the valid part of its metadata. The rest is left unchanged for validation. */
export function keepFrame(body: Body, fallback: Language): FrameValues {
  const language = languageIn(body['language']) ?? fallback;
  const t = translator(formText, language);
  const kept: [string, unknown][] = [];
  const notes: [string, string][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === 'utm') {
      const tags = keepTags(value);
      if (tags.utm !== undefined) kept.push([name, tags.utm]);
      for (const [tag, note] of tags.notes) notes.push([tag, t(note, { limit: LIMITS.utm, most: LIMITS.utmKeys })]);
      continue;
    }
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    const result = field?.(value) ?? { value };
    if (result.value !== undefined) kept.push([name, result.value]);
    if (result.note) notes.push([name, t(result.note, { limit: LIMITS.page, most: 0 })]);
  }
  // Shortening the hidden field doesn't change its meaning, so it needs no notice.
  const trap = body[TRAP];
  if (typeof trap === 'string') kept.push([TRAP, trap.slice(0, LIMITS.page)]);
  return { body: Object.fromEntries(kept), notes: Object.fromEntries(notes) };
}

/** A supported language, even if written with a region (`en-US`) or in capitals. */
export function languageIn(value: unknown): Language | undefined {
  const [, language] = (typeof value === 'string' ? /^(en|ko)(?:[-_]|$)/i.exec(cleanCode(value)) : null) ?? [];
  return language?.toLowerCase() as Language | undefined;
}

/** A time zone that the runtime knows and that is a place. Browsers that hide their location report UTC. */
function isPlace(zone: string): boolean {
  if (zone.length > LIMITS.zone || !zone.includes('/') || /^etc\//i.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== 'UTC';
  } catch {
    return false;
  }
}

/** An absent value needs no note. */
function keepIf(value: unknown, fits: boolean, read: () => unknown = () => value): ReadResult {
  if (fits) return { value: read() };
  return value === '' || value === null || value === undefined ? {} : DROPPED;
}

function keepShort(text: string, most: number): ReadResult {
  return text.length > most ? { value: cleanCode(text.slice(0, most)), note: 'note.cut' } : { value: text };
}

/** A part of a click id identifies nothing. */
function keepTag(name: string, value: string): ReadResult {
  if (!isClickId(name)) return keepShort(value, LIMITS.utm);
  return value.length > LIMITS.clickId ? DROPPED : { value };
}

function keepTags(value: unknown): {
  readonly utm?: Readonly<Record<string, string>>;
  readonly notes: readonly (readonly [string, NonNullable<ReadResult['note']>])[];
} {
  if (value === undefined || value === null || value === '') return { notes: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return { notes: [['utm', 'note.dropped']] };
  const utm = new Map<string, string>();
  const notes: [string, NonNullable<ReadResult['note']>][] = [];
  let isFull = false;
  for (const [name, tag] of Object.entries(value) as [string, unknown][]) {
    if (tag === '' || tag === null) continue;
    const key = cleanCode(name).toLowerCase();
    const fits = UTM_KEY.test(key) && !FORBIDDEN.includes(key) && !utm.has(key) && typeof tag === 'string';
    if (fits && utm.size === LIMITS.utmKeys) {
      isFull = true;
      continue;
    }
    const { value: short, note } = fits ? keepTag(key, cleanCode(tag)) : DROPPED;
    if (short !== undefined) utm.set(key, short as string);
    if (note && notes.length < MOST_NOTES) notes.push([`utm.${cleanCode(name.slice(0, MAX_NAME))}`, note]);
  }
  if (isFull) notes.push(['utm', 'note.tooMany']);
  return { utm: Object.fromEntries(utm), notes };
}
