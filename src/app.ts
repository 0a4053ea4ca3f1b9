/**
 * Assembles the ways in: HTTP, sockets and pages over the parts that main.ts chose. It knows no store, process or
 * signal; `close()` ends what it starts.
 */
import express, { type Express } from 'express';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type ServerOptions } from 'socket.io';
import { isSecure, type Config } from './config.ts';
import { failure } from './core/vocabulary/errors.ts';
import { callFlowRoutes } from './http/admin/callFlow.ts';
import { callRoutes } from './http/calls/calls.ts';
import { phoneNetworkRoutes, PHONE_NETWORK_PATH } from './http/demo/phoneNetwork.ts';
import { adminRoutes } from './http/admin/index.ts';
import { readJson } from './http/plumbing/body.ts';
import { readKey } from './http/session/apiKey.ts';
import { apiLeadRoutes } from './http/intake/apiLeads.ts';
import { captureRoutes } from './http/intake/forms.ts';
import { sessionCookie, tokenOf } from './http/session/cookie.ts';
import { crossSite, sameOriginOnly } from './http/session/csrf.ts';
import { floorRoutes } from './http/leads/floor.ts';
import { isOwnHost, securityHeaders } from './http/plumbing/headers.ts';
import { healthRoutes } from './http/operations/health.ts';
import { readiness } from './http/operations/readiness.ts';
import { leadRoutes } from './http/leads/leads.ts';
import { doNotCallRoutes, IMPORTS_PATH } from './http/admin/doNotCall.ts';
import { leadExportRoutes } from './http/leads/export.ts';
import { leadSearchRoutes } from './http/leads/search.ts';
import { mergeRoutes } from './http/leads/merging.ts';
import { mailRoutes } from './http/admin/mails.ts';
import { createMetrics } from './http/operations/metrics.ts';
import { outboxRoutes } from './http/demo/outbox.ts';
import { notFoundPage, pageRoutes } from './http/pages.ts';
import { errorHandler, sendProblem } from './http/plumbing/problems.ts';
import { publishedRoutes } from './http/operations/published.ts';
import { retentionRoutes } from './http/admin/retention.ts';
import { requestLog } from './http/operations/requestLog.ts';
import { mayActAs, readSession, sessionRoutes } from './http/session/session.ts';
import { welcomeRoutes } from './http/session/welcome.ts';
import { supervisionRoutes } from './http/leads/supervision.ts';
import { recordingRoutes } from './http/calls/recordings.ts';
import { callingCodeOf, readPerson } from './http/plumbing/numbers.ts';
import { twilioRoutes, type TwilioSettings } from './http/calls/twilio/index.ts';
import type { Mailbox } from './ports/mail.ts';
import type { Parts } from './ports/parts.ts';
import { runEffects } from './usecases/effects/runEffects.ts';
import { intakeGate } from './usecases/intake/intakeGate.ts';
import {
  admit,
  allowRequest,
  closeDefaultNamespace,
  endSockets,
  type AdmittedNamespace,
} from './sockets/connection/admission.ts';
import { attachDesk } from './sockets/connection/desk.ts';

/**
 * Everything except what the app adds: the desks’ doorbell, the engine’s bell, vital signs, effects, and number parsing.
 */
export type OutsideParts = Omit<
  Parts,
  'desk' | 'bell' | 'vitals' | 'intake' | 'readPerson' | 'callingCodeOf' | 'runEffects'
>;

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
  readonly telephony?: Omit<TwilioSettings, 'publicUrl'>;
}

