/**
 * Responses of the HTTP API. The server builds them field by field and the browser reads them. Times are milliseconds since
 * 1970 on the server's clock.
 */
import type { InquirySource } from '../core/vocabulary/inquirySources.ts';
import type { MergeObstacle } from '../core/vocabulary/merging.ts';
import type { Mistake } from '../core/vocabulary/mistake.ts';
import type { Language } from '../core/vocabulary/language.ts';
import type { DeskLead, FromNumber } from './desk.ts';
import type { MovedBecause } from '../core/callback/planPromise.ts';
import type { Preferred } from '../core/routing/decision.ts';
import type { WaitReason } from '../core/routing/waitReason.ts';
import type { LeadState } from '../core/vocabulary/states.ts';
import type { Outcome } from '../core/vocabulary/outcomes.ts';
import type { ScoreBand } from '../core/vocabulary/score.ts';
import type { PromiseReason } from '../core/vocabulary/promise.ts';

/** RFC 9457. `code` is stable; `title` and `detail` are for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The reason by field, in the caller's language. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The same as stable codes, for programs. */
  readonly mistakes?: readonly Mistake[];
}

export type Role = 'agent' | 'supervisor' | 'administrator';

/** `GET /api/session`: why the browser's session ended; null if there is nothing to report. */
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
  /** Whether the user has a desk, regardless of role. */
  readonly takesLeads: boolean;
}

/** What was shortened or dropped from a submitted form, by field. The lead was accepted anyway. */
export type Notes = Readonly<Record<string, string>>;

export interface Receipt {
  readonly receiptId: string;
  readonly statusUrl: string;
  /** Absent if everything was kept. */
  readonly notes?: Notes;
}

/** What happens next with an inquiry, for the holder of its receipt. No other personal data. */
export interface ReceiptStatus {
  readonly step: 'received' | 'finding' | 'connecting' | 'talking' | 'talked' | 'promised' | 'ended';
  /** The agent's first name, once one has accepted. */
  readonly agent?: string;
  /** In `promised`, unless `whenThere`: when the callback is due, and the end of its window. */
  readonly dueAt?: number;
  readonly windowUntil?: number;
  readonly zone?: string;
  /** In `promised`: the time is the one that the inquiry asked for. */
  readonly isAsked?: true;
  /** In `promised`: agreed on with an agent. */
  readonly isAppointment?: true;
  /** In `promised`: no one is on shift, and the call comes when an agent is back. */
  readonly whenThere?: true;
  /** The customer is on the line: the next free agent answers, and no one calls them. */
  readonly onLine?: true;
  /** Until we call: our number to call, E.164. */
  readonly callUs?: string;
  /** Another time can be chosen, on the page of the receipt below `/time`. */
  readonly mayChoose?: true;
  readonly serverNow: number;
}

export interface LeadRow {
  readonly id: string;
  readonly state: LeadState;
  readonly name: string;
  /** The last digits of the number. */
  readonly numberEnd?: string;
  readonly campaign: string;
  readonly interest?: string;
  /** 0–100; absent if it isn't scored. */
  readonly score?: number;
  readonly band?: ScoreBand;
  /** On the leads page: the strongest reason, and all of them, one on each line; absent without any. */
  readonly scoreReason?: string;
  readonly scoreWhy?: string;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Who has the lead, closed it, or promised to call. */
  readonly owner?: string;
  readonly outcome?: Outcome;
  /** The business's own outcome, if it isn't a built-in one. */
  readonly outcomeId?: string;
  /** The business's own words, in the reader's language; absent where the default text is right. */
  readonly outcomeLabel?: string;
  /** While the customer waits: since when. */
  readonly waitingSince?: number;
  readonly dueAt?: number;
  readonly inquiries: number;
  /** How the first inquiry arrived, and what brought it and the newest one, if that is known. */
  readonly source: InquirySource;
  readonly firstSource?: string;
  readonly lastSource?: string;
  /** On the leads page: the details that are missing or no longer valid, as far as the reader sees them. */
  readonly gaps?: readonly (ShownDetail & { readonly isInvalid?: true })[];
}

/** A detail of the customer. `path`: as in `ProfileField`. `label`: of a campaign’s own field. */
export interface ShownDetail {
  readonly path: string;
  readonly label?: string;
}

/** GET /api/leads/:id/others: other leads of the same person, newest first. */
export interface OtherLeads {
  readonly leads: readonly (LeadRow & { readonly note?: string })[];
  /** How many more there are that the reader may not see. */
  readonly hidden: number;
}

/** One inquiry, with all wording that the customer saw and their answers. */
export interface InquiryView {
  readonly at: number;
  readonly kind: InquirySource;
  readonly interest?: string;
  readonly message?: string;
  readonly from?: FromNumber;
  readonly consent: {
    readonly boxes: readonly {
      readonly box: 'call' | 'now' | 'text' | 'email';
      readonly given: boolean;
      /** As shown; absent if the box was not shown. */
      readonly wording?: string;
    }[];
    readonly wordingVersion: number;
    readonly language: Language;
    readonly page?: string;
  };
}

/** One of the two leads to merge, as it is now. */
export interface MergeSide {
  readonly row: LeadRow;
  /** Sent back with the decision, to prove what was seen. */
  readonly version: number;
  readonly telShown?: string;
  readonly whyNoTel?: string;
  readonly email?: string;
  readonly consent: DeskLead['consent'];
  readonly attempts: number;
}

