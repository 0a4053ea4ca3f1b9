/**
 * Moves a call that rings in a browser without a microphone to the agent's other phone. Called once the browser no
 * longer counts as the agent's phone.
 */
import { clientOf, deviceOf } from '../../core/agent/agent.ts';
import type { Parts } from '../../ports/parts.ts';
import { changeLead } from '../lead/changeLead.ts';

export async function failOverToPhone(parts: Parts, agentId: string): Promise<{ ok: true }> {
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
