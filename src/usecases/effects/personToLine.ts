/** Moves the customer from a conversation back to the line. */
import { redirectCall } from '../calls/redirectCall.ts';
import { phoneEffect } from './effect.ts';

export const personToLine = phoneEffect<'personToLine'>((parts, phone, _leadId, { callId }) =>
  redirectCall(parts, phone, callId, 'backToLine'),
);
