/** The response of the report of surveys. */
import type { SurveyQuestion } from '../core/vocabulary/survey.ts';
import type { CommonBy, ReportHead, WorkRow } from './workReports.ts';

/** Of one question in a period. */
export interface QuestionNumbers {
  readonly answered: number;
  readonly refused: number;
  /** How often each choice was given, by its ID. Of several choices, one answer counts in each. */
  readonly choices: Readonly<Record<string, number>>;
  /** Of numbers; null without any. */
  readonly average: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  /** How often each number from 0 to 10 was given, if all answers are whole numbers of that scale. */
  readonly scale?: Readonly<Record<string, number>>;
}

export interface QuestionResult {
  readonly id: string;
  readonly label: string;
  readonly kind: SurveyQuestion['kind'];
  readonly isRetired: boolean;
  /** In the reader's language, with retired ones that were given. Empty for numbers and texts. */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly now: QuestionNumbers;
  readonly before?: QuestionNumbers;
  /** By group; empty by campaign, as each result is of one. */
  readonly rows: readonly WorkRow<QuestionNumbers>[];
}

export interface SurveyResult {
  readonly campaignId: string;
  readonly name: string;
  /** Leads with any answer or refusal, by the day of the first one. */
  readonly leads: number;
  readonly leadsBefore?: number;
  readonly questions: readonly QuestionResult[];
  /** By group; empty by campaign. */
  readonly rows: readonly WorkRow<{ readonly leads: number }>[];
  /** `leads` by day of the period, without gaps. */
  readonly days: readonly number[];
}

/** `GET /api/reports/survey`: one result per campaign that has a survey. */
export interface SurveyReport extends ReportHead {
  readonly by: CommonBy;
  readonly dates: readonly string[];
  readonly results: readonly SurveyResult[];
}
