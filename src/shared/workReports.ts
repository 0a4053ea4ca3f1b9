/** Responses of the reports about work: of agents and of callers. Counted when it happened, not when the lead arrived. */
import type { AwayCount } from '../core/vocabulary/presence.ts';
import type { Durations, ReportPeriod } from './reports.ts';

/** What is counted of leads can be grouped by each of these. */
export const COMMON_BY = ['campaign', 'source', 'agent', 'team', 'interest', 'day', 'hour', 'weekday'] as const;
export type CommonBy = (typeof COMMON_BY)[number];

export const AGENTS_BY = ['agent', 'team', 'campaign', 'source', 'interest', 'day', 'hour', 'weekday'] as const;
export type AgentsBy = (typeof AGENTS_BY)[number];

export interface AgentNumbers {
  readonly offered: number;
  readonly accepted: number;
  readonly declined: number;
  readonly missed: number;
  readonly talked: number;
  /** Wrap-ups that ended. */
  readonly wrapped: number;
  /** All times in seconds. */
  readonly talkSeconds: number;
  readonly wrapUpSeconds: number;
  readonly closed: number;
  readonly won: number;
  readonly promisesDue: number;
  readonly promisesKept: number;
  /** By the reason's ID. */
  readonly declines: Readonly<Record<string, number>>;
  /** Absent where work is of one campaign, source or interest: no one is available for one alone. */
  readonly time?: AgentTime;
}

/** Seconds. */
export interface AgentTime {
  readonly available: number;
  readonly away: number;
  /** On a call or in wrap-up; two leads at once count once. */
  readonly busy: number;
  /** Available, or busy: what occupancy is a share of. */
  readonly staffed: number;
  readonly awayBy: Readonly<Record<string, number>>;
  /** By what the reason counts as today, also for time before that was changed. Away set by the service is paid. */
  readonly awayAs: Readonly<Record<AwayCount, number>>;
}

export interface ReportHead {
  readonly zone: string;
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly countedUntil: number;
  readonly missingDays: number;
}

export interface WorkRow<Numbers> {
  /** An identifier, date, hour (0 to 23), half hour (0 to 47) or weekday (1 is Monday). Empty for none. */
  readonly key: string;
  readonly label?: string;
  readonly now: Numbers;
  readonly before?: Numbers;
}

/** Words for what is counted by reason. */
export interface ReasonWords {
  /** The reasons in `declines`, in the business's words. */
  readonly reasons: readonly { readonly id: string; readonly name: string }[];
  /** The business's own words for away reasons, by ID, retired ones included; the catalogs have those of the others. */
  readonly awayNames: Readonly<Record<string, string>>;
}

/** `GET /api/reports/agents`. */
export interface AgentsReport extends ReportHead, ReasonWords {
  readonly by: AgentsBy;
  readonly total: AgentNumbers;
  readonly before: AgentNumbers | null;
  readonly rows: readonly WorkRow<AgentNumbers>[];
}

/** `GET /api/my/week`: the reader's own figures, by day. */
export interface MyWeek extends ReasonWords {
  readonly zone: string;
  readonly countedUntil: number;
  readonly week: ReportPeriod;
  readonly lastWeek: ReportPeriod;
  readonly total: AgentNumbers;
  /** Of last week, up to the same weekday: that is what this week is compared with. */
  readonly before: AgentNumbers;
  /** Monday to Sunday, without those to come. */
  readonly days: readonly WeekDay[];
}

export interface WeekDay {
  readonly date: string;
  readonly now: AgentNumbers;
  /** The same weekday of last week. */
  readonly before: AgentNumbers;
}

export const CALLERS_BY = [
  ...(['halfHour', 'hour', 'day', 'weekday'] as const),
  ...(['campaign', 'source', 'interest', 'agent', 'team'] as const),
] as const;
export type CallersBy = (typeof CALLERS_BY)[number];

/** Callers in line whose wait is over. */
export interface CallerNumbers {
  readonly arrived: number;
  readonly answered: number;
  /** Hung up after the short time or later. */
  readonly abandoned: number;
  /** Hung up sooner. */
  readonly short: number;
  /** Left a message instead of waiting. */
  readonly messages: number;
  /** Asked to be called when it's their turn. */
  readonly asked: number;
  /** No one could take the call, and we promised to call back. */
  readonly promised: number;
  /** Answered within the target. */
  readonly inTarget: number;
  readonly answer: Durations;
  readonly abandon: Durations;
  /** Messages of callers who weren't in line, as outside business hours. */
  readonly otherMessages: number;
}

/** `GET /api/reports/callers`. */
export interface CallersReport extends ReportHead {
  readonly by: CallersBy;
  /** Seconds. */
  readonly target: number;
  readonly short: number;
  /** The percent that the business wants to answer in time; null with another target or short time than its goal's. */
  readonly goal: number | null;
  readonly total: CallerNumbers;
  readonly before: CallerNumbers | null;
  readonly rows: readonly WorkRow<CallerNumbers>[];
}

/** What the service level is a share of: everyone but those who hung up at once. */
export function countedCallers({ arrived, short }: CallerNumbers): number {
  return arrived - short;
}
