/**
 * Our cookies, the session’s, the device’s and a customer’s proof: reading them from a request’s header and writing them into a response.
 */
import { DAY, HOUR } from '../../core/vocabulary/time.ts';
import { SESSION_LIFE_MS } from '../../usecases/session/signIn.ts';

export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** The longest that browsers keep a cookie. */
const DEVICE_LIFE_MS = 400 * DAY;
/** Longer than any proof, so that the page can say what became of an erasure. */
const PROOF_LIFE_MS = 2 * HOUR;

/** Over HTTPS, a cookie that only this host can have set. Plain HTTP on a developer’s machine doesn’t support that. */
export function sessionCookie(secure: boolean): SessionCookie {
  return { name: secure ? '__Host-leadbell' : 'leadbell', secure };
}

/** The token in a request’s Cookie header, or null. */
export function tokenOf(cookie: SessionCookie, header: string | undefined): string | null {
  const token = valueOf(cookie.name, header);
  return token !== null && /^[\w-]{20,128}$/.test(token) ? token : null;
}

/** The cookie of this name in a Cookie header, or null. Two cookies of the same name count as none: one was planted. */
export function valueOf(name: string, header: string | undefined): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [given, value] = pair.trim().split('=', 2);
    return given === name && value ? [value] : [];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The Set-Cookie line that sets the token, or removes the cookie if null. */
export function setCookieLine(cookie: SessionCookie, token: string | null): string {
  return line(cookie, cookie.name, token ?? '', token === null ? 0 : SESSION_LIFE_MS);
}

/** The secret of a customer who proves their number, in a request’s Cookie header; null without one. */
export function proofIn(cookie: SessionCookie, header: string | undefined): string | null {
  return tokenOf({ ...cookie, name: proofName(cookie) }, header);
}

/** The Set-Cookie line that sets that secret. */
export function proofCookieLine(cookie: SessionCookie, secret: string): string {
  return line(cookie, proofName(cookie), secret, PROOF_LIFE_MS);
}

function proofName({ name }: SessionCookie): string {
  return `${name}-proof`;
}

/** The Set-Cookie line of the device’s marks. */
export function deviceCookieLine(cookie: SessionCookie, marks: string): string {
  return line(cookie, `${cookie.name}-device`, marks, DEVICE_LIFE_MS);
}

function line({ secure }: SessionCookie, name: string, value: string, lifeMs: number): string {
  const text = `${name}=${value}; Path=/; Max-Age=${Math.floor(lifeMs / 1000)}; HttpOnly; SameSite=Lax`;
  return secure ? `${text}; Secure` : text;
}
