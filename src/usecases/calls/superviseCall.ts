/**
 * A supervisor takes part in a conversation: unheard, heard by the agent alone, or heard by both. Who takes part already
 * goes on in another way on the same leg, so that saying it twice has the effect of once.
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
import { tellOwner } from '../agents/tellDesks.ts';
import { flowOf } from './flowOf.ts';
import { moveLeg, rewriteCall } from './moveCall.ts';
import { newLeg } from './runPhoneEffect.ts';
import { takePart } from './takePart.ts';

const RING_S = 20;
const NO_NETWORK = 'The phone network isn’t responding. Try again.';
/** How long a leg that nobody hears of again counts as on its way. */
const SILENT_MS = 60 * SECOND;

type Supervised = { ok: true; callId: string } | Failure;

/** Rings the supervisor's own browser or telephone, unless they are in the conversation; answering it joins. */
export async function superviseCall(
  parts: Parts,
  supervisor: Pick<User, 'id' | 'language'>,
  leadId: string,
  coach: CoachMode,
): Promise<Supervised> {
  const lead = await parts.leads.byId(leadId);
  if (!lead) return failure('not-found', 'Lead not found.');
  const isOnNetwork = lead.state === 'talking' && lead.owner.callId !== undefined;
  if (!parts.phone || !isOnNetwork) return failure('wrong-state', 'There’s no active call to join.');
  const legs = await legsOf(parts, supervisor.id, leadId);
  const leg = legs.findLast(({ place }) => place !== 'ended');
  if (leg) {
    const changed = await changePart(parts, parts.phone, leadId, leg, coach);
    if (changed !== 'gone') return changed;
  }
  return ringSupervisor(parts, parts.phone, supervisor, lead, coach, legs.length + 1);
}

/** With which they took part in it, or are about to, oldest first. */
async function legsOf(parts: Parts, supervisorId: string, leadId: string): Promise<readonly Call[]> {
  const calls = await parts.calls.ofLead(leadId);
  return calls.filter(({ role, agentId }) => role === 'supervisor' && agentId === supervisorId);
}

async function changePart(
  parts: Parts,
  phone: Phone,
  leadId: string,
  leg: Call,
  coach: CoachMode,
): Promise<Supervised | 'gone'> {
  const changed = await rewriteCall(parts, leg.id, (call) => (call.coach === coach ? call : { ...call, coach }));
  if (!changed || changed.place === 'ended') return 'gone';
  // Before they are there it is enough to have it written down: they come in as it is then.
  if (changed.place === 'conference') {
    try {
      if ((await takePart(parts, phone, leadId, changed)) === 'gone') return 'gone';
    } catch {
      return failure('phone-unavailable', NO_NETWORK);
    }
    if (leg.coach === 'join' || coach === 'join') await tellOwner(parts, leadId);
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
): Promise<Supervised> {
  const campaign = await campaignOf(parts, lead.campaignId);
  const agent = await parts.agents.byId(supervisor.id);
  const leg = newLeg(parts, lead, {
    ...{ id: `${lead.id}.${supervisor.id}.${count}`, role: 'supervisor', agentId: supervisor.id, coach },
    from: flowOf(campaign).numbers[0] ?? '',
    to: (agent && deviceOf(agent)) ?? clientOf(supervisor.id),
    language: supervisor.language,
  });
  // Two clicks at once are one leg.
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
