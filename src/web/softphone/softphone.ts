/**
 * A telephone in the browser, as the desk and the floor use it, whatever network is behind it. Two adapters: Twilio's
 * SDK (twilio.ts) and the simulated network (simulated.ts); `GET /api/phone/token` says which.
 *
 * - off         not asked for, or given back
 * - connecting  registering with the network
 * - ready       the network can ring it
 * - ringing     a call comes in
 * - inCall      answered; the sound is up
 * - failed      could not register, or lost its registration; `why` is for a person
 */
import type { Store } from '../base/createStore.ts';

export type SoftphoneState =
  | { readonly kind: 'off' | 'connecting' | 'ready' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'inCall'; readonly since: number }
  | { readonly kind: 'failed'; readonly why: SoftphoneTrouble };

/** Why it cannot be used; a sentence for each in shared/text/desk.ts under `phone.trouble.<why>`. */
export type SoftphoneTrouble = 'network' | 'notAllowed' | 'elsewhere' | 'browser' | MicrophoneTrouble;
/** On a network that connects nobody without a microphone. */
export type MicrophoneTrouble = 'microphoneDenied' | 'microphoneNone';

export function isMicrophoneTrouble(state: SoftphoneState): boolean {
  return state.kind === 'failed' && (state.why === 'microphoneDenied' || state.why === 'microphoneNone');
}

/** No click makes a telephone of this browser. */
export function isUnableToCall(state: SoftphoneState): boolean {
  return state.kind === 'failed' && state.why === 'browser';
}

export interface Softphone {
  readonly state: Store<SoftphoneState>;
  /** Whether the microphone is heard: `none` and `denied` are listen-only. */
  readonly microphone: Store<'unknown' | 'on' | 'none' | 'denied'>;
  /** What the network said last, as a caption; empty when nothing is being said. Twilio's adapter knows none. */
  readonly caption: Store<string>;
  /** Whether connecting here brings a call along that rings, or is going on, in another page. */
  readonly takesCalls: boolean;
  /** Registers. Resolves once it is ready or has failed; never rejects. Call it within a click: sound needs one. */
  connect(): Promise<void>;
  answer(): void;
  press(keys: string): void;
  /** Silences the own microphone. */
  setMuted(isMuted: boolean): void;
  hangUp(): void;
  /** Gives the registration back, and ends a call. */
  disconnect(): Promise<void>;
}
