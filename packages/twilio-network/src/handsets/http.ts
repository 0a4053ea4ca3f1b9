/**
 * Handsets over HTTP, for phones in a browser. Registering an address returns a secret that allows everything the phone
 * can do, and revokes the previous one. There is no CORS: a page's own server forwards its requests.
 *
 * | request                                   | does                                                            |
 * | ----------------------------------------- | --------------------------------------------------------------- |
 * | POST /handsets `{address}`                | registers; 201 `{address, secret, last}`: the last event's `n`  |
 * | GET /handsets/:address                    | `{address, state, callSid, audio}`                              |
 * | GET /handsets/:address/events             | its events as a stream; `?secret=` where no header can be sent  |
 * | POST /handsets/:address/:verb             | dial, answer, reject, press, hang-up, speak, talk, signal       |
 * | DELETE /handsets/:address                 | hangs up and removes the phone                                  |
 *
 * The secret goes in `Authorization: Bearer …`; bodies are JSON; errors are `{error}` with 400, 401, 404 or 409. A phone
 * whose event stream has ended and is not read again in time hangs up.
 */
import { timingSafeEqual } from 'node:crypto';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { newSecret } from '../sids.ts';
import { streamEvents } from '../sse.ts';
import type { Handset } from './handset.ts';

export interface HandsetRoutesParts {
  readonly handset: (address: string) => Handset;
  readonly remove: (address: string) => void;
  /** How long a phone may have no reader, so that a page can be reloaded. Default 20 s, real time. */
  readonly outOfReachMs?: number;
}

interface Registration {
  readonly handset: Handset;
  readonly secret: string;
  readonly streams: Set<() => void>;
  outOfReach: ReturnType<typeof setTimeout> | null;
}

type Body = Readonly<Record<string, unknown>>;

const OUT_OF_REACH_MS = 20_000;
/** WebRTC descriptions are a few thousand bytes. */
const LARGEST_BODY = '128kb';

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function handsetRoutes(parts: HandsetRoutesParts): Router {
  const { outOfReachMs = OUT_OF_REACH_MS } = parts;
  const registrations = new Map<string, Registration>();
  const router = Router();
  router.use(express.json({ limit: LARGEST_BODY }));

  const find = (request: Request): Registration => {
    const registration = registrations.get(String(request.params['address']));
    if (!registration) throw new Refusal(404, 'no phone is registered at this address');
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const given = bearer ?? (typeof request.query['secret'] === 'string' ? request.query['secret'] : '');
    const isRight =
      given.length === registration.secret.length &&
      timingSafeEqual(Buffer.from(given), Buffer.from(registration.secret));
    if (!isRight) throw new Refusal(401, 'the secret is missing or wrong');
    return registration;
  };

  router.post('/', (request, response) => {
    const { address } = bodyOf(request);
    if (typeof address !== 'string' || !/^(\+\d{5,15}|client:[\w.@-]{1,120})$/.test(address)) {
      throw new Refusal(400, 'address must be a number such as +14155550123, or client: and an identity');
    }
    const before = registrations.get(address);
    const handset = parts.handset(address);
    const registration: Registration = { handset, secret: newSecret(), streams: new Set(), outOfReach: null };
    registrations.set(address, registration);
    if (before) retire(before);
    response.status(201).json({ address, secret: registration.secret, last: handset.events.at(-1)?.n ?? 0 });
  });
  router.get('/:address', (request, response) => {
    const { address, state, callSid, audio } = find(request).handset;
    response.json({ address, state, callSid, audio });
  });
  router.get('/:address/events', (request, response) => {
    const registration = find(request);
    const { handset, streams } = registration;
    clearOutOfReach(registration);
    const stop = streamEvents(request, response, handset.events, handset.listen);
    streams.add(stop);
    response.once('close', () => {
      streams.delete(stop);
      if (streams.size > 0 || registrations.get(handset.address) !== registration) return;
      registration.outOfReach = setTimeout(() => handset.hangUp(), outOfReachMs).unref();
    });
  });
  router.post('/:address/:verb', (request, response) => {
    const { handset } = find(request);
    const act = VERBS[request.params.verb];
    if (!act) throw new Refusal(404, `unknown action ${request.params.verb}; use ${Object.keys(VERBS).join(', ')}`);
    act(handset, bodyOf(request));
    const { state, callSid } = handset;
    response.json({ state, callSid });
  });
  router.delete('/:address', (request, response) => {
    const registration = find(request);
    const { handset } = registration;
    handset.hangUp();
    registrations.delete(handset.address);
    retire(registration);
    parts.remove(handset.address);
    response.status(204).end();
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = (error as { status?: unknown }).status;
    const message = error instanceof Error ? error.message : 'internal error';
    response.status(typeof status === 'number' ? status : 500).json({ error: message });
  });
  return router;
}

function retire(registration: Registration): void {
  clearOutOfReach(registration);
  for (const stop of registration.streams) stop();
}

function clearOutOfReach(registration: Registration): void {
  if (registration.outOfReach !== null) clearTimeout(registration.outOfReach);
  registration.outOfReach = null;
}

const bodyOf = (request: Request): Body => (request.body as Body | undefined) ?? {};

const VERBS: Readonly<Record<string, (handset: Handset, body: Body) => void>> = {
  dial(handset, body) {
    if (handset.state !== 'idle') throw new Refusal(409, 'the phone is already on a call');
    handset.dial(textOf(body, 'to'), {
      hidden: body['hidden'] === true,
      ...(typeof body['parameters'] === 'object' ? { parameters: stringsOf(body['parameters'] as Body) } : {}),
    });
  },
  answer: (handset) => handset.answer(),
  reject: (handset) => handset.reject(),
  press(handset, body) {
    const keys = textOf(body, 'keys');
    if (!/^[\d#*]{1,64}$/.test(keys)) throw new Refusal(400, 'keys must be digits, * or #');
    handset.press(keys);
  },
  'hang-up': (handset) => handset.hangUp(),
  speak: (handset, body) => handset.speak(textOf(body, 'text')),
  talk: (handset, body) => handset.talk(body['isTalking'] === true),
  signal(handset, body) {
    if (!handset.signal(textOf(body, 'to'), body['data'])) throw new Refusal(409, 'the phones do not hear each other');
  },
};

function textOf(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '' || value.length > 1000)
    throw new Refusal(400, `${name} must be a non-empty string`);
  return value;
}

const stringsOf = (values: Body) =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
