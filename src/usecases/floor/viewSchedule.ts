/** Who is scheduled now but absent, from what this node keeps in memory. */
import { slotOf, type Agent } from '../../core/agent/agent.ts';
import { findMissing } from '../../core/agent/missingAgents.ts';
import { holding } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { FloorSchedule } from '../../shared/floor.ts';
import { businessZone } from './businessDay.ts';

/** Null if no one of these agents has a schedule. Deactivated ones don't count. */
export async function viewSchedule(
  parts: Pick<Parts, 'users' | 'business' | 'campaigns'>,
  agents: readonly Agent[],
  held: readonly Lead[],
  now: Moment,
): Promise<FloorSchedule | null> {
  const [schedules, zone] = await Promise.all([parts.users.schedules(), businessZone(parts)]);
  const planned = agents.filter(({ id, presenceReason }) => schedules.has(id) && presenceReason !== 'deactivated');
  if (planned.length === 0) return null;
  const names = new Map(planned.map(({ id, name }) => [id, name]));
  const { scheduled, missing } = findMissing(planned, { schedules, onCalls: agentsOnCalls(held) }, zone, now);
  return {
    scheduled,
    missing: missing.map(({ agentId, ...rest }) => ({ id: agentId, name: names.get(agentId) ?? agentId, ...rest })),
  };
}

function agentsOnCalls(held: readonly Lead[]): ReadonlySet<string> {
  const inCalls = held.filter(({ state }) => state === 'talking' || state === 'connecting');
  return new Set(inCalls.flatMap((lead) => (holding(lead).heldBy ?? []).map((key) => slotOf(key).agentId)));
}