/** The effect of merging two leads, computed by the code that merges them. */
export interface MergePreview {
  readonly stays: MergeSide;
  readonly goes: MergeSide;
  /** Why they cannot be merged now, as a sentence; null if they can. */
  readonly refusal: string | null;
  /** The same, for programs and other languages. */
  readonly obstacle: MergeObstacle | null;
  /** The remaining lead after the merge; null if they cannot be merged. */
  readonly after: {
    readonly state: LeadState;
    readonly dueAt?: number;
    readonly windowUntil?: number;
    /** Whether the merge makes the next call earlier. */
    readonly sooner: boolean;
    /** The appointment of the lead that closes, and whether it is kept or canceled. Absent without one. */
    readonly appointment?: { readonly at: number; readonly isKept: boolean };
    /** The details that it takes from the lead that closes, because it lacks them, in the reader’s language. */
    readonly took: readonly string[];
    /** The tags that it lacks but doesn’t take, because a lead has at most 10. */
    readonly tagsLeft: readonly string[];
  } | null;
}

export interface LeadList {
  readonly leads: readonly LeadRow[];
  readonly next: string | null;
  /** Why nothing was found: no lead has this tag, or came from this source. */
  readonly unknown?: readonly UnusedCriterion[];
}

export type UnusedCriterion = 'tag' | 'cameFrom';

/** What leads can be filtered by, in the reader's language. */
export interface LeadOptions {
  /** `details`: those that the campaign wants to know. */
  readonly campaigns: readonly {
    readonly id: string;
    readonly name: string;
    readonly details: readonly ShownDetail[];
  }[];
  /**
   * Every outcome that a lead can have, retired ones included. Filtering by a built-in one finds each outcome of its meaning.
   */
  readonly outcomes: readonly {
    readonly id: string;
    readonly name: string;
    readonly means: Outcome;
    /** People may choose it now. */
    readonly isOffered: boolean;
  }[];
  /** Empty for agents, who see only their own leads. */
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

/** A saved view of the leads page: the query string of its URL. */
export interface LeadView {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

/** A reader's own views, and those shared with everyone. Each list is replaced as a whole, based on its version. */
export interface LeadViews {
  readonly own: { readonly version: number; readonly views: readonly LeadView[] };
  readonly shared: { readonly version: number; readonly views: readonly LeadView[] };
}

/** How many leads a search finds; null if that is unknown. */
export interface LeadCount {
  readonly count: number | null;
}

export interface CallbackRow {
  readonly leadId: string;
  readonly name: string;
  /** The last digits of the number, if there is no name. */
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
  readonly isAppointment?: true;
}

export interface CallbackList {
  readonly callbacks: readonly CallbackRow[];
  readonly next: string | null;
}

/** A voicemail message or call recording. The audio is at `/api/leads/:id/recordings/:id`. */
export interface SoundView {
  readonly id: string;
  readonly kind: 'message' | 'conversation';
  readonly at: number;
  /** 0 while it is being recorded. */
  readonly seconds: number;
}

/** Why a lead waits now: the reason that stands closest to an offer, and how many agents it concerns. */
export interface WaitView {
  readonly why: WaitReason['why'];
  readonly count: number;
  /** With `offline`: when the first agent who could take it is scheduled to begin, if that is known. */
  readonly nextShiftAt?: number;
}

/** What a lead asked for, with names. */
interface AskedView {
  /** Empty: every agent. */
  readonly teams: readonly string[];
  /** Absent where the step waives or only prefers it, like skills and sites. */
  readonly language?: Language;
  readonly skills: readonly { readonly name: string; readonly level: number }[];
  /** Absent: wherever the agent works. */
  readonly sites?: readonly string[];
}

/** A routing decision: why each agent was or was not offered the lead. */
export interface DecisionView {
  readonly epoch: number;
  readonly at: number;
  readonly policyVersion: number;
  /** The version of the roster: a digest of the teams, sites, languages and skills of everyone listed. */
  readonly roster?: string;
  /** The name of the policy's rule that matched the lead; absent where none did. */
  readonly rule?: string;
  /** The order that applied, such as `roundRobin`. */
  readonly order: string;
  readonly step: number;
  /** The burn of the speed budget if it was above 1: each step began at half its age. */
  readonly burn?: number;
  readonly priorityMs: number;
  /** What the lead required at this step, with names. Absent in records of earlier versions, like `offerTo`. */
  readonly asked?: AskedView & {
    /** What the step preferred. If it's met, with names: only those who have all of it were eligible. */
    readonly preferred?: Partial<AskedView> & Pick<Preferred, 'needs' | 'isMet'>;
    /** Supervisors who take leads as well, whatever their teams, sites and skills. */
    readonly supervisors?: true;
  };
  readonly offerTo?: number;
  /** The step offers it to everyone; the order decides who are the first `offerTo`. */
  readonly toEveryone?: true;
  /** Whether the record agrees with the choice recomputed from it; null if an earlier version recorded too little. */
  readonly agrees: boolean | null;
  readonly winners: readonly {
    readonly agentId: string;
    readonly name: string;
    readonly idleMs: number;
    /** The number that decided a tie; the lowest won. Absent without a tie. */
    readonly draw?: number;
  }[];
  readonly passedOver: readonly {
    readonly reason: string;
    readonly agents: readonly {
      readonly id: string;
      readonly name: string;
      /** In the order that applied, for those who ranked behind; the lowest goes first. */
      readonly rank?: number;
    }[];
  }[];
}

/** A choice that is only tried. `drawnAmong`: the names in the draw; absent if there was none. */
export interface TriedDecisionView extends DecisionView {
  readonly drawnAmong?: readonly string[];
}

/** The time at which a requested call would be scheduled. `why` is null if it is the requested time. */
export interface CallbackTimePreview {
  readonly askedAt: number;
  /** null: it cannot be scheduled at all. */
  readonly dueAt: number | null;
  readonly why: MovedBecause | null;
  /** All calls at that time are taken: up to three free times around it, oldest first. Absent while a place is left. */
  readonly nearest?: readonly number[];
}
