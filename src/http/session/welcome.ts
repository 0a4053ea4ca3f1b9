/**
 * Choosing a password with a link: people who were invited or forgot their password. A reset request always gets the
 * same response, before anything is looked up.
 */
import { Router, type Request, type Response } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import joi from 'joi';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PersonLink } from '../../ports/people.ts';
import { requestPasswordReset, checkLink, choosePassword } from '../../usecases/admin/choosePassword.ts';
import { keyOfSender } from '../plumbing/addressKey.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { meOf, PASSWORD, sessionStart, normalizeEmail, type SessionSettings } from './session.ts';
import { CODE, validate } from '../plumbing/validate.ts';

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

export function welcomeRoutes(parts: Parts, settings: SessionSettings): Router {
  const router = Router();
  const { begin, deviceOf } = sessionStart(parts, settings);
  // A browser that signed in to the account before has its own count, so others can’t use up its requests.
  const askedBy = async (req: Request): Promise<string | null> => {
    const { email } = (req.body ?? {}) as { readonly email?: unknown };
    const device = typeof email === 'string' ? await deviceOf(req, normalizeEmail(email)) : null;
    return device && `device ${device}`;
  };
  const perPerson = new RateLimiterMemory(ASKS_PER_PERSON);
  const limiter = (rate: Pick<Options, 'windowMs'> & Partial<Options>) =>
    rateLimit({
      keyGenerator: keyOfSender,
      ...rate,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (_req, res) => sendProblem(res, failure('too-many', 'Too many requests. Wait a moment and try again.')),
    });
  const limit = limiter({
    ...ASKS_PER_ADDRESS,
    keyGenerator: async (req) => (await askedBy(req)) ?? keyOfSender(req),
  });
  const checks = limiter(CHECKS_PER_ADDRESS);

  const choose = async (
    res: Response,
    kind: PersonLink['kind'],
    chosen: { readonly token: string; readonly password: string; readonly name?: string },
  ) => {
    const done = await choosePassword(parts, kind, chosen);
    if (!done.ok) return sendProblem(res, done);
    const signed = await begin(res, { email: done.user.email, password: chosen.password });
    if (!signed.ok) return sendProblem(res, signed);
    res.json(meOf(signed.user, settings.demo));
  };

  for (const [path, kind] of [
    ['/api/welcome/check', 'invitation'],
    ['/api/password-resets/check', 'passwordReset'],
  ] as const) {
    router.post(path, checks, async (req, res) => {
      const body = validate(BODIES.link, req.body);
      if (!body.ok) return sendProblem(res, body);
      const works = await checkLink(parts, kind, body.value.token);
      if (!works.ok) return sendProblem(res, works);
      res.status(204).end();
    });
  }

  router.post('/api/welcome', async (req, res) => {
    const body = validate(BODIES.welcome, req.body);
    if (!body.ok) return sendProblem(res, body);
    const { name, ...rest } = body.value;
    await choose(res, 'invitation', { ...rest, ...(name !== undefined && { name }) });
  });

  router.post('/api/password-resets', limit, async (req, res) => {
    const body = validate(BODIES.ask, req.body);
    if (!body.ok) return sendProblem(res, body);
    // Everyone gets this response, known or not: nothing has been looked up.
    if (!parts.mailer) return sendProblem(res, MAIL_OFF);
    const email = normalizeEmail(body.value.email);
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
  });

  router.post('/api/password-resets/finish', async (req, res) => {
    const body = validate(BODIES.finish, req.body);
    if (!body.ok) return sendProblem(res, body);
    await choose(res, 'passwordReset', body.value);
  });
  return router;
}

const post = (path: string, body: joi.ObjectSchema, summary: string, responses: RouteDoc['responses']): RouteDoc => ({
  method: 'post',
  path,
  who: 'anyone',
  body,
  summary,
  responses,
});
const CHOSEN = { 200: 'Done; you’re signed in.', 403: 'The link was used, has expired, or isn’t the newest.' };
const WORKS = { 204: 'The link works.', 403: CHOSEN[403], 429: 'Too many from this address; see Retry-After.' };
const CHECK = { 422: 'Some fields aren’t valid.' };

export const welcomePaths: readonly RouteDoc[] = [
  post('/api/welcome', BODIES.welcome, 'Choose a password from an invitation. Ends all earlier sessions.', {
    ...CHOSEN,
    ...CHECK,
  }),
  post('/api/welcome/check', BODIES.link, 'Check whether an invitation link still works, without using it up.', {
    ...WORKS,
    ...CHECK,
  }),
  post(
    '/api/password-resets/check',
    BODIES.link,
    'Check whether a password reset link still works, without using it up.',
    {
      ...WORKS,
      ...CHECK,
    },
  ),
  post('/api/password-resets', BODIES.ask, 'Request a password reset email. The response is the same for everyone.', {
    202: 'Accepted.',
    409: 'Email is off (mail-off). An administrator, or an operator with --reset-link, can create a link.',
    ...CHECK,
    429: 'Too many from this address; see Retry-After.',
  }),
  post('/api/password-resets/finish', BODIES.finish, 'Choose a new password. Ends all earlier sessions.', {
    ...CHOSEN,
    ...CHECK,
  }),
];
