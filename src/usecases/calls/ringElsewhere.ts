/**
 * A browser that has no microphone is no phone: what rings there is called at the agent's other one. Called once the browser
 * no longer counts as theirs.
 */
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';

export async function ringElsewhere(parts: Parts, agentId: string): Promise<{ ok: true }> {
  const [agent, held] = await Promise.all([parts.agents.byId(agentId), parts.leads.heldBy(agentId)]);
  for (const lead of held) {
    for (const call of await parts.calls.ofLead(lead.id)) {
      const ringsHere = call.to === clientOf(agentId) && (call.place === 'placing' || call.place === 'ringing');
      if (!ringsHere || call.role === 'supervisor') continue;
      const hasOther = agent !== null && deviceOf(agent) !== null;
      await changeLead(parts, lead.id, { kind: 'deafPhone', callId: call.id, hasOther });
    }
  }
  return { ok: true };
}
