/**
 * Phone sounds: rings, tones and music, synthesized. Frequencies and cadences are North American (ITU-T E.180; keys: Q.23).
 */
import { audioContext } from './audio.ts';
import type { Background } from './phoneView.ts';

/** A sound: frequencies, duration and start within the loop, in seconds. */
interface Stretch {
  readonly at: number;
  readonly for: number;
  readonly hz: readonly number[];
}
interface Loop {
  readonly every: number;
  readonly stretches: readonly Stretch[];
  readonly loudness: number;
}

const NOTE_S = 0.6;
/** Soft, slow arpeggios to talk over: C, A minor, F, G. */
const CHORDS = [
  [261.6, 329.6, 392.0, 329.6],
  [220.0, 261.6, 329.6, 261.6],
  [174.6, 220.0, 261.6, 220.0],
  [196.0, 246.9, 293.7, 246.9],
];
const MELODY = CHORDS.flat();

const LOOPS: Readonly<Record<Exclude<Background, 'none'> | 'bell', Loop>> = {
  ringback: { every: 6, loudness: 0.08, stretches: [{ at: 0, for: 2, hz: [440, 480] }] },
  busy: { every: 1, loudness: 0.08, stretches: [{ at: 0, for: 0.5, hz: [480, 620] }] },
  error: { every: 0.5, loudness: 0.08, stretches: [{ at: 0, for: 0.25, hz: [480, 620] }] },
  'not-in-service': {
    every: 4,
    loudness: 0.08,
    stretches: [950, 1400, 1800].map((hz, place) => ({ at: place * 0.33, for: 0.33, hz: [hz] })),
  },
  music: {
    every: MELODY.length * NOTE_S,
    loudness: 0.04,
    stretches: MELODY.map((hz, place) => ({ at: place * NOTE_S, for: NOTE_S * 0.9, hz: [hz] })),
  },
  bell: {
    every: 4,
    loudness: 0.1,
    stretches: [
      { at: 0, for: 0.4, hz: [660, 880] },
      { at: 0.5, for: 0.4, hz: [660, 880] },
    ],
  },
};

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const KEYS = ['123', '456', '789', '*0#'];
const KEY_S = 0.12;
const FADE_S = 0.01;

/** The two frequencies of a key; empty if it is not a key. */
export function frequenciesOf(key: string): readonly number[] {
  const row = KEYS.findIndex((keys) => keys.includes(key));
  const column = KEYS[row]?.indexOf(key) ?? -1;
  return column < 0 ? [] : [ROWS[row] ?? 0, COLUMNS[column] ?? 0];
}

export function playKeys(keys: string): void {
  const context = audioContext();
  Array.from(keys).forEach((key, place) => {
    sound(context, context.destination, frequenciesOf(key), context.currentTime + place * KEY_S * 1.5, KEY_S, 0.08);
  });
}

export function playBeep(): void {
  const context = audioContext();
  sound(context, context.destination, [1000], context.currentTime, 0.4, 0.1);
}

/** Repeats the sound until the returned function is called. */
export function playLoop(name: keyof typeof LOOPS): () => void {
  const context = audioContext();
  const { every, loudness, stretches } = LOOPS[name];
  const out = context.createGain();
  out.connect(context.destination);
  const once = () => {
    for (const { at, for: length, hz } of stretches) {
      sound(context, out, hz, context.currentTime + at, length, loudness);
    }
  };
  once();
  const timer = setInterval(once, every * 1000);
  return () => {
    clearInterval(timer);
    out.disconnect();
  };
}

function sound(
  context: AudioContext,
  out: AudioNode,
  frequencies: readonly number[],
  at: number,
  length: number,
  loudness: number,
): void {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  // Ramps avoid clicks at the start and end.
  gain.gain.linearRampToValueAtTime(loudness, at + FADE_S);
  gain.gain.setValueAtTime(loudness, at + length - FADE_S);
  gain.gain.linearRampToValueAtTime(0, at + length);
  gain.connect(out);
  for (const frequency of frequencies) {
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start(at);
    oscillator.stop(at + length);
  }
}
