/** How a supervisor who is in a conversation takes part in it: told to the network, on the same leg. */
import { conferenceOf, voicePartOf, type Call } from '../../core/call/call.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { moveLeg } from './moveCall.ts';

/** As the leg says that it shall be. `gone`: the network has no such call any more, and the leg is over. */
export async function takePart(
  parts: Parts,
  phone: Phone,
  leadId: string,
  leg: Pick<Call, 'id' | 'sid' | 'coach' | 'sequence'>,
): Promise<'done' | 'gone'> {
  if (leg.sid === undefined) return 'done';
  const { isMuted, coachSid = null } = voicePartOf(leg, await ownersSid(parts, leadId));
  if ((await phone.setVoice(conferenceOf(leadId), leg.sid, { muted: isMuted, coachSid })) === 'done') return 'done';
  // On its way into the conference: it asks again what it hears, and comes in as it shall be now.
  if ((await phone.refresh({ id: leg.id, sid: leg.sid })) === 'done') return 'done';
  await moveLeg(parts, leg.id, { kind: 'over', how: 'completed', sequence: leg.sequence });
  return 'gone';
}

/** The leg of the agent who has the lead, as the network calls it. */
export async function ownersSid(parts: Parts, leadId: string): Promise<string | undefined> {
  const lead = await parts.leads.byId(leadId);
  const callId = lead && 'owner' in lead ? lead.owner.callId : undefined;
  return callId === undefined ? undefined : (await parts.calls.byId(callId))?.sid;
}
