/** People for a benchmark, already signed in, because sign-in isn’t measured. */
import type { Role } from '../src/shared/api.ts';
import type { Stores } from '../src/store/index.ts';
import { openStores } from '../src/store/index.ts';

const SIGNED_IN_MS = 24 * 3_600_000;

/** Opens the database next to the service, runs the work, and closes it. */
export async function withStores<T>(uri: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  const ignore = () => undefined;
  const stores = await openStores(uri, { info: ignore, warn: ignore, error: ignore });
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

/** Adds a person for each id. Returns their cookies in the same order. */
export async function hire(
  { parts }: Stores,
  ids: readonly string[],
  { role = 'agent', teamIds = [] }: { readonly role?: Role; readonly teamIds?: readonly string[] } = {},
): Promise<readonly string[]> {
  const now = parts.clock.now();
  const cookies: string[] = [];
  for (const id of ids) {
    const agentFields = { teamIds, languages: ['en', 'ko'] as const, skills: {}, capacity: 1 };
    const isAgent = role === 'agent';
    await parts.users.add(
      {
        id,
        name: id,
        email: `${id}@bench.test`,
        role,
        language: 'en',
        passwordHash: 'none',
        active: true,
        ...(isAgent && { agent: agentFields }),
      },
      now,
    );
    if (isAgent) {
      const absent = { presence: 'offline', presenceAt: now, reach: 'absent', reachAt: now } as const;
      await parts.agents.save({ id, name: id, ...agentFields, ...absent, idleSince: now, missedInRow: 0 });
    }
    const token = parts.random.secret();
    const session = { tokenHash: parts.passwords.digest(token), userId: id, createdAt: now, seenAt: now };
    await parts.sessions.add({ ...session, expiresAt: now + SIGNED_IN_MS });
    cookies.push(`leadbell=${token}`);
  }
  return cookies;
}
