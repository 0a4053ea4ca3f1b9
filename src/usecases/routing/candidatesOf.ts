/** The agents as routing sees them: the slots they hold, and what they took today and
 * achieved before where a policy asks for it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { activityOf, slotOf, type Agent } from '../../core/agent/agent.ts';
import { holding } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Candidate, Taken } from '../../core/routing/candidate.ts';
import { countsResults, countsTaken } from '../../core/routing/policy.ts';
import type { LeadState } from '../../core/vocabulary/states.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessDay } from '../floor/businessDay.ts';

/** `held`: every lead in an agent's slot. Nothing is counted unless one of the campaigns needs it. */
export async function candidatesOf(
  parts: Pick<Parts, 'facts' | 'results' | 'business' | 'campaigns' | 'clock'>,
  agents: readonly Agent[],
  held: readonly Lead[],
  campaigns: readonly Pick<Campaign, 'policy'>[],
): Promise<readonly Candidate[]> {
  const slots = slotsHeld(held);
  const candidates = agents.map((agent): Candidate => {
    const own = slots.get(agent.id);
    return own ? { agent, heldSlots: own.slots, doing: activityOf(own.states) } : { agent, heldSlots: [] };
  });
  const needsTaken = campaigns.some(({ policy }) => countsTaken(policy));
  const needsResults = campaigns.some(({ policy }) => countsResults(policy));
  if (!needsTaken && !needsResults) return candidates;
  const day = await businessDay(parts);
  const takenBy = needsTaken ? await parts.facts.takenSince(day) : null;
  const resultsOf = needsResults ? await parts.results.before(day) : null;
  const open = openOffers(held);
  const now = parts.clock.now();
  return candidates.map((candidate) => {
    const { id } = candidate.agent;
    const results = resultsOf?.(id);
    return {
      ...candidate,
      ...(takenBy && { taken: withOpen(takenBy(id, now), open.get(id) ?? 0) }),
      ...(results && { results }),
    };
  });
}

/** An open offer counts like an accepted one, so that two at once don't exceed a limit. */
function withOpen(taken: Taken, open: number): Taken {
  return { ...taken, today: taken.today + open, lastHour: taken.lastHour + open };
}

function openOffers(held: readonly Lead[]): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  for (const lead of held) {
    if (lead.state !== 'offered') continue;
    for (const { agentId } of lead.offer.agents) open.set(agentId, (open.get(agentId) ?? 0) + 1);
  }
  return open;
}

interface HeldSlots {
  readonly slots: number[];
  readonly states: LeadState[];
}

function slotsHeld(held: readonly Lead[]): ReadonlyMap<string, HeldSlots> {
  const byAgent = new Map<string, HeldSlots>();
  for (const lead of held) {
    for (const key of holding(lead).heldBy ?? []) {
      const { agentId, slot } = slotOf(key);
      const own = byAgent.get(agentId) ?? { slots: [], states: [] };
      byAgent.set(agentId, own);
      own.slots.push(slot);
      own.states.push(lead.state);
    }
  }
  return byAgent;
}
