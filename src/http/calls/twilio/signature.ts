/**
 * Whether a request is the phone network’s own. Its signature covers our public URL (never the Host header, which
 * anyone can set), the query and every parameter as sent. The previous token is accepted too, so that it can be rotated
 * without a gap. A signature has no timestamp; replays are harmless because every event is idempotent.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
import express, { type Request, type RequestHandler } from 'express';
import twilio from 'twilio';
import { failure } from '../../../core/vocabulary/errors.ts';
import { sendProblem } from '../../plumbing/problems.ts';
import type { Parts } from '../../../ports/parts.ts';
import type { Doors } from '../../plumbing/mount.ts';
import { warnings, type Cause, type Warn } from './warnings.ts';

export interface SignatureSettings {
  /** Newest first. If empty, every request is refused. */
  readonly authTokens: readonly string[];
  readonly publicUrl: () => string;
}

const MAX_BODY = '64kb';

const MISSING = 'signature is missing (header X-Twilio-Signature).';
/** Usually a new Auth Token, or a different URL at the network. */
const WRONG = 'signature is wrong. Check that PUBLIC_URL and TWILIO_AUTH_TOKEN match the network’s settings.';

/** How `phoneNetwork` routes are guarded. Refusals are logged for the person who sets up the network. */
export function networkDoor(parts: Parts, settings: SignatureSettings): Doors['phoneNetwork'] {
  const warn = warnings(parts);
  return {
    signed: requireSignature(settings, warn),
    wrongMethod: (req, _res, next) => {
      warn('method', routeOf(req));
      next();
    },
  };
}

/** Parses the body and refuses with 403 what the network didn’t sign. */
export function requireSignature(settings: SignatureSettings, warn: Warn): RequestHandler[] {
  const raw = (req: Request, _res: unknown, bytes: Buffer) => {
    (req as Request & { rawBody?: string }).rawBody = bytes.toString('utf8');
  };
  return [
    // Simple, untrimmed parameters: what is verified is what was sent.
    express.urlencoded({ extended: false, limit: MAX_BODY, parameterLimit: 500, verify: raw }),
    express.json({ limit: MAX_BODY, verify: raw }),
    (req, res, next) => {
      if (isSigned(req, settings)) return next();
      warn(causeOf(req, settings), routeOf(req));
      const what = req.get('x-twilio-signature') === undefined ? MISSING : WRONG;
      sendProblem(res, failure('not-allowed', `This URL is for the phone network only. The ${what}`), 403);
    },
  ];
}

/** The route pattern: call ids stay out of the log. */
function routeOf(req: Request): string {
  const { path } = (req.route ?? {}) as { readonly path?: unknown };
  return typeof path === 'string' ? path : '';
}

function causeOf(req: Request, settings: SignatureSettings): Cause {
  if (settings.authTokens.length === 0) return 'noToken';
  if (req.get('x-twilio-signature') === undefined) return 'unsigned';
  // For the log only; the response doesn’t depend on them.
  const hosts = [req.get('host'), req.get('x-forwarded-host'), new URL(settings.publicUrl()).host];
  const others = hosts.flatMap((host) => (host === undefined ? [] : [`https://${host}`, `http://${host}`]));
  const isElsewhere = others.some((origin) => isSigned(req, { ...settings, publicUrl: () => origin }));
  return isElsewhere ? 'otherAddress' : 'otherToken';
}

function isSigned(req: Request, { authTokens, publicUrl }: SignatureSettings): boolean {
  const signature = req.get('x-twilio-signature');
  if (signature === undefined) return false;
  const url = publicUrl() + req.originalUrl;
  const body = (req as Request & { rawBody?: string }).rawBody ?? '';
  if (req.is('application/json')) {
    return authTokens.some((token) => twilio.validateRequestWithBody(token, signature, url, body));
  }
  const parameters = req.method === 'GET' ? {} : ((req.body as Record<string, unknown> | undefined) ?? {});
  return authTokens.some((token) => twilio.validateRequest(token, signature, url, parameters));
}
