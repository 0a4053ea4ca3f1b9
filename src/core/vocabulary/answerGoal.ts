/** How soon callers in line should be answered: the goal for the service level in the callers report. */

/** Seconds in which callers should be answered, and below which hanging up doesn't count. */
export const ANSWER_TARGETS = [5, 10, 20, 30, 60, 120, 300] as const;
export const SHORT_CALLS = [0, 3, 5, 10, 15, 20, 30] as const;

export interface AnswerGoal {
  /** The share of callers to be answered in time, 1–100. */
  readonly percent: number;
  /** One of ANSWER_TARGETS. */
  readonly withinSeconds: number;
  /** One of SHORT_CALLS. */
  readonly shortSeconds: number;
}

/** 80 % within 20 s is what contact centers aim at. */
export const DEFAULT_ANSWER_GOAL: AnswerGoal = { percent: 80, withinSeconds: 20, shortSeconds: 5 };
