/**
 * Who a request comes from: a signed-in person by their session, or a program by its API key
 * (`Authorization: Bearer lb_…`). A request with a key acts for the key only, whatever cookie it carries. An unknown or
 * revoked key gets 401 without a hint which it is.
 */
import type { RequestHandler, Response } from 'express';
import { failure, PlainError } from '../../core/vocabulary/errors.ts';
import type { ApiKey } from '../../ports/apiKeys.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { ApiScope } from '../../shared/admin.ts';
import type { Role } from '../../shared/api.ts';
import { findKeyByToken, mayUse } from '../../usecases/admin/apiKeys.ts';
import { findSession, type ActiveSession } from '../../usecases/session/findSession.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { tokenOf, type SessionCookie } from './cookie.ts';

/** Each role includes the ones before it. */
const RANKS: readonly Role[] = ['agent', 'supervisor', 'administrator'];
const BEARER = /^Bearer (lb_[\w-]{20,128})$/;

export function mayActAs(user: Pick<User, 'role'>, role: Role): boolean {
  return RANKS.indexOf(user.role) >= RANKS.indexOf(role);
}

/** Reads the session for the handlers that follow. No session is a valid result. */
export function readSession(parts: Parts, cookie: SessionCookie): RequestHandler {
  return async (req, res, next) => {
    const token = tokenOf(cookie, req.headers.cookie);
    res.locals['who'] = token === null ? null : await findSession(parts, token);
    // Responses to a signed-in person are private; no cache may keep them.
    res.setHeader('cache-control', 'no-store');
    next();
  };
}

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

/** Requires a signed-in person with at least this role. */
export function signedIn(role: Role = 'agent'): RequestHandler {
  return (_req, res, next) => {
    const who = currentWho(res);
    if (!who) return sendProblem(res, failure('not-signed-in', 'Sign in first.'));
    if (!mayActAs(who.user, role)) return sendProblem(res, failure('not-allowed', `This requires the ${role} role.`));
    next();
  };
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

/** Requires a key with this scope: the route is for programs only. */
export function requireKey(scope: ApiScope): RequestHandler {
  return (_req, res, next) => {
    const key = keyOf(res);
    const refusal = key
      ? mayUse(key, scope)
      : failure('not-signed-in', `Send a key with the scope ${scope}: Authorization: Bearer lb_…`);
    if (refusal) return sendProblem(res, refusal);
    next();
  };
}

/** The key of this request, if there is one. */
export function keyOf(res: Response): ApiKey | null {
  return (res.locals['key'] as ApiKey | undefined) ?? null;
}

/** The user, after `signedIn`. */
export function userOf(res: Response): User {
  const who = currentWho(res);
  if (!who) throw new PlainError('userOf() is for routes behind signedIn()');
  return who.user;
}

/** The user, if there is one; after `readSession`. */
export function currentUser(res: Response): User | null {
  return currentWho(res)?.user ?? null;
}

/** The session, if there is one; after `readSession`. */
export function currentWho(res: Response): ActiveSession | null {
  return (res.locals['who'] as ActiveSession | null | undefined) ?? null;
}

function programOf({ id, name }: ApiKey): User {
  return { id, name, email: '', role: 'supervisor', language: 'en', active: true, version: 1 } as const;
}
