/**
 * Creates a one-time link from the command line for someone who can't sign in or get email, such as a sole
 * administrator who forgot the password. It is in the audit log like any other link.
 */
import { cleanCode } from '../../core/capture/cleanText.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Invited } from '../../shared/admin.ts';
import { linkFor, type LinkParts } from './personLinks.ts';
import type { Saved } from './refusals.ts';

/** The actor in the audit log: not a user and not the system. */
const COMMAND_LINE = { id: 'command line', language: 'en' } as const;

/** For a new password, or the first one if the person has none yet. */
export async function createOneTimeLink(parts: LinkParts, email: string): Promise<Saved<Invited>> {
  const user = await parts.users.byEmail(cleanCode(email).toLowerCase());
  if (!user) return failure('not-found', 'No account has this email.');
  return linkFor(parts, COMMAND_LINE, user.id, user.passwordHash === undefined ? 'invitation' : 'passwordReset');
}
