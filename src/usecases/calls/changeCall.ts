/**
 * Changes a caller's call by one event: decide in core, put on disk what the decision promises, write the call, and only
 * then let the network be answered. A crash in between repeats the duty, which is harmless.
 */
import { advanceCall, type CallContext, type CallerEvent, type CallStep } from '../../core/call/advanceCall.ts';
import type { Call } from '../../core/call/call.ts';
import { isOpen } from '../../core/callback/hours.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf } from '../lead/context.ts';
import { flowOf } from './flowOf.ts';
import { doDuty } from './leadOfCall.ts';
import { rewriteCall } from './moveCall.ts';

export function changeCall(parts: Parts, callId: string, event: CallerEvent): Promise<Call | null> {
  return rewriteCall(parts, callId, async (call) => {
    const campaign = await campaignOf(parts, call.campaignId);
    return withDuties(parts, campaign, advanceCall(call, event, callContext(parts, campaign)));
  });
}

export function callContext(parts: Parts, campaign: Campaign): CallContext {
  const now = parts.clock.now();
  return { now, flow: flowOf(campaign), isOpen: isOpen(campaign.hours, now) };
}

export async function withDuties(parts: Parts, campaign: Campaign, { call, duties }: CallStep): Promise<Call> {
  let done = call;
  for (const duty of duties) done = { ...done, leadId: await doDuty(parts, campaign, done, duty) };
  return done;
}
