/** Makes the network ask again what a caller hears, after their place changed. */
import { advanceCall } from '../../core/call/advanceCall.ts';
import { isOpen } from '../../core/callback/hours.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { campaignOf } from '../lead/context.ts';
import { flowOf } from './flowOf.ts';
import { markHeard, moveLeg, updateCall } from './updateCall.ts';

/** A call that the network no longer has is over. */
export async function refreshCall(parts: Parts, phone: Phone, callId: string): Promise<void> {
  const call = await parts.calls.byId(callId);
  if (call?.sid === undefined || call.place === 'ended') return;
  if ((await phone.refresh({ id: call.id, sid: call.sid })) === 'gone')
    await moveLeg(parts, callId, { kind: 'over', how: 'completed', sequence: call.sequence });
}

/**
 * A caller whose place stays isn't interrupted: they may be leaving a message, entering a number, or hearing these very
 * words. After a crash before the network was asked, the mark `isUnheard` makes the next try ask it.
 */
export async function redirectCall(
  parts: Parts,
  phone: Phone,
  callId: string,
  kind: 'backToLine' | 'promised',
): Promise<void> {
  const moved = await updateCall(parts, callId, async (call) => {
    const campaign = await campaignOf(parts, call.campaignId);
    const now = parts.clock.now();
    const context = { now, flow: flowOf(campaign), isOpen: isOpen(campaign.hours, now) };
    const next = advanceCall(call, { kind }, context).call;
    return next.step === call.step ? call : { ...next, isUnheard: true };
  });
  if (!moved?.isUnheard) return;
  await refreshCall(parts, phone, callId);
  await markHeard(parts, callId);
}
