/**
 * A lead is one person's open request to talk. It is always in exactly one state:
 *
 * - WAITING     in the queue. Leaves when offered, or becomes a promise when the policy gives up.
 * - OFFERED     offered to one or more agents until a deadline. Leaves on accept; returns to waiting, keeping the start
 *               of the wait, when every offer was declined, expired or went unseen.
 * - CONNECTING  the owner is reaching the person, manually or over the network. Leaves to talking; to waiting when the
 *               agent fails; to callback when the person wasn't reached, with the attempt counted.
 * - TALKING     the owner is in conversation; calls or the desk renew `checkBy`.
 * - WRAP-UP     the owner must choose an outcome. When `wrapUpBy` passes, the agent is set to away and the deadline
 *               extended.
 * - CALLBACK    we promised a call at `promise.dueAt`. Leaves when due and permitted, or ends with a reason.
 * - CLOSED      has an outcome. Final.
 *
 * Only `advanceLead` makes the next lead from one. Who holds it, and until when, follows from the state through
 * `holding()` alone, so the database's two unique indexes always match the state.
 */
import type { InquirySource } from '../vocabulary/inquirySources.ts';
import type { DeclineReason } from '../agent/declineReasons.ts';
import type { Tried } from '../routing/candidate.ts';
import type { Attempt, Consent, DialResult, LiveCall, PageAct } from '../vocabulary/contact.ts';
import type { Answer } from '../vocabulary/form.ts';
import type { ChosenOutcome } from '../vocabulary/outcomes.ts';
import type { Person } from '../vocabulary/people.ts';
import type { Appointment, CallbackPromise } from '../vocabulary/promise.ts';
import type { LeadScore } from '../vocabulary/score.ts';
import type { LeadState } from '../vocabulary/states.ts';
import type { SurveyAnswer } from '../vocabulary/survey.ts';
import type { Moment } from '../vocabulary/time.ts';
import type { Arrival, Touch } from '../vocabulary/touch.ts';

export interface InquirySummary {
  readonly id: string;
  readonly kind: InquirySource;
  readonly at: Moment;
  readonly campaignId: string;
  readonly interest?: string;
  readonly message?: string;
  /** Where they came from. Absent if nothing is known. */
  readonly source?: Touch;
  /** The time that they chose for the call; absent if they want it as soon as possible. */
  readonly callAt?: Moment;
  /** What they asked for on their own page since, oldest first, the newest ten. */
  readonly acts?: readonly PageAct[];
}

/** The data of one number. It moves between leads as a whole, so that consents and attempts stay with their number. */
export interface TransferredData {
  readonly inquiries: readonly InquirySummary[];
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
}

/** The current wait. Kept through offers, so that a lead returns to its place in the queue. */
export interface Wait {
  /** The policy's clock: steps and giving up count from here. */
  readonly startedAt: Moment;
  /** The priority's clock: the start of the wait, or the due time of a callback; earlier if the law ends it soon (P50). */
  readonly rankedFrom: Moment;
  /** When the person began to wait (V24). Absent on older waits. */
  readonly since?: Moment;
  /** Priority bonus in milliseconds of waiting: promise, live call, campaign. */
  readonly bonusMs: number;
  /** Reserved for this agent (own callback, reassignment) until the policy's clock starts. */
  readonly forAgentId?: string;
  readonly tried: readonly Tried[];
  /**
   * Reasons for which a caller with a withheld number was asked for one; each is asked once. Absent before the first.
   */
  readonly askedBecause?: readonly ('noAgent' | 'nobodyThere')[];
}

/** Since when the person has waited, for display; order is decided by `rankedFrom`. */
export function waitsSince({ since, rankedFrom }: Wait): Moment {
  return since ?? rankedFrom;
}

export interface OfferedAgent {
  readonly agentId: string;
  readonly slot: number;
  readonly seenAt?: Moment;
  /** The agent's idle time in ms: why they were chosen. Absent on offers of earlier versions. */
  readonly idleMs?: number;
}

