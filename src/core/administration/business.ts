/**
 * The business that runs this service: one name, country and time zone. Campaigns use its hours unless they set their
 * own.
 */
import type { AwayReasonChoice } from '../agent/awayReasons.ts';
import { DEFAULT_DECLINE_REASONS, type DeclineReason } from '../agent/declineReasons.ts';
import type { OutcomeChoice } from './outcomeChoices.ts';
import { DEFAULT_ANSWER_GOAL, type AnswerGoal } from '../vocabulary/answerGoal.ts';
import type { OpeningHours } from '../vocabulary/hours.ts';
import type { Language } from '../vocabulary/language.ts';

export interface Business {
  readonly name: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  readonly language: Language;
  /** IANA. */
  readonly zone: string;
  /** Absent until set. */
  readonly hours?: Pick<OpeningHours, 'weekly' | 'holidays'>;
  /** In display order, retired ones included. Absent until edited. */
  readonly outcomes?: readonly OutcomeChoice[];
  /** In menu order, retired ones included. Absent until edited. */
  readonly awayReasons?: readonly AwayReasonChoice[];
  /** In desk order. Absent until edited. */
  readonly declineReasons?: readonly DeclineReason[];
  /** Absent until edited. */
  readonly answerGoal?: AnswerGoal;
}

/** Reasons for declining a lead: the business's own, or the defaults. */
export function declineReasonsOf(business: Pick<Business, 'declineReasons'> | null): readonly DeclineReason[] {
  return business?.declineReasons ?? DEFAULT_DECLINE_REASONS;
}

export function answerGoalOf(business: Pick<Business, 'answerGoal'> | null): AnswerGoal {
  return business?.answerGoal ?? DEFAULT_ANSWER_GOAL;
}

/** The business's hours in its zone; null while they aren't set. */
export function hoursOf(business: Business | null): OpeningHours | null {
  return business?.hours ? { zone: business.zone, ...business.hours } : null;
}
