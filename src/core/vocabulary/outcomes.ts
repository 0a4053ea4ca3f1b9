/** How a lead ends. */

export const OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
  'abandoned',
  'expired',
  'merged',
  'cancelled',
  'erased',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes available to agents; the others are set automatically or by a supervisor. */
export const AGENT_OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
] as const satisfies readonly Outcome[];
export type AgentOutcome = (typeof AGENT_OUTCOMES)[number];
