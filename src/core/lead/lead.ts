/**
 * A lead is one person's open wish to talk. It is always in exactly one place:
 *
 * - WAITING     the queue. Leaves when offered, or becomes a promise when the policy gives up.
 * - OFFERED     held out to one agent (or several) until a deadline. Leaves on accept; back to waiting when every offer
 *               was declined, expired or went unseen; the start of the wait is kept.
 * - CONNECTING  the owner is getting through to the person, by hand or over the network. Leaves to talking; back to waiting when the agent fails;
 *               to callback when the person was not reached, the attempt counted.
 * - TALKING     the owner is in conversation until the call is over; `checkBy` is renewed by calls or the desk.
 * - WRAP-UP     the owner owes an outcome. When `wrapUpBy` passes the agent is set to away and the deadline moves on.
 * - CALLBACK    we owe the person a call at `promise.dueAt`. Leaves when due and permitted, or ends with a reason.
 * - CLOSED      an outcome. Final.
 *
 * Only `advanceLead` makes the next lead from one. Whoever holds it, and until when, follows from the state by
 * `holding()` alone, so that the database's two unique indexes always say what the state says.
 */
import type { Moment } from '../time.ts';
import type { Language } from '../campaign.ts';

export const OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
  'abandoned',
  'expired',
  'merged',
  'cancelled',
  'erased',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that an agent may choose; the others come about by themselves or by a supervisor. */
export const AGENT_OUTCOMES = [
  'won',
  'appointment',
  'notInterested',
  'notQualified',
  'unreachable',
  'wrongNumber',
  'doNotCall',
  'spam',
] as const satisfies readonly Outcome[];
export type AgentOutcome = (typeof AGENT_OUTCOMES)[number];

export const OPEN_STATES = ['waiting', 'offered', 'connecting', 'talking', 'wrapUp', 'callback'] as const;
export type OpenState = (typeof OPEN_STATES)[number];
/** The states in which a lead holds an agent's slot. */
export const HELD_STATES = ['offered', 'connecting', 'talking', 'wrapUp'] as const satisfies readonly OpenState[];
export type LeadState = OpenState | 'closed';

/** Who did something. `id` is the user's where there is one. */
export interface Actor {
  readonly kind: 'prospect' | 'agent' | 'supervisor' | 'system';
  readonly id?: string;
}
export const SYSTEM: Actor = { kind: 'system' };
export const PROSPECT: Actor = { kind: 'prospect' };

export interface Person {
  readonly name: string;
  /** E.164. The identity of the person, where there is one. */
  readonly tel?: string;
  /** The number as it is written in its country, for people to read. */
  readonly telShown?: string;
  /** ISO 3166 alpha-2 of the number. */
  readonly telCountry?: string;
  /** libphonenumber's type, such as MOBILE or FIXED_LINE_OR_MOBILE. */
  readonly telType?: string;
  /** Other numbers that they rang from, E.164: they are known by them, and never called at them. Absent when there are none. */
  readonly otherTels?: readonly string[];
  readonly email?: string;
  readonly language: Language;
  /** Every IANA zone the person may be in; a call must be permitted in all of them. */
  readonly zones: readonly string[];
  readonly zoneFrom: 'browser' | 'number' | 'campaign';
}

/** What a person allowed with one inquiry, in the words that they saw. */
export interface Consent {
  readonly inquiryId: string;
  readonly at: Moment;
  readonly call: boolean;
  /** "Please ring me now": an invitation that covers the hour. */
  readonly now: boolean;
  readonly text: boolean;
  readonly email: boolean;
  readonly wordingVersion: number;
  /** `inquiry`: nobody was asked; ringing us is the ground, for a while (see law/mayContact.ts). Absent: asked and granted. */
  readonly basis?: 'inquiry';
}

/** One dial towards the person. Counted for the caps of the law, whatever came of it. */
export interface Attempt {
  readonly at: Moment;
  readonly agentId: string;
  readonly result: 'noAnswer' | 'busy' | 'voicemail' | 'failed' | 'reached';
}

export interface InquirySummary {
  readonly id: string;
  readonly kind: 'form' | 'call' | 'api' | 'import';
  readonly at: Moment;
  readonly campaignId: string;
  readonly interest?: string;
  readonly message?: string;
  readonly page?: string;
}

/** What one number brought. It moves between leads as a whole, so that consents and attempts stay with their number. */
export interface Brought {
  readonly inquiries: readonly InquirySummary[];
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
}

