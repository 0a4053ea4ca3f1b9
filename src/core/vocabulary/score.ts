/** The score of a lead: how promising it is, from 0 to 100, and why. Rules or a model make it (core/score/). */
import type { Answer } from './form.ts';

export const SCORE_BANDS = ['high', 'medium', 'low'] as const;
export type ScoreBand = (typeof SCORE_BANDS)[number];

/** The least score of each band. */
export const BAND_FROM = { high: 70, medium: 40, low: 0 } as const satisfies Readonly<Record<ScoreBand, number>>;
export const MOST_SCORE = 100;

export function bandOf(points: number): ScoreBand {
  return points >= BAND_FROM.high ? 'high' : points >= BAND_FROM.medium ? 'medium' : 'low';
}

/** What a customer had done when the lead opened. */
export const BEHAVIORS = [
  'wroteMessage',
  'gaveEmail',
  'wantsCallNow',
  'choseTime',
  'permitsText',
  'onPhone',
  'returning',
] as const;
export type Behavior = (typeof BEHAVIORS)[number];

/** One rule that held, or one thing that is known, with its share of the score. */
export type ScoreReason =
  | { readonly kind: 'rule'; readonly name: string; readonly points: number }
  /**
   * `about`: `source`, `interest`, `answers.<field>`, … (core/score/known.ts). `effect`: what it adds to the logarithm
   * of the odds of a win, compared with the average lead.
   */
  | { readonly kind: 'known'; readonly about: string; readonly value?: Answer; readonly effect: number };

export interface LeadScore {
  /** Whole, 0–100. */
  readonly points: number;
  /** Strongest first, at most `MOST_REASONS`. */
  readonly reasons: readonly ScoreReason[];
  /** The version of the model that made it; absent if declared rules did. */
  readonly model?: number;
  /** The model's calibrated chance of a win, 0–1. */
  readonly chance?: number;
}

export const MOST_REASONS = 6;
export const MOST_SCORE_RULES = 50;
