/** One-time links for invitations and password resets. The link itself is returned once; only its digest is stored. */
import { failure } from '../../core/vocabulary/errors.ts';
import { DAY, HOUR } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonLink, User } from '../../ports/people.ts';
import type { Invited } from '../../shared/admin.ts';
import { withAdminLease } from './adminLease.ts';
import { PERSON_NOT_FOUND, presentSaved } from './presentPerson.ts';
import { recordAudit } from './recordAudit.ts';
import type { Administrator, Saved } from './refusals.ts';

/**
 * Lifetime of each link. OWASP's forgotten-password cheat sheet recommends a short one; an invitation must survive a
 * weekend.
 */
const LINK_MS = { invitation: 7 * DAY, passwordReset: HOUR } as const;
export const LINK_KINDS = ['invitation', 'passwordReset'] as const;
const PAGE = { invitation: '/welcome', passwordReset: '/reset' } as const;

/** What creating a link needs, in the service or on the command line. */
export type LinkParts = Pick<
  Parts,
  'random' | 'clock' | 'settings' | 'users' | 'audit' | 'passwords' | 'mails' | 'mailer'
>;

/**
 * A new link; the previous one stops working. An invitation is for a person without a password, a reset for one with a
 * password.
 */
export function linkFor(
  parts: LinkParts,
  by: Administrator,
  id: string,
  kind: PersonLink['kind'],
): Promise<Saved<Invited>> {
  return withAdminLease(parts, async () => {
    const user = await parts.users.byId(id);
    if (!user) return PERSON_NOT_FOUND;
    if (!user.active) return failure('wrong-state', 'This account is deactivated. Activate it first.');
    const hasPassword = user.passwordHash !== undefined;
    if (kind === 'invitation' && hasPassword) {
      return failure('wrong-state', 'This person has signed in before. Send a password reset link instead.');
    }
    if (kind === 'passwordReset' && !hasPassword) {
      return failure('wrong-state', 'This person has no password yet. Send a new invitation instead.');
    }
    const action = kind === 'invitation' ? 'invite-again' : 'password-reset';
    await recordAudit(parts, { by: by.id, what: 'person', subjectId: id, action });
    return sendLink(parts, by, user, kind);
  });
}

/** Creates the link, stores its digest, and queues the email if email is on. */
export async function makeLink(
  parts: LinkParts,
  user: User,
  kind: PersonLink['kind'],
  invitedBy?: string,
): Promise<{ readonly link: string; readonly kept: PersonLink; readonly mailed: boolean } | null> {
  const token = parts.random.secret();
  const now = parts.clock.now();
  const kept: PersonLink = { kind, digest: parts.passwords.digest(token), expiresAt: now + LINK_MS[kind] };
  if (!(await parts.users.setLink(user.id, kept, kind === 'passwordReset'))) return null;
  // The token is in the fragment, which browsers don't send, so it never reaches a server log.
  const link = `${PAGE[kind]}#${token}`;
  if (!parts.mailer) return { link, kept, mailed: false };
  await parts.mails.cancel(`${kind}:${user.id}:`, now);
  await parts.mails.queue({
    key: `${kind}:${user.id}:${kept.digest.slice(0, 16)}`,
    to: user.email,
    language: user.language,
    dueAt: now,
    expiresAt: kept.expiresAt,
    ...(kind === 'invitation'
      ? { kind, data: { link, name: user.name, ...(invitedBy !== undefined && { by: invitedBy }) } }
      : { kind, data: { link, name: user.name } }),
  });
  return { link, kept, mailed: true };
}

/** Creates and sends the link; returns it with the person. */
export async function sendLink(
  parts: LinkParts,
  by: Administrator,
  user: User,
  kind: PersonLink['kind'],
): Promise<Saved<Invited>> {
  const made = await makeLink(parts, user, kind, (await parts.users.names([by.id])).get(by.id));
  if (!made) return failure('stale', 'Someone else is changing this person. Try again.');
  const { link, kept, mailed } = made;
  const person = await presentSaved(parts, { ...user, link: kept });
  return { ok: true, saved: { person, link, expiresAt: kept.expiresAt, mailed } };
}
