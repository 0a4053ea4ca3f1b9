/** Everything that can happen to a lead. `advanceLead` is the one place that answers them. */
import type {
  Absorbed,
  Actor,
  Attempt,
  Brought,
  Consent,
  InquirySummary,
  Offer,
  Outcome,
  PromiseReason,
} from './lead.ts';
import type { Moment } from '../time.ts';

export type LeadEvent =
  /** The person did something more while the lead is open. Attached, never refused (law 7). `key`: as whom they came. */
  | { readonly kind: 'inquiry'; readonly inquiry: InquirySummary; readonly consent: Consent; readonly key?: string }
  /** The stored deadline of the present state has passed. */
  | { readonly kind: 'deadline' }
  | { readonly kind: 'offer'; readonly offer: Offer }
  /** The routing engine ends the wait. */
  | { readonly kind: 'giveUp'; readonly why: PromiseReason }
  | { readonly kind: 'seen'; readonly offerId: string; readonly agentId: string }
  | { readonly kind: 'accept'; readonly offerId: string; readonly agentId: string }
  | { readonly kind: 'decline'; readonly offerId: string; readonly agentId: string; readonly reason?: string }
  /** The agent's desk is gone, or the agent may not hold leads any more. */
  | { readonly kind: 'agentLost'; readonly agentId: string; readonly why: 'deskLost' | 'deactivated' | 'wentAway' }
  | { readonly kind: 'talking'; readonly agentId: string }
  | {
      readonly kind: 'unreached';
      readonly agentId: string;
      readonly result: Exclude<Attempt['result'], 'reached'>;
      readonly note?: string;
    }
  | { readonly kind: 'ended'; readonly agentId: string }
  /** The desk (or the network) says that the conversation goes on. */
  | { readonly kind: 'stillTalking' }
  /** Another lead has the same mail address and another number. Shown, never merged by itself. */
  | { readonly kind: 'duplicateSuspected'; readonly leadId: string }
  | { readonly kind: 'note'; readonly by: Actor; readonly note: string }
  | { readonly kind: 'close'; readonly by: Actor; readonly outcome: Outcome; readonly note?: string }
  | {
      readonly kind: 'followUp';
      readonly by: Actor;
      readonly at: Moment;
      readonly ownerId?: string;
      /** How long the promised window is, in ms; the campaign's without it. */
      readonly windowMs?: number;
      readonly note?: string;
    }
  /** What was promised will not be done, for this reason: the lead closes. */
  | { readonly kind: 'cancelPromise'; readonly by: Actor; readonly reason: string }
  | { readonly kind: 'requeue'; readonly by: Actor }
  | { readonly kind: 'release'; readonly by: Actor }
  | { readonly kind: 'reassign'; readonly by: Actor; readonly agentId: string }
  /** A supervisor says that a lead closed as spam was none. */
  | { readonly kind: 'notSpam'; readonly by: Actor }
  /** The closed lead lives on in this one. */
  | { readonly kind: 'continued'; readonly by: Actor; readonly leadId: string }
  /** What a closed lead of the same person held comes to the open one. */
  | { readonly kind: 'rejoin'; readonly by: Actor; readonly fromLeadId: string; readonly brought: Brought }
  /** This lead closes as merged into another, if it is still as it was previewed. */
  | { readonly kind: 'mergeInto'; readonly by: Actor; readonly leadId: string; readonly seq: number }
  /** What a merged lead held comes to this one. */
  | { readonly kind: 'absorb'; readonly by: Actor; readonly part: Absorbed }
  /** A merge into this lead was a mistake. */
  | { readonly kind: 'unmerge'; readonly by: Actor; readonly leadId: string }
  /** They are two people. */
  | { readonly kind: 'notDuplicate'; readonly by: Actor; readonly leadId: string }
  /** The conservation sweep found the lead in a shape that contradicts its state and puts it back in the queue. */
  | { readonly kind: 'repair'; readonly exception: string };
