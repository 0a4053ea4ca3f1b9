/** Whether somebody who was invited can still come. */
import type { PersonView } from '../../../shared/admin.ts';

/** An invitation that nobody can use any more. */
export function hasRunOut({ state, invitedUntil }: Pick<PersonView, 'state' | 'invitedUntil'>, now: number): boolean {
  return state === 'invited' && (invitedUntil === undefined || invitedUntil <= now);
}
