/**
 * Why an agent declines, as administrators word it. The wording is theirs; what follows is one of a few meanings:
 *
 * - none   the lead goes on, nothing else happens
 * - away   the agent is away at once, for the reason given
 * - never  this agent is not offered this lead again
 */
import type { Wording } from '../campaign.ts';
import type { AwayReason } from './agent.ts';

export const DECLINE_MEANINGS = ['none', 'away', 'never'] as const;
export type DeclineMeaning = (typeof DECLINE_MEANINGS)[number];

export interface DeclineReason {
  /** Kept in histories, so it stays when the wording changes. */
  readonly id: string;
  readonly label: Wording;
  readonly means: DeclineMeaning;
  /** Of `away`: what the agent is away for. */
  readonly awayReason?: AwayReason;
}

/** As many as have a key of their own on the desk. */
export const MOST_DECLINE_REASONS = 9;

export const DEFAULT_DECLINE_REASONS: readonly DeclineReason[] = [
  { id: 'busy', label: { en: 'I am busy', ko: '다른 일 중' }, means: 'none' },
  { id: 'break', label: { en: 'I need a break', ko: '휴식이 필요함' }, means: 'away', awayReason: 'break' },
  { id: 'notMine', label: { en: 'Not my field', ko: '내 분야가 아님' }, means: 'none' },
  { id: 'knowsPerson', label: { en: 'I know this person', ko: '아는 사람임' }, means: 'never' },
];
