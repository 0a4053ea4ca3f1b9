/** Hangs up a leg. Supervisors who listen leave with the conversation, or follow it to the next agent. */
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { hangUp } from '../calls/endLeg.ts';
import { applySupervisorMode } from '../calls/applySupervisorMode.ts';
import { phoneEffect } from './effect.ts';

export const endCall = phoneEffect<'endCall'>(async (parts, phone, _leadId, { callId }) => {
  const call = await parts.calls.byId(callId);
  if (!call) return;
  await hangUp(parts, phone, call);
  if (call.role === 'agent' || call.role === 'consultant') await followConversation(parts, phone, call.leadId);
});

/** No one stays alone in a conference. A supervisor who whispers now whispers to the lead's new owner. */
async function followConversation(parts: Parts, phone: Phone, leadId: string | undefined): Promise<void> {
  const lead = leadId === undefined ? null : await parts.leads.byId(leadId);
  if (!lead) return;
  for (const call of await parts.calls.ofLead(lead.id)) {
    if (call.role !== 'supervisor') continue;
    if (lead.state !== 'talking') await hangUp(parts, phone, call);
    else if (call.place === 'conference' && call.coach === 'whisper')
      await applySupervisorMode(parts, phone, lead.id, call);
  }
}
