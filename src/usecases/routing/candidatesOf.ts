/** The agents as routing sees them: the slots they hold, and what they took today where a policy asks for it. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { activityOf, type Agent } from '../../core/agent/agent.ts';
import { holding } from '../../core/lead/holding.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Candidate, Taken } from '../../core/routing/candidate.ts';
import { countsTaken } from '../../core/routing/policy.ts';
import type { LeadState } from '../../core/vocabulary/states.ts';
import type { Parts } from '../../ports/parts.ts';
import { businessDay } from '../floor/businessDay.ts';

/** `held`: every lead in an agent's slot. Nothing is counted unless one of the campaigns needs it. */
export async function candidatesOf(
  parts: Parts,
  agents: readonly Agent[],
  held: readonly Lead[],
  campaigns: readonly Pick<Campaign, 'policy'>[],
): Promise<readonly Candidate[]> {
  const slots = slotsHeld(held);
  const candidates = agents.map((agent): Candidate => {
    const own = slots.get(agent.id);
    return own ? { agent, heldSlots: own.slots, doing: activityOf(own.states) } : { agent, heldSlots: [] };
  });
  if (!campaigns.some(({ policy }) => countsTaken(policy))) return candidates;
  const takenBy = await parts.facts.takenSince(await businessDay(parts));
  const open = openOffers(held);
  const now = parts.clock.now();
  return candidates.map((candidate) => ({
    ...candidate,
    taken: withOpen(takenBy(candidate.agent.id, now), open.get(candidate.agent.id) ?? 0),
  }));
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
      const hash = key.lastIndexOf('#');
      const agentId = key.slice(0, hash);
      const own = byAgent.get(agentId) ?? { slots: [], states: [] };
      byAgent.set(agentId, own);
      own.slots.push(Number(key.slice(hash + 1)));
      own.states.push(lead.state);
    }
  }
  return byAgent;
}
