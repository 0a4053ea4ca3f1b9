/** Ends a leg at the network, also one whose order is still on its way there. */
import type { Call } from '../../core/call/call.ts';
import type { LegEvent } from '../../core/call/advanceLeg.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { moveLeg, rewriteCall } from './moveCall.ts';

export async function hangUp(parts: Parts, phone: Phone, known: Call): Promise<void> {
  let call: Call | null = known;
  if (call.place === 'placing' && call.sid === undefined) {
    // Nothing to be named at the network yet: it ends as soon as there is.
    call = await rewriteCall(parts, call.id, (now) =>
      now.place === 'placing' && now.sid === undefined && !now.isDropped ? { ...now, isDropped: true } : now,
    );
  }
  if (!call || call.place === 'ended' || call.sid === undefined) return;
  if ((await phone.end(call.sid)) === 'gone')
    await moveLeg(parts, call.id, { kind: 'over', how: 'completed', sequence: call.sequence });
}

/** The network tells of a leg that we placed. One that its lead dropped before it was named ends now. */
export async function legTold(parts: Parts, callId: string, event: LegEvent): Promise<void> {
  await endIfDropped(parts, await moveLeg(parts, callId, event));
}

export async function endIfDropped(parts: Parts, call: Call | null): Promise<void> {
  if (call?.isDropped && parts.phone) await hangUp(parts, parts.phone, call);
}
