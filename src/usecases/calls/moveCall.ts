/**
 * Changes a call alone, by one conditional write; a lost race is loaded and decided anew. What a change means for the
 * call's lead is done by changeCall.ts before, or by settleCalls.ts after.
 */
import { PlainError } from '../../core/vocabulary/errors.ts';
import { SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { advanceLeg, type LegEvent } from '../../core/call/advanceLeg.ts';
import type { Call } from '../../core/call/call.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const MAX_ROUNDS = 20;
/** The next check is put off only when this much of it is used up: not every webhook needs a write. */
const PUT_OFF_AFTER_MS = 30 * SECOND;

/** The call afterwards; null when there is none. `decide` may be asked several times. */
export async function rewriteCall(
  parts: Parts,
  callId: string,
  decide: (call: Call) => Call | Promise<Call>,
): Promise<Call | null> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await parts.calls.byId(callId);
    if (!before) return null;
    const after = heardOf(await decide(before), parts.clock.now());
    if (after === before) return before;
    const stored = await parts.calls.swap(before, after);
    if (stored) return stored;
  }
  throw new PlainError('Gave up updating the call after too many conflicting updates.');
}

export function moveLeg(parts: Parts, callId: string, event: LegEvent): Promise<Call | null> {
  return rewriteCall(parts, callId, (call) => advanceLeg(call, event, parts.clock.now()));
}

/** Something was heard of the call: it is asked about later. What is over wants to be settled at once. */
function heardOf(call: Call, now: number): Call {
  if (call.place === 'rejected') return call;
  if (call.place === 'ended') {
    if (call.isSettled) return call.checkAt === undefined ? call : { ...call, checkAt: undefined };
    return call.checkAt !== undefined && call.checkAt <= now ? call : { ...call, checkAt: now };
  }
  const isFresh = call.checkAt !== undefined && call.checkAt > now + SILENT_CALL_MS - PUT_OFF_AFTER_MS;
  return isFresh ? call : { ...call, checkAt: now + SILENT_CALL_MS };
}
