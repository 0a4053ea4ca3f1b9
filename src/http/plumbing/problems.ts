/**
 * Failures as `application/problem+json` (RFC 9457): one table from code to status, one sentence for people, and the
 * reason per field for invalid input. No internals leak: an unexpected error is only a reference number.
 */
import type { ErrorRequestHandler, Response } from 'express';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { failure, type Failure, type FailureCode } from '../../core/vocabulary/errors.ts';
import { StoreUnavailable, TurnedAway, type Log } from '../../ports/basics.ts';
import type { Problem } from '../../shared/api.ts';
import { pickLanguage, translator } from '../../shared/text/index.ts';
import { adminMistakesText } from '../../shared/text/adminMistakes.ts';
import { mistakesText } from '../../shared/text/mistakes.ts';
import type { ActiveSession } from '../../usecases/session/findSession.ts';

const STATUS: Readonly<Record<FailureCode, number>> = {
  'bad-input': 422,
  'idempotency-key-reused': 422,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'account-closed': 401,
  'not-allowed': 403,
  'cross-site': 403,
  'not-found': 404,
  'form-not-found': 404,
  'offer-gone': 409,
  'not-yours': 403,
  'wrong-state': 409,
  'may-not-contact': 409,
  stale: 409,
  'edited-meanwhile': 409,
  'in-use': 409,
  'last-administrator': 409,
  'mail-taken': 409,
  'mail-off': 409,
  'link-used': 403,
  'too-broad': 422,
  'too-many': 429,
  internal: 500,
  'store-unavailable': 503,
  'phone-unavailable': 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Check the input',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Temporarily unavailable',
};

/** Seconds until a retry is worthwhile after the store was down. */
export const RETRY_AFTER_S = 2;

export const CANNOT_STORE = failure(
  'store-unavailable',
  'This can’t be saved right now, and nothing was stored. Try again in a few seconds.',
);

/**
 * Responds with the failure. Pass `status` only if the code alone doesn’t determine it; `more` are extension members.
 */
export function sendProblem(res: Response, why: Failure, status = STATUS[why.code], more: object = {}): void {
  if (status === 503) res.setHeader('retry-after', String(RETRY_AFTER_S));
  const { code, mistakes, by, at, current } = why;
  const problem: Problem = {
    ...problemOf(why, status),
    ...(mistakes && { fields: reasonsOf(mistakes, preferredLanguage(res)), mistakes }),
    // Extensions, as in RFC 9457: who was faster, when, and the current version.
    ...(code === 'edited-meanwhile' && { by, at, current }),
    ...more,
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** What every failure says, in any language. */
export function problemOf({ code, message, fields }: Failure, status: number): Problem {
  const title = TITLES[status] ?? 'Error';
  return { type: 'about:blank', title, status, code, detail: message, ...(fields && { fields }) };
}

/** The language the page asks for, else the account’s, else English for programs. */
export function preferredLanguage(res: Response): Language {
  const who = res.locals['who'] as ActiveSession | null | undefined;
  return pickLanguage(res.req.acceptsLanguages(), who?.user.language);
}

const MISTAKES = { ...mistakesText, ...adminMistakesText };

/** The first sentence about each field. */
export function reasonsOf(mistakes: readonly Mistake[], language: Language): Readonly<Record<string, string>> {
  const t = translator(MISTAKES, language);
  // Without a prototype: a field may be named `constructor`.
  const fields = Object.create(null) as Record<string, string>;
  for (const { path, code, values } of mistakes) fields[path] ??= t(code, values);
  return fields;
}

/** Marks the response to an inquiry that was turned away: such a 503 isn’t logged as an error (O56). */
export function noteTurnedAway(error: unknown, res: Response): void {
  if (error instanceof TurnedAway) res.locals['isTurnedAway'] = true;
}

/** The last handler: every thrown error becomes a clear response, and unexpected ones are logged. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof StoreUnavailable) {
      noteTurnedAway(error, res);
      return sendProblem(res, CANNOT_STORE);
    }
    const known = bodyProblem(error);
    if (known) return sendProblem(res, failure('bad-input', known.message), known.status);
    log.error({ err: error, requestId: res.locals['requestId'] as unknown }, 'a request failed unexpectedly');
    const requestId = res.locals['requestId'] as string | undefined;
    const number = requestId === undefined ? 'the time of this answer' : `this number: ${requestId}`;
    sendProblem(res, failure('internal', `Something went wrong. Try again; if it keeps happening, give us ${number}.`));
  };
}

function sizeOf(bytes = 64 * 1024): string {
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / 1024 / 1024)} MB`;
}

/** What Express and its body parsers report about an unreadable request; null for any other error. */
export function bodyProblem(error: unknown): { readonly status: number; readonly message: string } | null {
  if (typeof error !== 'object' || error === null) return null;
  const { type, status, limit } = error as { type?: string; status?: number; limit?: number };
  switch (type) {
    case 'entity.parse.failed':
      return { status: 400, message: 'The body isn’t valid JSON.' };
    case 'entity.not.utf8':
      return { status: 400, message: 'The body isn’t valid UTF-8.' };
    case 'entity.too.large':
      return { status: 413, message: `The body is too large; the limit is ${sizeOf(limit)}.` };
    case 'entity.too.deep':
      return { status: 422, message: 'The body is nested too deeply.' };
    case 'parameters.too.many':
      return { status: 413, message: 'The form has too many fields.' };
    case 'form.malformed':
      return { status: 400, message: 'The form doesn’t match its Content-Type.' };
    case 'form.type':
      return { status: 415, message: 'Send the form as a form: URL-encoded or multipart/form-data.' };
    case 'form.file':
      return { status: 415, message: 'Files aren’t accepted. Send the form without them.' };
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return { status: 415, message: 'The body’s encoding isn’t supported; use UTF-8.' };
    default:
      return status !== undefined && status >= 400 && status < 500
        ? { status, message: 'The request couldn’t be read.' }
        : null;
  }
}
