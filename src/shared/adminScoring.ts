/** Scores in admin: the preview of a campaign's rules, and the learned model. */
import type { Figures, Refusal } from '../core/score/train.ts';
import type { ScoreBand } from '../core/vocabulary/score.ts';
import type { Revision } from './admin.ts';

/** POST /api/admin/campaigns/:id/scoring/preview: the last leads, highest score first, and how those of each band ended. */
export interface ScoringPreviewView {
  readonly bands: readonly {
    readonly band: ScoreBand;
    readonly count: number;
    /** Of these, with an outcome, and won. */
    readonly closed: number;
    readonly won: number;
  }[];
  readonly leads: readonly {
    readonly leadId: string;
    readonly name: string;
    readonly points: number;
    readonly band: ScoreBand;
    /** The reasons, one on each line. */
    readonly why: string;
    /** The outcome in the reader's language; absent while the lead is open. */
    readonly outcome?: string;
  }[];
}

/** GET /api/admin/scoring: whether a learned model scores, and the last training. */
export interface ScoringView extends Revision {
  readonly isOn: boolean;
  readonly usesProtected: boolean;
  readonly leastWins: number;
  /** Fields that it doesn't learn from otherwise, as `campaign: field`. */
  readonly protectedFields: readonly string[];
  /** null before the first. */
  readonly last: {
    readonly version: number;
    readonly trainedAt: number;
    readonly isInUse: boolean;
    /** Why it can't be used; absent if it can. */
    readonly refusal?: Refusal;
    readonly figures: Figures;
  } | null;
}
