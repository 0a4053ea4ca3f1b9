/** Passwords hashed with argon2id, with the parameters of OWASP ASVS 5, appendix C: 19 MiB, two passes, one lane. */
import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';
import type { Passwords } from '../ports/people.ts';

const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function passwords(): Passwords {
  // Verified when there is no such user, so that response time doesn't reveal who has an account.
  const nobody = hash(randomBytes(32).toString('base64'), PARAMETERS);
  nobody.catch(() => undefined);
  return {
    hash: (password) => hash(password, PARAMETERS),
    async verify(stored, password) {
      const matches = await verify(stored ?? (await nobody), password);
      return stored !== null && matches;
    },
    digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
  };
}
