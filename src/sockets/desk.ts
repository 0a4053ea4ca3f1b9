/**
 * The desk’s socket: requests from an agent’s browser, and the doorbells it receives. On every connect the desk gets a
 * full snapshot, and every request is answered with data or a code. Only answers to our ping show whether a desk is
 * reachable, never a page’s timer: browsers throttle hidden tabs to one a minute.
 *
 * An agent may have several desks open. All of them receive the same, and any of them may answer.
 */
import type { Server } from 'socket.io';
import { MINUTE, SECOND, type Moment } from '../core/vocabulary/time.ts';
import type { Parts } from '../ports/parts.ts';
import {
  markDeskReachable,
  markDeskSilent,
  markAllDesksSilent,
  SILENT_MS,
  setSoftphoneReady,
} from '../usecases/agents/agentPresence.ts';
import { choosePresence } from '../usecases/agents/choosePresence.ts';
import { deskSnapshot } from '../usecases/agents/deskSnapshot.ts';
import { workLead } from '../usecases/lead/workLead.ts';
import { limitConcurrency } from './limitConcurrency.ts';
import { createBell } from './bell.ts';
import { createDesk } from './doorbells.ts';
import {
  desksOf,
  ignoreReply,
  type DeskNamespace,
  type DeskParts,
  type DeskSocket,
  type FloorNamespace,
} from './namespaces.ts';
import { refreshWhileApart } from './refreshWhileApart.ts';
import { answer } from './requests.ts';
import { pendingWork } from './pendingWork.ts';

const PING_MS = 3 * SECOND;
/** How long one ping may stay unanswered. The next one follows in any case. */
const PING_ANSWER_MS = 8 * SECOND;
/** How often a conversation reported by a desk is renewed in the database. */
const RENEW_MS = MINUTE;
/** When a thousand desks reconnect at once, this many get their snapshot at a time: each soon, instead of all late. */
const SNAPSHOTS_AT_ONCE = 8;

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
  const desks = io.of('/desk') as DeskNamespace;
  const floors = io.of('/floor') as FloorNamespace;
  const desk = createDesk(desks, floors, () => parts);
  const parts: DeskParts = { ...outside, bell: createBell(), desk, pendingWork: pendingWork() };
  const snapshots = limitConcurrency(SNAPSHOTS_AT_ONCE);
  const answeredAt = new Map<string, Moment>();
  const renewedAt = new Map<string, Moment>();
  const hear = (agentId: string, talkingLeadId: string | undefined) => {
    const now = parts.clock.now();
    answeredAt.set(agentId, now);
    if (talkingLeadId === undefined || now < (renewedAt.get(talkingLeadId) ?? 0) + RENEW_MS) return;
    // Conversations end without notifying this map, so entries that are no longer renewed are dropped.
    for (const [leadId, renewed] of renewedAt) {
      if (now < renewed + RENEW_MS) break;
      renewedAt.delete(leadId);
    }
    renewedAt.set(talkingLeadId, now);
    void logFailure(parts, async () => {
      const lead = await parts.leads.byId(talkingLeadId);
      if (lead?.state === 'talking' && lead.owner.agentId === agentId)
        await workLead(parts, talkingLeadId, { kind: 'stillTalking' });
    });
  };

  desks.on('connection', (socket) => {
    const { id } = socket.data.user;
    answer(socket, parts);
    hear(id, undefined);
    void logFailure(parts, async () => {
      await snapshots(async () => {
        // Disconnected again while waiting its turn.
        if (!socket.connected) return;
        try {
          await markDeskReachable(parts, id);
          await showSnapshot(socket, parts, demo);
        } catch (error) {
          // Law 5: a desk must not stay connected without a snapshot. Disconnect it; it reconnects.
          socket.conn.close();
          throw error;
        }
      });
    });
    const timer = setInterval(() => {
      socket.timeout(PING_ANSWER_MS).emit('ping', (error: Error | null, reply: unknown) => {
        if (!error) hear(id, talkingLeadIn(reply));
      });
    }, PING_MS);
    socket.on('disconnect', (reason) => {
      clearInterval(timer);
      void logFailure(parts, async () => {
        const others = (await desksOf(desks, id)).filter((other) => other.id !== socket.id);
        if (others.length > 0) {
          if (socket.data.isPhone && !others.some(({ data }) => data.isPhone))
            await setSoftphoneReady(parts, id, false);
          return;
        }
        answeredAt.delete(id);
        await markDeskSilent(parts, id);
        // Disconnected by us because the sign-in ended: this desk won’t come back, so its open offer moves on at once.
        if (reason === 'server namespace disconnect') await choosePresence(parts, id, 'offline', undefined);
      });
    });
  });

  // Messages from other nodes were missed in the meantime, so refresh everyone.
  const show = (socket: DeskSocket) => void logFailure(parts, () => snapshots(() => showSnapshot(socket, parts, demo)));
  parts.nodes?.onBack(() => void logFailure(parts, () => endSignedOut(parts, [desks, floors])));
  parts.nodes?.onBack(() => {
    for (const socket of desks.sockets.values()) show(socket);
    for (const socket of floors.sockets.values()) socket.emit('changed');
  });
  const stopReading = refreshWhileApart(parts, desks, show, (error) =>
    parts.log.warn({ err: error }, 'failed to read changes from other nodes'),
  );

  void logFailure(parts, () => markAllDesksSilent(parts));
  const judge = setInterval(() => void logFailure(parts, () => judgeReach(parts, answeredAt)), SECOND);
  judge.unref();
  desks.server.engine.on('close', () => {
    clearInterval(judge);
    stopReading();
  });
  const settled = async () => {
    await parts.pendingWork.settled();
    // The last pending message may be for desks that are gone.
    desk.stop();
  };
  return { parts, settled };
}

