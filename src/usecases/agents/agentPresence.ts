/**
 * Presence as the system sets it, with a reason; and reach, as the desk's answers tell it. An offer held by an agent who is
 * no longer available is taken back by the routing pass that each change here rings for.
 */
import type { SystemReason } from '../../core/vocabulary/presence.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';
import { presentPresence } from '../present/presence.ts';

/** A desk that does not answer the ping for this long is not offered anything. */
export const SILENT_MS = 10 * SECOND;
/** A desk that does not answer for this long is lost: the agent is away, an open offer goes on at once. */
export const LOST_MS = 30 * SECOND;

/** The system sets an agent to away, with the reason that the desk shows. Offline stays offline. */
export async function setAgentAway(parts: Parts, agentId: string, reason: SystemReason): Promise<void> {
  const agent = await parts.agents.byId(agentId);
  if (agent?.presence !== 'available') return;
  await parts.agents.setPresence(agentId, 'away', reason, parts.clock.now());
  await presenceChanged(parts, agentId);
}

/** The desk answers again. */
export async function deskAnswers(parts: Parts, agentId: string): Promise<void> {
  if (await parts.agents.setReach(agentId, 'reachable', parts.clock.now())) await presenceChanged(parts, agentId);
}

/** A desk's softphone is registered with the network, or is no longer: only in between may it be rung. */
export async function softphoneReady(parts: Parts, agentId: string, isReady: boolean): Promise<{ ok: true }> {
  const changed = await parts.agents.setSoftphone(agentId, isReady ? parts.clock.now() : null);
  if (changed) parts.bell.ring();
  return { ok: true };
}

/** The desk stopped answering, or its last connection ended; with it its softphone. */
export async function deskSilent(parts: Parts, agentId: string): Promise<void> {
  await parts.agents.setSoftphone(agentId, null);
  if (await parts.agents.setReach(agentId, 'silent', parts.clock.now())) await presenceChanged(parts, agentId);
}

/**
 * At a start nobody's desk has answered yet: whoever was reachable is silent until it does, within seconds. Other
 * nodes' desks are doubted too, and believed again with their next answer.
 */
export async function doubtDesks(parts: Parts): Promise<void> {
  const now = parts.clock.now();
  const reachable = (await parts.agents.onShift()).filter((agent) => agent.reach === 'reachable');
  for (const agent of reachable) {
    await parts.agents.setReach(agent.id, 'silent', now);
    await parts.agents.setSoftphone(agent.id, null);
  }
}

/** Agents whose desks have been silent for too long: away, and whatever they were offered goes on. From the database alone. */
export async function sweepLostDesks(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  const lost = (await parts.agents.onShift()).filter(
    (agent) => agent.reach === 'silent' && agent.reachAt <= now - LOST_MS,
  );
  for (const agent of lost) {
    await parts.agents.setReach(agent.id, 'absent', now);
    await setAgentAway(parts, agent.id, 'deskLost');
    await presenceChanged(parts, agent.id);
  }
  return lost.length;
}

/** Tells the agent's desk and the floor, and rings for a routing pass. */
export async function presenceChanged(parts: Parts, agentId: string): Promise<DeskPresence> {
  const presence = await presentPresence(parts, agentId);
  parts.desk.presence(agentId, presence);
  parts.desk.floorChanged();
  parts.bell.ring();
  return presence;
}
