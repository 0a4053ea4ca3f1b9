/** Responses of the report routes. The server builds them field by field and the browser reads them. */

/** What the rows of the speed report stand for. */
export const SPEED_BY = [
  ...(['day', 'campaign', 'source', 'firstSource', 'lastSource'] as const),
  ...(['agent', 'team', 'interest', 'hour', 'weekday'] as const),
] as const;
export type SpeedBy = (typeof SPEED_BY)[number];

/** The longest period of a report. */
export const MOST_REPORT_DAYS = 366;

/** Target times in seconds. */
export const SPEED_TARGETS = [10, 20, 30, 60, 120, 300, 900, 3600] as const;

/** Unless another one is chosen. */
export const DEFAULT_SPEED_TARGET = 60;

/** The durations in seconds that `within` counts up to. */
export const SPEED_WITHIN = [5, 10, 20, 30, 60, 120, 300, 900, 1800, 3600, 14_400, 86_400] as const;

/** How long something took for the leads whose call was not set for a later time. */
export interface Durations {
  /** How many leads got there at all. */
  readonly count: number;
  /** How many of them within each of SPEED_WITHIN. */
  readonly within: readonly number[];
  /** Seconds; null if none got there. */
  readonly p50: number | null;
  readonly p90: number | null;
}

/** Of the leads that arrived in a period. Spam counts only as spam and among the outcomes. */
export interface SpeedNumbers {
  readonly leads: number;
  /** Those that were to be called as soon as possible: the others got a time on arrival. */
  readonly immediate: number;
  readonly spam: number;
  readonly offered: number;
  readonly accepted: number;
  readonly talked: number;
  readonly won: number;
  readonly closed: number;
  /** Of the immediate ones, those in conversation within the target time. */
  readonly inTarget: number;
  readonly toOffer: Durations;
  readonly toTalk: Durations;
  /** Dials up to the first conversation. */
  readonly attempts: number;
  readonly promisesKept: number;
  readonly promisesMissed: number;
  /** The value of all sales whose value is known; null if that is none of those won. */
  readonly saleValue: number | null;
  /** By ID. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What was entered for the period, of a row for its source, day or weekday; absent without any, and in reports without costs. */
  readonly cost?: number;
}

/** null without a cost, and where there is nothing to divide it by. */
export function costPer({ cost, ...counts }: SpeedNumbers, what: 'talked' | 'won'): number | null {
  return cost === undefined || counts[what] === 0 ? null : cost / counts[what];
}

/** For each unit of cost. null without a cost, and if no value is known. */
export function returnOnCost({ cost, saleValue }: SpeedNumbers): number | null {
  return cost === undefined || cost === 0 || saleValue === null ? null : saleValue / cost;
}

/** null without leads, and if no value is known. */
export function valuePerLead({ saleValue, leads }: SpeedNumbers): number | null {
  return leads === 0 || saleValue === null ? null : saleValue / leads;
}

export interface SpeedRow {
  /** An identifier, date, hour (0 to 23) or weekday (1 is Monday). Empty for leads that have none. */
  readonly key: string;
  /** The name of a campaign, agent, team or interest; absent for the rest, and for what is deleted. */
  readonly label?: string;
  readonly now: SpeedNumbers;
  /** In the period compared with. Absent when nothing is compared. */
  readonly before?: SpeedNumbers;
}

/** Dates of the business's calendar, both included. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

/** `GET /api/reports/speed`. */
export interface SpeedReport {
  readonly zone: string;
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly by: SpeedBy;
  /** Seconds. */
  readonly target: number;
  /** Everything that happened until then is counted. */
  readonly countedUntil: number;
  /** How many days of the periods are still to be computed; the others are complete. */
  readonly missingDays: number;
  readonly total: SpeedNumbers;
  readonly before: SpeedNumbers | null;
  /** The outcomes in the report, in display order and the reader's language. */
  readonly outcomes: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly SpeedRow[];
  /** One per day of the period, without gaps. */
  readonly days: readonly SpeedDay[];
  /** ISO 4217, of costs and sales. */
  readonly currency: string;
  /** Whether rows have costs: by source, or by day or weekday if there are any, for all campaigns. They’re entered by source and day alone. */
  readonly hasCosts: boolean;
  /** Why costs that were entered aren’t in the rows: one campaign was chosen, or groups that have none. The total has those of all campaigns. */
  readonly costsLeftOut?: 'campaign' | 'group';
}

export interface SpeedDay {
  readonly date: string;
  readonly leads: number;
  readonly immediate: number;
  readonly inTarget: number;
}
