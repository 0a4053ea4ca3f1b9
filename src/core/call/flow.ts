/**
 * What happens to a call, as data of its campaign: what is said, what is asked by key, how the line is, what happens
 * when nobody is there, and what telephoning may cost. Times are milliseconds.
 */
import type { Campaign, Language, Wording } from '../campaign.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';

/** Said by the network's voice, or played: one address per language. */
export type Spoken = { readonly text: Wording } | { readonly recording: Wording };

export interface KeyChoice {
  /** One of 0 to 9. */
  readonly key: string;
  /** Said as "For {label}, press {key}." */
  readonly label: Wording;
  /** A value of the campaign's interests. */
  readonly interest?: string;
  readonly skills?: readonly string[];
  /** An answer to one of the campaign's own fields. */
  readonly answer?: { readonly field: string; readonly value: string };
}

export interface KeyQuestion {
  readonly ask: Spoken;
  readonly choices: readonly KeyChoice[];
}

export interface CallFlow {
  /** E.164. A dialled number belongs to one campaign; the first is shown when the campaign calls somebody. */
  readonly numbers: readonly string[];
  readonly greeting: Spoken;
  /** With more than one, the caller chooses by key: the first by 1, the second by 2. */
  readonly languages: readonly Language[];
  readonly questions: readonly KeyQuestion[];
  readonly line: {
    /** Position and estimate are said this often. */
    readonly announceEveryMs: number;
    /** What is played meanwhile: an address that the network can fetch; null for the service's own quiet music. */
    readonly music: string | null;
    /** From then on, keeping the place by key is offered aloud; the key works at any time. */
    readonly offerCallbackAfterMs: number;
    /** Longer than this nobody waits: a call back is promised. */
    readonly maxWaitMs: number;
  };
  /** Messages can be left up to this long; null takes none. */
  readonly message: { readonly maxMs: number } | null;
  /** So many calls in a row, each shorter than this, are no wish to talk: closed as abandoned, and counted. */
  readonly shortHangUp: { readonly underMs: number; readonly inRow: number };
  readonly limits: CallLimits;
  readonly dialling: Dialling;
  /** Off unless a number of days is given; a recorded call is announced. */
  readonly recording: { readonly keepDays: number } | null;
  /** Sent to a missed caller who has consented to texts; null sends none. */
  readonly textBack: Wording | null;
}

/** Against toll fraud: what calls to a toll-free number may cost whoever pays for them. */
export interface CallLimits {
  readonly perCallerPerHour: number;
  /** Of numbers that agree but for the last four digits: robots count through a block. */
  readonly perPrefixPerHour: number;
  /** E.164 numbers or their beginnings: refused before they are answered, which costs nothing. */
  readonly blocked: readonly string[];
  readonly maxCallMs: number;
  /** Of all the campaign's legs together. Beyond it supervisors are alarmed and nobody is dialled; callers are served. */
  readonly minutesPerDay: number;
}

export interface Dialling {
  /** ISO 3166 alpha-2: only numbers of these countries are dialled. */
  readonly countries: readonly string[];
  /** Whether the network listens for an answering machine; it takes some seconds and is not always right. */
  readonly detectsVoicemail: boolean;
}

/** The rest of a flow for whoever names its numbers and greeting. */
export const DEFAULT_FLOW: Omit<CallFlow, 'numbers' | 'greeting' | 'dialling'> = {
  languages: ['en'],
  questions: [],
  line: {
    announceEveryMs: 30 * SECOND,
    music: null,
    offerCallbackAfterMs: 30 * SECOND,
    // Two thirds of callers who give up have done so by then (Bank of Anonymous, 1999).
    maxWaitMs: 10 * MINUTE,
  },
  message: { maxMs: 2 * MINUTE },
  shortHangUp: { underMs: 5 * SECOND, inRow: 2 },
  limits: {
    perCallerPerHour: 20,
    perPrefixPerHour: 60,
    blocked: [],
    maxCallMs: 2 * HOUR,
    minutesPerDay: 5000,
  },
  recording: null,
  textBack: null,
};

/** A flow that could be saved as it is but for its number: greeted by the campaign's name, in its language. */
export function flowTemplate({ name, language, country }: Pick<Campaign, 'name' | 'language' | 'country'>): CallFlow {
  const greeting = {
    en: `Thank you for calling ${name.en}.`,
    ...((name.ko !== undefined || language === 'ko') && { ko: `${name.ko ?? name.en}에 전화해 주셔서 감사합니다.` }),
  };
  return {
    ...DEFAULT_FLOW,
    numbers: [],
    greeting: { text: greeting },
    languages: language === 'ko' ? ['en', 'ko'] : ['en'],
    dialling: { countries: [country], detectsVoicemail: false },
  };
}
