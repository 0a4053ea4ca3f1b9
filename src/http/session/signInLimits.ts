/**
 * Limits on guessing passwords. An attempt takes its point before the password is checked, and a correct one gives it
 * back, so simultaneous attempts count like consecutive ones. Counters:
 *
 * - device                10 in 15 minutes: a browser that signed in to this account before (devices.ts); nothing else
 *                         counts for it, so others can’t lock it out
 * - account and address   10 in 15 minutes: one guesser, one victim
 * - address               50 in 15 minutes: one guesser, many victims
 * - account               100 in an hour, from all addresses together
 *
 * An address from which this account signed in lately is exempt from the last two, so its owner can sign in with a new
 * browser while others guess. IPv6 addresses count by their /64.
 *
 * Kept in memory: a restart forgets, and each node counts separately.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressKey } from '../plumbing/addressKey.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
// The longest timer is a little under 25 days.
const LATELY_S = 20 * DAY_S;

export interface Try {
  readonly email: string;
  readonly address: string | undefined;
  /** The browser’s own id for this account; null for a browser that is new to it. */
  readonly device: string | null;
}

/** `waitS`: seconds until the next attempt is allowed. */
export type LimitResult =
  | { readonly ok: false; readonly waitS: number }
  | {
      readonly ok: true;
      /** The password was right: earlier typos are forgotten too. */
      succeeded(): Promise<void>;
      /** The attempt got no answer, so it doesn’t count. */
      giveBack(): Promise<void>;
    };

export interface SignInLimits {
  /** Takes the point of one attempt immediately. A refused attempt isn’t counted. */
  take(made: Try): Promise<LimitResult>;
}

type Counter = readonly [limiter: RateLimiterMemory, key: string];

export function signInLimits(): SignInLimits {
  const byDevice = new RateLimiterMemory({ keyPrefix: 'device', points: 10, duration: 15 * MINUTE_S });
  const pair = new RateLimiterMemory({ keyPrefix: 'pair', points: 10, duration: 15 * MINUTE_S });
  const byAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration: 15 * MINUTE_S });
  const byAccount = new RateLimiterMemory({ keyPrefix: 'account', points: 100, duration: HOUR_S });
  const known = new RateLimiterMemory({ keyPrefix: 'known', points: 1, duration: LATELY_S });

  return {
    async take({ email, address, device }) {
      const place = addressKey(address);
      const pairKey = JSON.stringify([email, place]);
      const isKnown = (await known.get(pairKey)) !== null;
      const own: Counter = device === null ? [pair, pairKey] : [byDevice, device];
      const shared: readonly Counter[] = [
        [byAddress, place],
        [byAccount, email],
      ];
      const counters = device !== null || isKnown ? [own] : [own, ...shared];
      const taken: Counter[] = [];
      const giveBack = async () => {
        for (const [limiter, key] of taken) await limiter.reward(key);
      };
      for (const [limiter, key] of counters) {
        taken.push([limiter, key]);
        const waitMs = await consume(limiter, key);
        if (waitMs === null) continue;
        await giveBack();
        return { ok: false, waitS: Math.ceil(waitMs / 1000) };
      }
      return {
        ok: true,
        giveBack,
        async succeeded() {
          await giveBack();
          const [limiter, key] = own;
          await limiter.delete(key);
          await known.set(pairKey, 1, LATELY_S);
        },
      };
    },
  };
}

/** Takes one point. Returns the milliseconds to wait if none was left, otherwise null. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error.msBeforeNext;
    throw error;
  }
}
