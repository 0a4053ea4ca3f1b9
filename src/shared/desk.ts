/**
 * The desk's socket contract, compiled at both ends: namespace `/desk`. Every request, both ways, has an
 * acknowledgement. Times are milliseconds since 1970 on the server's clock; `remainingMs` counts from `serverNow`.
 *
 * The socket is a doorbell: on every connect the desk gets a full `snapshot`, and nothing is true because an event
 * was missed.
 */
import type { Activity, AwayReason, Presence, Reach, SystemReason } from '../core/agent/agent.ts';
import type { Failure } from '../core/errors.ts';
import type { Language } from '../core/campaign.ts';
import type { AgentOutcome, LeadState, Outcome, PromiseReason } from '../core/lead/lead.ts';

/**
 * How a desk comes back when its line is lost, in Socket.IO's options (milliseconds). The first attempt is spread over
 * more than a second, so that a thousand desks that lost it together do not knock together; later ones over more.
 */
export const RECONNECTION = { reconnectionDelay: 700, randomizationFactor: 0.9, reconnectionDelayMax: 4000 } as const;

export type Reply<T = object> = ({ readonly ok: true } & T) | Failure;

/** Until `until` a waiting lead is offered to this agent alone; then to anyone. Presence and reach are the agent's now. */
export interface Reservation {
  readonly agentId: string;
  readonly name: string;
  readonly until: number;
  readonly presence: Presence;
  readonly reach: Reach;
}

export interface LawView {
  /** A call is permitted until then, or from then on. */
  readonly until?: number;
  readonly from?: number;
  /** The statute, as 47 CFR 64.1200(c)(1). */
  readonly citation?: string;
}

/** What an agent sees of a lead. `tel` is there only once contact is permitted and the agent owns the lead. */
export interface DeskLead {
  readonly id: string;
  readonly state: LeadState;
  readonly epoch: number;
  readonly campaign: { readonly id: string; readonly name: string };
  readonly person: {
    readonly name: string;
    readonly language: Language;
    /** The person's first candidate zone; local time is shown from it. */
    readonly zone: string;
    readonly email?: string;
    /** E.164 and as written in its country. Absent while the agent may not ring it; `whyNoTel` then says why. */
    readonly tel?: string;
    readonly telShown?: string;
    readonly whyNoTel?: string;
    /** The number is well formed and of a range that is not known: whoever calls it should look at it first. */
    readonly isUnknownRange?: boolean;
    /** What the law says of calling them now; absent where it is not asked. */
    readonly law?: LawView;
  };
  readonly interest?: string;
  readonly message?: string;
  readonly answers: readonly { readonly label: string; readonly value: string }[];
  readonly source: { readonly page?: string; readonly utm?: Readonly<Record<string, string>> };
  readonly consent: {
    readonly call: boolean;
    readonly now: boolean;
    readonly text: boolean;
    readonly email: boolean;
    readonly at: number;
  } | null;
  readonly script: string;
  /** The outcomes that this campaign offers, in the order of the screen. */
  readonly outcomes: readonly AgentOutcome[];
  readonly waitingSince: number;
  /** Absent unless the lead waits for one agent alone. */
  readonly reservedFor?: Reservation;
  /** Oldest first, those of the numbers merged into it among them. */
  readonly inquiries: readonly {
    readonly at: number;
    readonly kind: string;
    readonly interest?: string;
    readonly message?: string;
    readonly from?: FromNumber;
  }[];
  readonly history: readonly TimelineItem[];
  readonly promise: DeskPromise | null;
  readonly attempts: number;
  readonly previousLeadId?: string;
  /** The lead in which this closed one lives on, when closing it was a mistake. */
  readonly continuedAs?: string;
  /** The lead into which this closed one was merged. */
  readonly mergedInto?: string;
  /** Leads that were merged into this one: shown, and never dialled from here. */
  readonly otherNumbers: readonly OtherNumber[];
  readonly suspectedDuplicates: number;
  /** The deadline of the present state, if it has one: connecting, wrapUp. */
  readonly deadlineAt: number | null;
  /** In wrapUp: how far its owner may put the deadline off. */
  readonly deadlineMost?: number;
  readonly talkingAt: number | null;
  readonly outcome?: Outcome;
  readonly note?: string;
  /** For supervisors: the desk of whoever talks is gone, and the lead may be given to another agent, or anything be done. */
  readonly takeOver?: 'reassign' | 'anything';
  /** The telephone network's part in it; absent while the agent dials by hand. */
  readonly call?: DeskCall;
}

/**
 * A call as the desk shows it:
 * - onLine         the person waits with music (the lead is offered, or its owner's telephone rings)
 * - ringingAgent   your telephone rings, and owes the key 1
 * - ringingPerson  the person is dialled, or taken out of the line
 * - mailbox        a mailbox answered and hears you; `lead:unreached`, `call:again`, or `lead:talking` when it is the
 *                  person after all, until `deadlineAt`
 * - notReached     nobody answered (`result`); `call:again` or `lead:unreached`, until `deadlineAt`
 * - talking        in conversation
 */
