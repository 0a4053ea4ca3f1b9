/**
 * What the HTTP API answers: shapes that the server writes out field by field and the browser reads. Times are
 * milliseconds since 1970 on the server's clock.
 */
import type { Mistake } from '../core/administration/mistake.ts';
import type { Activity, AwayReason, Presence, Reach, SystemReason } from '../core/agent/agent.ts';
import type { AlarmKind } from '../core/alarm/findAlarms.ts';
import type { Language } from '../core/campaign.ts';
import type { FIXED_RETENTION, RetentionKind } from '../core/retention.ts';
import type { Revision } from './admin.ts';
import type { DeskLead, FromNumber, Reservation } from './desk.ts';
import type { MovedBecause } from '../core/callback/planPromise.ts';
import type { LeadState, OpenState, Outcome, PromiseReason } from '../core/lead/lead.ts';

/** RFC 9457. `code` is stable; `title` and `detail` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The reason by field, in the asker's language. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The same for programs, by codes that stay. */
  readonly mistakes?: readonly Mistake[];
}

export type Role = 'agent' | 'supervisor' | 'administrator';

/** `GET /api/session`: why the sign-in that a browser holds has ended; null where there is nothing to say. */
export interface EndedSession {
  readonly ended: 'accountClosed' | null;
}

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly demo: boolean;
  /** Has a desk, whatever the role. */
  readonly takesLeads: boolean;
}

/** What was cut or left out of what came with a form, by field; the lead was taken all the same. */
export type Notes = Readonly<Record<string, string>>;

export interface Receipt {
  readonly receiptId: string;
  readonly statusUrl: string;
  /** Absent when all of it could be kept. */
  readonly notes?: Notes;
}

/** What happens next with one inquiry, told to whoever holds its receipt. Nothing else about the person. */
export interface ReceiptStatus {
  readonly step: 'received' | 'finding' | 'ringing' | 'connecting' | 'talking' | 'promised' | 'ended';
  /** Given name of the agent, once one has accepted. */
  readonly agent?: string;
  /** When the callback is due and until when it may come, in `promised`. */
  readonly dueAt?: number;
  readonly windowUntil?: number;
  readonly zone?: string;
  /** In `promised`: nobody is on shift, and the call comes as soon as somebody is; `dueAt` is not to be told. */
  readonly whenThere?: true;
  /** The person is on the line: whoever comes next answers them, and nobody rings them. */
  readonly onLine?: true;
  /** In `received`: which of our numbers to call, E.164. */
  readonly callUs?: string;
  readonly serverNow: number;
}

export interface LeadRow {
  readonly id: string;
  readonly state: LeadState;
  readonly name: string;
  /** The last digits of their number. */
  readonly numberEnd?: string;
  readonly campaign: string;
  readonly interest?: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly owner?: string;
  readonly outcome?: Outcome;
  readonly dueAt?: number;
  readonly inquiries: number;
}

/** One thing the person sent, with every sentence they were shown and what they said to it. */
export interface InquiryView {
  readonly at: number;
  readonly kind: string;
  readonly interest?: string;
  readonly message?: string;
  readonly from?: FromNumber;
  readonly consent: {
    readonly boxes: readonly {
      readonly box: 'call' | 'now' | 'text' | 'email';
      readonly given: boolean;
      /** As it was shown; absent when the box was not there. */
      readonly wording?: string;
    }[];
    readonly wordingVersion: number;
    readonly language: Language;
    readonly page?: string;
  };
}

/** One of two leads that are to be merged, as it is now. */
export interface MergeSide {
  readonly row: LeadRow;
  /** Given back with the decision: what was seen. */
  readonly version: number;
  readonly telShown?: string;
  readonly whyNoTel?: string;
  readonly email?: string;
  readonly consent: DeskLead['consent'];
  readonly attempts: number;
}

/** What merging two leads would do, computed by the same code that does it. */
export interface MergePreview {
  readonly stays: MergeSide;
  readonly goes: MergeSide;
  /** Why they may not be merged now, as a sentence; null when they may. */
  readonly refusal: string | null;
  /** The lead that stays, afterwards; null when they may not be merged. */
  readonly after: {
    readonly state: LeadState;
    readonly dueAt?: number;
    readonly windowUntil?: number;
    /** Whether somebody is called sooner than without the merge. */
    readonly sooner: boolean;
  } | null;
}

export interface LeadList {
  readonly leads: readonly LeadRow[];
  readonly next: string | null;
}

export interface CallbackRow {
  readonly leadId: string;
  readonly name: string;
  /** The last digits of their number, for who gave no name. */
  readonly numberEnd?: string;
  readonly campaign: string;
  readonly interest?: string;
  readonly dueAt: number;
  readonly windowUntil: number;
  readonly expiresAt: number;
  readonly why: PromiseReason;
  readonly owner: string | null;
  readonly attemptsMade: number;
  readonly maxAttempts: number;
  readonly overdue: boolean;
}

export interface CallbackList {
  readonly callbacks: readonly CallbackRow[];
  readonly next: string | null;
}

