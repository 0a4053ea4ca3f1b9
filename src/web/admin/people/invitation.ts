/** The state of an invitation. */
import type { PersonView } from '../../../shared/admin.ts';

/** The invitation has expired. */
export function isInvitationExpired(
  { state, invitedUntil }: Pick<PersonView, 'state' | 'invitedUntil'>,
  now: number,
): boolean {
  return state === 'invited' && (invitedUntil === undefined || invitedUntil <= now);
}
