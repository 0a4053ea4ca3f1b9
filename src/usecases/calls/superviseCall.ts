/**
 * A supervisor joins a conversation: unheard, heard by the agent only, or heard by both. A supervisor who is already
 * connected changes mode on the same leg, so repeats are harmless.
 */
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import type { Call, CoachMode } from '../../core/call/call.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { campaignOf } from '../lead/context.ts';
import { notifyOwner } from '../agents/notifyDesks.ts';
import { flowOf } from './flowOf.ts';
import { moveLeg, updateCall } from './updateCall.ts';
import { newLeg } from './placeLeg.ts';
import { applySupervisorMode } from './applySupervisorMode.ts';

const RING_S = 20;
const NO_NETWORK = 'The phone network isn’t responding. Try again.';
/** How long an unreported leg counts as on its way. */
const SILENT_MS = 60 * SECOND;

type SuperviseResult = { ok: true; callId: string } | Failure;

/** Calls the supervisor's browser or phone, unless they are already in the conversation. Answering joins it. */
export async function superviseCall(
  parts: Parts,
  supervisor: Pick<User, 'id' | 'language'>,
  leadId: string,
  coach: CoachMode,
): Promise<SuperviseResult> {
  const lead = await parts.leads.byId(leadId);
  if (!lead) return failure('not-found', 'Lead not found.');
  const isOnNetwork = lead.state === 'talking' && lead.owner.callId !== undefined;
  if (!parts.phone || !isOnNetwork) return failure('wrong-state', 'There’s no active call to join.');
  const legs = await legsOf(parts, supervisor.id, leadId);
  const leg = legs.findLast(({ place }) => place !== 'ended');
  if (leg) {
    const changed = await changeMode(parts, parts.phone, leadId, leg, coach);
    if (changed !== 'gone') return changed;
  }
  return ringSupervisor(parts, parts.phone, supervisor, lead, coach, legs.length + 1);
}

/** Their legs in this conversation, connected or on the way, oldest first. */
async function legsOf(parts: Parts, supervisorId: string, leadId: string): Promise<readonly Call[]> {
  const calls = await parts.calls.ofLead(leadId);
  return calls.filter(({ role, agentId }) => role === 'supervisor' && agentId === supervisorId);
}

async function changeMode(
  parts: Parts,
  phone: Phone,
  leadId: string,
  leg: Call,
  coach: CoachMode,
): Promise<SuperviseResult | 'gone'> {
  const changed = await updateCall(parts, leg.id, (call) => (call.coach === coach ? call : { ...call, coach }));
  if (!changed || changed.place === 'ended') return 'gone';
  // Before they join, storing the mode is enough: they join in that mode.
  if (changed.place === 'conference') {
    try {
      if ((await applySupervisorMode(parts, phone, leadId, changed)) === 'gone') return 'gone';
    } catch {
      return failure('phone-unavailable', NO_NETWORK);
    }
    if (leg.coach === 'join' || coach === 'join') await notifyOwner(parts, leadId);
  }
  return { ok: true, callId: leg.id };
}

async function ringSupervisor(
  parts: Parts,
  phone: Phone,
  supervisor: Pick<User, 'id' | 'language'>,
  lead: Lead,
  coach: CoachMode,
  count: number,
): Promise<SuperviseResult> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const agent = await parts.agents.byId(supervisor.id);
  const leg = newLeg(parts, lead, {
    id: `${lead.id}.${supervisor.id}.${count}`,
    role: 'supervisor',
    agentId: supervisor.id,
    coach,
    from: flowOf(campaign).numbers[0] ?? '',
    to: (agent && deviceOf(agent)) ?? clientOf(supervisor.id),
    language: supervisor.language,
  });
  // Two simultaneous clicks place one leg.
  const added = await parts.calls.add({ ...leg, checkAt: parts.clock.now() + SILENT_MS });
  if (added === 'known') return { ok: true, callId: leg.id };
  const { to, from } = leg;
  const placed = await phone.place({ callId: leg.id, to, from, ringS: RING_S, detectsVoicemail: false });
  if (placed.kind === 'placed') await moveLeg(parts, leg.id, { kind: 'placed', sid: placed.sid });
  if (placed.kind !== 'refused') return { ok: true, callId: leg.id };
  await moveLeg(parts, leg.id, { kind: 'over', how: placed.isOurs ? 'notTaken' : 'failed', sequence: 0 });
  if (placed.isOurs) return failure('phone-unavailable', NO_NETWORK);
  return failure('wrong-state', 'Your phone couldn’t be called. Connect it first.');
}
