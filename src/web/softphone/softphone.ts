/**
 * A phone in the browser, as the desk and the floor use it on any network. Two adapters: Twilio's SDK (twilio.ts) and the
 * simulated network (simulatedSoftphone.ts); `GET /api/phone/token` says which.
 *
 * - off         not requested, or disconnected
 * - connecting  registering with the network
 * - ready       the network can ring it
 * - ringing     incoming call
 * - inCall      answered, with sound
 * - failed      could not register, or lost its registration; `why` is shown to the user
 */
import type { Store } from '../base/createStore.ts';

export type SoftphoneState =
  | { readonly kind: 'off' | 'connecting' | 'ready' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'inCall'; readonly since: number }
  | { readonly kind: 'failed'; readonly why: SoftphoneTrouble };

/** Why it does not work; shared/text/desk.ts has a sentence for each under `phone.trouble.<why>`. */
export type SoftphoneTrouble = 'network' | 'notAllowed' | 'elsewhere' | 'browser' | MicrophoneTrouble;
/** Only on networks that need a microphone to connect a call. */
export type MicrophoneTrouble = 'microphoneDenied' | 'microphoneNone';

export function isMicrophoneTrouble(state: SoftphoneState): boolean {
  return state.kind === 'failed' && (state.why === 'microphoneDenied' || state.why === 'microphoneNone');
}

/** Whether this browser cannot be a phone, whatever the user clicks. */
export function isUnableToCall(state: SoftphoneState): boolean {
  return state.kind === 'failed' && state.why === 'browser';
}

export interface Softphone {
  readonly state: Store<SoftphoneState>;
  /** Microphone state; `none` and `denied` are listen-only. */
  readonly microphone: Store<'unknown' | 'on' | 'none' | 'denied'>;
  /** The current network prompt as a caption; empty if there is none. Always empty with Twilio. */
  readonly caption: Store<string>;
  /** Whether connecting here also moves a ringing or active call from another page. */
  readonly takesCalls: boolean;
  /** Registers. Resolves when it is ready or has failed; never rejects. Call it within a click: sound needs one. */
  connect(): Promise<void>;
  answer(): void;
  press(keys: string): void;
  /** Mutes the user's microphone. */
  setMuted(isMuted: boolean): void;
  hangUp(): void;
  /** Unregisters and ends any call. */
  disconnect(): Promise<void>;
}