export interface DeskCall {
  readonly stage: 'onLine' | 'ringingAgent' | 'ringingPerson' | 'mailbox' | 'notReached' | 'talking';
  readonly direction: 'inbound' | 'outbound';
  readonly since: number;
  readonly isPersonOnLine: boolean;
  /** Where the owner is rung, or talks: in a browser of theirs, or on their own telephone. */
  readonly device?: PhoneDevice;
  /** Since when the person's call is up. */
  readonly onLineSince?: number;
  /** It was dialled a moment ago: what answered may turn out to be a mailbox (`call:voicemail`). */
  readonly mayBeMailbox: boolean;
  readonly onHold: boolean;
  readonly muted: boolean;
  /** Supervisors whom everybody hears, by name. Who listens or whispers is not among them. */
  readonly joined: readonly string[];
  readonly result?: 'noAnswer' | 'busy' | 'voicemail' | 'failed';
  /** A colleague who is called in; `isThere` once they took the call and can be handed it. */
  readonly consult?: { readonly name: string; readonly isThere: boolean };
}

export type PhoneDevice = 'browser' | 'telephone';

/** A colleague rings you about somebody they talk with, to hand them over. */
export interface DeskConsult {
  readonly leadId: string;
  readonly by: string;
  readonly person: { readonly name: string; readonly numberEnd?: string; readonly language: Language };
  readonly campaign: string;
  readonly interest?: string;
  readonly device?: PhoneDevice;
  /** You took the call, and talk with the colleague. */
  readonly isThere: boolean;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly isFree: boolean;
}

export interface OtherNumber {
  readonly leadId: string;
  readonly name: string;
  readonly email?: string;
  readonly tel?: string;
  readonly telShown?: string;
  readonly whyNoTel?: string;
  readonly isUnknownRange?: boolean;
  readonly interest?: string;
  readonly consent: DeskLead['consent'];
  readonly inquiries: DeskLead['inquiries'];
  readonly attempts: number;
  readonly mergedAt: number;
  readonly mergedBy?: string;
}

/** Whose number something came from, where it is another than the lead's own: a lead that was merged into it. */
export interface FromNumber {
  readonly leadId: string;
  readonly name: string;
  readonly numberEnd?: string;
}

export interface TimelineItem {
  readonly seq: number;
  readonly at: number;
  /** A closed list of kinds; the catalogues have a sentence for each under `timeline.<kind>`. */
  readonly kind: string;
  /** The other lead that the entry tells of. */
  readonly lead?: FromNumber;
  /** Who: a name, or one of `prospect`, `system`. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DeskPromise {
  readonly leadId: string;
  readonly name: string;
  /** The last digits of their number, for who gave no name. */
  readonly numberEnd?: string;
  readonly interest?: string;
  readonly campaign: string;
  readonly dueAt: number;
  readonly windowUntil: number;
  readonly why: PromiseReason;
  readonly mine: boolean;
  /** Who promised to call; absent for anyone. */
  readonly ownerId?: string;
  readonly owner?: string;
  readonly attemptsMade: number;
}

export interface DeskOffer {
  readonly offerId: string;
  readonly epoch: number;
  readonly lead: DeskLead;
  /** Why this agent: a code and its values, for `why.<code>` of the catalogues. */
  readonly why: OfferWhy;
  readonly expiresAt: number;
  readonly remainingMs: number;
  /** The whole life of the offer, for drawing what is left of it. */
  readonly totalMs: number;
  /** Why it may be declined, by identifier, in the agent's language. */
  readonly declineReasons: readonly { readonly id: string; readonly label: string }[];
}

export interface OfferWhy {
  readonly code: 'longestIdle' | 'yourPromise' | 'onlyOneLeft' | 'broadcast';
  readonly idleMs?: number;
  readonly candidates?: number;
}

export interface DeskPresence {
  readonly presence: Presence;
  readonly reason?: AwayReason | SystemReason;
  /** The supervisor who set it, and why in their words. */
  readonly by?: string;
  readonly note?: string;
  readonly since: number;
  readonly activity: Activity;
  readonly reach: Reach;
}

export interface DeskMe {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  readonly role: 'agent' | 'supervisor' | 'administrator';
  /** A telephone of their own, which the network rings while no browser of theirs is ready. */
  readonly hasTelephone: boolean;
}

/** The agent's own day, since local midnight of the business. */
export interface DeskDay {
  readonly offered: number;
  readonly accepted: number;
  readonly missed: number;
  readonly talked: number;
  readonly closed: number;
  readonly won: number;
}

export interface Snapshot {
  readonly serverNow: number;
  readonly me: DeskMe;
  readonly presence: DeskPresence;
  readonly offer: DeskOffer | null;
  readonly lead: DeskLead | null;
  readonly consult: DeskConsult | null;
  readonly promises: readonly DeskPromise[];
  readonly day: DeskDay;
  readonly demo: boolean;
}