/** The lead that a desk says it is talking with. Any acknowledgement counts as an answer; its content isn’t trusted. */
function talkingLeadIn(reply: unknown): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('talkingLeadId' in reply)) return undefined;
  return typeof reply.talkingLeadId === 'string' ? reply.talkingLeadId : undefined;
}

/** Compares each agent’s reach in the database with the answers this node received. */
async function judgeReach(parts: Parts, answeredAt: ReadonlyMap<string, Moment>): Promise<void> {
  if (answeredAt.size === 0) return;
  const now = parts.clock.now();
  for (const agent of await parts.agents.onShift()) {
    const at = answeredAt.get(agent.id);
    if (at === undefined) continue;
    const isSilent = now - at >= SILENT_MS;
    if (isSilent && agent.reach === 'reachable') await markDeskSilent(parts, agent.id);
    // An answer counts only if it is newer than the moment reach was lost.
    if (!isSilent && agent.reach !== 'reachable' && at > agent.reachAt) await markDeskReachable(parts, agent.id);
  }
}

/** Ends this node’s sockets of sign-ins that ended on another node. */
async function endSignedOut(parts: Parts, namespaces: readonly (DeskNamespace | FloorNamespace)[]): Promise<void> {
  for (const namespace of namespaces) {
    for (const socket of namespace.sockets.values())
      if (!(await parts.sessions.find(socket.data.sessionHash))) socket.disconnect(true);
  }
}

async function showSnapshot(socket: DeskSocket, parts: Parts, demo: boolean): Promise<void> {
  const user = await parts.users.byId(socket.data.user.id);
  if (!user) return void socket.disconnect(true);
  const snapshot = await deskSnapshot(parts, user, demo);
  if ('ok' in snapshot) return void socket.disconnect(true);
  socket.emit('snapshot', snapshot, ignoreReply);
}

async function logFailure(parts: DeskParts, task: () => Promise<unknown>): Promise<void> {
  try {
    await parts.pendingWork.add(task());
  } catch (error) {
    parts.log.warn({ err: error }, 'failed to serve a desk; the next ping or sweep will catch up');
  }
}
