/**
 * Changes a caller's call by one event: decide in core, store what the decision promises, write the call, and only then
 * respond to the network. After a crash in between, the duty is repeated, which is harmless.
 */
import { advanceCall } from '../../core/call/advanceCall.ts';
import type { CallContext, CallerEvent, CallStep } from '../../core/call/callStep.ts';
import type { Call } from '../../core/call/call.ts';
import { isOpen } from '../../core/callback/hours.ts';
import { offersTimes, type Campaign } from '../../core/administration/campaign.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf } from '../lead/context.ts';
import { flowOf } from './flowOf.ts';
import { fulfillDuty } from './attachCall.ts';
import { updateCall } from './updateCall.ts';

export function changeCall(parts: Parts, callId: string, event: CallerEvent): Promise<Call | null> {
  return updateCall(parts, callId, async (call) => {
    const campaign = await campaignOf(parts, call.campaignId);
    return fulfillDuties(parts, campaign, advanceCall(call, event, callContext(parts, campaign)));
  });
}

export function callContext(parts: Parts, campaign: Campaign): CallContext {
  const now = parts.clock.now();
  return { now, flow: flowOf(campaign), isOpen: isOpen(campaign.hours, now), offersTimes: offersTimes(campaign) };
}

export async function fulfillDuties(parts: Parts, campaign: Campaign, { call, duties }: CallStep): Promise<Call> {
  let done = call;
  for (const duty of duties) done = { ...done, leadId: await fulfillDuty(parts, campaign, done, duty) };
  return done;
}
