/**
 * Creates the first administrator of a new service through a one-time link. There are no built-in accounts: only a
 * person who can read the first start's output has the link.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';

const LINK = 'firstAdministratorLink';

/** A new link's token if no one has an account yet; any older link stops working. Otherwise null. */
export async function offerFirstAdministrator(
  parts: Pick<Parts, 'users' | 'settings' | 'random' | 'passwords'>,
): Promise<string | null> {
  if ((await parts.users.count()) > 0) return null;
  const token = parts.random.secret();
  await parts.settings.set(LINK, parts.passwords.digest(token));
  return token;
}

export interface FirstAdministrator {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
}

export async function createFirstAdministrator(
  parts: Pick<Parts, 'users' | 'settings' | 'passwords' | 'random' | 'clock'>,
  { token, name, email, password, language }: FirstAdministrator,
): Promise<{ readonly ok: true; readonly user: User } | Failure> {
  // Use up the link before the account is created, so that only one of two concurrent requests succeeds.
  const isTheLink = await parts.settings.takeOnce(LINK, parts.passwords.digest(token));
  if (!isTheLink || (await parts.users.count()) > 0) {
    return failure('not-allowed', 'This link was already used or replaced. Restart Leadbell for a new one.');
  }

  const passwordHash = await parts.passwords.hash(password);
  const id = parts.random.id('user');
  const user: User = { id, version: 1, name, email, role: 'administrator', language, passwordHash, active: true };
  await parts.users.add(user, parts.clock.now());
  return { ok: true, user };
}
