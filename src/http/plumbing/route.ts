/**
 * A route declares itself: its URL, who may call it and how often, what it takes, what each answer means, and what it
 * does. Mounting (mount.ts) and the published API (openapi.ts) derive from that one declaration, so neither can differ
 * from the other, and a route without its docs doesn’t compile.
 *
 *     route({
 *       method: 'put',
 *       path: '/api/admin/teams/:id',
 *       who: 'administrator',
 *       summary: 'Rename a team.',
 *       body: joi.object<{ version: number; name: string }>({ … }),
 *       reply: { 200: 'The team as it is now.', 404: 'Not found.' },
 *       run: async ({ parts, user, params, body }) => savedOf(await renameNamedItem(parts, TEAMS, user, { id: params.id, … })),
 *     })
 *
 * Some answers need not be declared, because they follow from the rest: 401 and 403 from `who`, 422 from `body` and
 * `query`, 429 from `limit`.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { ObjectSchema, Schema } from 'joi';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import { cleanInput } from '../../core/capture/cleanInput.ts';
import type { Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { ApiScope } from '../../shared/admin.ts';
import type { Role } from '../../shared/api.ts';
import { refuseMistakes, type Saved } from '../../usecases/admin/refusals.ts';
import { currentUser, userOf } from '../session/access.ts';
import type { Limit } from './limiter.ts';
import type { ResponseDoc, RouteDoc } from './openapi.ts';
import { sendProblem } from './problems.ts';
import { withoutInvalid, withoutOverlap, withStandIns } from './standIns.ts';
import { validate, type Validated } from '../../intake/validate.ts';

/**
 * Who may call a route:
 *
 * - `public`         anyone, from any site. No session is read; the route reads its own body.
 * - `anyone`         anyone on our own pages, signed in or not
 * - a role           a signed-in person with at least this role
 * - `orKey`          such a person, or a program whose API key has the scope
 * - `key`            only a program whose API key has the scope
 * - `phone`          a browser phone, with the token from registering it (the demo)
 * - `phoneNetwork`   the phone network, which signs its requests
 * - `operator`       this machine, or the holder of METRICS_TOKEN
 */
export type Who =
  | 'public'
  | 'anyone'
  | Role
  | { readonly role: Role; readonly orKey: ApiScope }
  | { readonly key: ApiScope }
  | 'phone'
  | 'phoneNetwork'
  | 'operator';

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/**
 * What routes are built with. A request’s own `parts` have its log, so that every line carries its id (U7); these have
 * none, so using them where something is logged doesn’t compile.
 */
export type RouteParts = Omit<Parts, 'log'>;

/** What `run` gets: everything checked as declared. `user` is a key’s own user for a program. */
export interface Input<P extends string, W extends Who, B, Q> {
  readonly parts: Parts;
  readonly params: Readonly<Record<ParamNames<P>, string>>;
  readonly body: B;
  readonly query: Q;
  readonly user: W extends Role | { readonly role: Role } ? User : User | null;
  readonly req: Request;
  readonly res: Response;
}

type Known<P extends string, W extends Who, B, Q> = Pick<Input<P, W, B, Q>, 'params' | 'parts' | 'user'>;

/** The answer was sent by the route itself, such as a page or a stream. */
export const SENT: unique symbol = Symbol('sent');

class Answer {
  readonly status: number;
  readonly body: object;
  constructor(status: number, body: object) {
    this.status = status;
    this.body = body;
  }
}

/** An answer with another status than the first success in `reply`. */
export function answer(status: number, body: object): Answer {
  return new Answer(status, body);
}

/** A failure becomes a problem; an object the JSON of the first success in `reply`; null a success without a body. */
export type Result = Failure | Answer | typeof SENT | object | null;

type Success = 200 | 201 | 202 | 204 | 303;
type Doc = string | ResponseDoc;
type Docs = RouteDoc['responses'];
/** What each status means; at least one is a success. */
export type Reply = Docs & { [S in Success]: { readonly [K in S]: Doc } }[Success];

