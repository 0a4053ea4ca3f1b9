/** How many requests a route takes from one sender. Counters are per process and per server, so every `limiter()` is its own. */
import type { RequestHandler } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { failure } from '../../core/vocabulary/errors.ts';
import { keyOfSender } from './addressKey.ts';
import { sendProblem } from './problems.ts';

export interface Limit {
  readonly handler: RequestHandler;
  /** The published meaning of 429. */
  readonly reply: string;
  /** The key is in the body, or the refusal shows it again. */
  readonly isAfterBody: boolean;
}

export interface LimitOptions extends Pick<Options, 'windowMs' | 'limit'> {
  /** Absent: the network address. */
  readonly keyGenerator?: Options['keyGenerator'];
  readonly skipSuccessfulRequests?: boolean;
  /** Absent: a problem with the sentence `refusal`. */
  readonly handler?: Options['handler'];
  readonly refusal?: string;
  readonly reply?: string;
  readonly isAfterBody?: boolean;
}

/** Routes that share one limit share its value. */
export function limiter({
  refusal = 'Too many requests. Wait a moment and try again.',
  reply = 'Too many from this address; see Retry-After.',
  isAfterBody = false,
  ...options
}: LimitOptions): Limit {
  const handler = rateLimit({
    keyGenerator: keyOfSender,
    handler: (_req, res) => sendProblem(res, failure('too-many', refusal)),
    ...options,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  });
  return { handler, reply, isAfterBody };
}
