/**
 * Assembles the ways in: HTTP, sockets and pages over the parts that main.ts chose. It knows no store, process or
 * signal; `close()` ends what it starts.
 */
import express, { type Express } from 'express';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions } from 'socket.io';
import { isSecure, type Config } from './process/config.ts';
import { failure } from './core/vocabulary/errors.ts';
import { networkDoor, type SignatureSettings } from './http/calls/twilio/signature.ts';
import type { TwilioSettings } from './http/calls/twilio/index.ts';
import { httpRoutes } from './http/index.ts';
import { formDoor } from './http/intake/formDoor.ts';
import { formRefusal } from './http/intake/refuseForm.ts';
import { operatorsOnly } from './http/operations/health.ts';
import { createMetrics } from './http/operations/metrics.ts';
import { readiness } from './http/operations/readiness.ts';
import { requestLog } from './http/operations/requestLog.ts';
import { turnedAwayReport } from './http/operations/turnedAwayReport.ts';
import { notFoundPage, pageRoutes } from './http/pages.ts';
import { isOwnHost, securityHeaders } from './http/plumbing/headers.ts';
import { mount } from './http/plumbing/mount.ts';
import type { RouteDoc } from './http/plumbing/openapi.ts';
import { errorHandler, sendProblem } from './http/plumbing/problems.ts';
import { mayActAs } from './http/session/access.ts';
import { sessionCookie, tokenOf } from './http/session/cookie.ts';
import { crossSite } from './http/session/csrf.ts';
import type { Mailbox } from './ports/mail.ts';
import type { Parts } from './ports/parts.ts';
import { runEffects } from './usecases/effects/runEffects.ts';
import { intakeGate } from './usecases/intake/intakeGate.ts';
import { seenMarks } from './usecases/routing/seenMarks.ts';
import {
  admit,
  allowRequest,
  closeDefaultNamespace,
  endSockets,
  type AdmittedNamespace,
} from './sockets/connection/admission.ts';
import { combineWrites } from './sockets/connection/combineWrites.ts';
import { slimRequests } from './sockets/connection/slimRequests.ts';
import { attachDesk } from './sockets/connection/desk.ts';

/**
 * Everything except what the app adds: the desks’ doorbell, the engine’s bell, vital signs, and effects.
 */
export type OutsideParts = Omit<Parts, 'desk' | 'bell' | 'vitals' | 'intake' | 'seen' | 'runEffects'>;

export interface AppOptions {
  /** Stores something durably, or throws StoreUnavailable; used by /readyz. */
  readonly provesWritable: () => Promise<void>;
  /** Connects the sockets of several nodes. Absent for a single node. */
  readonly adapter?: ServerOptions['adapter'];
  /** The demo’s people and form, for its own pages. Absent outside the demo. */
  readonly demo?: object;
  /** The demo’s emails, shown at /outbox. Absent if emails go to a mail server. */
  readonly mailbox?: Mailbox;
  /** The address of the demo’s phone network, for phones in a browser. Absent without one. */
  readonly phoneNetworkUrl?: string;
  /** How the phone network’s requests are verified. Absent without a network: all of them are rejected. */
  readonly telephony?: TwilioSettings & Omit<SignatureSettings, 'publicUrl'>;
}

export interface App {
  readonly server: HttpServer;
  readonly io: Server;
  readonly parts: Parts;
  readonly express: Express;
  /** Every route, as published. */
  readonly published: readonly RouteDoc[];
  /** The service’s own address: as configured, or this machine’s at the port in use. */
  readonly url: () => string;
  /** Makes /readyz report not ready from now on. */
  readonly drain: () => void;
  /** Finishes the requests in progress, then ends sockets and server. */
  readonly close: () => Promise<void>;
}

const PUBLIC_FOLDER = new URL('../public', import.meta.url).pathname;

// A missed ping of the engine ends a dead connection within 9 s; the desk’s own ping determines reach (see
// sockets/connection/desk.ts).
const PING_EVERY_MS = 5000;
const PING_ANSWER_MS = 4000;
const MAX_MESSAGE_BYTES = 32 * 1024;
const FINISH_WITHIN_MS = 2000;
const SETTLE_WITHIN_MS = 1000;