export type PromiseReason =
  | 'noAgent'
  | 'nobodyThere'
  | 'outsideHours'
  | 'notPermittedYet'
  /** The business's hours never meet the permitted ones: somebody has to change them, or to ring by hand. */
  | 'noPermittedTime'
  | 'notReached'
  /** No promise: the number is on the do-not-call list. The lead is kept until `dueAt`, and closes unless the entry is lifted. */
  | 'doNotCall'
  | 'agreed'
  | 'callerHungUp'
  | 'messageLeft';

/** What we owe the person. Survives offers and failed dials; ends only by talking, cancelling or expiring. */
export interface CallbackPromise {
  readonly dueAt: Moment;
  readonly windowUntil: Moment;
  readonly expiresAt: Moment;
  readonly promisedAt: Moment;
  readonly why: PromiseReason;
  /** Since when the person had waited, where nobody was free to take them and the time is our own; absent otherwise. */
  readonly since?: Moment;
  /** The agent who promised to call; absent means anyone. */
  readonly ownerId?: string;
  /** Dials that did not reach the person, under this promise. */
  readonly attemptsMade: number;
  /** Its window went by in the queue, and that was said. */
  readonly isLate?: true;
}

/** An agent to whom this lead was held out without success, and when. */
export interface Tried {
  readonly agentId: string;
  readonly how: 'declined' | 'missed' | 'unseen' | 'lost';
  readonly at: Moment;
  readonly reason?: string;
}

/** The present wait. Kept through offers, so that going back to the queue keeps the place in it. */
export interface Wait {
  /** The policy's clock: steps and giving up count from here. */
  readonly startedAt: Moment;
  /** The priority's clock: the start of the wait, and for a callback the moment it was due. */
  readonly rankedFrom: Moment;
  /** When the person began to wait (V24). Absent on waits that began before it was kept. */
  readonly since?: Moment;
  /** Milliseconds as if already waited: promise, live call, campaign. */
  readonly bonusMs: number;
  /** Held for this agent alone (an own callback, a reassignment) until the policy's clock starts. */
  readonly forAgentId?: string;
  readonly tried: readonly Tried[];
  /** Why a caller who withholds the number was asked for one: each reason is said once. Absent before the first. */
  readonly askedBecause?: readonly ('noAgent' | 'nobodyThere')[];
}

/** From when the person waits, for people to read; what goes first is decided by `rankedFrom`. */
export function waitsSince({ since, rankedFrom }: Wait): Moment {
  return since ?? rankedFrom;
}

export interface OfferedAgent {
  readonly agentId: string;
  readonly slot: number;
  readonly seenAt?: Moment;
  /** How long the agent had been idle, in ms: why this one was chosen. Absent on offers of earlier versions. */
  readonly idleMs?: number;
}

export interface Offer {
  readonly id: string;
  readonly agents: readonly OfferedAgent[];
  readonly offeredAt: Moment;
  readonly expiresAt: Moment;
  /** Whoever has not confirmed the offer as seen by then is passed over. */
  readonly seenBy: Moment;
  /** How many agents could have taken it, those it is held out to included. Absent on offers of earlier versions. */
  readonly candidates?: number;
}

export interface Owner {
  readonly agentId: string;
  readonly slot: number;
  /** The offer that was accepted: a repeat of the click gets the same answer. */
  readonly offerId: string;
  readonly acceptedAt: Moment;
  /** The agent's own leg, while the network connects or carries it; absent when they dial by hand. */
  readonly callId?: string;
}

/** The person's leg while it is up: the one they rang with, or the one that reached them. */
export interface LiveCall {
  readonly callId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly since: Moment;
}

/** A colleague whom the owner rings during the conversation, to hand the person over. Holds a slot of theirs. */
export interface Consult {
  readonly agentId: string;
  readonly slot: number;
  readonly callId: string;
  readonly since: Moment;
  readonly isThere: boolean;
}

/**
 * Who is being reached while connecting: the person by the agent's own hand; or, over the network, first the agent, then
 * the person (dialled, or bridged when they are on the line); their mailbox, which listens to the agent; or nobody,
 * because the person was not reached and the agent chooses what next.
 */
export type ConnectingLeg = 'byHand' | 'agent' | 'prospect' | 'mailbox' | 'choice';

/** Where a dial came from: kept while it may yet turn out that a mailbox answered. */
export interface Dialled {
  readonly wait: Wait;
  readonly promise?: CallbackPromise;
  readonly dials?: number;
}

