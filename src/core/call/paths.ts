/**
 * The addresses at which the network asks us, below PUBLIC_URL. What renders them and what answers them agree here. Each
 * that is about a call names it: the network's own identifier of a leg may not have reached us when it asks.
 */
export const CALL_PATHS = {
  /** A call to one of our numbers. */
  incoming: '/twilio/voice/incoming',
  /** Where the network turns when an answer to a call to one of our numbers failed. */
  fallback: '/twilio/voice/fallback',
  /** The same for a call that we know. */
  fallbackOf: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/fallback`,
  /** What a call hears now. */
  now: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/now`,
  /** Keys that were pressed at a step. */
  keys: (callId: string, step: number, where: 'queue' | 'call') =>
    `/twilio/voice/calls/${encodeURIComponent(callId)}/keys?step=${step}&in=${where}`,
  wait: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/wait`,
  left: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/left`,
  recorded: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/recorded`,
  /** What who is alone in a conversation hears until somebody joins. */
  alone: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/alone`,
  /** What the line plays where no music is set. */
  lineMusic: '/twilio/sounds/line.wav',
  /** The ringing of a phone that is being called. */
  ringback: '/twilio/sounds/ringback.wav',
  /** Keys that are played to one party of a conversation. */
  tones: (callId: string, keys: string) =>
    `/twilio/voice/calls/${encodeURIComponent(callId)}/tones?keys=${encodeURIComponent(keys)}`,
  /** The safe answer's recording: nothing could be read of the call but who it is. */
  safeRecorded: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/safe-recorded`,
  /** Of the text to who was missed with this call. */
  textStatus: (callId: string) => `/twilio/status/texts/${encodeURIComponent(callId)}`,
  /** A text to one of our numbers. */
  textIncoming: '/twilio/message/incoming',
  status: (callId: string) => `/twilio/status/calls/${encodeURIComponent(callId)}`,
  /** Of the recording of a conversation, told to the leg that joined it first. */
  recordingStatus: (callId: string) => `/twilio/status/calls/${encodeURIComponent(callId)}/recording`,
  /** Of calls to our numbers. */
  incomingStatus: '/twilio/status/incoming',
} as const;

const RETRY_FRAGMENT = '#rc=2&rp=5xx,ct,rt&rt=4000';

/**
 * The address as the network is given it: two more tries when the connection or the answer fails, within the network's
 * 15 s. The fragment stays at the network: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function withRetries(address: string): string {
  return address + RETRY_FRAGMENT;
}
