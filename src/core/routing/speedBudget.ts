/**
 * The speed budget of a policy: how many leads may miss its objective ("95 % in conversation within 60 s, by the lead's
 * clock"), and what follows when more do. Burn is the share missed in the last hour ÷ the share allowed. Above 1, each
 * step begins at half its age (`ageOf` in policy.ts).
 */
import { HOUR, type Moment } from '../vocabulary/time.ts';
import type { PacedPolicy, Policy, SpeedObjective } from './policy.ts';

/** A lead that was to be called as soon as possible. */
export interface TimedLead {
  readonly arrivedAt: Moment;
  /** Its first conversation; absent before. */
  readonly talkedAt?: Moment;
}

/** Leads of the last hour, by arrival. */
export interface SpeedCount {
  /** Were in conversation, or out of time. */
  readonly decided: number;
  /** Of those, the leads that weren't in conversation in time. */
  readonly missed: number;
}

export interface SpeedBudget extends SpeedCount {
  /** null: too few leads to tell. */
  readonly burn: number | null;
}

/** By arrival. */
export const BUDGET_HOUR_MS = HOUR;
/** With fewer leads, one that is missed would count as a tenth of all. */
export const LEAST_DECIDED = 10;

/** Leads that arrived earlier than an hour ago, or later than `now`, don't count. */
export function countSpeed(
  leads: Iterable<TimedLead>,
  { withinMs }: Pick<SpeedObjective, 'withinMs'>,
  now: Moment,
): SpeedCount {
  let decided = 0;
  let missed = 0;
  for (const { arrivedAt, talkedAt = Number.POSITIVE_INFINITY } of leads) {
    if (arrivedAt <= now - BUDGET_HOUR_MS || arrivedAt > now) continue;
    const isInTime = talkedAt <= now && talkedAt - arrivedAt <= withinMs;
    if (!isInTime && now <= arrivedAt + withinMs) continue;
    decided += 1;
    if (!isInTime) missed += 1;
  }
  return { decided, missed };
}

/** How the objective is doing. */
export function budgetOf({ decided, missed }: SpeedCount, { percent }: Pick<SpeedObjective, 'percent'>): SpeedBudget {
  if (decided < LEAST_DECIDED) return { decided, missed, burn: null };
  const allowed = (100 - percent) / 100;
  return { decided, missed, burn: missed / decided / allowed };
}

export function speedBudgetOf(leads: Iterable<TimedLead>, objective: SpeedObjective, now: Moment): SpeedBudget {
  return budgetOf(countSpeed(leads, objective, now), objective);
}

/** The policy as it is at this burn. */
export function pacedBy(policy: Policy, burn: number | null): PacedPolicy {
  return burn !== null && burn > 1 ? { ...policy, burn } : policy;
}
