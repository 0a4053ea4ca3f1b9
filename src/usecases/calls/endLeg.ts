/** Ends a leg at the network, even if the network hasn't confirmed it yet. */
import type { Call } from '../../core/call/call.ts';
import type { LegEvent } from '../../core/call/advanceLeg.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { moveLeg, updateCall } from './updateCall.ts';

export async function hangUp(parts: Parts, phone: Phone, known: Call): Promise<void> {
  let call: Call | null = known;
  if (call.place === 'placing' && call.sid === undefined) {
    // It has no network ID yet: end it as soon as it has one.
    call = await updateCall(parts, call.id, (now) =>
      now.place === 'placing' && now.sid === undefined && !now.isDropped ? { ...now, isDropped: true } : now,
    );
  }
  if (!call || call.place === 'ended' || call.sid === undefined) return;
  if ((await phone.end(call.sid)) === 'gone')
    await moveLeg(parts, call.id, { kind: 'over', how: 'completed', sequence: call.sequence });
}

/** Applies a network event to a leg that we placed. A leg that its lead dropped before it had an ID is ended now. */
export async function handleLegEvent(parts: Parts, callId: string, event: LegEvent): Promise<void> {
  await endIfDropped(parts, await moveLeg(parts, callId, event));
}

export async function endIfDropped(parts: Parts, call: Call | null): Promise<void> {
  if (call?.isDropped && parts.phone) await hangUp(parts, parts.phone, call);
}
