/** Ends one session at once, by its token or digest. Does nothing if there is none. */
import type { Parts } from '../../ports/parts.ts';

export async function signOut(parts: Pick<Parts, 'sessions'>, tokenHash: string): Promise<void> {
  await parts.sessions.remove(tokenHash);
}