export interface RouteSpec<P extends string, W extends Who, B, Q> {
  readonly method: RouteDoc['method'];
  /** In Express notation. Routes with the same path together accept their methods; any other is answered with 405. */
  readonly path: P;
  readonly who: W;
  /** One sentence for the published API. */
  readonly summary: string;
  readonly reply: Reply;
  readonly limit?: Limit;
  readonly body?: ObjectSchema<B>;
  readonly query?: ObjectSchema<Q>;
  /** The published body of a route that checks it itself, because its schema isn’t known before. */
  readonly accepts?: Schema;
  /** The media types that `accepts` may have. Absent: JSON. */
  readonly types?: readonly string[];
  /** The published headers, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests with the same Idempotency-Key have one effect (idempotency.ts). */
  readonly isOnce?: boolean;
  /** The largest body. Absent: 64 kB. */
  readonly bodyLimit?: string;
  /** Reads the body, for `public` routes. */
  readonly read?: readonly RequestHandler[];
  /** Pages of other sites may call it. Only for routes that read no session. */
  readonly isFromAnySite?: boolean;
  /** Runs first for every method of the path, so that refusals have its headers too. */
  readonly always?: RequestHandler;
  /** The remaining errors of a body, or else of a query, with shape errors, so that all are reported at once. */
  readonly mistakes?: (sent: B extends undefined ? Q : B, input: Known<P, W, B, Q>) => Promise<readonly Mistake[]>;
  /** Of criteria each may be absent: `mistakes` gets those that are valid. Other values with errors have stand-ins. */
  readonly areCriteria?: boolean;
  readonly run: (input: Input<P, W, B, Q>) => Result | Promise<Result>;
}

export interface Route extends Pick<RouteSpec<string, Who, unknown, unknown>, 'method' | 'path' | 'who'> {
  readonly doc: RouteDoc;
  readonly limit: Limit | undefined;
  readonly isOnce: boolean;
  readonly bodyLimit: string;
  readonly read: readonly RequestHandler[] | undefined;
  readonly always: RequestHandler | undefined;
  readonly isFromAnySite: boolean;
  /** Checks body and query, runs, and answers. */
  readonly handle: RequestHandler;
}

const BODY_LIMIT = '64kb';
const REPEATS = { 'Idempotency-Key': 'Any value. Repeating a request with the same key has no further effect.' };

export function route<const P extends string, const W extends Who, B = undefined, Q = undefined>(
  spec: RouteSpec<P, W, B, Q>,
): Route {
  const {
    method,
    path,
    who,
    limit,
    isOnce = false,
    bodyLimit = BODY_LIMIT,
    read,
    always,
    isFromAnySite = false,
  } = spec;
  const success = Math.min(...Object.keys(spec.reply).map(Number));
  const handle = async (req: Request, res: Response): Promise<void> => {
    const parts = partsOf(res);
    const params = req.params as Input<P, W, B, Q>['params'];
    const user = (roleOf(who) ? userOf(res) : currentUser(res)) as Input<P, W, B, Q>['user'];
    const known = { parts, params, user };
    const query = spec.query ? await check(spec, spec.query, req.query, spec.body ? null : known) : NOTHING;
    if (!query.ok) return sendProblem(res, query);
    const body = spec.body ? await check(spec, spec.body, req.body, known) : NOTHING;
    if (!body.ok) return sendProblem(res, body);
    const result = await spec.run({ parts, params, body: body.value as B, query: query.value as Q, user, req, res });
    send(res, result, success);
  };
  return { method, path, who, doc: docOf(spec), limit, isOnce, bodyLimit, read, always, isFromAnySite, handle };
}

const NOTHING = { ok: true, value: undefined } as const;

