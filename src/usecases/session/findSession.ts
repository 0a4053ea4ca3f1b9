/**
 * Finds the user of a session token; null if there is none. The user is read from the database each time, so that a
 * changed role or a deactivated account takes effect at once.
 */
import { HOUR, MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Session, User } from '../../ports/people.ts';

/** An idle session expires after this time. A shift is shorter. */
export const SESSION_IDLE_MS = 12 * HOUR;
/** Last use is recorded at most this often. */
const TOUCH_EVERY_MS = MINUTE;

export interface ActiveSession {
  readonly user: User;
  readonly session: Session;
}

export async function findSession(
  parts: Pick<Parts, 'users' | 'sessions' | 'passwords' | 'clock'>,
  token: string,
): Promise<ActiveSession | null> {
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

/** Whether the token's session ended because the account was deactivated, and it still is. */
export async function isAccountClosed(
  parts: Pick<Parts, 'users' | 'sessions' | 'passwords'>,
  token: string,
): Promise<boolean> {
  const userId = await parts.sessions.closedOf(parts.passwords.digest(token));
  return userId !== null && (await parts.users.byId(userId))?.active === false;
}
