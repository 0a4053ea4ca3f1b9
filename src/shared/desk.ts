/** What the desk shows, as the socket sends it (deskEvents.ts). Times are milliseconds since 1970 on the server’s clock. */
import type {
  Activity,
  AwayReason,
  DeclineMeaning,
  Presence,
  Reach,
  SystemReason,
} from '../core/vocabulary/presence.ts';
import type { ContactBasis } from '../core/law/mayContact.ts';
import type { Answer, FormField } from '../core/vocabulary/form.ts';
import type { Language, Wording } from '../core/vocabulary/language.ts';
import type { AgentOutcome, Outcome } from '../core/vocabulary/outcomes.ts';
import type { InquirySource } from '../core/vocabulary/inquirySources.ts';
import type { OrderName } from '../core/vocabulary/orders.ts';
import type { ScoreBand } from '../core/vocabulary/score.ts';
import type { LeadState } from '../core/vocabulary/states.ts';
import type { PromiseReason } from '../core/vocabulary/promise.ts';
import type { DeskCall } from './deskCall.ts';

/** A waiting lead is offered only to this agent until `until`, then to anyone. Status and reach are the agent's now. */
export interface Reservation {
  readonly agentId: string;
  readonly name: string;
  readonly until: number;
  readonly presence: Presence;
  readonly reach: Reach;
}

export interface LawView {
  /** Calls are allowed until then, or from then on. */
  readonly until?: number;
  readonly from?: number;
  /** The statute, such as 47 CFR 64.1200(c)(1). */
  readonly citation?: string;
  /** What permits calls at all, and its statute. */
  readonly basis?: { readonly kind: Exclude<ContactBasis, 'agreedTime' | 'liveCall'>; readonly citation: string };
}

/** Where one inquiry came from. */
export interface TouchView {
  readonly at: number;
  readonly kind: InquirySource;
  /** The source as the link said it, or as it follows from what is known. */
  readonly source?: string;
  /** The campaign of the link. */
  readonly campaign?: string;
  readonly page?: string;
  readonly referrer?: string;
  readonly landing?: string;
  /** The number of ours that they called. */
  readonly dialed?: string;
  /** The other parameters of the link, and the click ids of ad networks. */
  readonly tags: readonly (readonly [string, string])[];
  readonly clicks: readonly (readonly [string, string])[];
}

/** A lead as its agent sees it. `tel` is present only once contact is allowed and the agent owns the lead. */
export interface DeskLead {
  readonly id: string;
  readonly state: LeadState;
  readonly epoch: number;
  readonly campaign: { readonly id: string; readonly name: string };
  readonly person: {
    readonly name: string;
    readonly language: Language;
    /** The customer's most likely time zone, used for their local time. */
    readonly zone: string;
    readonly email?: string;
    /** E.164 and in national format. Absent while the agent may not call it; `whyNoTel` has the reason. */
    readonly tel?: string;
    readonly telShown?: string;
    readonly whyNoTel?: string;
    /** The number is valid but in an unknown range, so the agent should check it before calling. */
    readonly isUnknownRange?: boolean;
    /** Whether the law allows a call now; absent if it does not apply. */
    readonly law?: LawView;
  };
  /** Absent if its campaign doesn't score. */
  readonly score?: ScoreView;
  readonly interest?: string;
  readonly message?: string;
  readonly answers: readonly { readonly label: string; readonly value: string }[];
  /** On an offer, the score comes first. */
  readonly tags: readonly string[];
  /** The details that the viewer may change, in the order in which to ask for them; empty for none. */
  readonly profile: readonly ProfileField[];
  /** The questions of the campaign's survey; empty for viewers who aren't concerned. */
  readonly survey: readonly SurveyItem[];
  /** Where the customer came from: first, and last if that was another inquiry. Null if nothing is known. */
  readonly touches: { readonly first: TouchView; readonly last?: TouchView } | null;
  readonly consent: {
    readonly call: boolean;
    readonly now: boolean;
    readonly text: boolean;
    readonly email: boolean;
    readonly at: number;
  } | null;
  readonly script: string;
  /** After the opening: the first one is where it begins, and one without choices is an end. */
  readonly scriptSteps: readonly ShownStep[];
  readonly objections: readonly { readonly title: string; readonly answer: string }[];
  /** The outcomes that the viewer may choose, in display order. */
  readonly outcomes: readonly DeskOutcome[];
  readonly waitingSince: number;
  /** Present only while the lead is reserved for one agent. */
  readonly reservedFor?: Reservation;
  /** Oldest first, including those of merged leads. */
  readonly inquiries: readonly {
    readonly at: number;
    readonly kind: InquirySource;
    readonly interest?: string;
    readonly message?: string;
    readonly from?: FromNumber;
  }[];
  readonly history: readonly TimelineItem[];
  readonly promise: DeskPromise | null;
  /** Agreed on and still ahead, whether or not something else is due before. */
  readonly appointment?: { readonly at: number; readonly place?: string };
  readonly attempts: number;
  readonly previousLeadId?: string;
  /** The open lead that continues this closed one, if closing it was a mistake. */
  readonly continuedAs?: string;
  /** The lead that this closed one was merged into. */
  readonly mergedInto?: string;
  /** Numbers of leads merged into this one: shown, but never dialed from here. */
  readonly otherNumbers: readonly OtherNumber[];
  readonly suspectedDuplicates: number;
  /** The deadline of the current state, if it has one: connecting, wrapUp. */
  readonly deadlineAt: number | null;
  /** In wrapUp: the latest time to which the owner may extend the deadline. */
  readonly deadlineMost?: number;
  readonly talkingAt: number | null;
  readonly outcome?: Outcome;
  /** The business's own outcome, if it isn't a built-in one. */
  readonly outcomeId?: string;
  /** The business's own words, in the viewer's language; absent where the default text is right. */
  readonly outcomeLabel?: string;
  /** Of a sale; absent if it isn't known. */
  readonly saleValue?: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly note?: string;
  /** For supervisors: the desk of the agent on the call is gone, so the lead may be reassigned, or any action is allowed. */
  readonly takeOver?: 'reassign' | 'anything';
  /** The call over the phone network; absent while the agent dials by hand. */
  readonly call?: DeskCall;
}

