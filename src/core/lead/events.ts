/** What may happen to a lead, as values: of people, of time, of the telephone network, and between two leads. */
import type {
  Absorbed,
  Actor,
  Attempt,
  Brought,
  Consent,
  InquirySummary,
  LiveCall,
  Offer,
  Outcome,
  Person,
  PromiseReason,
} from './lead.ts';
import type { Language, Wording } from '../campaign.ts';
import type { TextRefusal } from '../call/textBack.ts';
import type { TextMeaning } from '../call/textWords.ts';
import type { DoNotCallSource } from '../law/doNotCall.ts';
import type { Moment } from '../time.ts';

/** By a supervisor: the agent who holds the lead, if their desk is gone and it may be taken out of their hands. */
export interface TakingOver {
  readonly goneAgentId?: string | undefined;
}

/** Everything that can happen to a lead. `advanceLead` is the one place that answers them. */
export type LeadEvent =
  /** The person did something more while the lead is open. Attached, never refused (law 7). `key`: as whom they came. */
  | {
      readonly kind: 'inquiry';
      readonly inquiry: InquirySummary;
      readonly consent: Consent;
      readonly key?: string;
      /** The person is on the line with this inquiry. */
      readonly liveCall?: LiveCall;
      readonly skills?: readonly string[];
      /** What they speak in it: they are offered to whoever speaks it too, and greeted in it next time. */
      readonly language?: Language;
    }
  /** The stored deadline of the present state has passed. */
  | { readonly kind: 'deadline' }
  | { readonly kind: 'offer'; readonly offer: Offer }
  /** The routing engine ends the wait. */
  | { readonly kind: 'giveUp'; readonly why: PromiseReason }
  /** Somebody is on shift again who could take what was promised because nobody was. */
  | { readonly kind: 'comeForward' }
  /** The entry of the person's number in the do-not-call list was lifted. */
  | { readonly kind: 'unlisted'; readonly by: Actor; readonly source: DoNotCallSource }
  | { readonly kind: 'seen'; readonly offerId: string; readonly agentId: string }
  /** `network`: the agent has a telephone that the network can ring. Without it they dial by hand. */
  | { readonly kind: 'accept'; readonly offerId: string; readonly agentId: string; readonly network?: boolean }
  /** `reason`: an identifier, or words; `said`: the wording that was chosen. `isForGood`: never again this agent for this lead. */
  | {
      readonly kind: 'decline';
      readonly offerId: string;
      readonly agentId: string;
      readonly reason?: string;
      readonly said?: Wording;
      readonly isForGood?: boolean;
    }
  /** The agent's desk is gone, the agent left on purpose, or may not hold leads any more. */
  | {
      readonly kind: 'agentLost';
      readonly agentId: string;
      readonly why: 'deskLost' | 'deactivated' | 'wentAway' | 'leftShift';
    }
  | { readonly kind: 'talking'; readonly agentId: string }
  | {
      readonly kind: 'unreached';
      readonly agentId: string;
      readonly result: Exclude<Attempt['result'], 'reached'>;
      readonly note?: string;
      /** The person's mailbox took down a message. */
      readonly leftMessage?: boolean;
      /** When to try next, as the agent chose; otherwise as the campaign's cadence has it. */
      readonly next?: { readonly at: Moment; readonly ownerId?: string };
    }
  | { readonly kind: 'ended'; readonly agentId: string }
  /** The owner wants to have until then for the outcome. */
  | { readonly kind: 'moreTime'; readonly agentId: string; readonly until: Moment }
  | CallEvent
  /** The desk (or the network) says that the conversation goes on. */
  | { readonly kind: 'stillTalking' }
  /** Another lead has the same mail address and another number. Shown, never merged by itself. */
  | { readonly kind: 'duplicateSuspected'; readonly leadId: string }
  | { readonly kind: 'note'; readonly by: Actor; readonly note: string }
  /** The owner writes down who the person is; `before` is the name that they saw. */
  | { readonly kind: 'named'; readonly agentId: string; readonly name: string; readonly before: string }
  | ({ readonly kind: 'close'; readonly by: Actor; readonly outcome: Outcome; readonly note?: string } & TakingOver)
  | ({
      readonly kind: 'followUp';
      readonly by: Actor;
      readonly at: Moment;
      readonly ownerId?: string;
      /** How long the promised window is, in ms; the campaign's without it. */
      readonly windowMs?: number;
      readonly note?: string;
    } & TakingOver)
  /** What was promised will not be done, for this reason: the lead closes. */
  | { readonly kind: 'cancelPromise'; readonly by: Actor; readonly reason: string }
  | ({ readonly kind: 'requeue'; readonly by: Actor } & TakingOver)
  | ({ readonly kind: 'release'; readonly by: Actor } & TakingOver)
  | ({ readonly kind: 'reassign'; readonly by: Actor; readonly agentId: string } & TakingOver)
  /** A supervisor says that a lead closed as spam was none. */
  | { readonly kind: 'notSpam'; readonly by: Actor }
  /** A supervisor says that a closed lead is wanted again. */
  | { readonly kind: 'takenUp'; readonly by: Actor }
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