export interface App {
  readonly server: HttpServer;
  readonly io: Server;
  readonly parts: Parts;
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
  const server = createServer(app);
  const secure = isSecure(config);
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
  closeDefaultNamespace(io);
  const admission = {
    isCrossSite: isForeign,
    tokenOf: (header: string | undefined) => tokenOf(cookie, header),
    mayActAs,
  };
  admit(io.of('/desk') as AdmittedNamespace, 'agent', outside, admission);
  admit(io.of('/floor') as AdmittedNamespace, 'supervisor', outside, admission);
  const metrics = createMetrics(outside, options.provesWritable);
  const desks = attachDesk(
    io,
    { ...outside, readPerson, callingCodeOf, runEffects, vitals: metrics.vitals, intake: intakeGate(metrics.vitals) },
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
  app.use(
    requestLog(parts.log, parts.random),
    metrics.measure,
    securityHeaders(secure, { twilioVoice: config.twilio?.browser !== undefined }),
  );
  app.use((req, res, next) => {
    if (!isForeignHost(req.headers)) return next();
    sendProblem(res, failure('cross-site', 'The demo answers only under localhost, at its own port.'));
  });
  app.use(
    healthRoutes({
      readiness: () => readiness(parts, metrics.routing(), options.provesWritable),
      isDraining: () => draining,
      metrics,
      ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
    }),
  );

  app.use(publishedRoutes(config.publicUrl));

  // The public forms come first: they carry no session, parse their own bodies, and are sent from other sites.
  app.use(
    captureRoutes(parts, {
      intakeLimitPerMinute: config.intakeLimitPerMinute,
      demo: config.demo,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    }),
  );

  // The phone network carries no session either, and signs its requests.
  const ownUrl = () => config.publicUrl ?? `http://localhost:${port()}`;
  app.use(twilioRoutes(parts, { authTokens: [], ...options.telephony, publicUrl: ownUrl }));

  const api = express.Router();
  const small = readJson({ limit: '64kb' });
  // A file is read by its own route, once it is known who sends it.
  const unlessFile: express.RequestHandler = (req, _res, next) =>
    next(`/api${req.path}` === IMPORTS_PATH ? 'router' : undefined);
  const bodies = express.Router();
  bodies.use(unlessFile, ...small);
  api.use(sameOriginOnly(isCrossSite), bodies, readSession(parts, cookie), readKey(parts));
  app.use('/api', api);
  const session = { cookie, demo: config.demo, endSockets: (hash: string) => endSockets(io, hash) };
  app.use(sessionRoutes(parts, session), welcomeRoutes(parts, session));
  addDemo(app, options.demo);
  app.use(
    apiLeadRoutes(parts, {
      intakeLimitPerMinute: config.intakeLimitPerMinute,
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    }),
  );
  app.use(adminRoutes(parts, { demo: config.demo }));
  app.use(leadSearchRoutes(parts), leadExportRoutes(parts), leadRoutes(parts), floorRoutes(parts));
  app.use(supervisionRoutes(parts), mergeRoutes(parts));
  app.use(mailRoutes(parts), retentionRoutes(parts), doNotCallRoutes(parts));
  if (options.mailbox) app.use(outboxRoutes(options.mailbox));
  app.use(callRoutes(parts), callFlowRoutes(parts), recordingRoutes(parts));
  if (options.phoneNetworkUrl !== undefined) {
    const json = readJson({ limit: '128kb' });
    app.use(PHONE_NETWORK_PATH, sameOriginOnly(isCrossSite), json, readSession(parts, cookie));
    app.use(phoneNetworkRoutes(parts, { url: options.phoneNetworkUrl, ending: ending.signal }));
  }
  app.use('/api', (_req, res) => sendProblem(res, failure('not-found', 'There is no such endpoint.')));

  app.use(pageRoutes(PUBLIC_FOLDER, { demo: config.demo }));
  app.use(notFoundPage);
  app.use(errorHandler(parts.log));

  const close = async () => {
    draining = true;
    ending.abort();
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
  return { server, io, parts, url: ownUrl, drain: () => void (draining = true), close: () => (closing ??= close()) };
}

function addDemo(app: Express, demo: object | undefined): void {
  if (demo) app.get('/api/demo', (_req, res) => res.json(demo));
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