/** `known`: null if only the shape is checked. */
async function check<P extends string, W extends Who, B, Q, T>(
  { mistakes, areCriteria = false }: Pick<RouteSpec<P, W, B, Q>, 'mistakes' | 'areCriteria'>,
  schema: ObjectSchema<T>,
  sent: unknown,
  known: Known<P, W, B, Q> | null,
): Promise<Validated<T>> {
  const checked = validate(schema, sent);
  if (checked.ok || !mistakes || !known) return checked;
  const shape = checked.mistakes ?? [];
  const clean = cleanInput(schema, sent ?? {});
  const sound = areCriteria ? withoutInvalid(clean, shape) : withStandIns(clean, shape);
  if (sound === null) return checked;
  const meaning = await mistakes(sound as B extends undefined ? Q : B, known);
  return refuseMistakes([...shape, ...withoutOverlap(shape, meaning)], areCriteria ? '' : undefined);
}

function send(res: Response, result: Result, success: number): void {
  if (result === SENT) return;
  if (result === null) return void res.status(success).end();
  if (result instanceof Answer) return void res.status(result.status).json(result.body);
  if (isFailure(result)) return sendProblem(res, result);
  res.status(success).json(result);
}

function isFailure(result: object): result is Failure {
  return 'ok' in result && result.ok === false;
}

/** What was saved, or why it wasn’t. */
export function savedOf<T extends object>(saved: Saved<T>): T | Failure {
  return saved.ok ? saved.saved : saved;
}

/** The parts of this request, with its log. */
export function partsOf(res: Response): Parts {
  return res.locals['parts'] as Parts;
}

/** The role that a person needs; null if the route asks for none. */
export function roleOf(who: Who): Role | null {
  if (typeof who === 'object') return 'role' in who ? who.role : null;
  return who === 'agent' || who === 'supervisor' || who === 'administrator' ? who : null;
}

/** The scope that a key needs; null if keys aren’t accepted. */
export function scopeOf(who: Who): ApiScope | null {
  if (typeof who !== 'object') return null;
  return 'key' in who ? who.key : who.orKey;
}

type Words = Exclude<Who, object>;
const WORDS: Readonly<Record<Words, string>> = {
  public: 'anyone',
  anyone: 'anyone',
  agent: 'agent',
  supervisor: 'supervisor',
  administrator: 'administrator',
  phone: 'the holder of its token',
  phoneNetwork: 'the phone network, signed',
  operator: 'this machine, or METRICS_TOKEN as the bearer token',
};
const REFUSALS: Readonly<Record<Words, Docs>> = {
  public: {},
  anyone: {},
  agent: { 401: 'Sign in first.' },
  supervisor: { 401: 'Sign in first.', 403: 'Not allowed for your role.' },
  administrator: { 401: 'Sign in first.', 403: 'Administrators only.' },
  phone: { 403: 'This phone is now registered elsewhere.' },
  phoneNetwork: { 403: 'Not signed by the network.' },
  operator: { 403: 'Not allowed.' },
};

function refusalsOf(who: Who): Docs {
  if (typeof who !== 'object') return REFUSALS[who];
  return 'key' in who
    ? { 401: 'The key is missing or not valid.', 403: 'The key doesn’t have this scope.' }
    : { 401: 'Sign in first.', 403: 'Not allowed for your role or your key.' };
}

function docOf<P extends string, W extends Who, B, Q>(spec: RouteSpec<P, W, B, Q>): RouteDoc {
  const { method, path, summary, query, limit, isOnce, reply } = spec;
  const who: Who = spec.who;
  const role = typeof who === 'object' ? roleOf(who) : WORDS[who];
  const scope = scopeOf(who);
  const body = spec.body ?? spec.accepts;
  const headers = { ...(isOnce && REPEATS), ...spec.headers };
  const invalid: Docs = body || query ? { 422: 'Some fields aren’t valid, each named.' } : {};
  const tooMany: Docs = limit ? { 429: limit.reply } : {};
  return {
    method,
    path,
    summary,
    ...(role !== null && { who: role }),
    ...(scope !== null && { scope }),
    ...(who === 'phoneNetwork' && { isSigned: true }),
    ...(body && { body }),
    ...(spec.types && { types: spec.types }),
    ...(query && { query }),
    headers,
    responses: {
      ...refusalsOf(who),
      ...invalid,
      ...tooMany,
      ...reply,
    },
  };
}
