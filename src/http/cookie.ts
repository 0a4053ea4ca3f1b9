/** The session cookie: its name, how it is read from a request's header and written into an answer. */
import { SESSION_LIFE_MS } from '../usecases/signIn.ts';

export interface SessionCookie {
  readonly name: string;
  readonly secure: boolean;
}

/** On https a cookie that only this host over https can have set; plain http, on a developer's machine, has no such. */
export function sessionCookie(secure: boolean): SessionCookie {
  return { name: secure ? '__Host-leadbell' : 'leadbell', secure };
}

/** The token of a request's Cookie header, or null. Two cookies of the name are none: one was planted. */
export function tokenOf(cookie: SessionCookie, header: string | undefined): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const [name, value] = pair.trim().split('=', 2);
    return name === cookie.name && value ? [value] : [];
  });
  const [token] = values;
  return values.length === 1 && token !== undefined && /^[\w-]{20,128}$/.test(token) ? token : null;
}

/** The Set-Cookie line that gives the token, or with null takes the cookie away. */
export function setCookieLine(cookie: SessionCookie, token: string | null): string {
  const life = token === null ? 0 : Math.floor(SESSION_LIFE_MS / 1000);
  const line = `${cookie.name}=${token ?? ''}; Path=/; Max-Age=${life}; HttpOnly; SameSite=Lax`;
  return cookie.secure ? `${line}; Secure` : line;
}
