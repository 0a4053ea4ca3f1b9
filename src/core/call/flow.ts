/**
 * How a campaign handles calls, as data: prompts, key choices, the line, what happens when no one is available, and
 * cost limits. Times are in milliseconds.
 */
import type { Language, Wording } from '../vocabulary/language.ts';
import { HOUR, MINUTE, SECOND } from '../vocabulary/time.ts';

/** Spoken by the network's voice, or played from one address per language. */
export type Spoken = { readonly text: Wording } | { readonly recording: Wording };

export interface KeyChoice {
  /** A digit from 0 to 9. */
  readonly key: string;
  /** Spoken as "For {label}, press {key}." */
  readonly label: Wording;
  /** One of the campaign's interests. */
  readonly interest?: string;
  readonly skills?: readonly string[];
  /** An answer to one of the campaign's custom fields. */
  readonly answer?: { readonly field: string; readonly value: string };
}

export interface KeyQuestion {
  readonly ask: Spoken;
  readonly choices: readonly KeyChoice[];
}

export interface NumberSource {
  /** One of the campaign's numbers. */
  readonly number: string;
  /** As in reports, such as `spring tv`. */
  readonly source: string;
}

export interface CallFlow {
  /** E.164. A number belongs to one campaign; the first is the caller ID of the campaign's calls. */
  readonly numbers: readonly string[];
  /** What each number is advertised by, as far as the business says; each number once. */
  readonly numberSources: readonly NumberSource[];
  readonly greeting: Spoken;
  /** With more than one, the caller chooses by key: 1 for the first, 2 for the second. */
  readonly languages: readonly Language[];
  readonly questions: readonly KeyQuestion[];
  readonly line: {
    /** How often position and estimate are announced. */
    readonly announceEveryMs: number;
    /** Address of the hold music, reachable by the network; null for the built-in music. */
    readonly music: string | null;
    /** When the line starts to announce the keep-my-place key, which works at any time. */
    readonly offerCallbackAfterMs: number;
    /** Maximum wait; after it, a callback is promised. */
    readonly maxWaitMs: number;
  };
  /** Maximum length of a message; null disables messages. */
  readonly message: { readonly maxMs: number } | null;
  /** This many consecutive calls, each shorter than this, close the lead as abandoned. */
  readonly shortHangUp: { readonly underMs: number; readonly inRow: number };
  readonly limits: CallLimits;
  readonly dialling: DialSettings;
  /** Off unless a number of days is set; recorded calls are announced. */
  readonly recording: { readonly keepDays: number } | null;
  /** Text sent to a missed caller who consented to texts, with the link to their own page at `PAGE_MARK`; null sends none. */
  readonly textBack: Wording | null;
}

/** In the text to a missed caller: the link to their own page (K102). */
export const PAGE_MARK = '{page}';

/** Limits against toll fraud, which is charged to the owner of a toll-free number. */
export interface CallLimits {
  readonly perCallerPerHour: number;
  /** Per block of numbers that differ only in the last four digits: robots count through a block. */
  readonly perPrefixPerHour: number;
  /** E.164 numbers or prefixes, rejected before they are answered, which costs nothing. */
  readonly blocked: readonly string[];
  readonly maxCallMs: number;
  /**
   * For all of the campaign's legs together. Beyond it, supervisors get an alarm and no one is dialed; callers are
   * still served.
   */
  readonly minutesPerDay: number;
}

export interface DialSettings {
  /** ISO 3166 alpha-2: only numbers in these countries are dialed. */
  readonly countries: readonly string[];
  /** Whether the network detects answering machines; this takes some seconds and isn't always right. */
  readonly detectsVoicemail: boolean;
}

/** The skills that a caller's choices ask for. */
export function skillsInFlow({ questions }: Pick<CallFlow, 'questions'>): readonly string[] {
  return questions.flatMap(({ choices }) => choices.flatMap(({ skills = [] }) => skills));
}

/** Defaults for everything but numbers and greeting. */
export const DEFAULT_FLOW: Omit<CallFlow, 'numbers' | 'greeting' | 'dialling'> = {
  numberSources: [],
  languages: ['en'],
  questions: [],
  line: {
    announceEveryMs: 30 * SECOND,
    music: null,
    offerCallbackAfterMs: 30 * SECOND,
    // Two thirds of callers who abandon have done so by then (Bank of Anonymous, 1999).
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

/** A flow that is valid except for its missing number, greeting with the campaign's name in its language. */
export function flowTemplate({
  name,
  language,
  country,
}: {
  readonly name: Wording;
  readonly language: Language;
  /** ISO 3166 alpha-2. */
  readonly country: string;
}): CallFlow {
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
