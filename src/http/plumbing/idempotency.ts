/**
 * Law 6 for requests with an `Idempotency-Key`: the first claims the key durably before it acts, and its response is
 * kept. The same request again gets that response, and nothing happens. A key belongs to one user, method and path.
 *
 * Kept responses contain personal data of leads. They’re kept for at most 24 hours (store/replies.ts) and returned only
 * to the user who got them first.
 */
import type { RequestHandler, Response } from 'express';
import { createHash } from 'node:crypto';
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { KeptAnswer } from '../../ports/settings.ts';
import { sendProblem } from './problems.ts';
import { userOf } from '../session/access.ts';

const KEY = /^[\x20-\x7e]{1,200}$/;
const KEY_REASON = 'has 1 to 200 printable ASCII characters';
/** A request without a response for this long will never have one: its process ended. The same key may then act. */
const LOST_AFTER_MS = MINUTE;

interface Claim {
  readonly id: string;
  readonly at: Moment;
}

/** For routes after `signedIn()`. Without a key every request acts. */
export function idempotent(parts: Parts): RequestHandler {
  return async (req, res, next) => {
    const key = req.get('idempotency-key');
    if (key === undefined) return next();
    if (!KEY.test(key)) {
      const fields = { 'Idempotency-Key': KEY_REASON };
      return sendProblem(res, failure('bad-input', `Idempotency-Key ${KEY_REASON}.`, { fields }));
    }
    const at = parts.clock.now();
    const id = digest([userOf(res).id, req.method, req.baseUrl + req.path, key]);
    const claim = await parts.replies.claim(id, digest(req.body ?? null), at, at - LOST_AFTER_MS);
    switch (claim.kind) {
      case 'claimed':
        keepAnswer(parts, res, { id, at });
        return next();
      case 'kept':
        return repeat(res, claim.answer);
      case 'pending':
        return sendProblem(res, failure('stale', 'The same request is still in progress. Try again in a moment.'));
      case 'other-body':
        return sendProblem(
          res,
          failure(
            'idempotency-key-reused',
            'This Idempotency-Key was used with another body. Use a new key for a new request.',
          ),
        );
    }
  };
}

/** Delays the response until it’s stored, so that a client that has it can already ask for it again. */
function keepAnswer(parts: Parts, res: Response, claim: Claim): void {
  const send = res.send.bind(res);
  res.send = (body?: unknown) => {
    // A value passes through a second time as its JSON text.
    if (typeof body !== 'string') return send(body);
    res.send = send;
    void settle(parts, claim, { status: res.statusCode, body }).finally(() => send(body));
    return res;
  };
}

async function settle({ replies, log }: Parts, { id, at }: Claim, answer: KeptAnswer): Promise<void> {
  try {
    await (answer.status < 500 ? replies.keep(id, at, answer) : replies.release(id, at));
  } catch (error) {
    // The work is done, and the response is correct. The key stays claimed until it counts as lost.
    log.warn({ err: error }, 'failed to keep a response for a repeated request');
  }
}

function repeat(res: Response, { status, body }: KeptAnswer): void {
  res
    .status(status)
    .type(status < 400 ? 'application/json' : 'application/problem+json')
    .send(body);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
