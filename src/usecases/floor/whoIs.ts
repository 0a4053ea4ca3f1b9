/**
 * Who holds a session's token at this moment; null for nobody. The user is read anew each time, so that a changed role
 * or a closed account counts at once.
 */
import { HOUR, MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Session, User } from '../../ports/people.ts';

/** A session that was not used for this long is over. A shift is shorter. */
export const SESSION_IDLE_MS = 12 * HOUR;
/** Being used is written down at most this often. */
const TOUCH_EVERY_MS = MINUTE;

export interface Who {
  readonly user: User;
  readonly session: Session;
}

export async function whoIs(
  parts: Pick<Parts, 'users' | 'sessions' | 'passwords' | 'clock'>,
  token: string,
): Promise<Who | null> {
  const now = parts.clock.now();
  const session = await parts.sessions.find(parts.passwords.digest(token));
  if (!session) return null;
  if (now >= session.expiresAt || now >= session.seenAt + SESSION_IDLE_MS) {
    await parts.sessions.remove(session.tokenHash);
    return null;
  }

  const user = await parts.users.byId(session.userId);
  if (!user?.active) return null;
  if (now >= session.seenAt + TOUCH_EVERY_MS) await parts.sessions.touch(session.tokenHash, now);
  return { user, session };
}

/** Whether the sign-in of a token ended because the account was closed, and it still is. */
export async function wasClosed(
  parts: Pick<Parts, 'users' | 'sessions' | 'passwords'>,
  token: string,
): Promise<boolean> {
  const userId = await parts.sessions.closedOf(parts.passwords.digest(token));
  return userId !== null && (await parts.users.byId(userId))?.active === false;
}
