/**
 * Reasons for declining an offer. Administrators choose the wording; each has one of these effects:
 *
 * - none   no further effect
 * - away   the agent is set to away, with the given reason
 * - never  this agent never gets this lead again
 */
import type { Wording } from '../vocabulary/language.ts';
import type { AwayReason, DeclineMeaning } from '../vocabulary/presence.ts';

export interface DeclineReason {
  /** Stored in histories, so it stays when the wording changes. */
  readonly id: string;
  readonly label: Wording;
  readonly means: DeclineMeaning;
  /** For `away`: the away reason. */
  readonly awayReason?: AwayReason;
}

/** The number of shortcut keys on the desk. */
export const MOST_DECLINE_REASONS = 9;

export const DEFAULT_DECLINE_REASONS: readonly DeclineReason[] = [
  { id: 'busy', label: { en: 'I’m busy', ko: '다른 업무 중' }, means: 'none' },
  { id: 'break', label: { en: 'I need a break', ko: '휴식 필요' }, means: 'away', awayReason: 'break' },
  { id: 'notMine', label: { en: 'Not my area', ko: '담당 분야 아님' }, means: 'none' },
  { id: 'knowsPerson', label: { en: 'I know this person', ko: '지인임' }, means: 'never' },
];
