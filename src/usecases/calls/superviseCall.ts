/** A supervisor takes part in a conversation: unheard, heard by the agent alone, or heard by both. */
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import type { CoachMode } from '../../core/call/call.ts';
import { failure, type Failure } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { Parts, User } from '../../ports.ts';
import { campaignOf } from '../context.ts';
import { flowOf } from './flowOf.ts';
import { moveLeg } from './moveCall.ts';
import { newLeg } from './runPhoneEffect.ts';

const RING_S = 20;
/** How long a leg that nobody hears of again counts as on its way. */
const SILENT_MS = 60 * SECOND;

/** Rings the supervisor's own browser or telephone; answering it joins the conversation. */
export async function superviseCall(
  parts: Parts,
  supervisor: Pick<User, 'id' | 'language'>,
  leadId: string,
  coach: CoachMode,
): Promise<{ ok: true; callId: string } | Failure> {
  const lead = await parts.leads.byId(leadId);
  if (!lead) return failure('not-found', 'There is no such lead.');
  const isOnNetwork = lead.state === 'talking' && lead.owner.callId !== undefined;
  if (!parts.phone || !isOnNetwork) return failure('wrong-state', 'No conversation is going on that could be joined.');
  const campaign = await campaignOf(parts, lead.campaignId);
  const agent = await parts.agents.byId(supervisor.id);
  const leg = newLeg(parts, lead, {
    ...{ id: `${leadId}.${parts.random.id('sup')}`, role: 'supervisor', agentId: supervisor.id, coach },
    from: flowOf(campaign).numbers[0] ?? '',
    to: (agent && deviceOf(agent)) ?? clientOf(supervisor.id),
    language: supervisor.language,
  });
  await parts.calls.add({ ...leg, checkAt: parts.clock.now() + SILENT_MS });
  const { to, from } = leg;
  const placed = await parts.phone.place({ callId: leg.id, to, from, ringS: RING_S, detectsVoicemail: false });
  if (placed.kind === 'placed') await moveLeg(parts, leg.id, { kind: 'placed', sid: placed.sid });
  if (placed.kind !== 'refused') return { ok: true, callId: leg.id };
  await moveLeg(parts, leg.id, { kind: 'over', how: 'failed', sequence: 0 });
  return failure('wrong-state', 'Your telephone could not be rung. Connect it first.');
}
