/** Who is scheduled now and not there: off shift, or with a desk that is gone. */
import type { Schedule } from '../vocabulary/hours.ts';
import { DAY, MINUTE, type Moment } from '../vocabulary/time.ts';
import { isDeskGone, type Agent } from './agent.ts';
import { isScheduled, spansBetween } from './schedule.ts';

type Seen = Pick<Agent, 'id' | 'presence' | 'presenceAt' | 'presenceBefore' | 'reach' | 'reachAt'>;

export interface MissingAgent {
  readonly agentId: string;
  /** When their hours began, or when they left since. */
  readonly since: Moment;
  /** They were there in these hours, and left. */
  readonly hasLeft: boolean;
}

/** Nobody is to the second. */
const GRACE_MS = MINUTE;

/** `scheduled` counts all who are scheduled at `now`. The one who has been missing longest comes first. */
export function findMissing(
  agents: readonly Seen[],
  schedules: ReadonlyMap<string, Schedule>,
  zone: string,
  now: Moment,
): { readonly scheduled: number; readonly missing: readonly MissingAgent[] } {
  let scheduled = 0;
  const missing: MissingAgent[] = [];
  for (const agent of agents) {
    const schedule = schedules.get(agent.id);
    if (!schedule || !isScheduled(schedule, zone, now)) continue;
    scheduled += 1;
    const isOff = agent.presence === 'offline';
    if (!isOff && !isDeskGone(agent, now)) continue;
    const beganAt = spansBetween(schedule, zone, now - DAY, now + 1).find(({ until }) => until > now)?.from ?? now;
    const goneAt = isOff ? agent.presenceAt : agent.reachAt;
    // One who was never on shift has been offline since they were added.
    const hasLeft = goneAt > beganAt && (!isOff || agent.presenceBefore !== undefined);
    const since = hasLeft ? goneAt : beganAt;
    if (now - since >= GRACE_MS) missing.push({ agentId: agent.id, since, hasLeft });
  }
  return { scheduled, missing: missing.sort((one, other) => one.since - other.since) };
}
