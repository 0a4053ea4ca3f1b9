/** The limit of the public pages: their error pages answer in words, where programs get a problem. */
import { MINUTE } from '../../core/vocabulary/time.ts';
import { limiter, type Limit } from '../plumbing/limiter.ts';

/** Too many submissions from one address. Retry-After is already set. */
export class TooMany extends Error {}

export function limitPerMinute(limit: number): Limit {
  return limiter({ windowMs: MINUTE, limit, handler: (_req, _res, next) => next(new TooMany()) });
}
