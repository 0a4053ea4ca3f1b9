/** Withdraws leads from agents who can't continue with them, based on the database. Part of every routing pass. */
import type { Lead, LeadIn } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from './changeLead.ts';

/** Withdraws offers from agents who aren't available, and connecting leads from owners who left or lost their desk. */
export async function withdrawFromAbsentAgents(
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
      const why = await ownerLossReason(parts, lead, onShift.get(lead.owner.agentId));
      if (why) await changeLead(parts, lead.id, { kind: 'agentLost', agentId: lead.owner.agentId, why });
    }
  }
}

/** Why the owner of a connecting lead can't continue; null if they can. */
async function ownerLossReason(
  parts: Parts,
  { owner }: LeadIn<'connecting'>,
  agent: { readonly reach: string } | undefined,
): Promise<'deskLost' | 'leftShift' | null> {
  if (agent) return agent.reach === 'absent' ? 'deskLost' : null;
  // The remembered agent may be older than the accept, so read it from the database.
  const left = await parts.agents.byId(owner.agentId);
  return left && left.presenceAt > owner.acceptedAt ? 'leftShift' : null;
}
