/** Instructions for the phone network, in no network's format, and what they depend on besides the call. */
import type { Language, Wording } from '../vocabulary/language.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { WaitEstimate } from './estimateWait.ts';
import type { CallFlow, Spoken } from './flow.ts';

/** A sentence from shared/text/call.ts, or from the campaign. */
export type Words =
  | { readonly key: string; readonly values?: Readonly<Record<string, string | number>> }
  | Spoken
  /** As is, in the language of the instruction. */
  | { readonly plain: string };

export type Prompt =
  | { readonly do: 'say'; readonly words: Words; readonly language: Language }
  /** Approximate duration; built-in music when there is no address. */
  | { readonly do: 'music'; readonly url: string | null; readonly seconds: number };

export type Instruction =
  | Prompt
  /** Keys apply to the call's current step. Without any, `then` continues as if '' were pressed. */
  | {
      readonly do: 'ask';
      readonly prompts: readonly Prompt[];
      readonly digits: number | 'untilHash';
      readonly timeoutS: number;
      readonly silenceIsAnswer: boolean;
    }
  | { readonly do: 'queue'; readonly name: string }
  /** One ringback tone. */
  | { readonly do: 'ringback' }
  | { readonly do: 'leaveQueue' }
  /** Fetches instructions again: the loop of a caller who waits outside the network's queue. */
  | { readonly do: 'again' }
  | { readonly do: 'record'; readonly maxS: number }
  | {
      readonly do: 'conference';
      readonly name: string;
      readonly isMuted: boolean;
      /** The network's identifier of the only leg that hears this one. */
      readonly coachSid?: string;
      readonly record: boolean;
      readonly maxS: number;
      /** While no one else is there, fetch what to play (`instructionsForAlone`); otherwise silence. */
      readonly asksAlone: boolean;
    }
  | { readonly do: 'dial'; readonly number: string }
  | { readonly do: 'reject'; readonly isBusy: boolean }
  | { readonly do: 'hangUp' };

export interface TimeInWords {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
}

export interface HearingContext {
  readonly flow: CallFlow;
  /** Where the request comes from: the network's queue allows only some instructions. */
  readonly where: 'queue' | 'call';
  /** For a caller in line; absent while no one is on shift. */
  readonly estimate?: WaitEstimate;
  /** For a caller in line: an agent accepted, and their phone is ringing. */
  readonly isConnecting?: boolean;
  /** For the whisper: what an agent hears before pressing the key. */
  readonly whisper?: {
    readonly label: Wording;
    readonly personLanguage: Language;
    readonly waitedS: number;
    /** Otherwise the key dials them. */
    readonly isOnLine: boolean;
  };
  readonly coachSid?: string;
  /** For a caller who asked for it: the digits. */
  readonly code?: string;
  /** To choose from, or chosen, in words of the caller's language. */
  readonly times?: readonly TimeInWords[];
  /** For a caller who was told: there are times to choose from. */
  readonly offersTimes?: boolean;
  readonly now: Moment;
}
