/** Everything that can happen to a lead, as values: by people, time, the phone network, or another lead. */
import type { Absorbed, GivenDetails, TransferredData, InquirySummary, Offer } from './lead.ts';
import type { Suspect } from './duplicates.ts';
import type { ProfileChanges } from './profile.ts';
import type { Actor, Person } from '../vocabulary/people.ts';
import type { ImportOrigin } from '../vocabulary/imports.ts';
import type { Consent, DialResult, LiveCall, TextRefusal, TextMeaning } from '../vocabulary/contact.ts';
import type { ChosenOutcome } from '../vocabulary/outcomes.ts';
import type { PromiseReason } from '../vocabulary/promise.ts';
import type { Language, Wording } from '../vocabulary/language.ts';
import type { DoNotCallSource } from '../law/doNotCall.ts';
import type { Moment } from '../vocabulary/time.ts';

/** For supervisors: the agent who holds the lead, if their desk is gone and the lead may be taken from them. */
export interface TakeoverEvent {
  readonly goneAgentId?: string | undefined;
}

/** Everything that can happen to a lead. Only `advanceLead` handles it. */
export type LeadEvent =
  /**
   * The person did something more while the lead is open. Attached, never refused (law 7). `key`: the identity they
   * came with.
   */
  | {
      readonly kind: 'inquiry';
      readonly inquiry: InquirySummary;
      readonly consent: Consent;
      readonly key?: string;
      /** The person is on the line with this inquiry. */
      readonly liveCall?: LiveCall;
      readonly skills?: readonly string[];
      /** The language of this inquiry: used for routing and the next greeting. */
      readonly language?: Language;
      /** It is a row of a file: no act of the person. */
      readonly imported?: ImportOrigin;
    }
  /** The deadline of the current state has passed. */
  | { readonly kind: 'deadline' }
  | { readonly kind: 'offer'; readonly offer: Offer }
  /** The routing engine ends the wait. */
  | { readonly kind: 'giveUp'; readonly why: PromiseReason }
  /** An agent who could take the lead is on shift again; the lead was promised because no one was. */
  | { readonly kind: 'comeForward' }
  /** The person's number was added to the do-not-call list, other than by this lead's outcome. */
  | { readonly kind: 'listed'; readonly by: Actor; readonly tel: string; readonly source: DoNotCallSource }
  /** A new version of the national registry is in force. */
  | { readonly kind: 'scrub' }
  /** The entry of the person's number in the do-not-call list was lifted. */
  | { readonly kind: 'unlisted'; readonly by: Actor; readonly source: DoNotCallSource }
  | { readonly kind: 'seen'; readonly offerId: string; readonly agentId: string }
  /** `network`: the agent has a phone that the network can call. Otherwise they dial manually. */
  | { readonly kind: 'accept'; readonly offerId: string; readonly agentId: string; readonly network?: boolean }
  /**
   * `reason`: an identifier or free text; `said`: the chosen wording. `isForGood`: never offer this lead to this agent
   * again.
   */
  | {
      readonly kind: 'decline';
      readonly offerId: string;
      readonly agentId: string;
      readonly reason?: string;
      readonly said?: Wording;
      readonly isForGood?: boolean;
    }
  /** The agent's desk is gone, the agent went offline, or may no longer hold leads. */
  | {
      readonly kind: 'agentLost';
      readonly agentId: string;
      readonly why: 'deskLost' | 'deactivated' | 'wentAway' | 'leftShift';
    }
  | { readonly kind: 'talking'; readonly agentId: string }
  | {
      readonly kind: 'unreached';
      readonly agentId: string;
      /** `notThere`: the customer didn't come to an appointment at a place; no one was dialed. */
      readonly result: Exclude<DialResult, 'reached'> | 'notThere';
      readonly note?: string;
      /** A voicemail message was left. */
      readonly leftMessage?: boolean;
      /** The next attempt as the agent chose; otherwise by the campaign's cadence. */
      readonly next?: { readonly at: Moment; readonly ownerId?: string };
    }
  | { readonly kind: 'ended'; readonly agentId: string }
  /** The owner asks for time until then for the outcome. */
  | { readonly kind: 'moreTime'; readonly agentId: string; readonly until: Moment }
  | CallEvent
  /** The desk or the network confirms that the conversation is still active. */
  | { readonly kind: 'stillTalking' }
  /** Another lead has the same email address and another number. Shown, never merged automatically. */
  | { readonly kind: 'duplicateSuspected'; readonly other: Suspect }
  | { readonly kind: 'note'; readonly by: Actor; readonly note: string }
  /** The owner or a supervisor corrects or completes what is known about the person. */
  | { readonly kind: 'profile'; readonly by: Actor; readonly changes: ProfileChanges }
  /** `saleValue`: of a sale, in the currency of the business. */
  | ({
      readonly kind: 'close';
      readonly by: Actor;
      readonly note?: string;
      readonly saleValue?: number;
    } & ChosenOutcome &
      TakeoverEvent)
  /** A supervisor corrects the value of a sale; null: it isn't known. */
  | { readonly kind: 'saleValue'; readonly by: Actor; readonly saleValue: number | null }
  | ({
      readonly kind: 'followUp';
      readonly by: Actor;
      readonly at: Moment;
      readonly ownerId?: string;
      /** Length of the promised window in ms; defaults to the campaign's. */
      readonly windowMs?: number;
      readonly note?: string;
      /** The time is an appointment, at this place or by phone. */
      readonly appointment?: { readonly place?: string };
    } & TakeoverEvent)
  /** The promise is canceled for this reason and the lead closes. */
  | { readonly kind: 'cancelPromise'; readonly by: Actor; readonly reason: string }
  | CustomerEvent
  | ({ readonly kind: 'requeue'; readonly by: Actor } & TakeoverEvent)
  | ({ readonly kind: 'release'; readonly by: Actor } & TakeoverEvent)
  | ({ readonly kind: 'reassign'; readonly by: Actor; readonly agentId: string } & TakeoverEvent)
  /** A supervisor marks a lead closed as spam as not spam. */
  | { readonly kind: 'notSpam'; readonly by: Actor }
  /** A supervisor reopens a closed lead. */
  | { readonly kind: 'takenUp'; readonly by: Actor }
  /** The closed lead continues in this one. */
  | { readonly kind: 'continued'; readonly by: Actor; readonly leadId: string }
  /** The open lead takes over the data of a closed lead of the same person. */
  | {
      readonly kind: 'rejoin';
      readonly by: Actor;
      readonly fromLeadId: string;
      readonly brought: TransferredData;
      readonly given: GivenDetails;
      /** What an undone merge gives back. Absent otherwise. */
      readonly owed?: Absorbed;
    }
  /** This lead closes as merged into another, if it hasn't changed since the preview. */
  | { readonly kind: 'mergeInto'; readonly by: Actor; readonly leadId: string; readonly seq: number }
  /** This lead takes over the data of a merged lead. */
  | { readonly kind: 'absorb'; readonly by: Actor; readonly part: Absorbed }
  /** A merge into this lead was a mistake. */
  | { readonly kind: 'unmerge'; readonly by: Actor; readonly leadId: string }
  /** The two leads are different people. */
  | { readonly kind: 'notDuplicate'; readonly by: Actor; readonly leadId: string }
  /** Its person is erased on request. `tellsCustomer`: an appointment ahead is canceled with its emails. */
  | { readonly kind: 'erase'; readonly by: Actor; readonly tellsCustomer: boolean }
  /** The conservation sweep found the lead inconsistent with its state and returns it to the queue. */
  | { readonly kind: 'repair'; readonly exception: string };

