/**
 * Changes only a call, by one conditional write; if another writer wins, it reloads and decides again. What the change
 * means for the lead is handled before by changeCall.ts or after by settleCalls.ts.
 */
import { PlainError } from '../../core/vocabulary/errors.ts';
import { SILENT_CALL_MS } from '../../core/call/advanceCall.ts';
import { advanceLeg, type LegEvent } from '../../core/call/advanceLeg.ts';
import type { Call } from '../../core/call/call.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';

const MAX_ROUNDS = 20;
/** Postpone the check only after this much of it has passed, to save a write on most webhooks. */
const POSTPONE_AFTER_MS = 30 * SECOND;

/** Returns the changed call; null if it doesn't exist. `decide` may run several times. */
export async function updateCall(
  parts: Parts,
  callId: string,
  decide: (call: Call) => Call | Promise<Call>,
): Promise<Call | null> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await parts.calls.byId(callId);
    if (!before) return null;
    const after = postponeCheck(await decide(before), parts.clock.now());
    if (after === before) return before;
    const stored = await parts.calls.swap(before, after);
    if (stored) return stored;
  }
  throw new PlainError('Gave up updating the call after too many conflicting updates.');
}

/** The network has fetched what a moved call hears now, so an order that is repeated needn't interrupt it. */
export function markHeard(parts: Parts, callId: string): Promise<Call | null> {
  return updateCall(parts, callId, (call) => (call.isUnheard ? { ...call, isUnheard: undefined } : call));
}

export function moveLeg(parts: Parts, callId: string, event: LegEvent): Promise<Call | null> {
  return updateCall(parts, callId, (call) => advanceLeg(call, event, parts.clock.now()));
}

/** The call showed activity: check it later. A call that ended should be settled at once. */
function postponeCheck(call: Call, now: number): Call {
  if (call.place === 'rejected') return call;
  if (call.place === 'ended') {
    if (call.isSettled) return call.checkAt === undefined ? call : { ...call, checkAt: undefined };
    return call.checkAt !== undefined && call.checkAt <= now ? call : { ...call, checkAt: now };
  }
  const isFresh = call.checkAt !== undefined && call.checkAt > now + SILENT_CALL_MS - POSTPONE_AFTER_MS;
  return isFresh ? call : { ...call, checkAt: now + SILENT_CALL_MS };
}
