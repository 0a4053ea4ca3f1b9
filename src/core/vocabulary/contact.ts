/** What permits a contact, what was tried, and why a contact is refused. */
import type { Moment } from './time.ts';

/** What a person allowed with one inquiry, with the wording they saw. */
export interface Consent {
  readonly inquiryId: string;
  readonly at: Moment;
  readonly call: boolean;
  /** "Please call me now": an invitation that overrides the calling hours. */
  readonly now: boolean;
  readonly text: boolean;
  readonly email: boolean;
  readonly wordingVersion: number;
  /**
   * `inquiry`: consent wasn't requested; a call to us permits contact for a while (see law/mayContact.ts).
   * `relationship`: the business stated that they are its customer, which permits contact until `until`. Absent:
   * requested and given.
   */
  readonly basis?: 'inquiry' | 'relationship';
  /** From then on it permits nothing. Absent: it has no end date. */
  readonly until?: Moment;
  /** When the sender withdrew it: from then on it permits nothing. What they once agreed to is kept with the inquiry. */
  readonly withdrawnAt?: Moment;
}

/** What a customer asked for on their own page at `at`: a call at `to`; absent if now. */
export interface PageAct {
  readonly at: Moment;
  readonly to?: Moment;
}

/**
 * How a dial ended. `notInService`: the number isn't assigned (anymore). `notFound`: the network didn't find it, which
 * may be temporary.
 */
export type DialResult = 'noAnswer' | 'busy' | 'voicemail' | 'failed' | 'notInService' | 'notFound' | 'reached';

/** One dial to the person. Counts toward legal limits, whatever the result. */
export interface Attempt {
  /** When it was ordered or, by hand, when the number was shown for it. */
  readonly at: Moment;
  readonly agentId: string;
  /** `unreported`: by hand, and the agent didn't say. */
  readonly result: DialResult | 'dialing' | 'unreported';
}

/** The person's leg while connected: their incoming call, or the dial that reached them. */
export interface LiveCall {
  readonly callId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly since: Moment;
  /** They hung up before they were in line. */
  readonly neverInLine?: true;
}

/** Why the law forbids a contact (core/law/mayContact.ts). */
export type RefusalReason =
  | ('no-number' | 'do-not-call' | 'no-permission' | 'too-many-attempts' | 'outside-hours')
  /** On the national registry; or not known to be off it, which another list may change. */
  | ('registry-listed' | 'registry-unknown')
  /** The last dial found that the number isn't assigned. */
  | 'not-in-service';

/** Why we don't dial at our cost (core/call/admitCaller.ts). */
export type DialRefusal = 'country' | 'numberType' | 'overBudget';

/** Why a text isn't sent. `refused`: permanently refused by the network, after STOP or for a number that can't get texts. */
export type TextRefusal = RefusalReason | DialRefusal | 'refused' | 'tooLate';

/** The meaning of a text to one of our numbers (core/call/textWords.ts). */
export type TextMeaning = 'stop' | 'start' | 'help' | 'other';
