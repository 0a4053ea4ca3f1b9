/** Tells a waiting caller that they get a callback. */
import { redirectCall } from '../calls/redirectCall.ts';
import { phoneEffect } from './effect.ts';

export const tellCaller = phoneEffect<'tellCaller'>((parts, phone, _leadId, { callId }) =>
  redirectCall(parts, phone, callId, 'promised'),
);
