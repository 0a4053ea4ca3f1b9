/**
 * Mounts routes. Every request passes the same checks in the same order: origin, session or key, role or scope, limit,
 * body, Idempotency-Key, then the route’s own schemas. A body is read once it’s known who sends it (A91). A method that
 * a URL doesn’t accept gets 405 with those it does (A90).
 */
import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import { assertNever } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import { readKey, readSession, requireKey, requireScopeOrRole, signedIn } from '../session/access.ts';
import type { SessionCookie } from '../session/cookie.ts';
import { sameOriginOnly } from '../session/csrf.ts';
import { readJson } from './body.ts';
import { idempotent } from './idempotency.ts';
import type { Route, Who } from './route.ts';
import { wrongMethod } from './wrongMethod.ts';

/** What the checks need to know about this server. */
export interface Doors {
  readonly cookie: SessionCookie;
  readonly isCrossSite: (req: IncomingMessage) => boolean;
  /** For `operator` routes. */
  readonly operator: RequestHandler;
  /** For `phoneNetwork` routes: verifies the signature, which covers the body, so it reads that too. */
  readonly phoneNetwork: {
    readonly signed: readonly RequestHandler[];
    readonly wrongMethod: RequestHandler;
  };
}

/** What answers an error below a path, if it isn’t the problem that all others get. */
export type ErrorPage = readonly [path: string, handler: ErrorRequestHandler];

/** Paths are tried in the order of the list: a path with a parameter comes after the ones it also matches. */
export function mount(
  routes: readonly Route[],
  parts: Parts,
  doors: Doors,
  errorPages: readonly ErrorPage[] = [],
): Router {
  const router = Router();
  const checksFor = access(parts, doors);
  const once = idempotent(parts);
  for (const [path, own] of byPath(routes)) {
    const at = router.route(path);
    const allowed = allowedBy(own);
    if (own.some(({ isFromAnySite }) => isFromAnySite)) at.all(allowAnySite(allowed));
    for (const { always } of own) if (always) at.all(always);
    for (const each of own) {
      const { method, who, limit, isOnce, handle } = each;
      const limited = limit ? [limit.handler] : [];
      const checks = limit?.isAfterBody ? [...readerOf(each), ...limited] : [...limited, ...readerOf(each)];
      at[method](...checksFor(who), ...checks, ...(isOnce ? [once] : []), handle);
    }
    if (own.some(({ who }) => who === 'phoneNetwork')) at.all(doors.phoneNetwork.wrongMethod);
    at.all((_req, res) => wrongMethod(res, allowed));
  }
  // In the same router: an error passes by every router that comes later.
  for (const [path, handler] of errorPages) router.use(path, handler);
  return router;
}

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of routes) {
    const own = paths.get(route.path);
    if (own) own.push(route);
    else paths.set(route.path, [route]);
  }
  return paths;
}

/** As in the Allow header: Express answers HEAD wherever there is a GET. */
function allowedBy(own: readonly Route[]): string {
  const methods = own.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  return [...methods, ...(own.some(({ isFromAnySite }) => isFromAnySite) ? ['OPTIONS'] : [])].join(', ');
}

/** Any site may send here and read the answer: no session is read, so there is nothing to steal. */
function allowAnySite(methods: string): RequestHandler {
  return (req, res, next) => {
    res.setHeader('access-control-allow-origin', '*');
    res.setHeader('access-control-allow-methods', methods);
    res.setHeader('access-control-allow-headers', 'content-type, idempotency-key');
    res.setHeader('access-control-expose-headers', 'retry-after');
    res.setHeader('access-control-max-age', '86400');
    if (req.method === 'OPTIONS') return void res.status(204).end();
    next();
  };
}

function readerOf({ method, who, read, bodyLimit }: Route): readonly RequestHandler[] {
  if (read) return read;
  const hasNone = method === 'get' || who === 'public' || who === 'phoneNetwork';
  return hasNone ? [] : readJson({ limit: bodyLimit });
}

function access(parts: Parts, { cookie, isCrossSite, operator, phoneNetwork }: Doors) {
  const ownPage = [sameOriginOnly(isCrossSite), readSession(parts, cookie)];
  const personOrKey = [...ownPage, readKey(parts)];
  return (who: Who): readonly RequestHandler[] => {
    if (typeof who === 'object') {
      return [...personOrKey, 'key' in who ? requireKey(who.key) : requireScopeOrRole(who.orKey, who.role)];
    }
    switch (who) {
      case 'public':
        return [];
      case 'anyone':
        return personOrKey;
      case 'agent':
      case 'supervisor':
      case 'administrator':
        return [...personOrKey, signedIn(who)];
      case 'phone':
        // Its bearer token isn’t an API key.
        return ownPage;
      case 'phoneNetwork':
        return phoneNetwork.signed;
      case 'operator':
        return [operator];
      default:
        return assertNever(who);
    }
  };
}
