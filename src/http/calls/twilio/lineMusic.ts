/**
 * The built-in hold music: quiet chords, computed once and served by us, so that no other service and no license is
 * needed.
 */
import { RATE, wav } from './wav.ts';

/** Slow enough to talk over: C, A minor, F, G, as arpeggios. */
const MELODY = [
  ...[261.6, 329.6, 392.0, 329.6],
  ...[220.0, 261.6, 329.6, 261.6],
  ...[174.6, 220.0, 261.6, 220.0],
  ...[196.0, 246.9, 293.7, 246.9],
];
/** The length of one pass. */
export const LINE_MUSIC_S = 10;
const NOTE_S = LINE_MUSIC_S / MELODY.length;
/** A soft attack, so that nothing clicks, and a decay into the next note. */
const ATTACK_S = 0.02;
const DECAY_S = 0.35;
const LOUDNESS = 0.18;

let made: Buffer | undefined;

/** A WAV file that can be looped: its end fades out and its start fades in. */
export function lineMusic(): Buffer {
  return (made ??= wav(Array.from({ length: LINE_MUSIC_S * RATE }, (_none, index) => sampleAt(index / RATE))));
}

/** The current note, over the tail of the previous one. */
function sampleAt(at: number): number {
  const place = Math.floor(at / NOTE_S);
  return note(place, at - place * NOTE_S) + (place > 0 ? note(place - 1, at - (place - 1) * NOTE_S) : 0);
}

function note(place: number, since: number): number {
  const hz = MELODY[place] ?? 0;
  const left = LINE_MUSIC_S - place * NOTE_S - since;
  const envelope = Math.min(1, since / ATTACK_S, left / ATTACK_S) * Math.exp(-since / DECAY_S);
  // A little of the octave, so that small speakers carry the low notes too.
  const tone = Math.sin(2 * Math.PI * hz * since) + 0.3 * Math.sin(4 * Math.PI * hz * since);
  return LOUDNESS * envelope * tone;
}
