/**
 * Presence as people choose it: the agent, or a supervisor for them. Leaving on purpose is told apart from a desk that
 * merely stopped answering: nothing waits for somebody who said that they are not coming back.
 */
import type { AwayReason, Presence } from '../../core/vocabulary/presence.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Parts } from '../../ports/parts.ts';
import type { DeskPresence } from '../../shared/desk.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import { presenceChanged } from './agentPresence.ts';
import { changeLead } from '../lead/changeLead.ts';

/** More is held for nobody; what is left becomes anyone's by its own deadline. */
const MOST_RESERVED = 50;

/** The agent chooses. Going away gives back an open offer; whoever leaves lets go of everything but a conversation. */
export async function choosePresence(
  parts: Parts,
  agentId: string,
  presence: Presence,
  reason: AwayReason | undefined,
): Promise<{ ok: true; presence: DeskPresence } | Failure> {
  await parts.agents.setPresence(
    agentId,
    presence,
    presence === 'away' ? (reason ?? 'other') : undefined,
    parts.clock.now(),
  );
  const agent = await parts.agents.byId(agentId);
  if (!agent) return failure('not-allowed', 'This account doesn’t take leads. Ask an administrator to turn that on.');
  if (presence === 'offline') await letGo(parts, agentId);
  return { ok: true, presence: await presenceChanged(parts, agentId) };
}

/** A supervisor sets an agent to away or offline; the desk says who and why, and the agent is one click from being back. */
export async function setPresenceOf(
  parts: Parts,
  supervisorId: string,
  agentId: string,
  { presence, reason }: { readonly presence: 'away' | 'offline'; readonly reason: string },
): Promise<{ ok: true; presence: DeskPresence } | Failure> {
  const agent = await parts.agents.byId(agentId);
  if (!agent) return failure('not-found', 'Agent not found.');
  // Away is of somebody who is here.
  if (presence === 'away' && agent.presence === 'offline')
    return failure('wrong-state', `${agent.name} is offline, so they can’t be set to Away.`);
  const set = { byId: supervisorId, note: reason };
  const isChanged = await parts.agents.setPresence(agentId, presence, 'setBySupervisor', parts.clock.now(), set);
  const after = { presence, reason };
  if (isChanged) {
    await recordAudit(parts, { by: supervisorId, what: 'person', subjectId: agentId, action: 'presence', after });
    if (presence === 'offline') await letGo(parts, agentId);
  }
  return { ok: true, presence: await presenceChanged(parts, agentId) };
}

/** Whoever signs out without a desk that answers has left. While a desk of theirs is open, its end says so. */
export async function signedOut(parts: Parts, userId: string): Promise<void> {
  const agent = await parts.agents.byId(userId);
  if (!agent || agent.presence === 'offline' || agent.reach === 'reachable') return;
  await choosePresence(parts, userId, 'offline', undefined);
}

/** R22. The routing pass does the same for what a crash in between leaves in hand. */
async function letGo(parts: Parts, agentId: string): Promise<void> {
  const [held, reserved] = await Promise.all([
    parts.leads.heldBy(agentId),
    parts.leads.reservedFor(agentId, MOST_RESERVED),
  ]);
  for (const { id, state } of [...held, ...reserved]) {
    if (state !== 'callback') await changeLead(parts, id, { kind: 'agentLost', agentId, why: 'leftShift' });
  }
}
