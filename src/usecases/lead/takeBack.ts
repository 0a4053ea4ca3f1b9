/** What a routing pass takes out of the hands of agents who cannot go on with it, from what the database says of them. */
import type { Lead, LeadIn } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';

/** Offers held by agents who are not available go on at once; so does a lead whose agent left, or lost the desk, while connecting. */
export async function takeBack(
  parts: Parts,
  held: readonly Lead[],
  onShift: ReadonlyMap<string, { readonly presence: string; readonly reach: string }>,
): Promise<void> {
  for (const lead of held) {
    if (lead.state === 'offered') {
      for (const { agentId } of lead.offer.agents) {
        if (onShift.get(agentId)?.presence === 'available') continue;
        const agent = onShift.get(agentId);
        const why = !agent ? 'leftShift' : agent.reach === 'absent' ? 'deskLost' : 'wentAway';
        await changeLead(parts, lead.id, { kind: 'agentLost', agentId, why });
      }
    } else if (lead.state === 'connecting') {
      const why = await whyLost(parts, lead, onShift.get(lead.owner.agentId));
      if (why) await changeLead(parts, lead.id, { kind: 'agentLost', agentId: lead.owner.agentId, why });
    }
  }
}

/** Why the owner of a lead that is being connected will not go on with it; null while they may. */
async function whyLost(
  parts: Parts,
  { owner }: LeadIn<'connecting'>,
  agent: { readonly reach: string } | undefined,
): Promise<'deskLost' | 'leftShift' | null> {
  if (agent) return agent.reach === 'absent' ? 'deskLost' : null;
  // What is remembered of the agent may be older than the accept, and then says nothing about it.
  const left = await parts.agents.byId(owner.agentId);
  return left && left.presenceAt > owner.acceptedAt ? 'leftShift' : null;
}
