/** What a policy would have done with the leads of yesterday or of the last seven days. */
import type { FigureRanges, Range, ReplayFigures } from '../core/replay/figures.ts';

/**
 * A line of NDJSON: progress from 0 to 1 until the last line, which has the result. `ahead`: while others are tried first,
 * how many.
 */
export type ReplayLine = { readonly progress: number; readonly ahead?: number } | { readonly result: PolicyReplay };

export interface PolicyReplay {
  readonly from: number;
  readonly until: number;
  /** Leads of the campaign that were routed on arrival, and those whose time was set for later: these aren’t replayed. */
  readonly leads: number;
  readonly scheduled: number;
  /** Leads of the campaign that had arrived before and waited for their first agent when the period began: not in the figures. */
  readonly waiting: number;
  readonly runs: number;
  /** What really happened. */
  readonly recorded: ReplayFigures;
  /** The policy in force, replayed: how well a replay meets what really happened. */
  readonly live: FigureRanges;
  readonly draft: FigureRanges;
  /** Leads reached within each of SPEED_WITHIN, as a share from 0 to 1: median of the runs. */
  readonly within: Readonly<Record<'recorded' | 'live' | 'draft', readonly number[]>>;
  /** Leads taken. */
  readonly agents: readonly {
    readonly id: string;
    readonly name: string;
    readonly recorded: number;
    readonly live: Range;
    readonly draft: Range;
  }[];
  /** The leads that the draft would have changed most, at most 50. */
  readonly changed: readonly ChangedLead[];
}

/** Seconds from arrival to conversation, null without one. */
export interface ChangedLead {
  readonly id: string;
  readonly at: number;
  readonly recorded: { readonly seconds: number | null; readonly agent: string | null };
  /** The median of the runs, and who took it most often. */
  readonly draft: { readonly seconds: number | null; readonly agent: string | null };
}
