/** The response of the report of compliance. */
import type { LawSection } from '../core/report/lawActs.ts';
import type { ReportHead } from './workReports.ts';

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

/** `GET /api/reports/compliance`. */
export interface ComplianceReport extends ReportHead {
  /** Nothing from before this time is counted. null: everything is. */
  readonly since: number | null;
  /** Most frequent first; empty for what didn't happen. */
  readonly sections: Readonly<Record<LawSection, readonly ComplianceRow[]>>;
  /** One per day of the period, without gaps. */
  readonly days: readonly { readonly date: string; readonly refused: number; readonly asked: number }[];
}
