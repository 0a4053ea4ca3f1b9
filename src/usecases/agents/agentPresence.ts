/**
 * Presence that the system sets, with a reason, and reach, derived from the desk's answers. Each change here rings the
 * bell for a routing pass, which withdraws offers from agents who are no longer available.
 */
import type { SystemReason } from '../../core/vocabulary/presence.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';
import { presentPresence } from '../present/presence.ts';

/** A desk that hasn't answered a ping for this long gets no offers. */
export const SILENT_MS = 10 * SECOND;
/** A desk that hasn't answered for this long is lost: the agent is set to Away, and open offers go to others. */
export const LOST_MS = 30 * SECOND;

/** Sets an agent to Away with the reason that the desk shows. Offline stays Offline. */
export async function setAgentAway(parts: Parts, agentId: string, reason: SystemReason): Promise<void> {
  const agent = await parts.agents.byId(agentId);
  if (agent?.presence !== 'available') return;
  await parts.agents.setPresence(agentId, 'away', reason, parts.clock.now());
  await announcePresence(parts, agentId);
}

/** The desk answered again. */
export async function markDeskReachable(parts: Parts, agentId: string): Promise<void> {
  if (await noteDeskReachable(parts, agentId)) await announcePresence(parts, agentId);
}

/**
 * The same without announcing it: true if that is still to be done. Memory may say too early that nothing changes; the
 * desk's next answer is then compared again (sockets/connection/reach.ts).
 */
export async function noteDeskReachable(parts: Parts, agentId: string): Promise<boolean> {
  if ((await parts.agents.byId(agentId))?.reach === 'reachable') return false;
  return (await parts.agents.setReach(agentId, 'reachable', parts.clock.now())) !== null;
}

/** The desk's softphone registered with the network or unregistered; only while it is registered may it be called. */
export async function setSoftphoneReady(parts: Parts, agentId: string, isReady: boolean): Promise<{ ok: true }> {
  const changed = await parts.agents.setSoftphone(agentId, isReady ? parts.clock.now() : null);
  if (changed) parts.bell.ring();
  return { ok: true };
}

/** The desk stopped answering, or its last connection closed; so did its softphone. */
export async function markDeskSilent(parts: Parts, agentId: string): Promise<void> {
  await parts.agents.setSoftphone(agentId, null);
  const agent = await parts.agents.byId(agentId);
  // Off shift, no one waits for the desk to answer again.
  const reach = agent?.presence === 'offline' ? 'absent' : 'silent';
  if (await parts.agents.setReach(agentId, reach, parts.clock.now())) await announcePresence(parts, agentId);
}

/** The agent closed their last desk. Unless one comes back soon, they have left on purpose (R22). */
export async function closeDesk(parts: Parts, agentId: string): Promise<void> {
  await markDeskSilent(parts, agentId);
  await parts.agents.closeDesk(agentId, parts.clock.now());
}

/**
 * After a start no desk has answered yet, so every reachable desk is marked silent until it answers, within seconds.
 * Desks of other nodes are marked too, and recover with their next answer.
 */
export async function markAllDesksSilent(parts: Parts): Promise<void> {
  const reachable = (await parts.agents.all()).filter((agent) => agent.reach === 'reachable');
  await parts.agents.silence(
    reachable.map(({ id }) => id),
    parts.clock.now(),
  );
}

/** Sets agents whose desks have been silent for too long to Away and releases their offers. Uses only the database. */
export async function sweepLostDesks(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  // Off shift too: the shift may have ended while the desk was silent.
  const lost = (await parts.agents.all()).filter((agent) => agent.reach === 'silent' && agent.reachAt <= now - LOST_MS);
  for (const agent of lost) {
    await parts.agents.setReach(agent.id, 'absent', now);
    await setAgentAway(parts, agent.id, 'deskLost');
    await announcePresence(parts, agent.id);
  }
  return lost.length;
}

/** After the end of a shift, a desk that doesn't answer counts as closed at once. */
export async function closeSilentDesk(parts: Parts, agentId: string): Promise<void> {
  if ((await parts.agents.byId(agentId))?.reach !== 'silent') return;
  await parts.agents.setReach(agentId, 'absent', parts.clock.now());
}

/** Notifies the agent's desk and the floor, and rings the bell for a routing pass. `known`: the presence, if already made. */
export async function announcePresence(parts: Parts, agentId: string, known?: DeskPresence): Promise<DeskPresence> {
  const presence = known ?? (await presentPresence(parts, agentId));
  parts.desk.presence(agentId, presence);
  parts.desk.floorChanged();
  parts.bell.ring();
  return presence;
}
