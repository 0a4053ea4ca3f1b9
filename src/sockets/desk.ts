/**
 * The desk's socket: what an agent's browser asks, and the doorbells it hears. On every connect it gets a full
 * snapshot; every request is answered with data or a code. Whether a desk is reachable is judged by its answers to our
 * ping alone, never by a page's timer: hidden tabs are throttled to one a minute.
 *
 * One agent may have several desks open: all hear the same, and any of them may answer.
 */
import type { Server } from 'socket.io';
import { MINUTE, SECOND, type Moment } from '../core/time.ts';
import type { Parts } from '../ports.ts';
import { deskAnswers, deskSilent, doubtDesks, SILENT_MS, softphoneReady } from '../usecases/agentPresence.ts';
import { choosePresence } from '../usecases/choosePresence.ts';
import { deskSnapshot } from '../usecases/deskSnapshot.ts';
import { workLead } from '../usecases/workLead.ts';
import { atMost } from './atMost.ts';
import { createBell } from './bell.ts';
import { createDesk } from './doorbells.ts';
import {
  desksOf,
  ignored,
  type DeskNamespace,
  type DeskParts,
  type DeskSocket,
  type FloorNamespace,
} from './namespaces.ts';
import { readWhileApart } from './readApart.ts';
import { answer } from './requests.ts';
import { underWay } from './underWay.ts';

const PING_MS = 3 * SECOND;
/** How long one ping may stay unanswered; the next one follows anyway. */
const PING_ANSWER_MS = 8 * SECOND;
/** A conversation that a desk reports is renewed in the database this often. */
const RENEW_MS = MINUTE;
/** When a thousand desks come back at once, so many are shown the truth at a time: each soon, instead of all late. */
const SNAPSHOTS_AT_ONCE = 8;

/**
 * Answers every desk that connects; the parts come back with the desks' doorbell and the engine's bell among them.
 * `settled` resolves once whatever was begun for desks is over: asked after the last socket has ended, before the stores do.
 */
export function attachDesk(
  io: Server,
  outside: Omit<Parts, 'desk' | 'bell'>,
  { demo }: { readonly demo: boolean },
): { readonly parts: Parts; readonly settled: () => Promise<void> } {
  const desks = io.of('/desk') as DeskNamespace;
  const floors = io.of('/floor') as FloorNamespace;
  const desk = createDesk(desks, floors, () => parts);
  const parts: DeskParts = { ...outside, bell: createBell(), desk, underWay: underWay() };
  const snapshots = atMost(SNAPSHOTS_AT_ONCE);
  const answeredAt = new Map<string, Moment>();
  const renewedAt = new Map<string, Moment>();
  const hear = (agentId: string, talkingLeadId: string | undefined) => {
    const now = parts.clock.now();
    answeredAt.set(agentId, now);
    if (talkingLeadId === undefined || now < (renewedAt.get(talkingLeadId) ?? 0) + RENEW_MS) return;
    // Conversations end without a word to this map: those that nobody renews are forgotten.
    for (const [leadId, renewed] of renewedAt) {
      if (now < renewed + RENEW_MS) break;
      renewedAt.delete(leadId);
    }
    renewedAt.set(talkingLeadId, now);
    void quietly(parts, async () => {
      const lead = await parts.leads.byId(talkingLeadId);
      if (lead?.state === 'talking' && lead.owner.agentId === agentId)
        await workLead(parts, talkingLeadId, { kind: 'stillTalking' });
    });
  };

  desks.on('connection', (socket) => {
    const { id } = socket.data.user;
    answer(socket, parts);
    hear(id, undefined);
    void quietly(parts, async () => {
      await snapshots(async () => {
        // Gone again while it waited its turn.
        if (!socket.connected) return;
        try {
          await deskAnswers(parts, id);
          await showSnapshot(socket, parts, demo);
        } catch (error) {
          // Law 5: a desk that could not be shown the truth is not left with none; its line ends, and it comes back.
          socket.conn.close();
          throw error;
        }
      });
    });
    const timer = setInterval(() => {
      socket.timeout(PING_ANSWER_MS).emit('ping', (error: Error | null, reply: unknown) => {
        if (!error) hear(id, talkingIn(reply));
      });
    }, PING_MS);
    socket.on('disconnect', (reason) => {
      clearInterval(timer);
      void quietly(parts, async () => {
        const others = (await desksOf(desks, id)).filter((other) => other.id !== socket.id);
        if (others.length > 0) {
          if (socket.data.isPhone && !others.some(({ data }) => data.isPhone)) await softphoneReady(parts, id, false);
          return;
        }
        answeredAt.delete(id);
        await deskSilent(parts, id);
        // Sent away by us, the sign-in has ended: this desk does not come back, and what rings there goes on at once.
        if (reason === 'server namespace disconnect') await choosePresence(parts, id, 'offline', undefined);
      });
    });
  });

  // What was told at other nodes meanwhile was not heard here: everybody is shown how it is now.
  const show = (socket: DeskSocket) => void quietly(parts, () => snapshots(() => showSnapshot(socket, parts, demo)));
  parts.nodes?.onBack(() => void quietly(parts, () => endSignedOut(parts, [desks, floors])));
  parts.nodes?.onBack(() => {
    for (const socket of desks.sockets.values()) show(socket);
    for (const socket of floors.sockets.values()) socket.emit('changed');
  });
  const stopReading = readWhileApart(parts, desks, show, (error) =>
    parts.log.warn({ err: error }, 'failed to read changes from other nodes'),
  );

  void quietly(parts, () => doubtDesks(parts));
  const judge = setInterval(() => void quietly(parts, () => judgeReach(parts, answeredAt)), SECOND);
  judge.unref();
  desks.server.engine.on('close', () => {
    clearInterval(judge);
    stopReading();
  });
  const settled = async () => {
    await parts.underWay.over();
    // The last of it may have had something to tell of, to nobody who is left.
    desk.stop();
  };
  return { parts, settled };
}

/** The lead that a desk says it is talking with. Any acknowledgement is an answer; what is in it is not trusted. */
function talkingIn(reply: unknown): string | undefined {
  if (typeof reply !== 'object' || reply === null || !('talkingLeadId' in reply)) return undefined;
  return typeof reply.talkingLeadId === 'string' ? reply.talkingLeadId : undefined;
}

/** Compares what the database says of each agent's reach with the answers that this node has had. */
async function judgeReach(parts: Parts, answeredAt: ReadonlyMap<string, Moment>): Promise<void> {
  if (answeredAt.size === 0) return;
  const now = parts.clock.now();
  for (const agent of await parts.agents.onShift()) {
    const at = answeredAt.get(agent.id);
    if (at === undefined) continue;
    const isSilent = now - at >= SILENT_MS;
    if (isSilent && agent.reach === 'reachable') await deskSilent(parts, agent.id);
    // An answer from before the doubt proves nothing: it must be newer than the moment reach was lost.
    if (!isSilent && agent.reach !== 'reachable' && at > agent.reachAt) await deskAnswers(parts, agent.id);
  }
}

/** Ends the sockets here of sign-ins that ended at another node. */
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
  socket.emit('snapshot', snapshot, ignored);
}

async function quietly(parts: DeskParts, task: () => Promise<unknown>): Promise<void> {
  try {
    await parts.underWay.add(task());
  } catch (error) {
    parts.log.warn({ err: error }, 'failed to serve a desk; the next ping or sweep will catch up');
  }
}
