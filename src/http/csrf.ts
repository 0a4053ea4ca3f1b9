/**
 * Whether a request comes from our own pages. A browser says where a request was made: by Sec-Fetch-Site (all current
 * ones) or by Origin (every browser, on every request that is not GET or HEAD). Neither is there when the client is not
 * a browser, and then nobody's cookie is being borrowed. What a page of another site can send without asking first is a
 * form, so a body must be JSON besides.
 *
 * Mounted behind the public forms, which carry no session and come from other sites by design.
 */
import type { RequestHandler } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { failure } from '../core/errors.ts';
import { sendProblem } from './problems.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

type OriginHeaders = Pick<IncomingHttpHeaders, 'origin' | 'host'> & {
  readonly 'sec-fetch-site'?: string | string[] | undefined;
};

/**
 * Whether the headers of a request name another site as its origin. Our own are the public address and whatever host the
 * request was sent to: a page of another site can choose neither.
 */
export function isCrossSite(headers: OriginHeaders, publicOrigin: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return origin !== publicOrigin && (host === undefined || hostOf(origin) !== host);
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Host and port of an origin as a Host header writes them; null for an opaque one, which is written `null`. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

export function sameOriginOnly(publicOrigin: string | undefined): RequestHandler {
  return (req, res, next) => {
    if (SAFE_METHODS.has(req.method)) return next();
    if (isCrossSite(req.headers, publicOrigin)) {
      return sendProblem(res, failure('cross-site', 'This request came from another site’s page and was not done.'));
    }
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (hasBody && !req.is('application/json')) {
      return sendProblem(res, failure('bad-input', 'Send the body as JSON, with Content-Type: application/json.'));
    }
    next();
  };
}
