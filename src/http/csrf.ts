/**
 * Whether a request comes from our own pages. A browser says where a request was made: by Origin (on every request that is
 * not GET or HEAD, and on every WebSocket) and by Sec-Fetch-Site (all current ones, to https and localhost). Neither is
 * there when the client is not a browser, and then nobody's cookie is being borrowed. What a page of another site can send
 * without asking first is a form, so a body must be JSON besides.
 *
 * Our own origin is PUBLIC_URL and nothing else, scheme included. Without PUBLIC_URL it is the scheme and host by which
 * the request really came: the connection's own, or what a proxy named in TRUST_PROXY says of it. A proxy that ends TLS
 * must be named there then, or PUBLIC_URL be set; otherwise pages over https are taken for another site's.
 *
 * Mounted behind the public forms, which carry no session and come from other sites by design.
 */
import type { Express, Request, RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import { failure } from '../core/errors.ts';
import { sendProblem } from './problems.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

type CrossSite = (req: IncomingMessage) => boolean;

/** Whether a request, or a socket's handshake, comes from another site's page. One judge for both. */
export function crossSite(app: Express, publicOrigin: string | undefined): CrossSite {
  return (req) => {
    const { origin, upgrade } = req.headers;
    const site = req.headers['sec-fetch-site'];
    const isSaidOurs = site === undefined || site === 'same-origin' || site === 'none';
    if (origin === undefined) return !isSaidOurs;
    // Browsers differ in what they say of a WebSocket's site; they all name its origin.
    return origin !== (publicOrigin ?? originBehind(app, req)) || (!isSaidOurs && upgrade === undefined);
  };
}

/** The origin under which a request was sent here, as express reads it; null when it names no host. */
function originBehind(app: Express, { headers, socket }: IncomingMessage): string | null {
  // A socket's handshake never comes by express. Its request has what express looks at all the same.
  const { protocol, host } = Object.assign(Object.create(app.request) as Request, { headers, socket });
  const url = `${protocol}://${host}`;
  return URL.canParse(url) ? new URL(url).origin : null;
}

export function sameOriginOnly(isCrossSite: CrossSite): RequestHandler {
  return (req, res, next) => {
    if (SAFE_METHODS.has(req.method)) return next();
    if (isCrossSite(req)) {
      return sendProblem(res, failure('cross-site', 'This request came from another site and was rejected.'));
    }
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (hasBody && !req.is('application/json')) {
      return sendProblem(res, failure('bad-input', 'Send the body as JSON, with Content-Type: application/json.'));
    }
    next();
  };
}