export interface Offer {
  readonly id: string;
  readonly agents: readonly OfferedAgent[];
  readonly offeredAt: Moment;
  readonly expiresAt: Moment;
  /** An agent whose desk hasn't confirmed the offer by then is passed over. */
  readonly seenBy: Moment;
  /** How many agents could have taken it, including those it is offered to. Absent on offers of earlier versions. */
  readonly candidates?: number;
  /** The order that chose them. Absent for longest idle, and on offers of earlier versions. */
  readonly order?: string;
  /** The reasons to decline that it is shown with. Absent for the default list, and on offers of earlier versions. */
  readonly declineReasons?: readonly DeclineReason[];
}

export interface Owner {
  readonly agentId: string;
  readonly slot: number;
  /** The accepted offer: a repeated click gets the same answer. */
  readonly offerId: string;
  readonly acceptedAt: Moment;
  /** The agent's leg while the network connects or carries it; absent when they dial manually. */
  readonly callId?: string;
}

/** A teammate the owner calls during a conversation in order to transfer it. Takes one of their slots. */
export interface Consult {
  readonly agentId: string;
  readonly slot: number;
  readonly callId: string;
  readonly since: Moment;
  readonly isThere: boolean;
}

/**
 * Who is being reached while connecting: the person, dialed manually by the agent; or over the network first the agent,
 * then the person (dialed, or bridged when on the line); their voicemail, which hears the agent; or no one, because the
 * person wasn't reached and the agent chooses what's next.
 */
export type ConnectingLeg = 'byHand' | 'agent' | 'prospect' | 'mailbox' | 'choice';

/** Where a dial came from: kept while it may still turn out to have reached voicemail. */
export interface DialOrigin {
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
      /** The leg that dials the person or reached their voicemail; absent without one. */
      readonly dialCallId?: string;
      /** Unsuccessful dials since the agent accepted; each is already among the attempts. */
      readonly dials?: number;
      /** Result of the last of them. */
      readonly result?: Exclude<DialResult, 'reached'>;
      /**
       * Progress of the leg that the deadline is for: answered, according to the network, or already asking what to
       * play.
       */
      readonly answer?: 'pickedUp' | 'heard';
    }
  | {
      readonly state: 'talking';
      readonly owner: Owner;
      readonly talkingAt: Moment;
      readonly checkBy: Moment;
      /** The person hears music. */
      readonly onHold?: boolean;
      /** The person doesn't hear the owner. */
      readonly muted?: boolean;
      readonly consult?: Consult;
      readonly dialled?: DialOrigin;
    }
  | {
      readonly state: 'wrapUp';
      readonly owner: Owner;
      readonly talkedAt?: Moment;
      readonly wrapUpAt: Moment;
      readonly wrapUpBy: Moment;
      /** Until when the owner asked for more time; absent if they didn't. */
      readonly moreUntil?: Moment;
    }
  | { readonly state: 'callback'; readonly promise: CallbackPromise }
  | ({
      readonly state: 'closed';
      readonly closedAt: Moment;
      readonly ownerId?: string;
      readonly saleValue?: number;
    } & ChosenOutcome);

