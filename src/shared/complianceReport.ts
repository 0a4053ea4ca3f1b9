/** The response of the report of compliance. */
import type { LawSection } from '../core/report/lawActs.ts';
import type { CommonBy, ReportHead, WorkRow } from './workReports.ts';

export interface ComplianceRow {
  /** From a closed list. */
  readonly key: string;
  /** In the reader's language. */
  readonly label: string;
  /** Of a refusal: the number of the rule. */
  readonly rule?: string;
  readonly now: number;
  readonly before?: number;
}

/** By section and key, such as `refused.outside-hours.L1`. */
export type LawCounts = Readonly<Record<string, number>>;

/** `GET /api/reports/compliance`. */
export interface ComplianceReport extends ReportHead {
  readonly by: CommonBy;
  /** Nothing from before this time is counted. null: everything is. */
  readonly since: number | null;
  /** Most frequent first; empty for what didn't happen. */
  readonly sections: Readonly<Record<LawSection, readonly ComplianceRow[]>>;
  readonly rows: readonly WorkRow<LawCounts>[];
  /** One per day of the period, without gaps. */
  readonly days: readonly { readonly date: string; readonly refused: number; readonly asked: number }[];
}

export function countIn(counts: LawCounts, section: LawSection): number {
  const ofSection = Object.entries(counts).filter(([what]) => what.startsWith(`${section}.`));
  return ofSection.reduce((sum, [, count]) => sum + count, 0);
}
