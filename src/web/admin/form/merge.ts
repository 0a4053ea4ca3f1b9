/**
 * Resolves an edit conflict field by field. Fields that only the other person changed default to their value, fields that
 * both changed need a choice, and all others keep this person's value.
 */
import { isFields, isSame } from '../../../core/vocabulary/isSame.ts';
import { at, differences, withAt } from './value.ts';

export interface MergeField {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Both changed it, to different values. */
  readonly isConflict: boolean;
}
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>;

/** The other person's changes since `base` that differ from my values. */
export function mergeFields(base: unknown, mine: unknown, theirs: unknown): readonly MergeField[] {
  const paths = differences(base, theirs).map((path) => liftPath(path, mine));
  return [...new Set(paths)]
    .map((path) => ({
      path,
      mine: at(mine, path),
      theirs: at(theirs, path),
      isConflict: !isSame(at(base, path), at(mine, path)),
    }))
    .filter((field) => !isSame(field.mine, field.theirs));
}

/** If my value has no container for the field, such as no own hours, the choice covers the whole container. */
function liftPath(path: string, mine: unknown): string {
  const parent = path.split('.').slice(0, -1).join('.');
  if (parent === '' || isFields(at(mine, parent))) return path;
  return liftPath(parent, mine);
}

export function proposeChoices(fields: readonly MergeField[]): Choices {
  return Object.fromEntries(fields.filter(({ isConflict }) => !isConflict).map(({ path }) => [path, 'theirs']));
}

export function isChosen(fields: readonly MergeField[], choices: Choices): boolean {
  return fields.every(({ path }) => choices[path] !== undefined);
}

/** My values, with theirs where chosen. */
export function applyChoices<T>(mine: T, fields: readonly MergeField[], choices: Choices): T {
  return fields.reduce<T>(
    (whole, { path, theirs }) => (choices[path] === 'theirs' ? withAt(whole, path, theirs) : whole),
    mine,
  );
}
