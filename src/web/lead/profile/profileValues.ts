/** Between a detail of the customer, its input, and the request that changes it. Pure. */
import type { ProfileChanges } from '../../../core/lead/profile.ts';
import type { Answer } from '../../../core/vocabulary/form.ts';
import type { ProfileField } from '../../../shared/desk.ts';

const ANSWERS = 'answers.';

/** The request body for one detail; an empty value removes it. */
export function changesOf(path: string, value: Answer | null): ProfileChanges {
  if (!path.startsWith(ANSWERS)) return { [path]: value };
  return { answers: { [path.slice(ANSWERS.length)]: value } };
}

/** The paths of the details that these changes are about. */
export function pathsOf({ answers = {}, ...others }: ProfileChanges): readonly string[] {
  return [...Object.keys(others), ...Object.keys(answers).map((name) => `${ANSWERS}${name}`)].sort();
}

/** Whether a mistake at this path is about the detail or a part of it. */
export function isAbout(path: string, mistakePath: string): boolean {
  return mistakePath === path || mistakePath.startsWith(`${path}.`);
}

/** Known in every case, so never asked for. */
export function isMissing({ path, value }: ProfileField): boolean {
  return value === null && path !== 'language';
}

/** As it is typed. */
export function textOf(value: Answer | null): string {
  return value === null || Array.isArray(value) ? '' : String(value);
}

/**
 * What was typed, as the server takes it. A number that can't be read is sent as text, so that the server says what is
 * wrong; so is an empty required detail.
 */
export function valueOf({ kind, isRequired }: ProfileField, text: string): Answer | null {
  const typed = text.trim();
  if (typed === '') return isRequired ? '' : null;
  if (kind !== 'number' || !/^-?\d{1,15}([.,]\d{1,6})?$/.test(typed)) return typed;
  return Number(typed.replace(',', '.'));
}