export type OfferEndReason =
  | 'accepted-elsewhere'
  | 'expired'
  | 'withdrawn'
  /** A callback is promised; or none is, because they left no number, or no wish to talk. */
  | 'caller-gone'
  | 'caller-gone-closed';

export interface ServerToDesk {
  snapshot: (snapshot: Snapshot, ack: (reply: Reply) => void) => void;
  offer: (offer: DeskOffer, ack: (reply: Reply) => void) => void;
  'offer:ended': (ended: { offerId: string; reason: OfferEndReason; by?: string }, ack: (reply: Reply) => void) => void;
  /**
   * The lead that I own changed; `null` when I own none any more, with the reason when it was taken from me. With a lead,
   * `consultMissed` says that the colleague did not take the call.
   */
  lead: (payload: { lead: DeskLead | null; why?: string }, ack: (reply: Reply) => void) => void;
  /** A colleague rings me, or does so no more. */
  consult: (payload: { consult: DeskConsult | null }, ack: (reply: Reply) => void) => void;
  presence: (presence: DeskPresence, ack: (reply: Reply) => void) => void;
  /** The agent's day, and none of their promises, changed. */
  day: (payload: { day: DeskDay }, ack: (reply: Reply) => void) => void;
  promises: (payload: { promises: readonly DeskPromise[]; day: DeskDay }, ack: (reply: Reply) => void) => void;
  /** Answered at once by acknowledgement, with the lead that the desk shows as in conversation. */
  ping: (ack: (reply: Reply<{ talkingLeadId?: string }>) => void) => void;
}

export interface DeskToServer {
  'presence:set': (
    body: { presence: Presence; reason?: AwayReason },
    ack: (reply: Reply<{ presence: DeskPresence }>) => void,
  ) => void;
  'offer:seen': (body: { offerId: string }, ack: (reply: Reply) => void) => void;
  'offer:accept': (body: { offerId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  'offer:decline': (body: { offerId: string; reason?: string }, ack: (reply: Reply) => void) => void;
  'lead:talking': (body: { leadId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  /** The person was not reached: the attempt is counted and the callback planned. */
  'lead:unreached': (
    body: {
      leadId: string;
      result: 'noAnswer' | 'busy' | 'voicemail' | 'failed';
      note?: string;
      /** A message was left in their mailbox. */
      leftMessage?: boolean;
      /** When to try next, instead of the campaign's own pace. */
      callback?: { at: number; owner: 'me' | 'anyone' };
    },
    ack: (reply: Reply<{ dueAt: number | null }>) => void,
  ) => void;
  /** The conversation is over: wrap-up begins. */
  'lead:ended': (body: { leadId: string }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  /** The outcome needs more time: until then, or as far as `deadlineMost` allows. */
  'lead:more-time': (body: { leadId: string; until: number }, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;
  'lead:note': (body: { leadId: string; note: string }, ack: (reply: Reply) => void) => void;
  /** Who the person is, as the owner learns it; `before` is the name that the desk showed. */
  'lead:name': (
    body: { leadId: string; name: string; before: string },
    ack: (reply: Reply<{ lead: DeskLead }>) => void,
  ) => void;
  'lead:close': (
    body: { leadId: string; outcome: Outcome | null; note?: string; callback?: { at: number; owner: 'me' | 'anyone' } },
    /** With a callback: when it is due, which is the wanted time or the first permitted one after it. */
    ack: (reply: Reply<{ dueAt?: number }>) => void,
  ) => void;
}

type LeadRequest<B = object> = (body: { leadId: string } & B, ack: (reply: Reply<{ lead: DeskLead }>) => void) => void;

/** What a desk asks as a telephone, and at the controls of a call; beside DeskToServer, on the same socket. */
export interface DeskCalls {
  /** This desk's softphone is registered, or is no longer. The network rings it only in between. */
  'phone:ready': (body: object, ack: (reply: Reply) => void) => void;
  /** `microphone`: it has none that may be used. What rings here then rings at the agent's other phone. */
  'phone:gone': (body: { why?: 'microphone' }, ack: (reply: Reply) => void) => void;
  /** Ends the conversation, or gives up connecting. */
  'call:hangup': LeadRequest;
  'call:hold': LeadRequest<{ on: boolean }>;
  'call:mute': LeadRequest<{ on: boolean }>;
  /** 0 to 9, * and #, heard at the person's end. */
  'call:keys': (body: { leadId: string; keys: string }, ack: (reply: Reply) => void) => void;
  /** Once more to a person who was not reached. */
  'call:again': LeadRequest;
  /** What answered is a mailbox. */
  'call:voicemail': LeadRequest;
  'call:colleagues': (body: object, ack: (reply: Reply<{ colleagues: readonly Colleague[] }>) => void) => void;
  /** `warm`: the person hears music while you talk with the colleague; otherwise they are handed over at once. */
  'call:transfer': LeadRequest<{ to: string; warm: boolean }>;
  'call:complete-transfer': LeadRequest;
  'call:cancel-transfer': LeadRequest;
}
