/** Leads that may belong to the same customer, and merging them, as the API describes them. */
import type { DuplicateReason } from '../core/lead/duplicateReasons.ts';
import type { MergeObstacle } from '../core/vocabulary/merging.ts';
import type { LeadRow } from './api.ts';

export interface DuplicateLead extends LeadRow {
  readonly email?: string;
}

/** What two leads have in common; `field`: the label of the field that both answered the same. */
export interface SharedTrait {
  readonly kind: DuplicateReason['kind'];
  readonly field?: string;
}

/** One lead merged into another, as it could be now. */
export interface PossibleMerge {
  readonly staysId: string;
  readonly goesId: string;
  /** Empty if only other leads of the group connect the two. */
  readonly reasons: readonly SharedTrait[];
  readonly whyNot: MergeObstacle | null;
}

export interface DuplicateGroup {
  /** Oldest first. */
  readonly leads: readonly DuplicateLead[];
  /** The lead that is kept unless another is chosen. */
  readonly staysId: string;
  /** Every lead of the group into every other. */
  readonly merges: readonly PossibleMerge[];
  /** How many more leads belong to the group. */
  readonly more: number;
}

export interface DuplicateList {
  readonly groups: readonly DuplicateGroup[];
  /** Continues the list; null at its end. A page may have few groups, or none, and still have more after it. */
  readonly next: string | null;
}

/** `GET /api/leads/:id/duplicates`: leads that may belong to the same customer as this one. */
export interface SuspectList {
  readonly leads: readonly (LeadRow & { readonly reasons: readonly SharedTrait[] })[];
  readonly next: null;
}

/** What merging one lead into another would do. `versions` are sent back to merge as seen. */
export interface MergeCheck {
  readonly staysId: string;
  readonly goesId: string;
  readonly whyNot: MergeObstacle | 'gone' | null;
  readonly versions?: { readonly stays: number; readonly goes: number };
  /** The appointment of the lead that closes: kept or canceled. Absent without one. */
  readonly appointment?: { readonly at: number; readonly isKept: boolean };
}