/** Why each agent was or was not offered the lead, in one choice of the routing engine. */
/** A message that was left, or the recording of a conversation: heard at `/api/leads/:id/recordings/:id`. */
export interface SoundView {
  readonly id: string;
  readonly kind: 'message' | 'conversation';
  readonly at: number;
  /** 0 while it is going on. */
  readonly seconds: number;
}

export interface DecisionView {
  readonly epoch: number;
  readonly at: number;
  readonly policyVersion: number;
  readonly step: number;
  readonly priorityMs: number;
  readonly winners: readonly { readonly agentId: string; readonly name: string; readonly idleMs: number }[];
  readonly passedOver: readonly {
    readonly reason: string;
    readonly agents: readonly { readonly id: string; readonly name: string }[];
  }[];
}

export interface FloorAgent {
  readonly id: string;
  readonly name: string;
  readonly presence: Presence;
  readonly reason?: AwayReason | SystemReason;
  /** The supervisor who set it, and why in their words. */
  readonly by?: string;
  readonly note?: string;
  readonly presenceSince: number;
  readonly activity: Activity;
  readonly activitySince: number;
  readonly reach: Reach;
  readonly reachSince: number;
  readonly lead?: {
    readonly id: string;
    readonly name: string;
    readonly numberEnd?: string;
    readonly state: LeadState;
    /** A conversation over the telephone network, which supervisors can join. */
    readonly call?: { readonly onHold: boolean; readonly isConsulting: boolean };
  };
  /** Where the network rings the agent: `none` for nowhere, `byHand` where there is no network. */
  readonly phone: 'browser' | 'telephone' | 'none' | 'byHand';
  readonly missedInRow: number;
}

export interface FloorLead {
  readonly id: string;
  readonly name: string;
  /** The last digits of their number, for who gave no name. */
  readonly numberEnd?: string;
  readonly campaign: string;
  readonly state: OpenState;
  readonly interest?: string;
  readonly waitingSince: number;
  readonly offeredTo?: string;
  readonly offerEndsAt?: number;
  readonly reservedFor?: Reservation;
  /** Nobody is there who could take it, now or once free. */
  readonly isUnattended?: true;
}

/** Something to look at, the newest first. */
export interface FloorAlarm {
  readonly key: string;
  readonly kind: AlarmKind;
  readonly since: number;
  readonly leadId?: string;
  /** The lead's name, where it was at hand. */
  readonly name?: string;
  readonly numberEnd?: string;
  readonly agent?: string;
  readonly campaign?: string;
  /** Who has seen it. */
  readonly seenBy?: string;
}

export interface Conservation {
  readonly open: number;
  readonly accounted: number;
  readonly unaccounted: number;
  readonly repaired: number;
  readonly checkedAt: number;
  /** What is wrong, by kind of exception; empty when nothing is. */
  readonly exceptions: Readonly<Record<string, number>>;
}

export interface Floor {
  readonly serverNow: number;
  /** By name in the reader's language, to choose from. `reservedMs`: how long a lead given to one agent is theirs alone. */
  readonly campaigns: readonly { readonly id: string; readonly name: string; readonly reservedMs: number }[];
  readonly waiting: readonly FloorLead[];
  readonly waitingTotal: number;
  /** How many people wait, or are called as soon as somebody is there, whom nobody can take; since when the first waits. */
  readonly unattended: { readonly count: number; readonly since: number } | null;
  readonly agents: readonly FloorAgent[];
  readonly callbacks: readonly CallbackRow[];
  readonly callbacksTotal: number;
  readonly today: {
    readonly since: number;
    readonly inquiries: number;
    readonly leads: number;
    readonly conversations: number;
    readonly closed: number;
    readonly won: number;
    readonly missedOffers: number;
    /** Median seconds from arrival to conversation, today; null without any. */
    readonly medianSecondsToTalk: number | null;
  };
  readonly conservation: Conservation;
  readonly alarms: readonly FloorAlarm[];
  /** `clockOffsetMs`: it stopped because this server's clock differs so much from the database's. */
  readonly routing: { readonly running: boolean; readonly clockOffsetMs?: number };
}

/** What is kept how long; `days` null: for ever. `fixed` are the kinds that nobody chooses. */
export interface RetentionView extends Revision {
  readonly kinds: readonly {
    readonly kind: RetentionKind;
    readonly days: number | null;
    readonly default: number | null;
    /** The fewest and the most days that may be chosen. */
    readonly least: number;
    readonly most: number;
    /** Fewer are allowed, and warned of: a law may ask for these. */
    readonly advised: number | null;
    readonly why: string;
  }[];
  readonly fixed: readonly { readonly kind: (typeof FIXED_RETENTION)[number]; readonly kept: string }[];
  /** What should be known about this choice before relying on it. */
  readonly warnings: readonly string[];
}

/** For when a call that is asked for at a moment would be promised. `why` is null when it is that very moment. */
export interface AskedTime {
  readonly askedAt: number;
  /** null: it cannot be promised at all. */
  readonly dueAt: number | null;
  readonly why: MovedBecause | null;
}
