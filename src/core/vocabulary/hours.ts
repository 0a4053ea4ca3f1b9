/** When a business is open, and when an agent is scheduled. Hours are local; minutes count from local midnight. */
import type { Moment } from './time.ts';

/** Within a day: `from` below `to`, which is at most 1440. Hours over midnight are two. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** By ISO weekday; 1 is Monday. */
export type WeeklyHours = Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly DaySpan[]>>;

/** Opening hours in the business's zone; core/callback/hours.ts answers questions about them. */
export interface OpeningHours {
  readonly zone: string;
  /** `null` is open around the clock. */
  readonly weekly: WeeklyHours | null;
  /** Local dates, `YYYY-MM-DD`, when the business is closed. */
  readonly holidays: readonly string[];
}

/** Why an agent is away for whole days. */
export const ABSENCES = ['vacation', 'sick', 'other'] as const;
export type Absence = (typeof ABSENCES)[number];

/** Local dates, `YYYY-MM-DD`, both included, on which the weekly hours don't apply. */
export type ScheduleException = {
  readonly from: string;
  readonly until: string;
} & ({ readonly kind: Absence } | { readonly kind: 'hours'; readonly spans: readonly DaySpan[] });

export const MOST_EXCEPTIONS = 100;

/** When an agent is to work, in the business's zone; core/agent/schedule.ts answers questions about it. */
export interface Schedule {
  readonly weekly: WeeklyHours;
  readonly exceptions: readonly ScheduleException[];
}

/** A schedule as stored. Those of earlier versions don't say when they were saved. */
export interface SavedSchedule {
  readonly schedule: Schedule;
  readonly savedAt?: Moment;
}
