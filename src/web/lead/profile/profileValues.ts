/** Between a detail of the customer, its input, and the request that changes it. Pure. */
import type { ProfileChanges } from '../../../core/lead/profile.ts';
import type { Answer } from '../../../core/vocabulary/form.ts';
import type { SurveyAnswer } from '../../../core/vocabulary/survey.ts';
import type { ProfileField, SurveyItem } from '../../../shared/desk.ts';

const NESTED = ['answers', 'survey'] as const;

/** The request body for one detail; an empty value removes it. `seen`: the values that it was based on. */
export function changesOf(
  path: string,
  value: SurveyAnswer | null,
  seen: readonly (SurveyAnswer | null)[],
): ProfileChanges {
  const within = NESTED.find((name) => path.startsWith(`${name}.`));
  const change = within ? { [within]: { [path.slice(within.length + 1)]: value } } : { [path]: value };
  return { ...change, seen: { [path]: seen } };
}

/** The paths of the details that these changes are about. */
export function pathsOf({ answers = {}, survey = {}, seen: _seen, ...others }: ProfileChanges): readonly string[] {
  const nested = Object.entries({ answers, survey });
  return [
    ...Object.keys(others),
    ...nested.flatMap(([within, values]) => Object.keys(values).map((name) => `${within}.${name}`)),
  ].sort();
}

/** Whether a mistake at this path is about the detail or a part of it. */
export function isAbout(path: string, mistakePath: string): boolean {
  return mistakePath === path || mistakePath.startsWith(`${path}.`);
}

/** Known in every case, so never asked for. */
export function isMissing({ path, value }: ProfileField): boolean {
  return value === null && path !== 'language';
}

/** The value as it is stored; of the survey, false if the customer refused. */
export function storedAnswer(field: ProfileField | SurveyItem): SurveyAnswer | null {
  return 'isRefused' in field && field.isRefused ? false : field.value;
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
