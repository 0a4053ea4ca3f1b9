/** Which sites may show the form: only the campaign’s. */
import type { Response } from 'express';
import type { Campaign } from '../../core/administration/campaign.ts';
import { originOf } from '../../core/vocabulary/origin.ts';

/**
 * Replaces `frame-ancestors` in the standard policy (headers.ts) with the campaign’s sites. Without any, the policy
 * stays: no frames. Anything that isn’t an origin is left out, so that a typo never opens the page to everyone.
 */
export function allowFrames(res: Response, { embedOrigins }: Pick<Campaign, 'embedOrigins'>): void {
  const origins = embedOrigins.map(originOf).filter((origin) => origin !== null);
  if (origins.length > 0) allow(res, ["'self'", ...origins]);
}

/** For a preview: only our own pages may show this one in a frame. */
export function allowOwnFrame(res: Response): void {
  allow(res, ["'self'"]);
}

function allow(res: Response, ancestors: readonly string[]): void {
  const policy = String(res.getHeader('content-security-policy') ?? '');
  const rest = policy.split(';').filter((part) => part !== '' && !part.trim().startsWith('frame-ancestors'));
  res.setHeader('content-security-policy', [...rest, `frame-ancestors ${ancestors.join(' ')}`].join(';'));
  // X-Frame-Options supports no list of sites and would forbid what the policy allows.
  res.removeHeader('x-frame-options');
}
