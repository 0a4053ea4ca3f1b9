/**
 * Who may open a socket: our own pages, with a session. CORS doesn’t cover WebSockets, so the origin is checked here at
 * every handshake. The session is read again at each namespace’s handshake, so reconnecting after a sign-out fails.
 *
 * An open socket ends with its sign-in: at once when the person signs out (`endSockets`), at the session’s absolute
 * end, and at the next event after the account was deactivated, the role changed, or the session was idle for too long.
 */
import type { IncomingMessage } from 'node:http';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import { MINUTE, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import type { Role } from '../../shared/api.ts';
import { findSession, type ActiveSession } from '../../usecases/session/findSession.ts';
import { limitConcurrency } from './limitConcurrency.ts';

export interface AdmissionSettings {
  /** Whether a handshake comes from another site’s page. */
  readonly isCrossSite: (req: IncomingMessage) => boolean;
  /** The session token in a Cookie header. */
  readonly tokenOf: (cookieHeader: string | undefined) => string | null;
  readonly mayActAs: (user: User, role: Role) => boolean;
}

/** What every admitted socket carries. */
export interface AdmittedData {
  user: Pick<User, 'id' | 'role' | 'name' | 'language'>;
  sessionHash: string;
}

export type AdmissionParts = Pick<Parts, 'users' | 'sessions' | 'passwords' | 'clock' | 'log'>;

// Each namespace has its own event types; admission uses none of them.
type AnySocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, AdmittedData>;
/** A namespace whose sockets carry what admission adds. */
export type AdmittedNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, AdmittedData>;

/** An active socket’s session is read again at most this often. */
const RECHECK_MS = MINUTE;
/** Concurrent session reads for handshakes: more would only queue inside the driver until it gives up on them. */
const ADMISSIONS_AT_ONCE = 32;
/** The maximum for a timer. The check at each event catches a session that ends later. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const sessionRoom = (tokenHash: string): string => `session:${tokenHash}`;
export const userRoom = (userId: string): string => `user:${userId}`;

/** The engine’s gate: rejects the handshake of another site’s page with 403. */
export function allowRequest({ isCrossSite }: Pick<AdmissionSettings, 'isCrossSite'>) {
  return (req: IncomingMessage, decide: (error: string | null | undefined, isAllowed: boolean) => void): void => {
    const isAllowed = !isCrossSite(req);
    decide(isAllowed ? null : 'cross-site', isAllowed);
  };
}

/** Admits only people with this role to the namespace, and joins their sockets to the rooms used to end them. */
export function admit(
  namespace: AdmittedNamespace,
  role: Role,
  parts: AdmissionParts,
  settings: AdmissionSettings,
): void {
  const whoOf = async (socket: AnySocket): Promise<ActiveSession | null> => {
    const token = settings.tokenOf(socket.request.headers.cookie);
    const who = token === null ? null : await findSession(parts, token);
    return who && settings.mayActAs(who.user, role) ? who : null;
  };

  const admissions = limitConcurrency(ADMISSIONS_AT_ONCE);
  namespace.use((socket, next) => {
    admissions(() => whoOf(socket)).then(
      (who) => {
        if (!who) return next(refusal('not-signed-in'));
        const { user, session } = who;
        socket.data.user = { id: user.id, role: user.role, name: user.name, language: user.language };
        socket.data.sessionHash = session.tokenHash;
        void socket.join([sessionRoom(session.tokenHash), userRoom(user.id)]);
        endWith(socket, session.expiresAt - parts.clock.now());
        recheck(
          socket,
          () => parts.clock.now(),
          () => whoOf(socket),
        );
        next();
      },
      (error: unknown) => {
        parts.log.warn({ err: error }, 'failed to admit a socket');
        next(refusal('store-unavailable'));
      },
    );
  });
}

/** The default namespace isn’t used. */
export function closeDefaultNamespace(io: Server): void {
  io.of('/').use((_socket, next) => next(refusal('not-found')));
}

/** Ends every socket of one sign-in, on every node. */
export function endSockets(io: Server, tokenHash: string): void {
  for (const name of ['/desk', '/floor']) io.of(name).in(sessionRoom(tokenHash)).disconnectSockets(true);
}

function refusal(code: string): Error {
  return Object.assign(new Error(code), { data: { code } });
}

function endWith(socket: AnySocket, remainingMs: number): void {
  const timer = setTimeout(() => socket.disconnect(true), Math.min(remainingMs, LONGEST_TIMER_MS));
  timer.unref();
  socket.on('disconnect', () => clearTimeout(timer));
}

function recheck(socket: AnySocket, now: () => Moment, whoOf: () => Promise<ActiveSession | null>): void {
  let checkedAt = now();
  socket.use((_event, next) => {
    if (now() < checkedAt + RECHECK_MS) return next();
    checkedAt = now();
    whoOf().then(
      (who) => {
        if (who) return next();
        socket.disconnect(true);
      },
      // The store is down; the event’s own answer will say so.
      () => next(),
    );
  });
}
