/** What an agent chose, does and can be reached by; core/agent/agent.ts says how they relate. */

/** What the agent chose, or what the system set. */
export const PRESENCES = ['available', 'away', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Reasons that an agent can choose for being away. */
export const AWAY_REASONS = ['break', 'meal', 'meeting', 'training', 'technical', 'other'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

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
