/** Calls an agent's browser or own phone: the owner of the lead, or the teammate they consult. */
import { deviceOf } from '../../core/agent/agent.ts';
import { AGENT_LEG_MS } from '../../core/lead/connectCall.ts';
import { flowOf } from '../calls/flowOf.ts';
import { newLeg, placeLeg } from '../calls/placeLeg.ts';
import { campaignOf } from '../lead/context.ts';
import { phoneEffect } from './effect.ts';

export const ringAgent = phoneEffect<'ringAgent'>((parts, phone, leadId, { callId, agentId }) =>
  placeLeg(parts, phone, leadId, callId, async (lead) => {
    const campaign = await campaignOf(parts, lead.campaignId);
    const [agent, user] = await Promise.all([parts.agents.byId(agentId), parts.users.byId(agentId)]);
    const device = agent ? deviceOf(agent) : null;
    const call = newLeg(parts, lead, {
      id: callId,
      role: lead.state === 'talking' ? 'consultant' : 'agent',
      agentId,
      from: flowOf(campaign).numbers[0] ?? '',
      to: device ?? '',
      language: user?.language ?? campaign.language,
    });
    return { call, ringMs: AGENT_LEG_MS, detectsVoicemail: false, refusal: device === null ? 'noTelephone' : null };
  }),
);
