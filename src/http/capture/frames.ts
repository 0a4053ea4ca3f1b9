/** Which sites may show the form: the campaign's, and nobody else's. */
import type { Response } from 'express';
import type { Campaign } from '../../core/campaign.ts';
import { originOf } from '../../core/origin.ts';

/**
 * Replaces `frame-ancestors` in the policy that every answer carries (headers.ts) by the campaign's sites. Without any the
 * policy stays as it is: no frames. What is not an origin is left out, so that a slip never opens the page to everybody.
 */
export function allowFrames(res: Response, { embedOrigins }: Pick<Campaign, 'embedOrigins'>): void {
  const origins = embedOrigins.map(originOf).filter((origin) => origin !== null);
  if (origins.length > 0) allow(res, ["'self'", ...origins]);
}

/** For a preview: our own pages may show this one in a frame, and nobody else. */
export function allowOwnFrame(res: Response): void {
  allow(res, ["'self'"]);
}

function allow(res: Response, ancestors: readonly string[]): void {
  const policy = String(res.getHeader('content-security-policy') ?? '');
  const rest = policy.split(';').filter((part) => part !== '' && !part.trim().startsWith('frame-ancestors'));
  res.setHeader('content-security-policy', [...rest, `frame-ancestors ${ancestors.join(' ')}`].join(';'));
  // It knows no list of sites, and would forbid what the policy allows.
  res.removeHeader('x-frame-options');
}
