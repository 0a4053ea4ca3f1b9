/** The law of calls by place as administrators see and change it, over HTTP. */
import type { Revision } from './admin.ts';

/** Hours as `8-20` or `9-21:30`, in hours of the day at the customer’s; null without calls. */
export interface LawFields {
  readonly weekdays: string | null;
  readonly saturday: string | null;
  readonly sunday: string | null;
  /** No calls on the legal holidays of the place, or else of its country. */
  readonly holidays: boolean;
  /** Calls to a customer in 24 hours; null without a limit. */
  readonly maxPerDay: number | null;
  /** Calls to a customer in 30 days without their permission (L183); null without a limit. */
  readonly unaskedPer30Days: number | null;
  /** The statute. */
  readonly source: string;
  /** As `2026-11-29`. */
  readonly verifiedOn: string;
  /** Empty without one. */
  readonly note: string;
}

export interface LawRow extends LawFields {
  /** ISO 3166: a country, or a region such as `US-FL`. */
  readonly place: string;
  /** The note in Korean; empty unless the row ships with one. */
  readonly noteKo: string;
  /** Verified more than a year ago: the strictest known hours apply instead. */
  readonly isStale: boolean;
  /** The day on which that begins, as `2027-11-29`. */
  readonly staleOn: string;
  /** It must be verified within 30 days. */
  readonly isDue: boolean;
  /** Changed or added by the business. */
  readonly isOwn: boolean;
  /** Whether a row for this place ships, which applies again if the business’s own is removed. */
  readonly isShipped: boolean;
}

export interface LawView extends Revision {
  /** Countries first, each with its regions. */
  readonly rows: readonly LawRow[];
  /** Countries of active campaigns without a row: the strictest known hours apply there. */
  readonly missing: readonly string[];
}
