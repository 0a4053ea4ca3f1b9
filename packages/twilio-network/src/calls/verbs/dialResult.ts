import type { Parameters } from '../../webhooks/sign.ts';

/** The result of a Dial so far. Each kind of Dial updates it. */
export interface DialResult {
  status: 'completed' | 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  callSid: string | null;
  /** Length of the conversation. */
  seconds: () => number;
  bridged: boolean;
  /** Extra parameters: those of a recording. */
  more: Parameters;
}
