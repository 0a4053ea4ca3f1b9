/** The phone network’s webhooks as published. */
import type { RouteDoc } from '../../plumbing/openapi.ts';

const TWIML = { description: 'TwiML: what the call hears now.', type: 'text/xml', schema: { type: 'string' } };
const ask = (path: string, summary: string): RouteDoc => ({
  method: 'post',
  path,
  who: 'the phone network, signed',
  isSigned: true,
  summary,
  responses: { 200: TWIML, 403: 'Not signed by the network.' },
});
const sound = (path: string, summary: string, description: string): RouteDoc => ({
  method: 'get',
  path,
  who: 'anyone',
  summary,
  responses: { 200: { description, type: 'audio/wav', schema: { type: 'string' } } },
});
const tell = (path: string, summary: string): RouteDoc => ({
  method: 'post',
  path,
  who: 'the phone network, signed',
  isSigned: true,
  summary,
  responses: {
    204: 'Recorded. Repeating it is harmless.',
    403: 'Not signed by the network.',
    503: 'Not recorded in time; send it again.',
  },
});

export const twilioPaths: readonly RouteDoc[] = [
  ask('/twilio/voice/incoming', 'Voice URL of each number: an incoming call.'),
  ask('/twilio/voice/fallback', 'Fallback URL of each number: one of our responses failed.'),
  ask('/twilio/voice/calls/:id/now', 'What the call hears now; an outgoing leg was answered.'),
  ask('/twilio/voice/calls/:id/keys', 'Keys pressed in answer to a question: ?step=, in.'),
  ask('/twilio/voice/calls/:id/wait', 'Wait URL: a caller is in the queue.'),
  ask('/twilio/voice/calls/:id/left', 'A caller left the queue.'),
  ask('/twilio/voice/calls/:id/recorded', 'A message was left.'),
  ask('/twilio/voice/calls/:id/safe-recorded', 'A message was left after the safe answer.'),
  ask('/twilio/voice/calls/:id/fallback', 'One of our responses to this call failed.'),
  ask('/twilio/voice/calls/:id/tones', 'Play keys as tones: ?keys=.'),
  ask('/twilio/voice/calls/:id/alone', 'Wait URL of a conference: one participant is alone.'),
  sound('/twilio/sounds/line.wav', 'Hold music for the line.', 'Ten seconds.'),
  sound('/twilio/sounds/ringback.wav', 'The ringback tone.', 'Six seconds.'),
  tell('/twilio/status/calls/:id', 'Status callback: an outgoing leg changed.'),
  tell('/twilio/status/calls/:id/recording', 'Status callback: a conversation’s recording started or is ready.'),
  tell('/twilio/status/texts/:id', 'Status callback: the delivery status of a text.'),
  {
    ...tell('/twilio/message/incoming', 'Message URL of each number: an incoming text.'),
    responses: { 200: TWIML, 403: 'Not signed by the network.', 503: 'Not recorded in time; send it again.' },
  },
  tell('/twilio/status/incoming', 'Status callback of each number: an incoming call ended.'),
];
