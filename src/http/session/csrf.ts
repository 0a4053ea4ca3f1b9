/**
 * Whether a request comes from our own pages. A browser reports where a request was made: in Origin (on every request
 * other than GET or HEAD, and on every WebSocket) and in Sec-Fetch-Site (all current browsers, to HTTPS and localhost).
 * Both are absent only if the client isn’t a browser, so nobody’s cookie is being abused. A page of another site can
 * send a form without asking first, so a body must also be JSON or a file of bytes, which a form can’t send.
 *
 * Our own origin is PUBLIC_URL and nothing else, including its scheme. If unset, it’s the scheme and host by which the
 * request came: the connection’s own, or what a proxy in TRUST_PROXY reports. A proxy that terminates TLS must be
 * listed there, or PUBLIC_URL must be set; otherwise pages over HTTPS count as another site’s.
 *
 * Mounted after the public forms, which carry no session and come from other sites by design.
 */
import type { Express, Request, RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import { failure } from '../../core/vocabulary/errors.ts';
import { sendProblem } from '../plumbing/problems.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

type CrossSite = (req: IncomingMessage) => boolean;

/** Whether a request or a socket handshake comes from another site’s page. One check for both. */
export function crossSite(app: Express, publicOrigin: string | undefined): CrossSite {
  return (req) => {
    const { origin, upgrade } = req.headers;
    const site = req.headers['sec-fetch-site'];
    const isReportedAsOurs = site === undefined || site === 'same-origin' || site === 'none';
    if (origin === undefined) return !isReportedAsOurs;
    // Browsers differ in what they report as a WebSocket’s site, but all name its origin.
    return origin !== (publicOrigin ?? originBehindProxy(app, req)) || (!isReportedAsOurs && upgrade === undefined);
  };
}

/** The origin to which a request was sent, as Express reads it; null if it names no host. */
function originBehindProxy(app: Express, { headers, socket }: IncomingMessage): string | null {
  // A socket handshake doesn’t pass through Express, but its request has the fields Express reads.
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
    // Neither type can be sent by a form, nor by another site’s script without asking first.
    if (hasBody && req.is(['application/json', 'application/octet-stream']) === false) {
      return sendProblem(res, failure('bad-input', 'Send the body as JSON, with Content-Type: application/json.'));
    }
    next();
  };
}
