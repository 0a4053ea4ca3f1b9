/**
 * Doorbells: what desks and floors hear without asking. Each is best effort. A failure is logged and affects
 * neither the change it announces nor the process.
 */
import { SECOND } from '../core/vocabulary/time.ts';
import type { Desk } from '../ports/nodes.ts';
import type { Parts } from '../ports/parts.ts';
import { ownDay, ownPromises } from '../usecases/agents/deskSnapshot.ts';
import { userRoom } from './connection/admission.ts';
import { ignoreReply, type DeskNamespace, type DeskParts, type FloorNamespace } from './connection/namespaces.ts';

/** Supervisors’ screens are notified at most this often. */
const FLOOR_MS = SECOND / 4;
/** Desks reply at once; one that doesn’t has a poor connection. */
const REPLY_MS = 10 * SECOND;
/** An agent’s callbacks and day figures are sent at most this often. */
const DAY_MS = SECOND / 2;

/** The doorbells over these namespaces. The adapter carries them between nodes. */
export function createDesk(
  desks: DeskNamespace,
  floors: FloorNamespace,
  parts: () => DeskParts,
): Desk & { stop(): void } {
  const at = (agentId: string) => roomOf(desks, agentId);
  // A doorbell that fails must not fail the change it announces, which is already on disk.
  const ring = (tell: () => unknown) => {
    try {
      tell();
    } catch (error) {
      parts().log.warn({ err: error }, 'a desk could not be notified; its next snapshot will catch up');
    }
  };
  let floorTimer: NodeJS.Timeout | undefined;
  const dayTimers = new Map<string, NodeJS.Timeout>();
  const withPromises = new Set<string>();
  // One click changes several counts at once, so they are sent together a moment later.
  const tellLater = (agentId: string) => {
    dayTimers.delete(agentId);
    void parts().pendingWork.add(tellDay(parts(), desks, agentId, withPromises.delete(agentId)));
  };
  const dayChanged = (agentId: string) => {
    if (!dayTimers.has(agentId)) dayTimers.set(agentId, setTimeout(tellLater, DAY_MS, agentId).unref());
  };
  const tellFloor = () => {
    floorTimer = undefined;
    ring(() => floors.emit('changed'));
  };
  return {
    // Acknowledgements of broadcasts aren’t awaited: seeing an offer is a separate message, and the rest is in the next
    // snapshot.
    offer: (agentId, offer) => ring(() => at(agentId).emit('offer', offer, ignoreReply)),
    offerEnded: (agentId, ended) => ring(() => at(agentId).emit('offer:ended', ended, ignoreReply)),
    lead: (agentId, payload) => ring(() => at(agentId).emit('lead', payload, ignoreReply)),
    consult: (agentId, consult) => ring(() => at(agentId).emit('consult', { consult }, ignoreReply)),
    presence: (agentId, presence) => ring(() => at(agentId).emit('presence', presence, ignoreReply)),
    promisesChanged(agentId) {
      withPromises.add(agentId);
      dayChanged(agentId);
    },
    dayChanged,
    floorChanged() {
      floorTimer ??= setTimeout(tellFloor, FLOOR_MS).unref();
    },
    disconnect(userId) {
      for (const namespace of [desks, floors]) ring(() => namespace.in(userRoom(userId)).disconnectSockets(true));
    },
    stop() {
      clearTimeout(floorTimer);
      for (const timer of dayTimers.values()) clearTimeout(timer);
    },
  };
}

/** O63: without a time limit, Socket.IO gives up on the replies at once, and goes through every desk of the node. */
function roomOf(desks: DeskNamespace, agentId: string) {
  return desks.to(userRoom(agentId)).timeout(REPLY_MS);
}

async function tellDay(parts: Parts, desks: DeskNamespace, agentId: string, isWithPromises: boolean): Promise<void> {
  try {
    const language = isWithPromises ? await parts.users.language(agentId) : null;
    const promises = language && (await ownPromises(parts, { id: agentId, language }));
    const day = await ownDay(parts, agentId);
    const room = roomOf(desks, agentId);
    if (promises) room.emit('promises', { promises, day }, ignoreReply);
    else room.emit('day', { day }, ignoreReply);
  } catch (error) {
    parts.log.warn({ err: error, agentId }, 'failed to show an agent’s day');
  }
}
