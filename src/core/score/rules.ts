/**
 * The score that a campaign's declared rules give: the start, plus the points of every rule whose conditions hold, kept
 * within 0 and 100. Conditions look only at what is known when a lead opens, and are those of routing and a few more.
 */
import type { RuleConditions } from '../routing/policy.ts';
import { matches, type RuleFacts } from '../routing/rules.ts';
import type { InquirySource } from '../vocabulary/inquirySources.ts';
import { MOST_REASONS, MOST_SCORE, type Behavior, type LeadScore, type ScoreReason } from '../vocabulary/score.ts';
import type { Moment } from '../vocabulary/time.ts';

/** Each part that is given must hold; a list holds if it contains what the lead has. Times are when the lead opened. */
export interface ScoreConditions extends Omit<RuleConditions, 'score'> {
  /** How the inquiry arrived. */
  readonly kinds?: readonly InquirySource[];
  readonly behaviors?: readonly Behavior[];
}

export interface ScoreRule {
  /** Unique within the campaign; it is the reason that people read. */
  readonly name: string;
  readonly when: ScoreConditions;
  /** −100–100, not 0. */
  readonly points: number;
}

export interface Scoring {
  /** The score of a lead for which no rule holds, 0–100. */
  readonly start: number;
  readonly rules: readonly ScoreRule[];
}

/** What is known of a lead when it opens. */
export interface ScoreFacts extends Omit<RuleFacts, 'score'> {
  readonly kind: InquirySource;
  readonly behaviors: readonly Behavior[];
  readonly openedAt: Moment;
}

/** IANA, of the campaign. */
interface InZone {
  readonly zone: string;
}

export function scoreByRules({ start, rules }: Scoring, facts: ScoreFacts, hours: InZone): LeadScore {
  const held = rules.filter(({ when }) => holds(when, facts, hours));
  const sum = held.reduce((total, { points }) => total + points, start);
  const reasons = held.map(({ name, points }): ScoreReason => ({ kind: 'rule', name, points }));
  return {
    points: Math.round(Math.min(MOST_SCORE, Math.max(0, sum))),
    reasons: [...reasons].sort((a, b) => strengthOf(b) - strengthOf(a)).slice(0, MOST_REASONS),
  };
}

/** For sorting: the greater, the more it moves the score. */
export function strengthOf(reason: ScoreReason): number {
  return Math.abs(reason.kind === 'rule' ? reason.points : reason.effect);
}

function holds(when: ScoreConditions, facts: ScoreFacts, { zone }: InZone): boolean {
  const { kinds, behaviors } = when;
  return (
    (kinds === undefined || kinds.includes(facts.kind)) &&
    (behaviors === undefined || facts.behaviors.some((one) => behaviors.includes(one))) &&
    matches(when, facts, zone, facts.openedAt)
  );
}
