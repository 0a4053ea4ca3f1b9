/**
 * The simulated phone network as the browser sees it, through the server's proxy (http/demo/phoneNetwork.ts). The network is a
 * separate program that imports none of our code, so test/web/softphone/telephone.test.ts checks that the types of events
 * and log match.
 */

/** `GET /phone/network` */
export interface PhoneNetworkInfo {
  /** E.164: the business's numbers, to call. */
  readonly numbers: readonly string[];
  /** Number of available agents with a phone. */
  readonly agentsReady: number;
}

/** `POST /phone/network/telephone` */
export interface Registered {
  readonly address: string;
  /** For `Authorization: Bearer …`. */
  readonly token: string;
  /** The number of the latest event. Events in the stream up to it are in the past. 0 for none. */
  readonly last: number;
}

/** Sounds on a phone, in the order in which they start. */
export type Sound =
  | { readonly kind: 'say'; readonly text: string; readonly language: string; readonly voice: string }
  | { readonly kind: 'play'; readonly url: string }
  /** Until something replaces it: hold or queue music; without a URL, the network's default. */
  | { readonly kind: 'music'; readonly url: string | null }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'beep' }
  | { readonly kind: 'tone'; readonly tone: 'ringback' | 'busy' | 'error' | 'not-in-service' }
  /** Speech of another person on the line. */
  | { readonly kind: 'voice'; readonly text: string; readonly from: string };

/** Addresses that a phone hears right now, and that hear it. */
export interface Audio {
  readonly hears: readonly string[];
  readonly heardBy: readonly string[];
}

export type HandsetState = 'idle' | 'dialling' | 'ringing' | 'talking';

export type HandsetEvent = {
  /** Increases by one with each event of a phone. */
  readonly n: number;
  /** Milliseconds since 1970 on the network's clock. */
  readonly at: number;
  readonly callSid: string | null;
} & (
  | {
      readonly kind: 'state';
      readonly state: HandsetState;
      readonly with: string | null;
      readonly reason: string | null;
    }
  | { readonly kind: 'hears'; readonly sound: Sound }
  | { readonly kind: 'audio'; readonly audio: Audio }
  | { readonly kind: 'signal'; readonly from: string; readonly data: unknown }
);

/** One line of the network's log. */
export interface LogEntry {
  readonly n: number;
  readonly at: number;
  readonly kind: 'call' | 'webhook' | 'twiml' | 'rest' | 'ignored' | 'fault' | 'error';
  readonly callSid?: string;
  readonly text: string;
  readonly details?: Readonly<Record<string, unknown>>;
}
