/** Applies a supervisor's mode (monitor, whisper, barge) to their connected leg at the network. */
import { conferenceOf, voicePartOf, type Call } from '../../core/call/call.ts';
import type { Phone } from '../../ports/calls.ts';
import type { Parts } from '../../ports/parts.ts';
import { moveLeg } from './updateCall.ts';

/** Applies the mode that is stored on the leg. `gone`: the network no longer has the call, and the leg is over. */
export async function applySupervisorMode(
  parts: Parts,
  phone: Phone,
  leadId: string,
  leg: Pick<Call, 'id' | 'sid' | 'coach' | 'sequence'>,
): Promise<'done' | 'gone'> {
  if (leg.sid === undefined) return 'done';
  const { isMuted, coachSid = null } = voicePartOf(leg, await ownerSid(parts, leadId));
  if ((await phone.setVoice(conferenceOf(leadId), leg.sid, { muted: isMuted, coachSid })) === 'done') return 'done';
  // Still joining the conference: it fetches its instructions again and joins in the current mode.
  if ((await phone.refresh({ id: leg.id, sid: leg.sid })) === 'done') return 'done';
  await moveLeg(parts, leg.id, { kind: 'over', how: 'completed', sequence: leg.sequence });
  return 'gone';
}

/** The network's ID of the owner's leg. */
export async function ownerSid(parts: Parts, leadId: string): Promise<string | undefined> {
  const lead = await parts.leads.byId(leadId);
  const callId = lead && 'owner' in lead ? lead.owner.callId : undefined;
  return callId === undefined ? undefined : (await parts.calls.byId(callId))?.sid;
}
