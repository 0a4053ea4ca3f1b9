/**
 * Programs with an API key: `Authorization: Bearer lb_…`. A request with a key acts for the key only, whatever cookie
 * it carries. An unknown or revoked key gets 401 without a hint which it is.
 */
import type { RequestHandler, Response } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import type { ApiKey } from '../../ports/apiKeys.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { ApiScope } from '../../shared/admin.ts';
import type { Role } from '../../shared/api.ts';
import { findKeyByToken, mayUse } from '../../usecases/admin/apiKeys.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn } from './session.ts';

const BEARER = /^Bearer (lb_[\w-]{20,128})$/;

/** Reads the key for the handlers that follow. Without `Authorization: Bearer` it does nothing. */
export function readKey(parts: Parts): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('authorization');
    if (header === undefined || !/^Bearer\b/i.test(header)) return next();
    const token = BEARER.exec(header)?.[1];
    const key = token === undefined ? null : await findKeyByToken(parts, token);
    if (!key) {
      res.setHeader('www-authenticate', 'Bearer');
      return sendProblem(res, failure('not-signed-in', 'This key isn’t valid.'));
    }
    res.locals['key'] = key;
    res.locals['who'] = null;
    next();
  };
}

/** The key of this request, if there is one. */
export function keyOf(res: Response): ApiKey | null {
  return (res.locals['key'] as ApiKey | undefined) ?? null;
}

/** Requires a key with this scope or a person with this role. The handlers that follow treat a key as a supervisor. */
export function requireScopeOrRole(scope: ApiScope, role: Role = 'agent'): RequestHandler {
  const people = signedIn(role);
  return (req, res, next) => {
    const key = keyOf(res);
    if (!key) return void people(req, res, next);
    const refusal = mayUse(key, scope);
    if (refusal) return sendProblem(res, refusal);
    res.locals['who'] = { user: programOf(key) };
    next();
  };
}

function programOf({ id, name }: ApiKey): User {
  return { id, name, email: '', role: 'supervisor', language: 'en', active: true, version: 1 } as const;
}