/**
 * What the customer did on their own page (customer.ts). `covers`: the inquiries that they proved to be theirs. `seen`:
 * the due time that the page showed; null if it showed none.
 */
export type CustomerEvent =
  | {
      readonly kind: 'customerMoves';
      /** Of the link. */
      readonly inquiryId: string;
      readonly covers: readonly string[];
      readonly seen: Moment | null;
      readonly at: Moment;
    }
  | { readonly kind: 'customerCancels'; readonly covers: readonly string[]; readonly seen: Moment | null }
  /** `consent` is the invitation, `wording` what the page said next to the button. */
  | {
      readonly kind: 'customerCallsNow';
      readonly covers: readonly string[];
      readonly seen: Moment | null;
      readonly consent: Consent;
      readonly wording: string;
    }
  | { readonly kind: 'customerWithdraws'; readonly covers: readonly string[] }
  /**
   * A time that the receipt of this inquiry offered, or its sender's page while it shows what a receipt does (L182).
   * The use case has checked that it is possible where the sender is, whatever else is known of the number.
   */
  | { readonly kind: 'customerChoosesTime'; readonly inquiryId: string; readonly at: Moment }
  /** As `customerCallsNow`, on such a page. `consent` names the inquiry. */
  | { readonly kind: 'customerAsksNow'; readonly consent: Consent; readonly wording: string };

