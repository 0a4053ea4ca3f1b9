/**
 * The paths at which the network calls us, below PUBLIC_URL, shared by what renders them and what serves them. Each
 * path about a call contains our identifier, because we may not know the network's yet.
 */
export const CALL_PATHS = {
  /** A call to one of our numbers. */
  incoming: '/twilio/voice/incoming',
  /** Where the network turns when a response to an incoming call failed. */
  fallback: '/twilio/voice/fallback',
  /** The same for a known call. */
  fallbackOf: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/fallback`,
  /** The call's current instructions. */
  now: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/now`,
  /** Keys pressed at a step. */
  keys: (callId: string, step: number, where: 'queue' | 'call') =>
    `/twilio/voice/calls/${encodeURIComponent(callId)}/keys?step=${step}&in=${where}`,
  wait: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/wait`,
  left: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/left`,
  recorded: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/recorded`,
  /** What a party alone in a conversation hears until someone joins. */
  alone: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/alone`,
  /** The default music of the line. */
  lineMusic: '/twilio/sounds/line.wav',
  /** Ringback tone. */
  ringback: '/twilio/sounds/ringback.wav',
  /** Keys played to one party of a conversation. */
  tones: (callId: string, keys: string) =>
    `/twilio/voice/calls/${encodeURIComponent(callId)}/tones?keys=${encodeURIComponent(keys)}`,
  /** The recording of the safe response, when nothing but the caller's identity could be read. */
  safeRecorded: (callId: string) => `/twilio/voice/calls/${encodeURIComponent(callId)}/safe-recorded`,
  /** For the text to a caller missed with this call. */
  textStatus: (callId: string) => `/twilio/status/texts/${encodeURIComponent(callId)}`,
  /** A text to one of our numbers. */
  textIncoming: '/twilio/message/incoming',
  status: (callId: string) => `/twilio/status/calls/${encodeURIComponent(callId)}`,
  /** For the recording of a conversation, reported to the leg that joined first. */
  recordingStatus: (callId: string) => `/twilio/status/calls/${encodeURIComponent(callId)}/recording`,
  /** For calls to our numbers. */
  incomingStatus: '/twilio/status/incoming',
} as const;

const RETRY_FRAGMENT = '#rc=2&rp=5xx,ct,rt&rt=4000';

/**
 * The address given to the network: two retries on a failed connection or response, within the network's 15 s. The
 * fragment stays at the network: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function withRetries(address: string): string {
  return address + RETRY_FRAGMENT;
}
