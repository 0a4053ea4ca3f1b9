/**
 * Messages and recordings kept by the network, and when each is deleted. They belong to the call in which they were
 * made.
 */
import { DAY, type Moment } from '../vocabulary/time.ts';
import type { Call, Sound } from './call.ts';
import type { CallFlow } from './flow.ts';

/** Messages are kept as long as recordings; this long when recording is off. */
export const KEEP_DAYS = 30;

export type SoundKind = 'message' | 'conversation';

/** Sounds recorded before this moment are deleted. */
export function soundsCutoff(flow: Pick<CallFlow, 'recording'> | undefined, now: Moment): Moment {
  return now - (flow?.recording?.keepDays ?? KEEP_DAYS) * DAY;
}

/** All sounds of a call, oldest first. */
export function soundsOf({ messages, recordings = [] }: Call): readonly (Sound & { readonly kind: SoundKind })[] {
  const of = (kind: SoundKind) => (sound: Sound) => ({ ...sound, kind });
  return [...messages.map(of('message')), ...recordings.map(of('conversation'))].sort((a, b) => a.at - b.at);
}

/** The call with the network's news about a recording. News older than what is known changes nothing. */
export function withRecording(call: Call, recording: Sound & { readonly isAbsent: boolean }): Call {
  const { isAbsent, ...sound } = recording;
  const before = call.recordings ?? [];
  const known = before.find(({ recordingSid }) => recordingSid === sound.recordingSid);
  if (isAbsent) return known ? withoutSounds(call, [sound.recordingSid]) : call;
  if (known && known.seconds >= sound.seconds) return call;
  const others = before.filter((one) => one !== known);
  return { ...call, recordings: [...others, { ...sound, at: known?.at ?? sound.at }] };
}

/** The call without sounds that the network has deleted. */
export function withoutSounds(call: Call, gone: readonly string[]): Call {
  const isLeft = ({ recordingSid }: Sound) => !gone.includes(recordingSid);
  const left = { ...call, messages: call.messages.filter(isLeft), recordings: call.recordings?.filter(isLeft) };
  return soundsOf(left).length === 0 ? { ...left, erasesSounds: undefined } : left;
}

/** The sounds of a call that are due for deletion. */
export function soundsToDelete(call: Call, cutoff: Moment): readonly string[] {
  return soundsOf(call)
    .filter(({ at }) => call.erasesSounds === true || at < cutoff)
    .map(({ recordingSid }) => recordingSid);
}
