/**
 * The life of a desk's connection: on every connect the desk gets a full snapshot, it is pinged, and when its last
 * connection ends it counts as silent.
 *
 * An agent may have several desks open. All of them receive the same, and any of them may answer.
 */
import type { Server } from 'socket.io';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';
import {
  announcePresence,
  closeDesk,
  markDeskSilent,
  markAllDesksSilent,
  noteDeskReachable,
  setSoftphoneReady,
} from '../../usecases/agents/agentPresence.ts';
import { choosePresence } from '../../usecases/agents/choosePresence.ts';
import { deskSnapshot } from '../../usecases/agents/deskSnapshot.ts';
import { createBell } from '../bell.ts';
import { createDesk } from '../doorbells.ts';
import { refuseUnknown } from '../handler.ts';
import { answerRequests } from '../table.ts';
import { limitConcurrency } from './limitConcurrency.ts';
import {
  desksOf,
  ignoreReply,
  type DeskNamespace,
  type DeskParts,
  type DeskSocket,
  type FloorNamespace,
} from './namespaces.ts';
import { pendingWork } from './pendingWork.ts';
import { createReach, type Reach } from './reach.ts';
import { refreshWhileApart } from './refreshWhileApart.ts';
import { watchClose } from './watchClose.ts';

const PING_MS = 3 * SECOND;
/** How long one ping may stay unanswered. The next one follows in any case. */
const PING_ANSWER_MS = 8 * SECOND;
/** When a thousand desks reconnect at once, this many get their snapshot at a time: each soon, instead of all late. */
const SNAPSHOTS_AT_ONCE = 16;
/** Socket.IO's reason for a disconnect when this process stops. */
const STOPPING = 'server shutting down';

