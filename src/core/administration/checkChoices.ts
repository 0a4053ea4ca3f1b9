/** Checks a list of choices that are retired, never removed: outcomes and away reasons. */
import type { Wording } from '../vocabulary/language.ts';
import { mistake, type Mistake, type MistakeCode } from '../vocabulary/mistake.ts';
import { checkWording } from './checkForm.ts';

interface Draft {
  readonly id?: string;
  readonly label: Wording;
  readonly isRetired?: boolean;
}

/** Each has a label, no ID is unknown or repeated, and no two in use could be confused. */
export function checkChoices(
  path: string,
  before: readonly { readonly id: string }[],
  drafts: readonly Draft[],
  unknown: MistakeCode,
): readonly Mistake[] {
  const ids = drafts.flatMap(({ id }) => id ?? []);
  return drafts.flatMap(({ id, label, isRetired }, index) => [
    ...checkWording(label, `${path}.${index}.label`),
    ...(id !== undefined && !before.some((one) => one.id === id) ? [mistake(`${path}.${index}.id`, unknown)] : []),
    ...(id !== undefined && ids.indexOf(id) !== ids.lastIndexOf(id)
      ? [mistake(`${path}.${index}.id`, 'twice', { value: id })]
      : []),
    ...(!isRetired &&
    drafts.slice(0, index).some((other) => !other.isRetired && plain(other.label.en) === plain(label.en))
      ? [mistake(`${path}.${index}.label.en`, 'twice', { value: label.en })]
      : []),
  ]);
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
