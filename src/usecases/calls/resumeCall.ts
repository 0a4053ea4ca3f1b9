/**
 * Resumes a call whose instructions the network couldn't fetch or use and that arrived at the fallback URL: it
 * continues where it was. A lost question is asked again; recorded messages are kept.
 */
import type { Call } from '../../core/call/call.ts';
import { soundsOf } from '../../core/call/sounds.ts';
import type { Parts } from '../../ports/parts.ts';
import { continueCall, handleMessage } from './answerCall.ts';
import type { CallResponse } from './respond.ts';

export interface FailedRequest {
  /** The network's ID of the call. */
  readonly sid: string;
  readonly isMachine: boolean;
  /** The network's error code; '' if it gives none. */
  readonly errorCode: string;
}

/** `named`: our ID of the call, or the network's. Null if the call is unknown. */
export async function resumeCall(
  parts: Parts,
  named: string,
  { sid, isMachine, errorCode }: FailedRequest,
): Promise<CallResponse | null> {
  const call = (await parts.calls.byId(named)) ?? (await parts.calls.bySid(sid));
  parts.log.warn({ callId: call?.id ?? named, errorCode }, 'the phone network called the fallback URL');
  if (!call) return null;
  const lost = call.place === 'message' ? await recoverMessage(parts, call, sid) : undefined;
  return lost ? handleMessage(parts, call.id, lost) : continueCall(parts, call.id, 'call', { sid, isMachine });
}

/** Finds a recorded message whose webhook was lost, so that no one has to record it twice. */
async function recoverMessage(parts: Parts, call: Call, sid: string) {
  const known = soundsOf(call).map(({ recordingSid }) => recordingSid);
  const recorded = (await parts.phone?.recordingsOf(sid)) ?? [];
  return recorded.find(({ recordingSid, seconds }) => seconds > 0 && !known.includes(recordingSid));
}
