/** A call as the desk shows it. */
import type { Language } from '../core/vocabulary/language.ts';
import type { Presence } from '../core/vocabulary/presence.ts';

/**
 * A call as the desk shows it:
 * - onLine         the customer waits with music (the lead is offered, or its owner's phone rings)
 * - ringingAgent   your phone rings and then asks for the key 1
 * - ringingPerson  the customer is dialed, or taken out of the line
 * - mailbox        voicemail answered and records you; `lead:unreached`, `call:again`, or `lead:talking` if it is the
 *                  customer after all, until `deadlineAt`
 * - notReached     nobody answered (`result`); `call:again` or `lead:unreached`, until `deadlineAt`
 * - talking        in conversation
 */
export interface DeskCall {
  readonly stage: 'onLine' | 'ringingAgent' | 'ringingPerson' | 'mailbox' | 'notReached' | 'talking';
  readonly direction: 'inbound' | 'outbound';
  readonly since: number;
  readonly isPersonOnLine: boolean;
  /** Which of the owner's phones rings or is on the call: a browser or their own phone. */
  readonly device?: PhoneDevice;
  /** Since when the customer's call is connected. */
  readonly onLineSince?: number;
  /** It was just dialed, so what answered may turn out to be voicemail (`call:voicemail`). */
  readonly mayBeMailbox: boolean;
  readonly onHold: boolean;
  readonly muted: boolean;
  /** Names of supervisors who joined. Those who listen or whisper are not included. */
  readonly joined: readonly string[];
  readonly result?: 'noAnswer' | 'busy' | 'voicemail' | 'failed' | 'notInService' | 'notFound';
  /** The consulted teammate; `isThere` once they answered and the call can be transferred to them. */
  readonly consult?: { readonly name: string; readonly isThere: boolean };
}

export type PhoneDevice = 'browser' | 'telephone';

/** A teammate calls you about a customer, to transfer the call. */
export interface DeskConsult {
  readonly leadId: string;
  readonly by: string;
  readonly person: { readonly name: string; readonly numberEnd?: string; readonly language: Language };
  readonly campaign: string;
  readonly interest?: string;
  readonly device?: PhoneDevice;
  /** You answered and talk with the teammate. */
  readonly isThere: boolean;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly isFree: boolean;
  readonly presence: Presence;
}
