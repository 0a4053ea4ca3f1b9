/**
 * What the network knows about a phone, and what a phone can do on a line. Handsets and the robots of the magic numbers
 * are devices.
 */

/** What a phone hears. */
export type Sound =
  | { readonly kind: 'say'; readonly text: string; readonly language: string; readonly voice: string }
  | { readonly kind: 'play'; readonly url: string }
  /** Hold or wait music, until the next sound; without an address, the network's own. */
  | { readonly kind: 'music'; readonly url: string | null }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'beep' }
  | { readonly kind: 'tone'; readonly tone: 'ringback' | 'busy' | 'error' | 'not-in-service' }
  /** Speech from another party. */
  | { readonly kind: 'voice'; readonly text: string; readonly from: string };

/** The addresses that a phone hears now, and that hear it. */
export interface Audio {
  readonly hears: readonly string[];
  readonly heardBy: readonly string[];
}

/** The network's end of a phone line. Does nothing after the end of the call. */
export interface Line {
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  answer(): void;
  reject(how: Rejection): void;
  press(key: string): void;
  /** Speaks for `ms`; everyone on the line hears it. */
  speak(text: string, ms: number): void;
  beep(): void;
  /** For a real microphone: whether there is sound now. */
  talk(isTalking: boolean): void;
  hangUp(): void;
  /** Sends data to the phone at the address. False if they do not hear each other. */
  signal(to: string, data: unknown): boolean;
}

/** `not-in-service`: the network doesn't find the number. `gone`: nobody has it any more. Either way the call fails. */
export type Rejection = 'busy' | 'no-answer' | 'failed' | 'not-in-service' | 'gone';

export type Nature = 'human' | 'machine' | 'fax' | 'unclear';

export interface Device {
  readonly address: string;
  /** What answering machine detection finds. `unclear`: nothing until it times out. */
  readonly nature: Nature;
  /** False for a landline: texts to it are not delivered. */
  readonly takesTexts?: boolean;
  /** Starts ringing. A busy device rejects at once. */
  ring(line: Line): void;
  /** The call was answered. */
  connected(): void;
  hear(sound: Sound): void;
  audio(audio: Audio): void;
  signal(from: string, data: unknown): void;
  /** The call is over. `how` is its status, or `rejected`. */
  over(callSid: string, how: string): void;
}
