/** The limit of the public pages: their error pages answer in words, where programs get a problem. */
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { limiter, type Limit } from '../plumbing/limiter.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { wantsJson } from './missing.ts';

/** Too many submissions from one address. Retry-After is already set. */
export class TooMany extends Error {}

export function limitPerMinute(limit: number): Limit {
  return limiter({
    windowMs: MINUTE,
    limit,
    handler(req, res, next) {
      if (!wantsJson(req)) return next(new TooMany());
      // Not as an error: it would pass every route on its way, which in a flood costs more than the refusal.
      sendProblem(res, failure('too-many', 'Too many requests from this address. Wait a minute and try again.'));
    },
  });
}
