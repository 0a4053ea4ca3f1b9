/** Ends one sign-in at once, by its token or by its digest. Ending one that is not there changes nothing. */
import type { Parts } from '../../ports/parts.ts';

export async function signOut(parts: Pick<Parts, 'sessions'>, tokenHash: string): Promise<void> {
  await parts.sessions.remove(tokenHash);
}
