/**
 * Signatures, as published at https://www.twilio.com/docs/usage/webhooks/webhooks-security: HMAC-SHA1 with the auth token
 * over the address followed by each form parameter's name and value, sorted by name, without separators; in base64.
 */
import { createHash, createHmac } from 'node:crypto';

export type Parameters = Readonly<Record<string, string>>;

/** The signature of a request. `form`: the parameters of a form body; none for GET. */
export function sign(authToken: string, url: string, form: Parameters = {}): string {
  const text = Object.keys(form)
    .sort()
    .reduce((soFar, name) => soFar + name + (form[name] ?? ''), url);
  return createHmac('sha1', authToken).update(Buffer.from(text, 'utf8')).digest('base64');
}

/** Adds the digest of a JSON body to the address. The signature covers the address only. */
export function withBodyDigest(url: string, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex');
  return `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${digest}`;
}
