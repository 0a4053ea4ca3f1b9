/**
 * The simulated phone network as a browser meets it: what its server passes on (http/phoneNetwork.ts). The events and
 * the log are the network's own, whose program imports nothing of ours;
 * test/web/softphone.test.ts holds the two together.
 */

/** `GET /phone/network` */
export interface PhoneNetworkInfo {
  /** E.164: the business's own numbers, to be rung. */
  readonly numbers: readonly string[];
  /** Agents who are available and have a telephone. */
  readonly agentsReady: number;
}

/** `POST /phone/network/telephone` */
export interface Registered {
  readonly address: string;
  /** For `Authorization: Bearer …`. */
  readonly token: string;
  /** The number of the last event so far; what comes in the stream up to it has happened already. 0 for none. */
  readonly last: number;
}

/** What a telephone hears, in the order in which it begins. */
export type Sound =
  | { readonly kind: 'say'; readonly text: string; readonly language: string; readonly voice: string }
  | { readonly kind: 'play'; readonly url: string }
  /** Until something else begins: hold or wait music; without an address, the network's own. */
  | { readonly kind: 'music'; readonly url: string | null }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'beep' }
  | { readonly kind: 'tone'; readonly tone: 'ringback' | 'busy' | 'error' | 'not-in-service' }
  /** What somebody else on the line says. */
  | { readonly kind: 'voice'; readonly text: string; readonly from: string };

/** Whom a telephone hears right now, and who hears it, by address. */
export interface Audio {
  readonly hears: readonly string[];
  readonly heardBy: readonly string[];
}

export type HandsetState = 'idle' | 'dialling' | 'ringing' | 'talking';

export type HandsetEvent = {
  /** Grows by one with each event of a telephone. */
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
