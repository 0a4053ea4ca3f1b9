/** The choice about the learned model, the last training, and what it learns from. */
import type { Trained } from '../core/score/train.ts';
import type { Edited } from './basics.ts';
import type { Inquiry } from './inquiries.ts';
import type { Moment } from '../core/vocabulary/time.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';

/** Names in the settings. */
export const SCORING_SETTING = 'scoring';
export const MODEL_SETTING = 'scoreModel';

export interface ScoringChoice {
  /** Off: declared rules score. */
  readonly isOn: boolean;
  /** Learns also from protected traits (known.ts). */
  readonly usesProtected: boolean;
}
export type StoredChoice = ScoringChoice & Edited;

/** The last training: a model, or why there is none. */
export interface StoredTraining extends Trained {
  readonly version: number;
  readonly trainedAt: Moment;
  readonly usesProtected: boolean;
}

/** A closed lead with the inquiry that opened it: what was known then, whatever was learned later. */
export interface EndedLead {
  readonly campaignId: string;
  readonly openedAt: Moment;
  readonly closedAt: Moment;
  readonly outcome: Outcome;
  readonly isReturning: boolean;
  readonly inquiry: Pick<
    Inquiry,
    'kind' | 'person' | 'interest' | 'message' | 'callAt' | 'answers' | 'source' | 'consent'
  >;
}

export interface ScoreStore {
  /**
   * Leads closed since then with another outcome than `except`, newest first, some hundred at a time, at most `most`. Erased
   * people aren’t among them.
   */
  ended(since: Moment, most: number, except: readonly Outcome[]): AsyncIterable<readonly EndedLead[]>;
}