/**
 * Events that don't depend on the do-not-call list, because they contact no one and promise nothing. For an offer, the
 * routing engine has just checked the list, and the accept checks it again.
 */
export const ASKS_NO_LIST: readonly LeadEvent['kind'][] = [
  'offer',
  'seen',
  'decline',
  'talking',
  'ended',
  'moreTime',
  'stillTalking',
  'duplicateSuspected',
  'note',
  'profile',
  'close',
  'saleValue',
];

/**
 * What the phone network, or someone using its controls, did. Each event names its leg; events of an older leg change
 * nothing.
 */
export type CallEvent =
  /**
   * The person's call is over. `isShort`: repeatedly too short for a wish to talk. `isThanked`: we said goodbye and
   * ended it.
   */
  | {
      readonly kind: 'callerGone';
      readonly callId: string;
      readonly isShort: boolean;
      readonly isThanked?: boolean;
    }
  /** The person keeps their place and hangs up: they are called at `person.tel` when it is their turn. */
  | {
      readonly kind: 'keepPlace';
      readonly callId: string;
      readonly consent: Consent;
      readonly person: Person;
      /** The number they called from, if shown: it still identifies them. */
      readonly rangFrom?: string;
    }
  /** The person chose by key when to be called. `covers`: what came from them for sure; absent for all of the number’s. */
  | {
      readonly kind: 'callerChoseTime';
      readonly callId: string;
      readonly at: Moment;
      readonly covers?: readonly string[];
    }
  /** The person left a message instead of waiting. */
  | { readonly kind: 'messageLeft'; readonly callId: string; readonly seconds: number }
  /** The network reports that a leg was answered, before it asks what to play. */
  | { readonly kind: 'pickedUp'; readonly callId: string }
  /** The phone of this leg can't carry a call: the agent's other phone is called, if any. */
  | { readonly kind: 'deafPhone'; readonly callId: string; readonly hasOther: boolean }
  /** The agent's phone was answered; they must still press the key. */
  | { readonly kind: 'agentAnswered'; readonly callId: string }
  /** The agent pressed the key: connect the person. */
  | { readonly kind: 'agentReady'; readonly callId: string }
  /** The person's leg has joined the owner's: the conversation begins. */
  | { readonly kind: 'bridged'; readonly callId: string }
  /** The network detected a machine on the person's leg. */
  | { readonly kind: 'machineAnswered'; readonly callId: string }
  /** The owner reports voicemail. */
  | { readonly kind: 'voicemail'; readonly agentId: string }
  /** The owner dials the person again. */
  | { readonly kind: 'redial'; readonly agentId: string }
  /** A leg ended; `result` says why it wasn't answered. For the person's own call see `callerGone`. */
  | {
      readonly kind: 'legOver';
      readonly callId: string;
      readonly result: Exclude<DialResult, 'reached'>;
      /** The network rejected the request: no phone rang. */
      readonly isNotTaken?: boolean;
    }
  /** The text to a missed caller was handed over, or isn't sent and why. */
  | { readonly kind: 'textSent'; readonly callId: string }
  /** The text was delivered or failed, with the network's error code. */
  | { readonly kind: 'textDelivered'; readonly callId: string }
  | { readonly kind: 'textUndelivered'; readonly callId: string; readonly code: string }
  /** The person wrote to the number that called or texted them. */
  | {
      readonly kind: 'textReceived';
      readonly messageSid: string;
      readonly said: TextMeaning;
      /** A STOP that is in force: not one that is reported again after START. */
      readonly isStopped: boolean;
      readonly body: string;
      readonly consent: Consent;
    }
  | { readonly kind: 'textNotSent'; readonly callId: string; readonly reason: TextRefusal; readonly rule?: string }
  /** The conversation is being recorded; this announcement was played before. */
  | { readonly kind: 'recorded'; readonly recordingSid: string; readonly announced: string }
  | { readonly kind: 'hold'; readonly agentId: string; readonly on: boolean }
  | { readonly kind: 'mute'; readonly agentId: string; readonly on: boolean }
  | {
      readonly kind: 'consult';
      readonly agentId: string;
      readonly to: { readonly agentId: string; readonly slot: number };
    }
  | { readonly kind: 'endConsult'; readonly agentId: string }
  /** To the consulted teammate, or directly to another one, whose phone then rings. */
  | {
      readonly kind: 'transfer';
      readonly agentId: string;
      readonly to?: { readonly agentId: string; readonly slot: number };
    };

export type CallEventOf<K extends CallEvent['kind']> = Extract<CallEvent, { readonly kind: K }>;
