/**
 * Places a leg at the phone network, at most once: it is recorded before it is placed, and a recorded leg is not placed
 * again, whatever happened to the first order (its deadline decides). A leg that its lead has dropped isn't placed.
 *
 * Nothing here changes a lead: what the network refuses is recorded on the leg, and settled like any leg that is over.
 */
import type { Call, CallRole } from '../../core/call/call.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { legsOf } from '../../core/lead/legs.ts';
import { PERSON_LEG_MS } from '../../core/lead/connectCall.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { endIfDropped } from './endLeg.ts';
import { moveLeg } from './updateCall.ts';

interface NewLeg {
  readonly call: Call;
  readonly ringMs: number;
  readonly detectsVoicemail: boolean;
  /** Why it must not be placed; null when it may. */
  readonly refusal: string | null;
}

export async function placeLeg(
  parts: Parts,
  phone: Phone,
  leadId: string,
  callId: string,
  legFor: (lead: Lead) => Promise<NewLeg>,
): Promise<void> {
  const lead = await parts.leads.byId(leadId);
  if (!lead || !legsOf(lead).includes(callId)) return;
  const { call, ringMs, detectsVoicemail, refusal } = await legFor(lead);
  if ((await parts.calls.add(call)) === 'known') return;
  if (refusal !== null) {
    parts.log.warn({ leadId, callId, reason: refusal }, 'a call leg was not placed');
    await moveLeg(parts, callId, { kind: 'over', how: 'failed', sequence: 0 });
    return;
  }
  const ringS = Math.round(ringMs / SECOND) - 2;
  const result = await phone.place({ callId, to: call.to, from: call.from, ringS, detectsVoicemail });
  if (result.kind === 'placed') await endIfDropped(parts, await moveLeg(parts, callId, { ...result }));
  if (result.kind === 'refused') {
    parts.log.warn({ leadId, callId, reason: result.reason }, 'the phone network refused a call leg');
    await moveLeg(parts, callId, { kind: 'over', how: result.isOurs ? 'notTaken' : 'failed', sequence: 0 });
  }
}

export function newLeg(
  parts: Parts,
  lead: Lead,
  leg: Pick<Call, 'id' | 'from' | 'to' | 'language'> & Partial<Pick<Call, 'agentId' | 'coach'>> & { role: CallRole },
): Call {
  const now = parts.clock.now();
  return {
    ...leg,
    campaignId: lead.campaignId,
    leadId: lead.id,
    startedAt: now,
    skills: [],
    answers: {},
    messages: [],
    step: 0,
    rev: 0,
    sequence: -1,
    place: 'placing',
    // If nothing more is heard of the order or the leg, it counts as over.
    checkAt: now + 2 * PERSON_LEG_MS,
  };
}
