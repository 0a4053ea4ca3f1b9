/** What the floor shows. */
import type { AlarmKind } from '../core/alarm/findAlarms.ts';
import type { TrendFigures } from '../core/report/trend.ts';
import type { Presence, AwayReason, SystemReason, Activity, Reach } from '../core/vocabulary/presence.ts';
import type { Wording } from '../core/vocabulary/language.ts';
import type { LeadState, OpenState } from '../core/vocabulary/states.ts';
import type { WaitView, CallbackRow } from './api.ts';
import type { Reservation } from './desk.ts';

export interface FloorAgent {
  readonly id: string;
  readonly name: string;
  readonly presence: Presence;
  readonly reason?: AwayReason | SystemReason;
  /** The business's own words for the reason; absent where the default text is right. */
  readonly reasonLabel?: Wording;
  /** The supervisor who set it, and their reason. */
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
    /** A conversation over the phone network, which supervisors can join. */
    readonly call?: { readonly onHold: boolean; readonly isConsulting: boolean };
  };
  /** Where the network rings the agent: `none` for nowhere, `byHand` without a network. */
  readonly phone: 'browser' | 'telephone' | 'none' | 'byHand';
  readonly missedInRow: number;
}

/** How many agents are scheduled now, and who of them isn't there, longest first. */
export interface FloorSchedule {
  readonly scheduled: number;
  readonly missing: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: number;
    /** They were there in these hours, and left. */
    readonly hasLeft: boolean;
  }[];
}

export interface FloorLead {
  readonly id: string;
  readonly name: string;
  /** The last digits of the number, if there is no name. */
  readonly numberEnd?: string;
  readonly campaign: string;
  readonly state: OpenState;
  readonly interest?: string;
  readonly waitingSince: number;
  readonly offeredTo?: string;
  readonly offerEndsAt?: number;
  readonly reservedFor?: Reservation;
  /** Absent unless it waits in the queue. */
  readonly waits?: WaitView;
  /** No agent could take it, not even after their current work. */
  readonly isUnattended?: true;
  /** A callback that comes as soon as an agent is free. */
  readonly isCallback?: true;
}

/** An alert on the floor. */
export interface FloorAlarm {
  readonly key: string;
  readonly kind: AlarmKind;
  readonly since: number;
  readonly leadId?: string;
  /** The lead's name, if known. */
  readonly name?: string;
  readonly numberEnd?: string;
  readonly agent?: string;
  readonly campaign?: string;
  /** Who marked it as seen. */
  readonly seenBy?: string;
}

export interface Conservation {
  readonly open: number;
  readonly accounted: number;
  readonly unaccounted: number;
  readonly repaired: number;
  readonly checkedAt: number;
  /** Violations by kind of exception; empty if there are none. */
  readonly exceptions: Readonly<Record<string, number>>;
}

/** Today against the same weekday of last week. */
export interface FloorTrends {
  /** Both days are counted up to this time of day, in this time zone. */
  readonly at: number;
  readonly zone: string;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Seconds from arrival to conversation. */
  readonly target: number;
  /** null while today is still to be counted. */
  readonly now: TrendFigures | null;
  /** null if no lead arrived by then. */
  readonly before: TrendFigures | null;
}

/** A campaign's speed objective, and how it fares in the last hour. */
export interface FloorSpeed {
  readonly campaign: string;
  /** So many percent of leads are to be in conversation within this time of their arrival. */
  readonly percent: number;
  readonly withinMs: number;
  /** Leads that arrived in the last hour and were in conversation or out of time, and of those the missed ones. */
  readonly decided: number;
  readonly missed: number;
  /** The share missed ÷ the share allowed: above 1, routing steps begin at half their age. null: too few leads. */
  readonly burn: number | null;
}

export interface Floor {
  readonly serverNow: number;
  /**
   * Campaigns by name in the reader's language, for filters. `reservedMs`: how long an assigned lead is reserved for its
   * agent.
   */
  readonly campaigns: readonly { readonly id: string; readonly name: string; readonly reservedMs: number }[];
  readonly waiting: readonly FloorLead[];
  readonly waitingTotal: number;
  /** Since when the one waits that has waited longest, listed or not; null if none waits, or if it took too long to find. */
  readonly waitingSince: number | null;
  /**
   * How many customers wait, or are to be called when an agent is back, without any agent who could take them, and since
   * when the first one waits.
   */
  readonly unattended: { readonly count: number; readonly since: number } | null;
  readonly agents: readonly FloorAgent[];
  /** null if no agent has a schedule. */
  readonly schedule: FloorSchedule | null;
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
    /** Median seconds from arrival to conversation today; null if there were none. */
    readonly medianSecondsToTalk: number | null;
    /** Callbacks and appointments that came due today, and those of them for which someone called or came in time. */
    readonly promises: { readonly due: number; readonly kept: number };
  };
  /** Of campaigns with an objective, the one that burns most first. */
  readonly speed: readonly FloorSpeed[];
  readonly trends: FloorTrends;
  readonly conservation: Conservation;
  readonly alarms: readonly FloorAlarm[];
  /** `clockOffsetMs`: routing stopped because this server's clock differs too much from the database's. */
  readonly routing: { readonly running: boolean; readonly clockOffsetMs?: number };
}
