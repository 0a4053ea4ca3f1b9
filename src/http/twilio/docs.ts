/** The addresses that the telephone network asks, as they are published. */
import type { RouteDoc } from '../openapi.ts';

const TWIML = { description: 'What the call hears now.', type: 'text/xml', schema: { type: 'string' } };
const ask = (path: string, summary: string): RouteDoc => ({
  method: 'post',
  path,
  who: 'the telephone network, signed',
  summary,
  responses: { 200: TWIML, 403: 'Not signed by the network.' },
});
const sound = (path: string, summary: string, description: string): RouteDoc => ({
  method: 'get',
  path,
  who: 'the telephone network',
  summary,
  responses: { 200: { description, type: 'audio/wav', schema: { type: 'string' } } },
});
const tell = (path: string, summary: string): RouteDoc => ({
  method: 'post',
  path,
  who: 'the telephone network, signed',
  summary,
  responses: {
    204: 'Noted; again is harmless.',
    403: 'Not signed by the network.',
    503: 'Not noted in time: to be told again.',
  },
});

export const twilioPaths: readonly RouteDoc[] = [
  ask('/twilio/voice/incoming', 'A call to one of our numbers: the voice URL of each.'),
  ask('/twilio/voice/fallback', 'An answer of ours failed: the fallback URL of each number.'),
  ask('/twilio/voice/calls/:id/now', 'What the call hears now; a leg of ours was answered.'),
  ask('/twilio/voice/calls/:id/keys', 'Keys in answer to a question: ?step=, in.'),
  ask('/twilio/voice/calls/:id/wait', 'A caller waits in the queue.'),
  ask('/twilio/voice/calls/:id/left', 'A caller left the queue.'),
  ask('/twilio/voice/calls/:id/recorded', 'A message was left.'),
  ask('/twilio/voice/calls/:id/safe-recorded', 'A message was left at the safe answer.'),
  ask('/twilio/voice/calls/:id/fallback', 'An answer of ours to this call failed.'),
  ask('/twilio/voice/calls/:id/tones', 'Keys as tones: ?keys=.'),
  ask('/twilio/voice/calls/:id/alone', 'Somebody is alone in a conversation: the wait URL.'),
  sound('/twilio/sounds/line.wav', 'The music of the line.', 'Ten seconds.'),
  sound('/twilio/sounds/ringback.wav', 'The ringing of a phone that is called.', 'Six seconds.'),
  tell('/twilio/status/calls/:id', 'A leg of ours changed.'),
  tell('/twilio/status/calls/:id/recording', 'The recording of a conversation began, or is there.'),
  tell('/twilio/status/texts/:id', 'What became of a text of ours.'),
  {
    ...tell('/twilio/message/incoming', 'A text to one of our numbers: the message URL of each.'),
    responses: { 200: TWIML, 403: 'Not signed by the network.', 503: 'Not noted in time: to be told again.' },
  },
  tell('/twilio/status/incoming', 'A call to one of our numbers is over: the status callback of each.'),
];
