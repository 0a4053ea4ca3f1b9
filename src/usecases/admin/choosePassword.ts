/**
 * A person chooses a password, by a link that works once. Every sign-in they had ends: whoever knew the old password is
 * out. Asking for a reset is answered before anything is looked up, so that neither the answer nor its time says whether
 * the address is known.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonLink, User } from '../../ports/people.ts';
import { makeLink } from './people.ts';
import { audited } from './recordAudit.ts';
import { syncAgent } from './retirePerson.ts';

export async function choosePassword(
  parts: Parts,
  kind: PersonLink['kind'],
  { token, password, name }: { readonly token: string; readonly password: string; readonly name?: string },
): Promise<{ readonly ok: true; readonly user: User } | Failure> {
  const link = { kind, digest: parts.passwords.digest(token) };
  // Looked up first: hashing is slow on purpose, and is not done for anybody's guess.
  const invited = await parts.users.byLink(link, parts.clock.now());
  if (!invited) return linkUsed();
  const passwordHash = await parts.passwords.hash(password);
  const action = kind === 'invitation' ? 'welcome' : 'password-chosen';
  const chosen = { passwordHash, ...(name !== undefined && { name, by: invited.id }) };
  const user = await audited(
    parts,
    { by: invited.id, what: 'person', subjectId: invited.id, action },
    () => parts.users.takeLink(link, parts.clock.now(), chosen),
    (taken) => taken !== null,
  );
  if (!user) return linkUsed();
  await parts.sessions.removeOf(user.id);
  parts.desk.disconnect(user.id);
  await syncAgent(parts, user);
  parts.desk.floorChanged();
  return { ok: true, user };
}

/** Whether a link still works, asked before anything is typed. It stays as it is. */
export async function checkLink(
  parts: Parts,
  kind: PersonLink['kind'],
  token: string,
): Promise<{ readonly ok: true } | Failure> {
  const user = await parts.users.byLink({ kind, digest: parts.passwords.digest(token) }, parts.clock.now());
  return user ? { ok: true } : linkUsed();
}

/** Nothing comes back, and nothing happens for an address that is unknown, closed, or without mail. */
export async function askForReset(parts: Parts, email: string): Promise<void> {
  const user = parts.mailer ? await parts.users.byEmail(email) : null;
  if (!user?.active || user.passwordHash === undefined) return;
  await makeLink(parts, user, 'passwordReset');
}

function linkUsed(): Failure {
  return failure('link-used', 'This link was already used, has expired, or was replaced. Ask for a new one.');
}
