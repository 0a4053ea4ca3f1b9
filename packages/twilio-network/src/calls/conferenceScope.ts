/** Who hears whom in a conference: no one before it starts, then everyone, subject to hold, mute and coaching. */
import type { Call, Scope } from './records.ts';

interface Voice {
  readonly call: Call;
  readonly hold: boolean;
  readonly muted: boolean;
  /** The only call that hears this one; null: everyone. */
  readonly coaches: string | null;
}

/** `voices` is the live list of participants. */
export function conferenceScope(voices: readonly Voice[], isStarted: () => boolean): Scope {
  const of = (call: Call) => voices.find((voice) => voice.call === call);
  return {
    members: () => voices.map(({ call }) => call),
    hears(listener, speaker) {
      const ear = of(listener);
      const mouth = of(speaker);
      if (!isStarted() || !ear || !mouth || ear.hold || mouth.hold || mouth.muted) return false;
      return mouth.coaches === null || mouth.coaches === listener.sid;
    },
  };
}
