/** Sign-in, sign-out, the first administrator, and the current user. */
import type { Response } from 'express';
import joi from 'joi';
import { LANGUAGES, type Language } from '../../core/vocabulary/language.ts';
import { cleanCode } from '../../core/capture/cleanText.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { User } from '../../ports/people.ts';
import type { EndedSession, Me } from '../../shared/api.ts';
import { chooseLanguage } from '../../usecases/admin/people.ts';
import { handleSignOut } from '../../usecases/agents/choosePresence.ts';
import { isAccountClosed } from '../../usecases/session/findSession.ts';
import { createFirstAdministrator, type FirstAdministrator } from '../../usecases/session/createFirstAdministrator.ts';
import { signIn } from '../../usecases/session/signIn.ts';
import { signOut } from '../../usecases/session/signOut.ts';
import { route, type Route, type RouteParts } from '../plumbing/route.ts';
import { CODE, SECRET } from '../../intake/validate.ts';
import { currentWho } from './access.ts';
import { setCookieLine, tokenOf, type SessionCookie } from './cookie.ts';
import { devices } from './devices.ts';
import { signInLimits, type SignInLimits } from './signInLimits.ts';

const SIGN_IN = joi.object<{ email: string; password: string }>({
  email: CODE.max(254).required(),
  // No rules at sign-in: a password is right or wrong. The limit bounds the cost of hashing.
  password: SECRET.max(1024).required(),
});
/** For a new password: a minimum length, and no rules about its content (OWASP ASVS 5, 6.2). */
export const PASSWORD = SECRET.min(10).max(256).required();
const OWN_LANGUAGE = joi.object<{ language: Language }>({
  language: joi
    .string()
    .valid(...LANGUAGES)
    .required(),
});
const SET_UP = joi.object<Omit<FirstAdministrator, 'language'> & Partial<Pick<FirstAdministrator, 'language'>>>({
  token: CODE.max(128).required(),
  name: joi.string().max(100).required(),
  email: joi.string().email({ tlds: false }).max(254).required(),
  password: PASSWORD,
  language: joi.string().valid('en', 'ko'),
});

/**
 * Email addresses are compared in lower case. Phone keyboards add capitals and spaces, and copying adds invisible
 * characters.
 */
export function normalizeEmail(email: string): string {
  return cleanCode(email).toLowerCase();
}

export interface SessionSettings {
  readonly cookie: SessionCookie;
  readonly demo: boolean;
  /** Ends the open sockets of a sign-in, on every node. */
  readonly endSockets: (tokenHash: string) => void;
  readonly limits?: SignInLimits;
}

/**
 * How a sign-in starts and ends in a response: sets the cookie and ends the browser’s previous session. A browser that
 * signed in keeps a device mark for the account.
 */
export function sessionStart(
  parts: RouteParts,
  { cookie, endSockets }: Pick<SessionSettings, 'cookie' | 'endSockets'>,
) {
  const known = devices(parts, cookie);
  const begin = async (res: Response, credentials: { email: string; password: string }) => {
    const signed = await signIn(parts, credentials);
    if (!signed.ok) return signed;
    await endCurrent(res);
    res.setHeader('set-cookie', setCookieLine(cookie, signed.token));
    await known.remember(res, signed.user.email);
    return signed;
  };

  // Ends the browser’s previous session, so that a token planted before the sign-in becomes worthless.
  const endCurrent = async (res: Response) => {
    const who = currentWho(res);
    if (!who) return;
    await signOut(parts, who.session.tokenHash);
    endSockets(who.session.tokenHash);
  };

  return { begin, endPresent: endCurrent, deviceOf: known.find };
}

const ME = {
  type: 'object',
  required: ['id', 'name', 'email', 'role', 'language', 'demo', 'takesLeads'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    role: { enum: ['agent', 'supervisor', 'administrator'] },
    language: { enum: ['en', 'ko'] },
    demo: { type: 'boolean' },
    takesLeads: { type: 'boolean', description: 'Has a desk, whatever the role.' },
  },
};
const ME_NOW = { description: 'The signed-in person. The session is in the cookie.', schema: ME };

