/**
 * What the network knows of a telephone, and what a telephone can do on a line. A person's handset and the robots behind
 * the magic numbers are both devices.
 */

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

/** The network's end of a telephone's line. After the end of the call nothing here does anything. */
export interface Line {
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  answer(): void;
  reject(how: 'busy' | 'no-answer' | 'failed'): void;
  press(key: string): void;
  /** Speaks for `ms`; whoever is on the line hears it. */
  speak(text: string, ms: number): void;
  beep(): void;
  /** For a real microphone: whether sound comes from it at this moment. */
  talk(isTalking: boolean): void;
  hangUp(): void;
  /** Passes data to the telephone at the address, if they hear each other; false otherwise. */
  signal(to: string, data: unknown): boolean;
}

export type Nature = 'human' | 'machine' | 'fax' | 'unclear';

export interface Device {
  readonly address: string;
  /** What detection of answering machines finds; `unclear`: nothing until its time is over. */
  readonly nature: Nature;
  /** False for a landline: texts to it are not delivered. */
  readonly takesTexts?: boolean;
  /** Begins to ring. A device that is busy rejects at once. */
  ring(line: Line): void;
  /** The line was connected: answered at both ends. */
  connected(): void;
  hear(sound: Sound): void;
  audio(audio: Audio): void;
  signal(from: string, data: unknown): void;
  /** The call is over: its status, or `rejected` when the other end refused it without answering. */
  over(callSid: string, how: string): void;
}
