/**
 * What an agent chose, what they're doing, and whether they can be reached; core/agent/agent.ts says how these relate.
 */
import type { Wording } from './language.ts';

/** What the agent chose, or what the system set. */
export const PRESENCES = ['available', 'away', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** The built-in reasons for being away, and how each is worded unless the business words it itself. */
export const AWAY_LABELS = {
  break: { en: 'Break', ko: '휴식' },
  meal: { en: 'Meal', ko: '식사' },
  meeting: { en: 'Meeting', ko: '회의' },
  training: { en: 'Training', ko: '교육' },
  technical: { en: 'Technical issue', ko: '기술 문제' },
  other: { en: 'Other', ko: '기타' },
} as const satisfies Readonly<Record<string, Wording>>;
export type BuiltInAwayReason = keyof typeof AWAY_LABELS;
export const AWAY_REASONS = Object.keys(AWAY_LABELS) as readonly BuiltInAwayReason[];
/** The ID of a built-in one, or of one of the business's own. */
export type AwayReason = BuiltInAwayReason | `away_${string}`;

/** What the time away counts as: unpaid, paid rest, or work other than with leads. */
export const AWAY_COUNTS = ['unpaid', 'paid', 'work'] as const;
export type AwayCount = (typeof AWAY_COUNTS)[number];

/** Reasons recorded when the system sets an agent to away. */
export type SystemReason =
  'missedOffers' | 'deskLost' | 'wrapUpOverdue' | 'connectOverdue' | 'setBySupervisor' | 'deactivated';

/** What an agent does now; derived from the leads in the agent's slots. */
export type Activity = 'idle' | 'offered' | 'connecting' | 'talking' | 'wrapUp';

/** Whether the agent's desk answers. */
export type Reach = 'reachable' | 'silent' | 'absent';

/** What declining an offer also does; core/agent/declineReasons.ts explains each. */
export const DECLINE_MEANINGS = ['none', 'away', 'never'] as const;
export type DeclineMeaning = (typeof DECLINE_MEANINGS)[number];
