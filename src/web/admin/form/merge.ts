/**
 * Two people edited the same thing. Everything stays as it is until the person has chosen, field by field: what only the
 * other one changed is proposed as theirs, what both changed has to be chosen, what only this person changed stays.
 */
import { at, differences, isFields, isSame, withAt } from './value.ts';

export interface MergeField {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Both changed it, and not to the same. */
  readonly isConflict: boolean;
}
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>;

/** What the other one changed since `base`, as far as it differs from mine now. */
export function mergeFields(base: unknown, mine: unknown, theirs: unknown): readonly MergeField[] {
  const paths = differences(base, theirs).map((path) => lifted(path, mine));
  return [...new Set(paths)]
    .map((path) => ({
      path,
      mine: at(mine, path),
      theirs: at(theirs, path),
      isConflict: !isSame(at(base, path), at(mine, path)),
    }))
    .filter((field) => !isSame(field.mine, field.theirs));
}

/** Where mine has nothing to put the field into, such as hours of its own, the choice is about the whole of it. */
function lifted(path: string, mine: unknown): string {
  const parent = path.split('.').slice(0, -1).join('.');
  if (parent === '' || isFields(at(mine, parent))) return path;
  return lifted(parent, mine);
}

export function proposed(fields: readonly MergeField[]): Choices {
  return Object.fromEntries(fields.filter(({ isConflict }) => !isConflict).map(({ path }) => [path, 'theirs']));
}

export function isChosen(fields: readonly MergeField[], choices: Choices): boolean {
  return fields.every(({ path }) => choices[path] !== undefined);
}

/** Mine, with theirs where it was chosen. */
export function merged<T>(mine: T, fields: readonly MergeField[], choices: Choices): T {
  return fields.reduce<T>(
    (whole, { path, theirs }) => (choices[path] === 'theirs' ? withAt(whole, path, theirs) : whole),
    mine,
  );
}