export function sessionRoutes(parts: RouteParts, settings: SessionSettings): readonly Route[] {
  const { cookie, demo, limits = signInLimits() } = settings;
  const { begin, endPresent, deviceOf } = sessionStart(parts, settings);

  return [
    route({
      method: 'post',
      path: '/api/session',
      who: 'anyone',
      summary: 'Sign in. The response doesn’t reveal whether the email has an account.',
      body: SIGN_IN,
      reply: {
        200: ME_NOW,
        401: 'The email or password is wrong, or both are right and the account was deactivated (account-closed).',
        429: 'Too many failed attempts; see Retry-After.',
      },
      run: async ({ parts, body, req, res }) => {
        const email = normalizeEmail(body.email);
        const taken = await limits.take({ email, address: req.ip, device: await deviceOf(req, email) });
        if (!taken.ok) {
          res.setHeader('retry-after', taken.waitS);
          return failure('too-many', 'Too many failed attempts. Wait a moment and try again.');
        }
        const signed = await begin(res, { email, password: body.password }).catch(async (error: unknown) => {
          await taken.giveBack();
          throw error;
        });
        if (!signed.ok) {
          parts.log.warn({}, 'a sign-in was refused');
          return signed;
        }
        await taken.succeeded();
        return meOf(signed.user, demo);
      },
    }),
    route({
      method: 'get',
      path: '/api/session',
      who: 'anyone',
      summary: 'Why this browser’s session ended, if known.',
      reply: { 200: '`ended`: accountClosed or null.' },
      run: async ({ parts, req }) => {
        const token = tokenOf(cookie, req.headers.cookie);
        const isClosed = token !== null && (await isAccountClosed(parts, token));
        return { ended: isClosed ? 'accountClosed' : null } satisfies EndedSession;
      },
    }),
    route({
      method: 'delete',
      path: '/api/session',
      who: 'anyone',
      summary: 'Sign out, and close this session’s desks.',
      reply: { 204: 'Signed out, or wasn’t signed in.' },
      run: async ({ parts, user, res }) => {
        await endPresent(res);
        if (user) await handleSignOut(parts, user.id);
        res.setHeader('set-cookie', setCookieLine(cookie, null));
        return null;
      },
    }),
    route({
      method: 'get',
      path: '/api/me',
      who: 'agent',
      summary: 'The signed-in person.',
      reply: { 200: ME_NOW, 401: 'Not signed in.' },
      run: ({ user }) => meOf(user, demo),
    }),
    route({
      method: 'put',
      path: '/api/me/language',
      who: 'agent',
      summary: 'Set the language of my pages and of everything written for me.',
      body: OWN_LANGUAGE,
      reply: {
        200: ME_NOW,
        401: 'Not signed in.',
        409: 'Someone else is editing this account. Try again.',
        422: 'Not a supported language.',
      },
      run: async ({ parts, user, body }) => {
        const chosen = await chooseLanguage(parts, user.id, body.language);
        return chosen.ok ? meOf({ ...user, language: chosen.saved.language }, demo) : chosen;
      },
    }),
    route({
      method: 'post',
      path: '/api/setup',
      who: 'anyone',
      summary: 'Create the first administrator, with the token from the link that the first start printed.',
      body: SET_UP,
      reply: { 201: ME_NOW, 403: 'The link was used, or isn’t the newest.', 422: 'Some fields aren’t valid.' },
      run: async ({ parts, body: { name, email, language = 'en', ...rest }, res }) => {
        const person = { ...rest, name, email: normalizeEmail(email), language };
        const created = await createFirstAdministrator(parts, person);
        if (!created.ok) return created;
        const signed = await begin(res, person);
        return signed.ok ? meOf(signed.user, demo) : signed;
      },
    }),
  ];
}

export function meOf({ id, name, email, role, language, agent }: User, demo: boolean): Me {
  return { id, name, email, role, language, demo, takesLeads: agent !== undefined };
}
