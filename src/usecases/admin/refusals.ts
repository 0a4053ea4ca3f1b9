/** Refusals of administrative changes: all validation errors by field, or who saved first and what is stored now. */
import { PROSPECT } from '../../core/vocabulary/people.ts';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Revision } from '../../shared/admin.ts';

/** The person making the change. */
export interface Administrator {
  readonly id: string;
}

/** A customer who proved their number, as the author of what they ask for. */
export const CUSTOMER: Administrator = { id: PROSPECT.kind };

export type Saved<T> = { readonly ok: true; readonly saved: T } | Failure;

/** `what`: what didn’t happen. */
export function refuseMistakes(mistakes: readonly Mistake[], what = 'Nothing was saved. '): Failure {
  const paths = [...new Set(mistakes.map(({ path }) => path))];
  return failure('bad-input', `${what}Check: ${paths.join(', ')}.`, { mistakes });
}

/** Nothing was written because someone saved a newer version. `current` is what is stored now, as displayed. */
export async function editConflict(parts: Pick<Parts, 'users'>, now: Edited, current: unknown): Promise<Failure> {
  const by = await changerOf(parts, now);
  return failure(
    'edited-meanwhile',
    `${by ?? 'Someone'} saved a newer version in the meantime. Nothing was overwritten.`,
    {
      by: by ?? '',
      at: now.changedAt ?? 0,
      current,
    },
  );
}

async function changerOf(parts: Pick<Parts, 'users'>, { changedBy }: Edited): Promise<string | null> {
  if (changedBy === undefined) return null;
  return (await parts.users.names([changedBy])).get(changedBy) ?? null;
}

export function revisionOf({ version, changedAt, changedBy }: Edited, names: ReadonlyMap<string, string>): Revision {
  return {
    version,
    changedAt: changedAt ?? null,
    changedBy: changedBy === undefined ? null : (names.get(changedBy) ?? null),
  };
}

export async function namesOf(
  parts: Pick<Parts, 'users'>,
  list: readonly Edited[],
): Promise<ReadonlyMap<string, string>> {
  return parts.users.names(list.flatMap(({ changedBy }) => (changedBy === undefined ? [] : [changedBy])));
}

/** The next version, with its author and time. */
export function nextRevision(parts: Pick<Parts, 'clock'>, basedOn: number, by: Administrator): Required<Edited> {
  return { version: basedOn + 1, changedAt: parts.clock.now(), changedBy: by.id };
}
