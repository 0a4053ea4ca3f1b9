/** The merges of a group, once it is chosen which lead is kept. */
import type { DuplicateGroup, DuplicateLead, PossibleMerge } from '../../shared/duplicates.ts';

export type Pair = Pick<PossibleMerge, 'staysId' | 'goesId'>;

/** Every other lead into the one that is kept. */
export function mergesInto({ merges }: DuplicateGroup, staysId: string): readonly Pair[] {
  return merges.filter((merge) => merge.staysId === staysId).map(({ goesId }) => ({ staysId, goesId }));
}

export function mergeOf({ merges }: DuplicateGroup, staysId: string, goesId: string): PossibleMerge | undefined {
  return merges.find((merge) => merge.staysId === staysId && merge.goesId === goesId);
}

/** For sentences: two leads of one group often have the same name. */
export function nameOf({ name, numberEnd, id }: DuplicateLead): string {
  const shown = name === '' ? id : name;
  return numberEnd === undefined ? shown : `${shown} …\u2060${numberEnd}`;
}