export interface LeadFacts {
  readonly id: string;
  readonly campaignId: string;
  readonly person: Person;
  readonly interest?: string;
  readonly message?: string;
  /** Answers to the campaign's custom fields, as text. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly inquiries: readonly InquirySummary[];
  readonly consents: readonly Consent[];
  readonly attempts: readonly Attempt[];
  readonly createdAt: Moment;
  readonly changedAt: Moment;
  /** Grows by one when the holder changes; fences off late decisions. */
  readonly epoch: number;
  /** Grows by one with every write; the store counts timeline entries separately. */
  readonly seq: number;
  /** The promise outlives the callback state: it is kept while the callback is offered and dialed. */
  readonly promise?: CallbackPromise;
  /**
   * Agreed with an agent, until it is kept, canceled, replaced or missed (appointment.ts). A merged lead keeps what it
   * handed over.
   */
  readonly appointment?: Appointment;
  /** The person is on the line. They hear music while waiting; talking to a caller needs no permission. */
  readonly liveCall?: LiveCall;
  /** The person's most recent ended calls: none of them can be on the line again. */
  readonly pastCalls?: readonly string[];
  /** Skills required in addition to the campaign's, chosen by the caller. */
  readonly skills?: readonly string[];
  /** Agents who declined it permanently: it is never offered to them again. */
  readonly refusedBy?: readonly string[];
  readonly previousLeadId?: string;
  /** Where the person first came from, if that was before this lead. */
  readonly firstTouch?: Arrival;
  /** Who talked with this person last, before this lead. */
  readonly knownAgentId?: string;
  /** Leads with the same email address and another number. Shown, never merged automatically. */
  readonly suspectedDuplicateIds: readonly string[];
  /**
   * Leads of people a supervisor marked as not this person. A later lead of this person starts with them. Absent
   * without any.
   */
  readonly differentFromIds?: readonly string[];
  readonly note?: string;
  /** Answers to the campaign's survey, by the question's ID. Absent without any. */
  readonly survey?: Readonly<Record<string, SurveyAnswer>>;
  /** Absent if its campaign didn't score it. */
  readonly score?: LeadScore;
  /** Short words of the business, normalized (vocabulary/tags.ts). Absent without any. */
  readonly tags?: readonly string[];
  /** When a supervisor marked this lead as not spam or reopened it; and the lead in which a closed one continues. */
  readonly clearedAt?: Moment;
  readonly continuedAs?: string;
  /** The person was erased, on request or by retention: no personal data is left. */
  readonly erased?: true;
  /** Where this merged lead went, and what it owed then. */
  readonly mergedInto?: MergedInto;
  /** Leads merged into this one by supervisors; each number keeps its own consents and attempts. */
  readonly absorbed?: readonly Absorbed[];
  /** The last accept, first conversation and last conversation, for the day's figures. */
  readonly lastAccept?: AgentMoment;
  readonly firstTalk?: AgentMoment;
  readonly lastTalk?: AgentMoment;
}

export interface MergedInto {
  readonly leadId: string;
  readonly at: Moment;
  readonly byId?: string;
  readonly promise?: CallbackPromise;
  /** Start of its priority, if it waited. */
  readonly rankedFrom?: Moment;
}

/**
 * A lead that a supervisor believes to be the same person, with another number: identified here, never dialed from
 * here.
 */
export interface Absorbed extends TransferredData {
  readonly leadId: string;
  readonly person: Person;
  readonly interest?: string;
  readonly at: Moment;
  readonly byId?: string;
  readonly promise?: CallbackPromise;
  readonly rankedFrom?: Moment;
  /** The appointment that it brought or, once the merge is undone, gets back (mergedAppointment.ts). */
  readonly appointment?: Appointment;
  /** The merge canceled it; or, once undone, it had ended in the meantime. */
  readonly isAppointmentOver?: true;
  /** What this lead had promised for later than that appointment. */
  readonly later?: CallbackPromise;
  /** The details that this lead took because it lacked them. Before it is absorbed: all that are known there. */
  readonly given?: GivenDetails;
  /** Whether new inquiries of its number come to this lead: not if they opened another one in the meantime. */
  readonly holdsKey: boolean;
  /** When the merge was undone. The mark stays so that a late effect doesn't merge it again. */
  readonly undoneAt?: Moment;
}

/** Details that another lead of the customer may lack (givenDetails.ts). Interest and answers are those of this campaign. */
export interface GivenDetails extends Partial<Pick<LeadFacts, 'answers' | 'survey' | 'interest' | 'tags'>> {
  readonly campaignId: string;
  readonly name?: string;
  readonly email?: string;
  /** Of taken ones: the zones that their answers brought. */
  readonly zones?: readonly string[];
}

export interface AgentMoment {
  readonly agentId: string;
  readonly at: Moment;
}

export type Lead = LeadFacts & Place;
export type LeadIn<S extends LeadState> = Extract<Lead, { state: S }>;

/** Whether this lead's data now belongs to another lead: it was merged, or continues in one. */
export function isSuperseded({ mergedInto, continuedAs }: Lead): boolean {
  return mergedInto !== undefined || continuedAs !== undefined;
}
