/** An invented day on a floor, for replays: leads, agents with habits, and who was there. Deterministic. */
import type { Agent } from '../src/core/agent/agent.ts';
import { kindOfLead } from '../src/core/routing/results.ts';
import type { RoutingCampaign } from '../src/core/routing/routeFor.ts';
import { DEFAULT_POLICY, type Policy } from '../src/core/routing/policy.ts';
import { drawOf, seedOf } from '../src/core/routing/draw.ts';
import type { Course, Past } from '../src/core/replay/courses.ts';
import type { ReplayPeriod, ReplayRun } from '../src/core/replay/period.ts';
import { replayRun } from '../src/core/replay/replayDay.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/vocabulary/time.ts';

const FROM = Date.parse('2026-11-18T08:00:00Z');
const UNTIL = FROM + 10 * HOUR;

export function replayCampaign(policy: Partial<Policy> = {}): RoutingCampaign {
  return { id: 'solar', policy: { ...DEFAULT_POLICY, ...policy }, hours: { zone: 'UTC' }, teamIds: [], skills: {} };
}

/** `leads` arrive evenly over ten hours; every third agent misses one offer in four. Nothing is recorded yet. */
export function inventPeriod(leads: number, agents: number): ReplayPeriod {
  const chance = (key: string) => drawOf(seedOf('invented', 1), key) / 2 ** 32;
  const ids = Array.from({ length: agents }, (_one, index) => `agent_${index}`);
  const courses = Array.from({ length: leads }, (_one, index): Course => ({
    ...{ leadId: `ld_${index}`, campaignId: 'solar', isScheduled: false, answers: [] },
    arrivedAt: FROM + Math.floor(((index + chance(`gap ${index}`)) / leads) * (UNTIL - FROM)),
  }));
  const everyone = pastOf([9, 1, 0, 0], chance);
  return {
    ...{ from: FROM, until: UNTIL, dayStarts: [FROM] },
    leads: courses.map((course) => ({
      ...{ course, language: 'en', skills: [], bonusMs: 0, kind: kindOfLead('solar', 'roof') },
      facts: { language: 'en', interest: 'roof', answers: {}, places: () => ['US-CA'] },
    })),
    courses: {
      ...{ courses, others: [], everyone },
      pasts: new Map(ids.map((id, index) => [id, pastOf(index % 3 === 0 ? [6, 0, 2, 0] : [19, 1, 0, 0], chance)])),
    },
    agents: ids.map(inventAgent),
    presences: ids.map((agentId) => ({ at: FROM, agentId, isThere: true })),
    idleSince: new Map(ids.map((id, index) => [id, FROM - index * SECOND])),
    turns: new Map(),
    resultsOf: () => undefined,
  };
}

function inventAgent(id: string): Agent {
  return {
    ...{ id, name: id, teamIds: [], languages: ['en'], skills: {}, capacity: 1, missedInRow: 0 },
    ...{ presence: 'available', presenceAt: FROM, reach: 'reachable', reachAt: FROM, idleSince: FROM },
  };
}

function pastOf(
  [accepted, declined, missed, unseen]: readonly [number, number, number, number],
  chance: (key: string) => number,
): Past {
  return {
    counts: { accepted, declined, missed, unseen },
    acceptedAfterMs: Array.from({ length: 20 }, (_one, n) => SECOND + Math.floor(chance(`answers ${n}`) * 6 * SECOND)),
    heldMs: Array.from({ length: 20 }, (_one, n) => MINUTE + Math.floor(chance(`holds ${n}`) * 5 * MINUTE)),
  };
}

export function runWhole(period: ReplayPeriod, campaign: RoutingCampaign, run: number): ReplayRun {
  const steps = replayRun(period, new Map([[campaign.id, campaign]]), run);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
