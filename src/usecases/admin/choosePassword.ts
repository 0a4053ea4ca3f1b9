/**
 * Sets a password through a one-time link. All of the person's sessions end, so anyone who knew the old password is
 * signed out. A reset request is answered before anything is looked up, so that neither the response nor its timing
 * reveals whether the email is known.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonLink, User } from '../../ports/people.ts';
import { makeLink } from './personLinks.ts';
import { withAudit } from './recordAudit.ts';
import { syncAgent } from './retirePerson.ts';

export async function choosePassword(
  parts: Parts,
  kind: PersonLink['kind'],
  { token, password, name }: { readonly token: string; readonly password: string; readonly name?: string },
): Promise<{ readonly ok: true; readonly user: User } | Failure> {
  const link = { kind, digest: parts.passwords.digest(token) };
  // Check the link first: hashing is slow on purpose and must not run for a guessed link.
  const invited = await parts.users.byLink(link, parts.clock.now());
  if (!invited) return linkUsed();
  const passwordHash = await parts.passwords.hash(password);
  const action = kind === 'invitation' ? 'welcome' : 'password-chosen';
  const chosen = { passwordHash, ...(name !== undefined && { name, by: invited.id }) };
  const user = await withAudit(
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

/** Whether a link still works, checked before anything is entered. Doesn't use it up. */
export async function checkLink(
  parts: Parts,
  kind: PersonLink['kind'],
  token: string,
): Promise<{ readonly ok: true } | Failure> {
  const user = await parts.users.byLink({ kind, digest: parts.passwords.digest(token) }, parts.clock.now());
  return user ? { ok: true } : linkUsed();
}

/** Returns nothing. Does nothing if the email is unknown or the account is deactivated, or if email is off. */
export async function requestPasswordReset(parts: Parts, email: string): Promise<void> {
  const user = parts.mailer ? await parts.users.byEmail(email) : null;
  if (!user?.active || user.passwordHash === undefined) return;
  await makeLink(parts, user, 'passwordReset');
}

function linkUsed(): Failure {
  return failure('link-used', 'This link was already used, has expired, or was replaced. Ask for a new one.');
}
