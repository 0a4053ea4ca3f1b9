/** The network's words for how a call ended: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
import type { CallEnd } from './call.ts';

const ENDS: Readonly<Record<string, CallEnd>> = {
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'noAnswer',
  failed: 'failed',
  canceled: 'canceled',
};

/** Null while the call is going on. */
export function endOf(status: string): CallEnd | null {
  return ENDS[status] ?? null;
}
