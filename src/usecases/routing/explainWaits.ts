/** Why leads wait right now: by the functions that route them, over the agents as they are now. Offers nothing. */
import type { Agent } from '../../core/agent/agent.ts';
import { nextStart } from '../../core/agent/schedule.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Lead } from '../../core/lead/lead.ts';
import { chooseAgents } from '../../core/routing/chooseAgents.ts';
import type { Decision } from '../../core/routing/decision.ts';
import { Floor } from '../../core/routing/floor.ts';
import { countsTurns } from '../../core/routing/policy.ts';
import { takersIfThere } from '../../core/routing/takersIfThere.ts';
import { waitReasonOf } from '../../core/routing/waitReason.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { WaitView } from '../../shared/api.ts';
import { businessZone } from '../floor/businessDay.ts';
import { candidatesOf } from './candidatesOf.ts';
import { pacedCampaigns } from './pacedCampaigns.ts';
import { routeOf } from './routeOf.ts';

/** Why a lead waits: the choice as it would be made now. */
export interface ExplainedWait {
  readonly decision: Decision;
  /** When no agent who could take it is on shift: when the first of them is scheduled to begin, if that is known. */
  readonly nextShiftAt?: Moment;
}

/** By lead ID, for those that wait in the queue. `held`: every lead in an agent's slot. */
export async function explainWaits(
  parts: Parts,
  leads: readonly Lead[],
  { agents, held, campaigns }: WaitingFloor,
): Promise<ReadonlyMap<string, ExplainedWait>> {
  const waiting = leads.filter((lead) => lead.state === 'waiting');
  const explained = new Map<string, ExplainedWait>();
  if (waiting.length === 0) return explained;
  const active = agents.filter(({ presenceReason }) => presenceReason !== 'deactivated');
  const floor = new Floor(await candidatesOf(parts, active, held, [...campaigns.values()]));
  const offShift = floor.candidates.filter(({ agent }) => agent.presence === 'offline');
  const now = parts.clock.now();
  const startOf = shiftStarts(parts, now);
  for (const lead of waiting) {
    const campaign = campaigns.get(lead.campaignId);
    if (!campaign) continue;
    const { routed, policy, step, turnKey } = routeOf(lead, campaign, now);
    const credit = countsTurns(policy) ? await parts.turns.of(turnKey) : undefined;
    const decision = chooseAgents(routed, floor, policy, step, now, credit);
    const isOffShift = waitReasonOf(decision).why === 'offline';
    const takers = isOffShift ? takersIfThere(routed, offShift, policy, step, now).map(({ id }) => id) : [];
    const nextShiftAt = takers.length > 0 ? await startOf(takers) : null;
    explained.set(lead.id, { decision, ...(nextShiftAt !== null && { nextShiftAt }) });
  }
  return explained;
}

/** When the first of these agents is scheduled to begin. Many leads ask about the same agents. */
function shiftStarts(parts: Pick<Parts, 'users' | 'business' | 'campaigns'>, now: Moment) {
  const known = new Map<string, Moment | null>();
  return async (agentIds: readonly string[]): Promise<Moment | null> => {
    const key = agentIds.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const [schedules, zone] = await Promise.all([parts.users.schedules(), businessZone(parts)]);
    const start = nextStart(
      agentIds.flatMap((id) => schedules.get(id)?.schedule ?? []),
      zone,
      now,
    );
    known.set(key, start);
    return start;
  };
}

interface WaitingFloor {
  readonly agents: readonly Agent[];
  readonly held: readonly Lead[];
  /** Paced (pacedCampaigns.ts). */
  readonly campaigns: ReadonlyMap<string, Campaign>;
}

/** null if the lead doesn't wait in the queue. */
export async function explainWait(parts: Parts, lead: Lead): Promise<ExplainedWait | null> {
  if (lead.state !== 'waiting') return null;
  const [agents, { held }, campaigns] = await Promise.all([
    parts.agents.all(),
    parts.leads.routingQueue(false),
    pacedCampaigns(parts),
  ]);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  return (await explainWaits(parts, [lead], { agents, held, campaigns: byId })).get(lead.id) ?? null;
}

export function presentWait({ decision, nextShiftAt }: ExplainedWait): WaitView {
  const { why, agentIds } = waitReasonOf(decision);
  return { why, count: agentIds.length, ...(nextShiftAt !== undefined && { nextShiftAt }) };
}
