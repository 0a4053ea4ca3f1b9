/**
 * Signs a person in with a new session and token, whatever the browser had before. Neither the response nor its timing
 * reveals whether the email is known; only a person who knows the password learns that the account is deactivated.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { DAY } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Session, User } from '../../ports/people.ts';

/** Even active sessions end after a week. */
export const SESSION_LIFE_MS = 7 * DAY;

export interface SignedIn {
  readonly ok: true;
  /** Stored only in the cookie. */
  readonly token: string;
  readonly session: Session;
  readonly user: User;
}

export async function signIn(
  parts: Pick<Parts, 'users' | 'sessions' | 'passwords' | 'random' | 'clock'>,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedIn | Failure> {
  const user = await parts.users.byEmail(email);
  const matches = await parts.passwords.verify(user?.passwordHash ?? null, password);
  if (!user || !matches) return failure('wrong-credentials', 'Wrong email or password.');
  // Only revealed to a person who knows the password.
  if (!user.active)
    return failure('account-closed', 'This account is deactivated. Ask an administrator to activate it again.');

  const token = parts.random.secret();
  const now = parts.clock.now();
  const session: Session = {
    tokenHash: parts.passwords.digest(token),
    userId: user.id,
    createdAt: now,
    seenAt: now,
    expiresAt: now + SESSION_LIFE_MS,
  };
  await parts.sessions.add(session);
  return { ok: true, token, session, user };
}
