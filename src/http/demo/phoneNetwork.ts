/**
 * The way from phones in a browser to the demo’s phone network, because the network accepts no other origin, and a page
 * contacts only its own server. Mounted if there is a simulated network, after the checks of origin and session.
 *
 * Registering an address returns a token, address and secret in one, sent as `Authorization: Bearer …`. Neither is ever
 * part of a URL, so no log and no browser history contains them. Only the agent can register their own address
 * (`client:…`). Anyone can register a number that doesn’t belong to the business or the network.
 */
import type { Request, Response } from 'express';
import joi from 'joi';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { PhoneNetworkInfo, Registered } from '../../shared/phone.ts';
import { route, SENT, type Result, type Route, type RouteParts } from '../plumbing/route.ts';

export const PHONE_NETWORK_PATH = '/phone/network';
const TELEPHONE = `${PHONE_NETWORK_PATH}/telephone`;

export interface PhoneNetworkOptions {
  /** The network’s own address, on this machine. */
  readonly url: string;
  /** Ends every stream when the service stops. */
  readonly ending?: AbortSignal;
}

const REGISTER = joi.object<{ address: string }>({
  address: joi
    .string()
    .pattern(/^(\+[1-9]\d{6,14}|client:[\w.@-]{1,120})$/, 'a number such as +12025550143, or client: and an identity')
    .required(),
});
/** What a phone can do. The network validates the body. */
const VERBS = ['dial', 'answer', 'reject', 'press', 'hang-up', 'speak', 'talk', 'signal'];
/** Numbers with built-in behavior (`+1 500 555 …`), and the one that stands for a hidden caller. */
const THE_NETWORKS_OWN = /^(\+1500555\d+|\+266696687)$/;

const SILENT = failure('phone-unavailable', 'The phone network isn’t responding.');
const NO_TOKEN = failure('not-yours', 'This phone isn’t registered here, or it’s now registered elsewhere.');

/** Not 64 kB: a browser’s description of its sound is long. */
const BODY_LIMIT = '128kb';
const BEARER = { Authorization: 'Bearer and the token from registering.' };
const GONE = 'This phone no longer exists.';
const EVENTS = { description: 'Events, one JSON object each.', type: 'text/event-stream', schema: { type: 'string' } };
const SILENT_REPLY = 'The phone network isn’t responding.';

export function phoneNetworkRoutes(parts: RouteParts, { url, ending }: PhoneNetworkOptions): readonly Route[] {
  const ask = (path: string, init: RequestInit = {}) => fetch(url + path, init);

  /** Passes a stream on as it comes, and ends it when either side ends. */
  async function stream(req: Request, res: Response, path: string, headers: Record<string, string>): Promise<Result> {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const signal = ending ? AbortSignal.any([gone.signal, ending]) : gone.signal;
    const after = Number(req.query['after'] ?? 0) || 0;
    let answer: globalThis.Response;
    try {
      answer = await ask(`${path}?after=${after}`, { headers, signal });
    } catch {
      // The reader is already gone.
      return SILENT;
    }
    if (!answer.ok || !answer.body) return refusalFrom(answer.status, await readJson(answer));
    res.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    res.flushHeaders();
    Readable.fromWeb(answer.body as ReadableStream)
      // The network or the reader disconnected.
      .on('error', () => res.end())
      .pipe(res);
    return SENT;
  }

  return [
    route({
      method: 'get',
      path: PHONE_NETWORK_PATH,
      who: 'anyone',
      summary: 'Demo only: the numbers you can call, and how many agents have a phone connected.',
      reply: { 200: 'The numbers and a count.' },
      run: async ({ parts }) => (await describe(parts)) satisfies PhoneNetworkInfo,
    }),
    route({
      method: 'post',
      path: TELEPHONE,
      who: 'anyone',
      summary:
        'Demo only: register a phone at an address of the simulated network; a client: address only for its own person.',
      bodyLimit: BODY_LIMIT,
      body: REGISTER,
      reply: {
        201: '{address, token, last}. The token is shown once. A phone that was registered at this address before loses it.',
        401: 'Sign in first.',
        403: 'This phone belongs to someone else.',
        422: 'This number can’t be used.',
        503: SILENT_REPLY,
      },
      run: async ({ parts, body: { address }, user }) => {
        const refusal = await refusalOf(parts, address, user?.id);
        if (refusal) return refusal;
        return passOn(ask('/handsets', post({ address })), (given) => {
          const { secret, last } = given as { secret: string; last: number };
          return { address, token: tokenOf(address, secret), last } satisfies Registered;
        });
      },
    }),
    route({
      method: 'delete',
      path: TELEPHONE,
      who: 'phone',
      summary: 'Demo only: hang up and unregister the phone.',
      headers: BEARER,
      reply: { 204: 'Unregistered.', 404: GONE, 503: SILENT_REPLY },
      run: async ({ req }) => {
        const telephone = telephoneOf(req);
        if (!telephone) return NO_TOKEN;
        const { path, authorization } = telephone;
        const asked = ask(`/handsets/${path}`, { method: 'DELETE', headers: { authorization } });
        // A phone that no longer exists counts as removed.
        const gone = asked.then((given) =>
          given.status === 404 ? new globalThis.Response(null, { status: 204 }) : given,
        );
        return passOn(gone, () => null);
      },
    }),
    route({
      method: 'get',
      path: `${TELEPHONE}/events`,
      who: 'phone',
      summary: 'Demo only: a stream of what the phone hears; ?after= the last event you read.',
      headers: BEARER,
      reply: { 200: EVENTS, 404: GONE, 503: SILENT_REPLY },
      run: async ({ req, res }) => {
        const telephone = telephoneOf(req);
        if (!telephone) return NO_TOKEN;
        return stream(req, res, `/handsets/${telephone.path}/events`, { authorization: telephone.authorization });
      },
    }),
    route({
      method: 'post',
      path: `${TELEPHONE}/:verb`,
      who: 'phone',
      summary: `Demo only: ${VERBS.join(', ')}.`,
      headers: BEARER,
      bodyLimit: BODY_LIMIT,
      reply: {
        200: '{state, callSid}, or {isDelivered: false} for a signal to a participant who has left.',
        404: GONE,
        409: 'Not possible in the current state.',
        422: 'Please check the input.',
        503: SILENT_REPLY,
      },
      run: async ({ params: { verb }, req }) => {
        const telephone = telephoneOf(req);
        if (!telephone) return NO_TOKEN;
        if (!VERBS.includes(verb)) return failure('not-found', `A phone can’t ${verb.slice(0, 20)}.`);
        const asked = ask(`/handsets/${telephone.path}/${verb}`, post(req.body as object, telephone.authorization));
        // A peer that hung up in the meantime isn’t an error of the one still negotiating.
        const isLate =
          verb === 'signal' &&
          (await asked.then(
            ({ status }) => status === 409,
            () => false,
          ));
        return isLate ? { isDelivered: false } : passOn(asked, (given) => given ?? null);
      },
    }),
    route({
      method: 'get',
      path: `${PHONE_NETWORK_PATH}/log/events`,
      who: 'anyone',
      summary: 'Demo only: a stream of the requests between Leadbell and the network; ?after= the last one you read.',
      reply: { 200: { ...EVENTS, description: 'Entries, one JSON object each.' }, 503: SILENT_REPLY },
      run: ({ req, res }) => stream(req, res, '/console/log/events', {}),
    }),
  ];
}

