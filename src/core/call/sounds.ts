/**
 * Messages and recordings, as far as the network keeps them: which there are, and when each is to go. They belong to the
 * call in which they were made.
 */
import { DAY, type Moment } from '../time.ts';
import type { Call, Sound } from './call.ts';
import type { CallFlow } from './flow.ts';

/** Messages are kept as long as recordings; so long where nothing is recorded, or where it was switched off. */
export const KEEP_DAYS = 30;

export type SoundKind = 'message' | 'conversation';

/** What was recorded before this moment goes. */
export function soundsCutoff(flow: Pick<CallFlow, 'recording'> | undefined, now: Moment): Moment {
  return now - (flow?.recording?.keepDays ?? KEEP_DAYS) * DAY;
}

/** Every sound of a call, oldest first. */
export function soundsOf({ messages, recordings = [] }: Call): readonly (Sound & { readonly kind: SoundKind })[] {
  const of = (kind: SoundKind) => (sound: Sound) => ({ ...sound, kind });
  return [...messages.map(of('message')), ...recordings.map(of('conversation'))].sort((a, b) => a.at - b.at);
}

/** The call with what the network says of a recording; news that is older than what is known changes nothing. */
export function withRecording(call: Call, told: Sound & { readonly isAbsent: boolean }): Call {
  const { isAbsent, ...sound } = told;
  const before = call.recordings ?? [];
  const known = before.find(({ recordingSid }) => recordingSid === sound.recordingSid);
  if (isAbsent) return known ? withoutSounds(call, [sound.recordingSid]) : call;
  if (known && known.seconds >= sound.seconds) return call;
  const others = before.filter((one) => one !== known);
  return { ...call, recordings: [...others, { ...sound, at: known?.at ?? sound.at }] };
}

/** The call once these are gone at the network. */
export function withoutSounds(call: Call, gone: readonly string[]): Call {
  const isLeft = ({ recordingSid }: Sound) => !gone.includes(recordingSid);
  const left = { ...call, messages: call.messages.filter(isLeft), recordings: call.recordings?.filter(isLeft) };
  return soundsOf(left).length === 0 ? { ...left, erasesSounds: undefined } : left;
}

/** Which of a call's are to go now. */
export function soundsToDelete(call: Call, cutoff: Moment): readonly string[] {
  return soundsOf(call)
    .filter(({ at }) => call.erasesSounds === true || at < cutoff)
    .map(({ recordingSid }) => recordingSid);
}
