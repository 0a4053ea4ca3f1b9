/** A person as administrators see them. */
import { failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { PersonView } from '../../shared/admin.ts';
import { namesOf, revisionOf } from './refusals.ts';

export const PERSON_NOT_FOUND = failure('not-found', 'Person not found.');

export async function presentSaved(parts: Pick<Parts, 'users'>, user: User): Promise<PersonView> {
  return presentPerson(user, await namesOf(parts, [user]));
}

export function presentPerson(user: User, names: ReadonlyMap<string, string>): PersonView {
  const { id, name, email, role, language, agent, schedule, active, passwordHash, link } = user;
  const isInvited = active && passwordHash === undefined;
  return {
    id,
    name,
    email,
    role,
    language,
    agent: agent ?? null,
    schedule: schedule ?? null,
    ...revisionOf(user, names),
    state: !active ? 'deactivated' : isInvited ? 'invited' : 'active',
    ...(isInvited && link?.kind === 'invitation' && { invitedUntil: link.expiresAt }),
  };
}