/** How promising a lead is, in the viewer's language. */
export interface ScoreView {
  /** 0–100. */
  readonly points: number;
  readonly band: ScoreBand;
  /** In a few words with the strongest reason, and all reasons, one on each line. */
  readonly text: string;
  readonly why: string;
  /** What made it: the rules, or which version of the model. */
  readonly by: string;
  /** Strongest first. `points`: of a rule. */
  readonly reasons: readonly { readonly text: string; readonly raises: boolean; readonly points?: number }[];
}

/** What to say, in the customer's language; the answers to it, and the steps that follow, in the viewer's. */
export interface ShownStep {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly to: string }[];
}

/** One outcome to choose. */
export interface DeskOutcome {
  readonly id: string;
  readonly means: AgentOutcome;
  /** Such as `1` or `Shift+1`; it stays the same in every campaign. */
  readonly key?: string;
  /** The business's own words, in the viewer's language; absent where the default text is right. */
  readonly label?: string;
  /** Whether to ask for the value of the sale; absent for never. */
  readonly asksValue?: 'ask' | 'required';
}

/** One detail of the customer that can be changed. */
export interface ProfileField {
  /** Its place in `ProfileChanges`, and in mistakes about it, such as `email` or `answers.bill`. */
  readonly path: string;
  /** Of the campaign's own field, in the viewer's language; the catalogs have those of the others. */
  readonly label?: string;
  /** Why we ask. */
  readonly why?: string;
  readonly kind: FormField['kind'] | 'email';
  /** Labels in the viewer's language; the catalogs have those of languages. */
  readonly choices?: readonly { readonly value: string; readonly label?: string }[];
  readonly value: Answer | null;
  /** It can be changed, but not removed. */
  readonly isRequired: boolean;
}

/** One question of the survey, to ask or to correct where `profile` isn't empty. Its path is such as `survey.question1`. */
export interface SurveyItem extends ProfileField {
  readonly label: string;
  readonly isRefused: boolean;
  /** The answer in words; empty without one. */
  readonly answer: string;
  /** No longer asked, but answered on this lead. */
  readonly isRetired?: true;
}

/** A changed detail in the history, as texts; empty for no value. Without `to`, the viewer may not see the values. */
export interface ShownEdit {
  readonly field: string;
  readonly label?: string;
  readonly from?: string;
  readonly to?: string;
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

/** The number that something came from, if it is not the lead's own: that of a merged lead. */
export interface FromNumber {
  readonly leadId: string;
  readonly name: string;
  readonly numberEnd?: string;
}

export interface TimelineItem {
  readonly seq: number;
  readonly at: number;
  /** A closed list of kinds; the catalogs have a sentence for each under `timeline.<kind>`. */
  readonly kind: string;
  /** The other lead in the entry. */
  readonly lead?: FromNumber;
  /** Who did it: a name, `prospect` or `system`. */
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DeskPromise {
  readonly leadId: string;
  readonly name: string;
  /** The last digits of the number, if there is no name. */
  readonly numberEnd?: string;
  readonly interest?: string;
  readonly campaign: string;
  readonly dueAt: number;
  readonly windowUntil: number;
  readonly why: PromiseReason;
  readonly mine: boolean;
  /** The agent who calls; absent for anyone. */
  readonly ownerId?: string;
  readonly owner?: string;
  readonly attemptsMade: number;
  /** The time of an appointment that business hours or the law no longer permit. */
  readonly agreedFor?: number;
  /** It is an appointment, at `place` unless it is a call. */
  readonly isAppointment?: true;
  readonly place?: string;
}

export interface DeskOffer {
  readonly offerId: string;
  readonly epoch: number;
  readonly lead: DeskLead;
  /** Why this agent: a code with values, for `why.<code>` of the catalogs. */
  readonly why: OfferWhy;
  readonly expiresAt: number;
  readonly remainingMs: number;
  /** The total duration of the offer, to draw the share that is left. */
  readonly totalMs: number;
  /** Reasons to decline by id, in the agent's language, each with its effect. */
  readonly declineReasons: readonly { readonly id: string; readonly label: string; readonly means: DeclineMeaning }[];
}

export interface OfferWhy {
  readonly code: OrderName | 'yourPromise' | 'onlyOneLeft' | 'offeredAgain' | 'broadcast';
  readonly idleMs?: number;
  readonly candidates?: number;
}

export interface DeskPresence {
  readonly presence: Presence;
  readonly reason?: AwayReason | SystemReason;
  /** The business's own words for the reason; absent where the default text is right. */
  readonly reasonLabel?: Wording;
  /** The away reasons to choose from, in menu order; absent for the built-in ones. */
  readonly awayReasons?: readonly { readonly id: AwayReason; readonly label?: Wording }[];
  /** The supervisor who set it, and their reason. */
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
  /** The agent has their own phone, which the network rings while none of their browsers is ready. */
  readonly hasTelephone: boolean;
}

/** The agent's day, since local midnight of the business. */
export interface DeskDay {
  readonly offered: number;
  readonly accepted: number;
  readonly missed: number;
  readonly talked: number;
  readonly closed: number;
  readonly won: number;
}