export function createApp(outside: OutsideParts, config: Config, options: AppOptions): App {
  const app = express();
  const secure = isSecure(config);
  const metrics = createMetrics(outside, options.provesWritable);
  const reportTurnedAway = turnedAwayReport(outside.log);
  const intake = intakeGate({
    turnedAway() {
      metrics.vitals.turnedAway();
      reportTurnedAway();
    },
    waiting: () => outside.leads.knownWaiting(),
  });
  const headers = securityHeaders(secure, { twilioVoice: config.twilio?.browser !== undefined });
  const door = formDoor({
    intake,
    answer: app,
    refuse: formRefusal({
      demo: config.demo,
      securityHeaders: headers,
      turnedAway(route) {
        metrics.turnedAway(route);
        reportTurnedAway();
      },
    }),
  });
  const server = createServer(door.answer).on('connection', door.connected);
  const cookie = sessionCookie(secure);
  const port = () => (server.address() as AddressInfo | null)?.port ?? config.port;
  const isForeignHost = (headers: IncomingMessage['headers']) => config.demo && !isOwnHost(headers.host, port());
  const isCrossSite = crossSite(app, config.publicUrl);
  const isForeign = (req: IncomingMessage) => isForeignHost(req.headers) || isCrossSite(req);

  const io = new Server(server, {
    allowRequest: allowRequest({ isCrossSite: isForeign }),
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_ANSWER_MS,
    ...(options.adapter && { adapter: options.adapter }),
  });
  slimRequests(io);
  combineWrites(io);
  closeDefaultNamespace(io);
  const admission = {
    isCrossSite: isForeign,
    tokenOf: (header: string | undefined) => tokenOf(cookie, header),
    mayActAs,
  };
  admit(io.of('/desk') as AdmittedNamespace, 'agent', outside, admission);
  admit(io.of('/floor') as AdmittedNamespace, 'supervisor', outside, admission);
  const desks = attachDesk(
    io,
    {
      ...outside,
      runEffects,
      vitals: metrics.vitals,
      intake,
      seen: seenMarks(),
    },
    { demo: config.demo },
  );
  const { parts } = desks;

  let draining = false;
  // Otherwise streams would be awaited like requests in progress.
  const ending = new AbortController();
  const answering = new Set<ServerResponse>();
  let onIdle: (() => void) | undefined;

  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use((_req, res, next) => {
    answering.add(res);
    res.on('close', () => {
      answering.delete(res);
      if (answering.size === 0) onIdle?.();
    });
    if (draining) endAfter(res);
    next();
  });
  app.use(requestLog(parts), metrics.measure, headers);
  app.use((req, res, next) => {
    if (!isForeignHost(req.headers)) return next();
    sendProblem(res, failure('cross-site', 'The demo answers only under localhost, at its own port.'));
  });
  const ownUrl = () => config.publicUrl ?? `http://localhost:${port()}`;
  const trust = { authTokens: [], ...options.telephony, publicUrl: ownUrl };
  const { demo, mailbox, phoneNetworkUrl } = options;
  const { routes, errorPages } = httpRoutes(parts, {
    intake: {
      demo: config.demo,
      cookie,
      intakeLimitPerMinute: config.intakeLimitPerMinute,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    },
    session: { cookie, demo: config.demo, endSockets: (hash) => endSockets(io, hash) },
    telephony: trust,
    health: {
      readiness: () => readiness(parts, metrics.routing(), options.provesWritable),
      isDraining: () => draining,
      metrics,
    },
    ...(demo && { demoInfo: demo }),
    ...(mailbox && { mailbox }),
    ...(phoneNetworkUrl !== undefined && { phoneNetwork: { url: phoneNetworkUrl, ending: ending.signal } }),
  });
  const doors = {
    cookie,
    isCrossSite,
    operator: operatorsOnly(config.metricsToken),
    phoneNetwork: networkDoor(parts, trust),
  };
  app.use(mount(routes, parts, doors, errorPages));
  app.use('/api', (_req, res) => sendProblem(res, failure('not-found', 'There is no such endpoint.')));

  app.use(pageRoutes(PUBLIC_FOLDER, { demo: config.demo }));
  app.use(notFoundPage);
  app.use(errorHandler(parts.log));

  const close = async () => {
    draining = true;
    ending.abort();
    door.letAllIn();
    // Stop accepting connections and close idle ones. Otherwise there would always be one more to finish.
    await turn();
    server.close();
    for (const res of answering) endAfter(res);
    // Requests on connections that were just accepted are read in the next turns of the event loop.
    for (let turns = 0; turns < 2; turns += 1) await turn();
    if (answering.size > 0) await within(FINISH_WITHIN_MS, (resolve) => (onIdle = resolve));
    // Ends every socket, and the server with them.
    const closed = io.close();
    server.closeAllConnections();
    await closed;
    // What follows from desks disconnecting is stored before the stores close.
    await within(SETTLE_WITHIN_MS, (resolve) => void desks.settled().then(resolve));
  };
  let closing: Promise<void> | undefined;
  return {
    server,
    io,
    parts,
    express: app,
    published: routes.map(({ doc }) => doc),
    url: ownUrl,
    drain: () => void (draining = true),
    close: () => (closing ??= close()),
  };
}

/** Close the connection with this response, so that it carries no further request. */
function endAfter(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('connection', 'close');
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function within(ms: number, wait: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wait(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
