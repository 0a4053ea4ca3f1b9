/** Our cookies: the session's and the device's, how they are read from a request's header and written into an answer. */
import { DAY } from '../core/time.ts';
import { SESSION_LIFE_MS } from '../usecases/signIn.ts';

export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** As long as browsers keep a cookie at all. */
const DEVICE_LIFE_MS = 400 * DAY;

/** On https a cookie that only this host over https can have set; plain http, on a developer's machine, has no such. */
export function sessionCookie(secure: boolean): SessionCookie {
  return { name: secure ? '__Host-leadbell' : 'leadbell', secure };
}

/** The token of a request's Cookie header, or null. */
export function tokenOf(cookie: SessionCookie, header: string | undefined): string | null {
  const token = valueOf(cookie.name, header);
  return token !== null && /^[\w-]{20,128}$/.test(token) ? token : null;
}

/** The cookie of this name in a Cookie header, or null. Two cookies of the name are none: one was planted. */
export function valueOf(name: string, header: string | undefined): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [given, value] = pair.trim().split('=', 2);
    return given === name && value ? [value] : [];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** The Set-Cookie line that gives the token, or with null takes the cookie away. */
export function setCookieLine(cookie: SessionCookie, token: string | null): string {
  return line(cookie, cookie.name, token ?? '', token === null ? 0 : SESSION_LIFE_MS);
}

/** The Set-Cookie line of the device's marks. */
export function deviceCookieLine(cookie: SessionCookie, marks: string): string {
  return line(cookie, `${cookie.name}-device`, marks, DEVICE_LIFE_MS);
}

function line({ secure }: SessionCookie, name: string, value: string, lifeMs: number): string {
  const text = `${name}=${value}; Path=/; Max-Age=${Math.floor(lifeMs / 1000)}; HttpOnly; SameSite=Lax`;
  return secure ? `${text}; Secure` : text;
}
