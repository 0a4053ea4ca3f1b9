/**
 * A one-time link for somebody who cannot sign in and to whom no mail goes, made by whoever runs the machine: a sole
 * administrator who forgot the password has nobody to ask. It is in the audit log like any other.
 */
import { cleanCode } from '../../core/capture/cleanText.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Invited } from '../../shared/admin.ts';
import { linkFor, type LinkParts } from './people.ts';
import type { Saved } from './refusals.ts';

/** Who made it, as the audit log says it: nobody's account, and not the service by itself. */
const COMMAND_LINE = { id: 'command line', language: 'en' } as const;

/** For a new password; for the first one where the person has none yet. */
export async function linkByHand(parts: LinkParts, email: string): Promise<Saved<Invited>> {
  const user = await parts.users.byEmail(cleanCode(email).toLowerCase());
  if (!user) return failure('not-found', 'No account has this email.');
  return linkFor(parts, COMMAND_LINE, user.id, user.passwordHash === undefined ? 'invitation' : 'passwordReset');
}
