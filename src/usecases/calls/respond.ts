/** The instructions for a call's state now, with what they depend on: the lead, who is on shift, how fast calls are answered. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Call } from '../../core/call/call.ts';
import { estimateWait, RATE_WINDOW_MS } from '../../core/call/estimateWait.ts';
import type { Instruction } from '../../core/call/hearing.ts';
import { instructionsFor } from '../../core/call/instructions.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { takersIfThere } from '../../core/routing/takersIfThere.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { spokenCode } from '../customerPage/codes.ts';
import { campaignOf } from '../lead/context.ts';
import { routeOf } from '../routing/routeOf.ts';
import { ownerSid } from './applySupervisorMode.ts';
import { timesForCaller, timesInWords } from './callerTimes.ts';
import { flowOf } from './flowOf.ts';

export interface CallResponse {
  readonly call: Call;
  readonly instructions: readonly Instruction[];
}
/** Where the network asks from: its queue, or the call itself. */
export type ListeningIn = 'queue' | 'call';

export async function respond(parts: Parts, call: Call, where: ListeningIn): Promise<CallResponse> {
  const campaign = await campaignOf(parts, call.campaignId);
  const now = parts.clock.now();
  const isWaiting = call.place === 'line' && (where === 'queue' || call.isLoop === true);
  const asksLead = (call.place === 'whisper' || isWaiting) && call.leadId !== undefined;
  const lead = asksLead ? await parts.leads.byId(call.leadId) : null;
  const isConnecting = isWaiting && isBeingConnected(lead);
  const coachSid =
    call.coach === 'whisper' && call.leadId !== undefined ? await ownerSid(parts, call.leadId) : undefined;
  const times = 'times' in call && call.times ? await timesInWords(parts, call, call.times) : undefined;
  return {
    call,
    instructions: instructionsFor(call, {
      flow: flowOf(campaign),
      ...(times && { times }),
      ...(call.place === 'told' && { offersTimes: (await timesForCaller(parts, call)).length > 0 }),
      where,
      now,
      isConnecting,
      ...(isWaiting &&
        !isConnecting &&
        (await isStaffed(parts, campaign, lead)) && { estimate: await estimateFor(parts, call) }),
      ...(lead && !isWaiting && { whisper: whisperFor(campaign, lead, now) }),
      ...(coachSid !== undefined && { coachSid }),
      ...(call.place === 'code' && { code: await spokenCode(parts, call) }),
    }),
  };
}

/** Whether an agent accepted the caller and that agent's phone is ringing. */
function isBeingConnected(lead: Lead | null): boolean {
  return lead?.state === 'connecting' && lead.leg !== 'byHand';
}

/** Whether an agent who can take the caller is on shift, including Away, with a connected desk. */
async function isStaffed(parts: Parts, campaign: Campaign, lead: Lead | null): Promise<boolean> {
  if (lead?.state === 'offered') return true;
  if (lead?.state !== 'waiting') return false;
  const now = parts.clock.now();
  const { routed, policy, step } = routeOf(lead, campaign, now);
  const there = (await parts.agents.onShift()).filter(({ reach }) => reach !== 'absent');
  const candidates = there.map((agent) => ({ agent, heldSlots: [] }));
  return takersIfThere(routed, candidates, policy, step, now).length > 0;
}

async function estimateFor(parts: Parts, call: Call) {
  const since = call.lineSince ?? parts.clock.now();
  const [ahead, answered] = await Promise.all([
    parts.calls.aheadInLine(call.campaignId, since),
    parts.calls.answeredSince(call.campaignId, parts.clock.now() - RATE_WINDOW_MS),
  ]);
  return estimateWait(ahead + 1, answered);
}

function whisperFor(campaign: Campaign, lead: Lead, now: number) {
  const interest = campaign.interests.find(({ value }) => value === lead.interest);
  const personLanguage: Language = lead.person.language;
  const waitedS = lead.liveCall ? Math.max(0, Math.round((now - lead.liveCall.since) / SECOND)) : 0;
  return { label: interest?.label ?? campaign.name, personLanguage, waitedS, isOnLine: lead.liveCall !== undefined };
}
