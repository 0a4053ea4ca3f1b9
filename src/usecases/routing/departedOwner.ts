/** The ID of the agent on a call with this lead, if their desk is gone. */
import { isDeskGone } from '../../core/agent/agent.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Parts } from '../../ports/parts.ts';

export async function departedOwnerOf(parts: Parts, lead: Lead | null): Promise<string | undefined> {
  if (lead?.state !== 'talking') return undefined;
  const agent = await parts.agents.byId(lead.owner.agentId);
  return agent && isDeskGone(agent, parts.clock.now()) ? agent.id : undefined;
}
