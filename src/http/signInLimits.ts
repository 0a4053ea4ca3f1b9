/**
 * Limits on guessing passwords, by failures only: whoever signs in rightly is never counted. Three counters, so that a
 * stranger's guesses do not lock the owner of an account out:
 *
 * - account and address   10 in 15 minutes: one guesser, one victim
 * - address               50 in 15 minutes: one guesser, many victims
 * - account               100 in an hour, from everywhere together; an address from which this account signed in lately
 *                         is exempt, so the person who works there gets in while the others guess
 *
 * Kept in memory: a restart forgets, and each node counts for itself.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
// The longest that a timer can be set for is a little under 25 days.
const LATELY_S = 20 * DAY_S;

export interface SignInLimits {
  /** Seconds to wait before the next try, or null when it may be made now. */
  mustWait(email: string, address: string): Promise<number | null>;
  failed(email: string, address: string): Promise<void>;
  succeeded(email: string, address: string): Promise<void>;
}

export function signInLimits(): SignInLimits {
  const pair = new RateLimiterMemory({ keyPrefix: 'pair', points: 10, duration: 15 * MINUTE_S });
  const byAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration: 15 * MINUTE_S });
  const byAccount = new RateLimiterMemory({ keyPrefix: 'account', points: 100, duration: HOUR_S });
  const known = new RateLimiterMemory({ keyPrefix: 'known', points: 1, duration: LATELY_S });
  const pairKey = (email: string, address: string) => JSON.stringify([email, address]);

  return {
    async mustWait(email, address) {
      const key = pairKey(email, address);
      const isKnown = (await known.get(key)) !== null;
      const waits = [
        await waitOf(pair, key),
        await waitOf(byAddress, address),
        isKnown ? null : await waitOf(byAccount, email),
      ].filter((wait) => wait !== null);
      return waits.length > 0 ? Math.max(...waits) : null;
    },
    async failed(email, address) {
      await count(pair, pairKey(email, address));
      await count(byAddress, address);
      await count(byAccount, email);
    },
    async succeeded(email, address) {
      const key = pairKey(email, address);
      await pair.delete(key);
      await known.set(key, 1, LATELY_S);
    },
  };
}

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  const state = await limiter.get(key);
  return state !== null && state.consumedPoints >= limiter.points ? Math.ceil(state.msBeforeNext / 1000) : null;
}

/** Counts one; being beyond the limit is no error here, it is asked for before the next try. */
async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((error: unknown) => {
    if (!(error instanceof RateLimiterRes)) throw error;
  });
}