export type Place =
  | { readonly state: 'waiting'; readonly wait: Wait; readonly nextStepAt: Moment }
  | { readonly state: 'offered'; readonly wait: Wait; readonly offer: Offer }
  | {
      readonly state: 'connecting';
      readonly wait: Wait;
      readonly owner: Owner;
      readonly leg: ConnectingLeg;
      readonly connectBy: Moment;
      /** The leg that dials the person, or that reached their mailbox; absent while there is none. */
      readonly dialCallId?: string;
      /** Dials since the agent accepted that did not reach the person; each is among the attempts already. */
      readonly dials?: number;
      /** What came of the last of them. */
      readonly result?: Exclude<Attempt['result'], 'reached'>;
      /** The leg that the deadline is about: picked up, as the network told; or already asking what it hears. */
      readonly answer?: 'pickedUp' | 'heard';
    }
  | {
      readonly state: 'talking';
      readonly owner: Owner;
      readonly talkingAt: Moment;
      readonly checkBy: Moment;
      /** The person hears music. */
      readonly onHold?: boolean;
      /** The person does not hear the owner. */
      readonly muted?: boolean;
      readonly consult?: Consult;
      readonly dialled?: Dialled;
    }
  | {
      readonly state: 'wrapUp';
      readonly owner: Owner;
      readonly talkedAt?: Moment;
      readonly wrapUpAt: Moment;
      readonly wrapUpBy: Moment;
      /** Until when the owner asked for more time; absent while they did not. */
      readonly moreUntil?: Moment;
    }
  | { readonly state: 'callback'; readonly promise: CallbackPromise }
  | { readonly state: 'closed'; readonly outcome: Outcome; readonly closedAt: Moment; readonly ownerId?: string };

export interface LeadFacts {
  readonly id: string;
  readonly campaignId: string;
  readonly person: Person;
  readonly interest?: string;
  readonly message?: string;
  /** What the campaign's own fields were answered with, as text. */
  readonly answers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly source: { readonly page?: string; readonly utm?: Readonly<Record<string, string>> };
  readonly inquiries: readonly InquirySummary[];
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
  readonly createdAt: Moment;
  readonly changedAt: Moment;
  /** Grows by one with every change of who holds the lead; a fence against late deciders. */
  readonly epoch: number;
  /** Grows by one with every write; the number of timeline entries so far is kept beside it by the store. */
  readonly seq: number;
  /** The promise outlives the callback state: it is kept while the callback is offered and dialled. */
  readonly promise?: CallbackPromise;
  /** The person is on the line. Waiting, they hear music; nobody needs a permission to talk with who rang. */
  readonly liveCall?: LiveCall;
  /** The last of the person's calls that are over: none of them can be on the line again. */
  readonly pastCalls?: readonly string[];
  /** Skills that this lead needs besides its campaign's, as the caller chose by key. */
  readonly skills?: readonly string[];
  /** Agents who declined it for good: it is never offered to them again. */
  readonly refusedBy?: readonly string[];
  readonly previousLeadId?: string;
  /** Leads with the same mail address and another number. Shown; never merged by itself. */
  readonly suspectedDuplicateIds: readonly string[];
  readonly note?: string;
  /** When a supervisor said that this lead was no spam, or took it up again; and the lead in which a closed one lives on. */
  readonly clearedAt?: Moment;
  readonly continuedAs?: string;
  /** The person was erased from it, as retention says: nothing of who it was is left. */
  readonly erased?: true;
  /** Where this closed lead went, and what it owed when it did. */
  readonly mergedInto?: MergedInto;
  /** Leads that supervisors merged into this one; each number keeps its own consents and attempts. */
  readonly absorbed?: readonly Absorbed[];
  /** The last agent who accepted, the first conversation and the last one: what the day is counted from. */
  readonly lastAccept?: AgentMoment;
  readonly firstTalk?: AgentMoment;
  readonly lastTalk?: AgentMoment;
}

export interface MergedInto {
  readonly leadId: string;
  readonly at: Moment;
  readonly byId?: string;
  readonly promise?: CallbackPromise;
  /** From when it had waited, if it did. */
  readonly rankedFrom?: Moment;
}

/** A lead of what a supervisor takes for the same person, with another number: known here, dialled from here never. */
export interface Absorbed extends Brought {
  readonly leadId: string;
  readonly person: Person;
  readonly interest?: string;
  readonly at: Moment;
  readonly byId?: string;
  readonly promise?: CallbackPromise;
  readonly rankedFrom?: Moment;
  /** Whether new inquiries of its number come to this lead: not when they had opened another one in between. */
  readonly holdsKey: boolean;
  /** When it was given back. It stays as a mark, so that a late effect does not take it again. */
  readonly undoneAt?: Moment;
}

export interface AgentMoment {
  readonly agentId: string;
  readonly at: Moment;
}

export type Lead = LeadFacts & Place;
export type LeadIn<S extends LeadState> = Extract<Lead, { state: S }>;

/** Whether what this lead held is another lead's by now: it was merged into one, or lives on in one. */
export function isSuperseded({ mergedInto, continuedAs }: Lead): boolean {
  return mergedInto !== undefined || continuedAs !== undefined;
}
