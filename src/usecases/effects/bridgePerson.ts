/** Moves the waiting customer to the owner of the lead. One who is in the conference by now isn't interrupted. */
import { refreshCall } from '../calls/redirectCall.ts';
import { phoneEffect } from './effect.ts';

export const bridgePerson = phoneEffect<'bridgePerson'>(async (parts, phone, _leadId, { callId }) => {
  const call = await parts.calls.byId(callId);
  if (call?.place !== 'conference') await refreshCall(parts, phone, callId);
});
