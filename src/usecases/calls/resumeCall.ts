/**
 * A call whose document the network could not get, or not use, and which it brings back by the fallback address: it goes on
 * where it was. What was asked and lost on the way is asked again; what was said is not lost.
 */
import type { Call } from '../../core/call/call.ts';
import { soundsOf } from '../../core/call/sounds.ts';
import type { Parts } from '../../ports/parts.ts';
import { hearNow, messageRecorded, type Heard } from './answerCall.ts';

export interface Failed {
  /** The network's name for the call. */
  readonly sid: string;
  readonly isMachine: boolean;
  /** The network's code of what went wrong; '' when it does not say. */
  readonly errorCode: string;
}

/** `named`: our identifier of the call, or the network's. Null when we know no such call. */
export async function resumeCall(
  parts: Parts,
  named: string,
  { sid, isMachine, errorCode }: Failed,
): Promise<Heard | null> {
  const call = (await parts.calls.byId(named)) ?? (await parts.calls.bySid(sid));
  parts.log.warn({ callId: call?.id ?? named, errorCode }, 'the phone network called the fallback URL');
  if (!call) return null;
  const lost = call.place === 'message' ? await messageLost(parts, call, sid) : undefined;
  return lost ? messageRecorded(parts, call.id, lost) : hearNow(parts, call.id, 'call', { sid, isMachine });
}

/** A message that was recorded and of which we were not told: nobody is asked to say it twice. */
async function messageLost(parts: Parts, call: Call, sid: string) {
  const known = soundsOf(call).map(({ recordingSid }) => recordingSid);
  const recorded = (await parts.phone?.recordingsOf(sid)) ?? [];
  return recorded.find(({ recordingSid, seconds }) => seconds > 0 && !known.includes(recordingSid));
}
