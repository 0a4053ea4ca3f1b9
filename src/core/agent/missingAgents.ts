/** Who is scheduled now but absent: off shift, or with a desk that is gone. */
import { localMinute } from '../law/localTime.ts';
import type { SavedSchedule } from '../vocabulary/hours.ts';
import { DAY, MINUTE, type Moment } from '../vocabulary/time.ts';
import { isDeskGone, type Agent } from './agent.ts';
import { isScheduled, spansBetween } from './schedule.ts';

type Seen = Pick<Agent, 'id' | 'presence' | 'presenceAt' | 'presenceBefore' | 'reach' | 'reachAt'>;

export interface MissingAgent {
  readonly agentId: string;
  /** When their hours began, or when they left after that; not before the schedule was saved. */
  readonly since: Moment;
  /** They were there in these hours, and left. */
  readonly hasLeft: boolean;
}

/** No one arrives to the second. */
const GRACE_MS = MINUTE;

/** What else is known, by agent ID. */
export interface Known {
  readonly schedules: ReadonlyMap<string, SavedSchedule>;
  /** Agents on a call are there, wherever their desk is. */
  readonly onCalls: ReadonlySet<string>;
}

/** `scheduled` counts all who are scheduled at `now`. The one who has been missing longest comes first. */
export function findMissing(
  agents: readonly Seen[],
  { schedules, onCalls }: Known,
  zone: string,
  now: Moment,
): { readonly scheduled: number; readonly missing: readonly MissingAgent[] } {
  let scheduled = 0;
  const missing: MissingAgent[] = [];
  for (const agent of agents) {
    const { schedule, savedAt } = schedules.get(agent.id) ?? {};
    if (!schedule || !isScheduled(schedule, zone, now)) continue;
    scheduled += 1;
    const isOff = agent.presence === 'offline';
    if (onCalls.has(agent.id) || (!isOff && !isDeskGone(agent, now))) continue;
    const from = spansBetween(schedule, zone, now - DAY, now + 1).find(({ until }) => until > now)?.from ?? now;
    // Hours around the clock have no beginning, so the day is taken.
    const today = now - from >= DAY ? localMinute(now, zone).startOf('day').toMillis() : from;
    const beganAt = Math.max(today, savedAt ?? today);
    const goneAt = isOff ? agent.presenceAt : agent.reachAt;
    // An agent who was never on shift has been offline since they were added.
    const hasLeft = goneAt > beganAt && (!isOff || agent.presenceBefore !== undefined);
    const since = hasLeft ? goneAt : beganAt;
    if (now - since >= GRACE_MS || (since === today && since !== from))
      missing.push({ agentId: agent.id, since, hasLeft });
  }
  return { scheduled, missing: missing.sort((one, other) => one.since - other.since) };
}