async function describe(parts: Parts): Promise<PhoneNetworkInfo> {
  const [numbers, agents] = await Promise.all([ownNumbers(parts), parts.agents.all()]);
  const ready = agents.filter(
    (agent) => agent.presence === 'available' && agent.reach === 'reachable' && deviceOf(agent) !== null,
  );
  return { numbers, agentsReady: ready.length };
}

async function ownNumbers(parts: Parts): Promise<readonly string[]> {
  return (await parts.campaigns.all()).flatMap(({ active, calls }) => (active ? (calls?.numbers ?? []) : []));
}

async function refusalOf(parts: Parts, address: string, userId: string | undefined): Promise<Failure | null> {
  if (address.startsWith('client:')) {
    if (userId === undefined) return failure('not-signed-in', 'Sign in first: this phone belongs to an agent.');
    return address === clientOf(userId) ? null : failure('not-yours', 'This phone belongs to someone else.');
  }
  const isTaken = THE_NETWORKS_OWN.test(address) || (await ownNumbers(parts)).includes(address);
  if (!isTaken) return null;
  const reason = 'belongs to the business or to the network';
  return failure('bad-input', `Please choose another number: this one ${reason}.`, { fields: { address: reason } });
}

function tokenOf(address: string, secret: string): string {
  return `${Buffer.from(address).toString('base64url')}.${secret}`;
}

/** The phone of a request, in the network’s terms; null if the request doesn’t name one. */
function telephoneOf(req: Request): { readonly path: string; readonly authorization: string } | null {
  const [, address, secret] = /^Bearer ([\w-]{1,200})\.([\w-]{1,200})$/.exec(req.headers.authorization ?? '') ?? [];
  if (address === undefined || secret === undefined) return null;
  return {
    path: encodeURIComponent(Buffer.from(address, 'base64url').toString()),
    authorization: `Bearer ${secret}`,
  };
}

const post = (body: object, authorization?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
  body: JSON.stringify(body),
});

async function passOn(
  asked: Promise<globalThis.Response>,
  answerOf: (body: unknown) => object | null,
): Promise<Result> {
  let response: globalThis.Response;
  let body: unknown;
  try {
    response = await asked;
    body = await readJson(response);
  } catch {
    return SILENT;
  }
  return response.ok ? answerOf(body) : refusalFrom(response.status, body);
}

async function readJson(response: globalThis.Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** The network’s refusal in our words: a phone that is registered elsewhere or no longer exists isn’t yours. */
function refusalFrom(status: number, body: unknown): Failure {
  const { error = 'The phone network rejected the request.' } = (body ?? {}) as { error?: string };
  if (status === 401) return NO_TOKEN;
  if (status === 404) return failure('not-found', error);
  if (status === 409) return failure('wrong-state', error);
  return status < 500 ? failure('bad-input', error) : SILENT;
}
