/** Scores in admin: the preview of a campaign's rules. */
import type { ScoreBand } from '../core/vocabulary/score.ts';

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