/**
 * Events whose answer does not depend on the do-not-call list: they contact no one and promise nothing. For an offer
 * the routing engine has asked the list a moment before, and the accept asks it again.
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
  'named',
  'close',
];

/** What the telephone network, or somebody at its controls, did. Each names its leg: an older leg's news changes nothing. */
export type CallEvent =
  /** The person's own call is over. `isShort`: too short, again, to be a wish to talk. `isThanked`: we said goodbye and ended it. */
  | {
      readonly kind: 'callerGone';
      readonly callId: string;
      readonly isShort: boolean;
      readonly isThanked?: boolean;
    }
  /** The person keeps their place and hangs up: they are called when it is their turn, at `person.tel`. */
  | {
      readonly kind: 'keepPlace';
      readonly callId: string;
      readonly consent: Consent;
      readonly person: Person;
      /** The number that they rang from, if it was shown: they stay known by it. */
      readonly rangFrom?: string;
    }
  /** The person left a message instead of waiting on. */
  | { readonly kind: 'messageLeft'; readonly callId: string; readonly seconds: number }
  /** The network tells that a leg was picked up, before it asks what the leg hears. */
  | { readonly kind: 'pickedUp'; readonly callId: string }
  /** The phone that this leg rings cannot be talked into: the agent's other one is called, if there is one. */
  | { readonly kind: 'deafPhone'; readonly callId: string; readonly hasOther: boolean }
  /** The agent's telephone was answered; the key that takes the call is still owed. */
  | { readonly kind: 'agentAnswered'; readonly callId: string }
  /** The agent pressed the key: the person comes next. */
  | { readonly kind: 'agentReady'; readonly callId: string }
  /** The person's leg is there and joins the owner's: the conversation begins. */
  | { readonly kind: 'bridged'; readonly callId: string }
  /** The person's leg was answered by a machine, as the network heard. */
  | { readonly kind: 'machineAnswered'; readonly callId: string }
  /** The owner hears that it was a mailbox that answered. */
  | { readonly kind: 'voicemail'; readonly agentId: string }
  /** The owner dials the person once more. */
  | { readonly kind: 'redial'; readonly agentId: string }
  /** A leg is over; `result` says what came of one that did not get through. The person's own call: `callerGone`. */
  | {
      readonly kind: 'legOver';
      readonly callId: string;
      readonly result: Exclude<Attempt['result'], 'reached'>;
      /** The network did not take the order: no phone rang. */
      readonly isNotTaken?: boolean;
    }
  /** The text to a missed caller was handed over; or is not sent at all, and why. */
  | { readonly kind: 'textSent'; readonly callId: string }
  /** What became of it: it arrived, or did not, with the network's code of why. */
  | { readonly kind: 'textDelivered'; readonly callId: string }
  | { readonly kind: 'textUndelivered'; readonly callId: string; readonly code: string }
  /** The person wrote to the number that called or texted them. */
  | {
      readonly kind: 'textReceived';
      readonly messageSid: string;
      readonly said: TextMeaning;
      readonly body: string;
      readonly consent: Consent;
    }
  | { readonly kind: 'textNotSent'; readonly callId: string; readonly reason: TextRefusal; readonly rule?: string }
  /** The conversation is being recorded, which was said in these words before. */
  | { readonly kind: 'recorded'; readonly recordingSid: string; readonly announced: string }
  | { readonly kind: 'hold'; readonly agentId: string; readonly on: boolean }
  | { readonly kind: 'mute'; readonly agentId: string; readonly on: boolean }
  | {
      readonly kind: 'consult';
      readonly agentId: string;
      readonly to: { readonly agentId: string; readonly slot: number };
    }
  | { readonly kind: 'endConsult'; readonly agentId: string }
  /** To the colleague who was consulted, or at once to another one, whose telephone then rings. */
  | {
      readonly kind: 'transfer';
      readonly agentId: string;
      readonly to?: { readonly agentId: string; readonly slot: number };
    };
