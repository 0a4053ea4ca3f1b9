/**
 * Holds or mutes a leg as the conversation says now, not as it was when this was written: after two clicks in a row the
 * second one counts.
 */
import { conferenceOf } from '../../core/call/call.ts';
import { PlainError } from '../../core/vocabulary/errors.ts';
import { legsOf } from '../../core/lead/legs.ts';
import { phoneEffect } from './effect.ts';

export const setVoice = phoneEffect<'setVoice'>(async (parts, phone, leadId, { callId, onHold, muted }) => {
  const [lead, call] = await Promise.all([parts.leads.byId(leadId), parts.calls.byId(callId)]);
  if (!lead || !legsOf(lead).includes(callId) || call?.sid === undefined) return;
  const voice: { onHold?: boolean; muted?: boolean } = lead.state === 'talking' ? lead : {};
  const result = await phone.setVoice(conferenceOf(leadId), call.sid, {
    ...(onHold !== undefined && { onHold: voice.onHold ?? false }),
    ...(muted !== undefined && { muted: voice.muted ?? false }),
  });
  // Still on its way into the conference: retry, so that no one is heard while the desk shows that they aren't.
  if (result === 'gone') throw new PlainError('this leg is not in its conference yet');
});
