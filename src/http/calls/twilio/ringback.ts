/**
 * What an agent hears while the customer’s phone rings, computed once: North American ringback, 440 and 480 Hz, two
 * seconds on and four off. https://www.itu.int/rec/T-REC-E.180
 */
import { RATE, wav } from './wav.ts';

const ON_S = 2;
const CYCLE_S = 6;
const EDGE_S = 0.02;
const LOUDNESS = 0.1;

let made: Buffer | undefined;

/** A WAV file of one ring and the pause after it. */
export function ringback(): Buffer {
  return (made ??= wav(Array.from({ length: CYCLE_S * RATE }, (_none, index) => sampleAt(index / RATE))));
}

function sampleAt(at: number): number {
  if (at >= ON_S) return 0;
  const envelope = Math.min(1, at / EDGE_S, (ON_S - at) / EDGE_S);
  return LOUDNESS * envelope * (Math.sin(2 * Math.PI * 440 * at) + Math.sin(2 * Math.PI * 480 * at));
}
