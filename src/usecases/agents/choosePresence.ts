/**
 * Presence that people choose: agents for themselves, or a supervisor for an agent. Ending a shift differs from a desk
 * that stopped answering: no lead stays reserved for an agent who said that they're leaving.
 */
import { DESK_CLOSED_MS } from '../../core/agent/agent.ts';
import { offeredAwayReasons, plainAwayReason, wordsForAway } from '../../core/agent/awayReasons.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import type { Presence } from '../../core/vocabulary/presence.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { announcePresence, closeSilentDesk } from './agentPresence.ts';
import { changeLead } from '../lead/changeLead.ts';

/** Limit of reserved leads to release; the rest become anyone's at their own deadline. */
const MOST_RESERVED = 50;

/** Sets the agent's own presence. `reason`: the ID of an away reason in use. Away releases an open offer; Offline releases everything except a conversation. */
export async function choosePresence(
  parts: Parts,
  agentId: string,
  presence: Presence,
  reason: string | undefined,
): Promise<{ ok: true; presence: DeskPresence } | Failure> {
  const offered = offeredAwayReasons(await parts.business.known());
  const chosen = reason === undefined ? plainAwayReason(offered) : offered.find(({ id }) => id === reason)?.id;
  if (presence === 'away' && chosen === undefined) {
    const choices = offered.map((one) => wordsForAway(one).en).join(', ');
    return failure('bad-input', `This reason is no longer in use. Choose one of these: ${choices}.`, {
      mistakes: [mistake('reason', 'oneOf', { choices })],
    });
  }
  await parts.agents.setPresence(agentId, presence, presence === 'away' ? chosen : undefined, parts.clock.now());
  const agent = await parts.agents.byId(agentId);
  if (!agent) return failure('not-allowed', 'This account doesn’t take leads. Ask an administrator to turn that on.');
  if (presence === 'offline') await releaseWork(parts, agentId);
  return { ok: true, presence: await announcePresence(parts, agentId) };
}

/**
 * A supervisor sets an agent to Away or Offline. The desk shows who and why, and the agent can return with one click.
 */
export async function setAgentPresence(
  parts: Parts,
  supervisorId: string,
  agentId: string,
  { presence, reason }: { readonly presence: 'away' | 'offline'; readonly reason: string },
): Promise<{ ok: true; presence: DeskPresence } | Failure> {
  const agent = await parts.agents.byId(agentId);
  if (!agent) return failure('not-found', 'Agent not found.');
  // Away requires an agent on shift.
  if (presence === 'away' && agent.presence === 'offline')
    return failure('wrong-state', `${agent.name} is offline, so they can’t be set to Away.`);
  const set = { byId: supervisorId, note: reason };
  const isChanged = await parts.agents.setPresence(agentId, presence, 'setBySupervisor', parts.clock.now(), set);
  const after = { presence, reason };
  if (isChanged) {
    await recordAudit(parts, { by: supervisorId, what: 'person', subjectId: agentId, action: 'presence', after });
    if (presence === 'offline') await releaseWork(parts, agentId);
  }
  return { ok: true, presence: await announcePresence(parts, agentId) };
}

/** Signing out without a connected desk ends the shift. If a desk is open, its disconnect does that. */
export async function handleSignOut(parts: Parts, userId: string): Promise<void> {
  const agent = await parts.agents.byId(userId);
  if (!agent || agent.presence === 'offline' || agent.reach === 'reachable') return;
  await choosePresence(parts, userId, 'offline', undefined);
}

/** Ends the shift of agents who closed their last desk and didn’t come back. Uses only the database. */
export async function sweepClosedDesks(parts: Parts): Promise<number> {
  const now = parts.clock.now();
  const left = (await parts.agents.onShift()).filter(
    ({ reach, deskClosedAt }) =>
      reach === 'silent' && deskClosedAt !== undefined && deskClosedAt <= now - DESK_CLOSED_MS,
  );
  for (const { id } of left) await choosePresence(parts, id, 'offline', undefined);
  return left.length;
}

/** R22. After a crash, the routing pass releases the rest. */
async function releaseWork(parts: Parts, agentId: string): Promise<void> {
  await closeSilentDesk(parts, agentId);
  const [held, reserved] = await Promise.all([
    parts.leads.heldBy(agentId),
    parts.leads.reservedFor(agentId, MOST_RESERVED),
  ]);
  for (const { id, state } of [...held, ...reserved]) {
    if (state !== 'callback') await changeLead(parts, id, { kind: 'agentLost', agentId, why: 'leftShift' });
  }
}