interface Desks {
  readonly namespace: DeskNamespace;
  readonly parts: DeskParts;
  readonly reach: Reach;
  /** Marks the agent's desk silent, together with all that end now. */
  readonly silence: (agentId: string) => void;
  /** Runs what a desk waits for, a few desks at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly demo: boolean;
}

/**
 * Serves every desk that connects. Returns the parts with the desks’ doorbell and the engine’s bell added. `settled`
 * resolves once the work started for desks is done; await it after the last socket has closed and before the stores
 * close.
 */
export function attachDesk(
  io: Server,
  outside: Omit<Parts, 'desk' | 'bell'>,
  { demo }: { readonly demo: boolean },
): { readonly parts: Parts; readonly settled: () => Promise<void> } {
  const namespace = io.of('/desk') as DeskNamespace;
  const floors = io.of('/floor') as FloorNamespace;
  const desk = createDesk(namespace, floors, () => parts);
  const parts: DeskParts = { ...outside, bell: createBell(), desk, pendingWork: pendingWork() };
  const reach = createReach(parts);
  const inTurn = limitConcurrency(SNAPSHOTS_AT_ONCE);
  const silence = silencer(parts);
  namespace.on('connection', (socket) => serve(socket, { namespace, parts, reach, silence, inTurn, demo }));
  // The floor only listens.
  floors.on('connection', (socket) => void socket.use(([, ...given]) => refuseUnknown(parts.log, given)));

  // Messages from other nodes were missed in the meantime, so refresh everyone.
  const show = (socket: DeskSocket) => void logFailure(parts, () => inTurn(() => showSnapshot(socket, parts, demo)));
  parts.nodes?.onBack(() => void logFailure(parts, () => endSignedOut(parts, [namespace, floors])));
  parts.nodes?.onBack(() => {
    for (const socket of namespace.sockets.values()) show(socket);
    for (const socket of floors.sockets.values()) socket.emit('changed');
  });
  const stopReading = refreshWhileApart(parts, namespace, show, (error) =>
    parts.log.warn({ err: error }, 'failed to read changes from other nodes'),
  );

  void logFailure(parts, () => markAllDesksSilent(parts));
  const judging = setInterval(() => void logFailure(parts, reach.judge), SECOND);
  judging.unref();
  namespace.server.engine.on('close', () => {
    clearInterval(judging);
    stopReading();
  });
  const settled = async () => {
    await parts.pendingWork.settled();
    // The last pending message may be for desks that are gone.
    desk.stop();
  };
  return { parts, settled };
}

function serve(socket: DeskSocket, desks: Desks): void {
  const { parts, reach } = desks;
  const { id } = socket.data.user;
  const isClosedByPage = watchClose(socket);
  answerRequests(socket, parts);
  void logFailure(parts, () => reach.answered(id));
  void logFailure(parts, () => desks.inTurn(() => greet(socket, desks)));
  const pinging = setInterval(() => {
    socket.timeout(PING_ANSWER_MS).emit('ping', (error: Error | null, reply: unknown) => {
      if (!error) void logFailure(parts, () => reach.answered(id, talkingLeadIn(reply)));
    });
  }, PING_MS);
  socket.on('disconnect', (reason) => {
    clearInterval(pinging);
    const isClosed = isClosedByPage(reason);
    void logFailure(parts, () => leave(socket, { reason, isClosed }, desks));
  });
}

async function greet(socket: DeskSocket, { parts, demo }: Desks): Promise<void> {
  // Disconnected again while waiting its turn.
  if (!socket.connected) return;
  try {
    const { id } = socket.data.user;
    const isNews = await noteDeskReachable(parts, id);
    const presence = await showSnapshot(socket, parts, demo);
    if (isNews) await announcePresence(parts, id, presence);
  } catch (error) {
    // Law 5: a desk must not stay connected without a snapshot. Disconnect it; it reconnects.
    socket.conn.close();
    throw error;
  }
}

/** `isClosed`: by the page itself. */
async function leave(
  socket: DeskSocket,
  { reason, isClosed }: { readonly reason: string; readonly isClosed: boolean },
  { namespace, parts, reach, silence }: Desks,
): Promise<void> {
  const { id } = socket.data.user;
  // O57. An agent with a desk on another node counts as silent until that one's next answer.
  if (reason === STOPPING) return silence(id);
  const others = (await desksOf(namespace, id)).filter((other) => other.id !== socket.id);
  if (others.length > 0) {
    if (socket.data.isPhone && !others.some(({ data }) => data.isPhone)) await setSoftphoneReady(parts, id, false);
    return;
  }
  reach.left(id);
  await (isClosed ? closeDesk(parts, id) : markDeskSilent(parts, id));
  // Disconnected by us because the sign-in ended: this desk won’t come back, so its open offer moves on at once.
  if (reason === 'server namespace disconnect') await choosePresence(parts, id, 'offline', undefined);
}

/** The lead that a desk says it is talking with. Any acknowledgement counts as an answer; its content isn’t trusted. */
function talkingLeadIn(reply: unknown): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('talkingLeadId' in reply)) return undefined;
  return typeof reply.talkingLeadId === 'string' ? reply.talkingLeadId : undefined;
}

/** Ends this node’s sockets of sign-ins that ended on another node. */
async function endSignedOut(parts: Parts, namespaces: readonly (DeskNamespace | FloorNamespace)[]): Promise<void> {
  for (const namespace of namespaces) {
    for (const socket of namespace.sockets.values())
      if (!(await parts.sessions.find(socket.data.sessionHash))) socket.disconnect(true);
  }
}

/** Returns the presence that it showed; undefined if this person no longer has a desk. */
async function showSnapshot(socket: DeskSocket, parts: Parts, demo: boolean): Promise<DeskPresence | undefined> {
  const user = await parts.users.byId(socket.data.user.id);
  const snapshot = user && (await deskSnapshot(parts, user, demo));
  if (!snapshot || 'ok' in snapshot) {
    socket.disconnect(true);
    return undefined;
  }
  socket.emit('snapshot', snapshot, ignoreReply);
  return snapshot.presence;
}

/** When the process stops, thousands of desks end in the same turn: they are marked by a few writes, before the stores close. */
function silencer(parts: DeskParts): (agentId: string) => void {
  let ending: string[] = [];
  const markAll = async () => {
    await Promise.resolve();
    const ids = ending;
    ending = [];
    await parts.agents.silence(ids, parts.clock.now());
  };
  return (agentId) => {
    ending.push(agentId);
    if (ending.length === 1) void logFailure(parts, markAll);
  };
}

async function logFailure(parts: DeskParts, task: () => Promise<unknown>): Promise<void> {
  try {
    await parts.pendingWork.add(task());
  } catch (error) {
    parts.log.warn({ err: error }, 'failed to serve a desk; the next ping or sweep will catch up');
  }
}
