/**
 * The ring: a synthesized two-tone bell. All strokes are scheduled on the audio clock at the start, since timers are
 * throttled in a hidden tab. Browsers mute a page until the first click or key.
 */
import { createStore } from '../base/createStore.ts';

const EVERY_S = 2.2;
const STROKES: readonly { readonly at: number; readonly hertz: number }[] = [
  { at: 0, hertz: 880 },
  { at: 0.18, hertz: 1174.7 },
];

let audio: AudioContext | null = null;
/** Whether sound is allowed: false until the first click or key. */
export const isSoundEnabled = createStore(false);

/** Call within a click or key press. */
export function enableSound(): void {
  audio ??= openAudio();
  if (audio.state !== 'running') void audio.resume();
}

function openAudio(): AudioContext {
  const context = new AudioContext();
  const tell = () => isSoundEnabled.set(context.state === 'running');
  // A phone call or sleep may interrupt it again.
  context.addEventListener('statechange', tell);
  tell();
  return context;
}

/** Rings for `seconds` and returns a function that stops it. Silent while sound is locked. */
export function startRing(seconds: number): () => void {
  if (audio?.state !== 'running') return () => undefined;
  const context = audio;
  const volume = new GainNode(context, { gain: 0.35 });
  volume.connect(context.destination);
  const start = context.currentTime + 0.02;
  for (let at = 0; at < seconds; at += EVERY_S) {
    for (const stroke of STROKES) strike(context, volume, start + at + stroke.at, stroke.hertz);
  }
  return () => {
    volume.gain.setTargetAtTime(0, context.currentTime, 0.03);
    setTimeout(() => volume.disconnect(), 250);
  };
}

function strike(context: AudioContext, volume: GainNode, at: number, hertz: number): void {
  // Overtones of a bell, each quieter and shorter than the last.
  for (const [multiple, loudness, length] of [
    [1, 0.5, 1.1],
    [2.01, 0.18, 0.6],
    [3.02, 0.08, 0.35],
  ] as const) {
    const tone = new OscillatorNode(context, { frequency: hertz * multiple });
    const envelope = new GainNode(context, { gain: 0 });
    envelope.gain.setValueAtTime(0, at);
    envelope.gain.linearRampToValueAtTime(loudness, at + 0.008);
    envelope.gain.exponentialRampToValueAtTime(0.0001, at + length);
    tone.connect(envelope).connect(volume);
    tone.start(at);
    tone.stop(at + length);
  }
}
