/**
 * Sign-in, sign-out and the current user. The session cookie is read once for everything under /api. A route that
 * requires a person declares it with `signedIn(role)`.
 */
import { Router, type RequestHandler, type Response } from 'express';
import joi from 'joi';
import { LANGUAGES, type Language } from '../../core/vocabulary/language.ts';
import { cleanCode } from '../../core/capture/cleanText.ts';
import { failure, PlainError } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { EndedSession, Me, Role } from '../../shared/api.ts';
import { chooseLanguage } from '../../usecases/admin/people.ts';
import { handleSignOut } from '../../usecases/agents/choosePresence.ts';
import { createFirstAdministrator, type FirstAdministrator } from '../../usecases/session/createFirstAdministrator.ts';
import { signIn } from '../../usecases/session/signIn.ts';
import { signOut } from '../../usecases/session/signOut.ts';
import { isAccountClosed, findSession, type ActiveSession } from '../../usecases/session/findSession.ts';
import { setCookieLine, tokenOf, type SessionCookie } from './cookie.ts';
import { devices } from './devices.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signInLimits, type SignInLimits } from './signInLimits.ts';
import { CODE, SECRET, validate } from '../plumbing/validate.ts';

/** Each role includes the ones before it. */
const RANKS: readonly Role[] = ['agent', 'supervisor', 'administrator'];

export function mayActAs(user: Pick<User, 'role'>, role: Role): boolean {
  return RANKS.indexOf(user.role) >= RANKS.indexOf(role);
}

/** Reads the session for the handlers that follow. No session is a valid result. */
export function readSession(parts: Parts, cookie: SessionCookie): RequestHandler {
  return async (req, res, next) => {
    const token = tokenOf(cookie, req.headers.cookie);
    res.locals['who'] = token === null ? null : await findSession(parts, token);
    // Responses to a signed-in person are private; no cache may keep them.
    res.setHeader('cache-control', 'no-store');
    next();
  };
}

/** Requires a signed-in person with at least this role. */
export function signedIn(role: Role = 'agent'): RequestHandler {
  return (_req, res, next) => {
    const who = currentWho(res);
    if (!who) return sendProblem(res, failure('not-signed-in', 'Sign in first.'));
    if (!mayActAs(who.user, role)) return sendProblem(res, failure('not-allowed', `This requires the ${role} role.`));
    next();
  };
}

/** The session, after `signedIn`. */
function requiredWho(res: Response): ActiveSession {
  const who = currentWho(res);
  if (!who) throw new PlainError('whoOf() is for routes behind signedIn()');
  return who;
}

/** The user, after `signedIn`. */
export function userOf(res: Response): User {
  return requiredWho(res).user;
}

/** The session, if there is one; after `readSession`. */
export function currentUser(res: Response): User | null {
  return currentWho(res)?.user ?? null;
}

function currentWho(res: Response): ActiveSession | null {
  return (res.locals['who'] as ActiveSession | null | undefined) ?? null;
}

export const SIGN_IN = joi.object<{ email: string; password: string }>({
  email: CODE.max(254).required(),
  // No rules at sign-in: a password is right or wrong. The limit bounds the cost of hashing.
  password: SECRET.max(1024).required(),
});
/** For a new password: a minimum length, and no rules about its content (OWASP ASVS 5, 6.2). */
export const PASSWORD = SECRET.min(10).max(256).required();
export const OWN_LANGUAGE = joi.object<{ language: Language }>({
  language: joi
    .string()
    .valid(...LANGUAGES)
    .required(),
});
export const SET_UP = joi.object<Omit<FirstAdministrator, 'language'> & Partial<Pick<FirstAdministrator, 'language'>>>({
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
export function sessionStart(parts: Parts, { cookie, endSockets }: Pick<SessionSettings, 'cookie' | 'endSockets'>) {
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

export function sessionRoutes(parts: Parts, settings: SessionSettings): Router {
  const { cookie, demo, limits = signInLimits() } = settings;
  const router = Router();

  const { begin, endPresent, deviceOf } = sessionStart(parts, settings);

  router.post('/api/session', async (req, res) => {
    const input = validate(SIGN_IN, req.body);
    if (!input.ok) return sendProblem(res, input);
    const email = normalizeEmail(input.value.email);
    const taken = await limits.take({ email, address: req.ip, device: await deviceOf(req, email) });
    if (!taken.ok) {
      res.setHeader('retry-after', taken.waitS);
      return sendProblem(res, failure('too-many', 'Too many failed attempts. Wait a moment and try again.'));
    }
    const signed = await begin(res, { email, password: input.value.password }).catch(async (error: unknown) => {
      await taken.giveBack();
      throw error;
    });
    if (!signed.ok) {
      parts.log.warn({}, 'a sign-in was refused');
      return sendProblem(res, signed);
    }
    await taken.succeeded();
    res.status(200).json(meOf(signed.user, demo));
  });

  // For the sign-in page: why this browser’s session ended, if known.
  router.get('/api/session', async (req, res) => {
    const token = tokenOf(cookie, req.headers.cookie);
    const isClosed = token !== null && (await isAccountClosed(parts, token));
    res.json({ ended: isClosed ? 'accountClosed' : null } satisfies EndedSession);
  });

  router.delete('/api/session', async (_req, res) => {
    await endPresent(res);
    const who = currentWho(res);
    if (who) await handleSignOut(parts, who.user.id);
    res.setHeader('set-cookie', setCookieLine(cookie, null));
    res.status(204).end();
  });

  router.get('/api/me', signedIn(), (_req, res) => {
    res.json(meOf(userOf(res), demo));
  });

  router.put('/api/me/language', signedIn(), async (req, res) => {
    const input = validate(OWN_LANGUAGE, req.body);
    if (!input.ok) return sendProblem(res, input);
    const chosen = await chooseLanguage(parts, userOf(res).id, input.value.language);
    if (!chosen.ok) return sendProblem(res, chosen);
    res.json(meOf({ ...userOf(res), language: chosen.saved.language }, demo));
  });

  router.post('/api/setup', async (req, res) => {
    const input = validate(SET_UP, req.body);
    if (!input.ok) return sendProblem(res, input);
    const { name, email, language = 'en', ...rest } = input.value;
    const person = { ...rest, name, email: normalizeEmail(email), language };
    const created = await createFirstAdministrator(parts, person);
    if (!created.ok) return sendProblem(res, created);
    const signed = await begin(res, person);
    if (!signed.ok) return sendProblem(res, signed);
    res.status(201).json(meOf(signed.user, demo));
  });

  return router;
}

export function meOf({ id, name, email, role, language, agent }: User, demo: boolean): Me {
  return { id, name, email, role, language, demo, takesLeads: agent !== undefined };
}
