/**
 * Device marks: a browser that has signed in to an account carries a signed cookie that says so. Limits on guessing
 * count such a browser separately, so what others try from the same address or against the same account doesn’t lock it
 * out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). A mark grants no access.
 *
 * The cookie holds up to five marks, one per account, newest first, because a computer may be shared. A mark is
 * `nonce.signature`. The signature covers the nonce and the email address, which the cookie itself doesn’t contain.
 */
import type { Request, Response } from 'express';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { deviceCookieLine, valueOf, type SessionCookie } from './cookie.ts';

const SETTING = 'deviceMarkKey';
const MARKS = 5;
const MARK = /^([\w-]{43})\.([\w-]{43})$/;

export interface Devices {
  /** The browser’s own id for this account, or null if it hasn’t signed in to it before. */
  find(req: Request, email: string): Promise<string | null>;
  /** Adds this account’s mark to the response’s cookies. Throws StoreUnavailable. */
  remember(res: Response, email: string): Promise<void>;
}

export function devices({ settings, random }: Pick<Parts, 'settings' | 'random'>, cookie: SessionCookie): Devices {
  let key: string | undefined;

  // One key for all nodes. If two nodes create one at once, the first is kept.
  const keyOf = async (): Promise<string> => {
    if (key !== undefined) return key;
    const made: Edited & { readonly key: string } = { version: 1, key: random.secret() };
    const kept = (await settings.get<typeof made>(SETTING)) ?? made;
    if (kept !== made || (await settings.replace(SETTING, made, 0)) === 'done') return (key = kept.key);
    return keyOf();
  };

  const marksOf = async (header: string | undefined, email: string) => {
    const secret = await keyOf();
    return (valueOf(`${cookie.name}-device`, header) ?? '').split('~').flatMap((mark) => {
      const [, nonce, signature] = MARK.exec(mark) ?? [];
      if (nonce === undefined || signature === undefined) return [];
      return [{ mark, nonce, isOurs: isSame(signature, signDevice(secret, nonce, email)) }];
    });
  };

  return {
    async find(req, email) {
      const marks = await marksOf(req.headers.cookie, email);
      return marks.slice(0, MARKS).find(({ isOurs }) => isOurs)?.nonce ?? null;
    },
    async remember(res, email) {
      const marks = await marksOf(res.req.headers.cookie, email);
      const nonce = marks.find(({ isOurs }) => isOurs)?.nonce ?? random.secret();
      const others = marks.filter(({ isOurs }) => !isOurs).map(({ mark }) => mark);
      const mark = `${nonce}.${signDevice(await keyOf(), nonce, email)}`;
      res.append('set-cookie', deviceCookieLine(cookie, [mark, ...others].slice(0, MARKS).join('~')));
    },
  };
}

function signDevice(secret: string, nonce: string, email: string): string {
  return createHmac('sha256', secret).update(`${nonce}\n${email}`).digest('base64url');
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
