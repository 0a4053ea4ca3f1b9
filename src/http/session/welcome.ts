/**
 * Choosing a password with a link: people who were invited or forgot their password. A reset request always gets the
 * same response, before anything is looked up.
 */
import type { Request, Response } from 'express';
import joi from 'joi';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { PersonLink } from '../../ports/people.ts';
import type { Me } from '../../shared/api.ts';
import { requestPasswordReset, checkLink, choosePassword } from '../../usecases/admin/choosePassword.ts';
import { keyOfSender } from '../plumbing/addressKey.ts';
import { limiter } from '../plumbing/limiter.ts';
import type { Parts } from '../../ports/parts.ts';
import { route, SENT, type Route, type RouteParts } from '../plumbing/route.ts';
import { CODE } from '../../intake/validate.ts';
import { meOf, PASSWORD, sessionStart, normalizeEmail, type SessionSettings } from './session.ts';

const token = CODE.max(128).required();
const BODIES = {
  link: joi.object<{ token: string }>({ token }),
  welcome: joi.object<{ token: string; name?: string; password: string }>({
    token,
    password: PASSWORD,
    name: joi.string().max(100),
  }),
  ask: joi.object<{ email: string }>({ email: CODE.max(254).required() }),
  finish: joi.object<{ token: string; password: string }>({ token, password: PASSWORD }),
};

const MAIL_OFF = failure('mail-off', 'Email is off, so no link can be sent. Ask an administrator for one.');

/** Rate limit per address, the same for known and unknown persons: more than one address plausibly needs. */
const ASKS_PER_ADDRESS = { windowMs: 15 * MINUTE, limit: 20 };
/**
 * Links that work don’t count. More invalid ones than an office full of people would open means someone is guessing.
 */
const CHECKS_PER_ADDRESS = { windowMs: 15 * MINUTE, limit: 100, skipSuccessfulRequests: true };
/** How many reset emails one person gets per hour. Further requests have no effect and get the same response. */
const ASKS_PER_PERSON = { points: 3, duration: 60 * 60 };

const CHOSEN = { 200: 'Done; you’re signed in.', 403: 'The link was used, has expired, or isn’t the newest.' } as const;
const WORKS = { 204: 'The link works.', 403: CHOSEN[403] } as const;

export function welcomeRoutes(parts: RouteParts, settings: SessionSettings): readonly Route[] {
  const { begin, deviceOf } = sessionStart(parts, settings);
  // A browser that signed in to the account before has its own count, so others can’t use up its requests.
  const askedBy = async (req: Request): Promise<string | null> => {
    const { email } = (req.body ?? {}) as { readonly email?: unknown };
    const device = typeof email === 'string' ? await deviceOf(req, normalizeEmail(email)) : null;
    return device && `device ${device}`;
  };
  const perPerson = new RateLimiterMemory(ASKS_PER_PERSON);
  const asks = limiter({
    ...ASKS_PER_ADDRESS,
    isAfterBody: true,
    keyGenerator: async (req) => (await askedBy(req)) ?? keyOfSender(req),
  });
  const checks = limiter(CHECKS_PER_ADDRESS);

  const choose = async (
    parts: Parts,
    res: Response,
    kind: PersonLink['kind'],
    chosen: { readonly token: string; readonly password: string; readonly name?: string },
  ): Promise<Me | Failure> => {
    const done = await choosePassword(parts, kind, chosen);
    if (!done.ok) return done;
    const signed = await begin(res, { email: done.user.email, password: chosen.password });
    return signed.ok ? meOf(signed.user, settings.demo) : signed;
  };
  const check = async (parts: Parts, kind: PersonLink['kind'], given: string): Promise<Failure | null> => {
    const works = await checkLink(parts, kind, given);
    return works.ok ? null : works;
  };

  return [
    route({
      method: 'post',
      path: '/api/welcome',
      who: 'anyone',
      summary: 'Choose a password from an invitation. Ends all earlier sessions.',
      body: BODIES.welcome,
      reply: CHOSEN,
      run: ({ parts, body: { name, ...rest }, res }) =>
        choose(parts, res, 'invitation', { ...rest, ...(name !== undefined && { name }) }),
    }),
    route({
      method: 'post',
      path: '/api/welcome/check',
      who: 'anyone',
      summary: 'Check whether an invitation link still works, without using it up.',
      limit: checks,
      body: BODIES.link,
      reply: WORKS,
      run: ({ parts, body }) => check(parts, 'invitation', body.token),
    }),
    route({
      method: 'post',
      path: '/api/password-resets/check',
      who: 'anyone',
      summary: 'Check whether a password reset link still works, without using it up.',
      limit: checks,
      body: BODIES.link,
      reply: WORKS,
      run: ({ parts, body }) => check(parts, 'passwordReset', body.token),
    }),
    route({
      method: 'post',
      path: '/api/password-resets',
      who: 'anyone',
      summary: 'Request a password reset email. The response is the same for everyone.',
      limit: asks,
      body: BODIES.ask,
      reply: {
        202: 'Accepted.',
        409: 'Email is off (mail-off). An administrator, or an operator with --reset-link, can create a link.',
      },
      run: async ({ parts, body, req, res }) => {
        // Everyone gets this response, known or not: nothing has been looked up.
        if (!parts.mailer) return MAIL_OFF;
        const email = normalizeEmail(body.email);
        const asker = (await askedBy(req)) ?? email;
        // Respond first: what follows takes longer for a known address.
        res.status(202).json({ sent: 'If this email has an account, a link is on its way.' });
        perPerson
          .consume(asker)
          .then(
            () => requestPasswordReset(parts, email),
            () => undefined,
          )
          .catch((error: unknown) => parts.log.error({ err: error }, 'failed to create a password reset link'));
        return SENT;
      },
    }),
    route({
      method: 'post',
      path: '/api/password-resets/finish',
      who: 'anyone',
      summary: 'Choose a new password. Ends all earlier sessions.',
      body: BODIES.finish,
      reply: CHOSEN,
      run: ({ parts, body, res }) => choose(parts, res, 'passwordReset', body),
    }),
  ];
}
