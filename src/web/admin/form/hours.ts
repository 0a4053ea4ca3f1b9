/** Business hours as a form shows them: times as text, a default week, copying one day to others. */
import type { OpeningHours } from '../../../core/vocabulary/hours.ts';

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Day = (typeof DAYS)[number];
/** As typed: null for an empty time field, which the server reports as missing. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}
export type Weekly = Readonly<Record<Day, readonly Span[]>>;

const DAY_END = 24 * 60;
const OFFICE = { from: 9 * 60, to: 18 * 60 };

/** Monday to Friday, 9 to 6. */
export const OFFICE_WEEK: NonNullable<OpeningHours['weekly']> = {
  1: [OFFICE],
  2: [OFFICE],
  3: [OFFICE],
  4: [OFFICE],
  5: [OFFICE],
  6: [],
  7: [],
};

/** Minutes since midnight as a time input's value. The end of the day is 00:00. */
export function toTimeInput(minutes: number | null): string {
  if (minutes === null) return '';
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

/** Minutes of a time input's value; null while it is empty or incomplete. As an end, midnight is the end of the day. */
export function fromTimeInput(text: string, edge: 'from' | 'to'): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const value = Number(hours) * 60 + Number(minutes);
  return edge === 'to' && value === 0 ? DAY_END : value;
}

/** The next suggested span: one hour after the last one, or office hours on an empty day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return OFFICE;
  const end = last.to ?? last.from ?? OFFICE.to;
  const from = Math.min(end + 60, DAY_END - 60);
  return { from, to: Math.min(from + 3 * 60, DAY_END) };
}

/** Copies a day's spans: from a workday to all workdays, from a weekend day to the other one. */
export function copyDay(week: Weekly, day: Day): Weekly {
  const others: readonly Day[] = day <= 5 ? [1, 2, 3, 4, 5] : [6, 7];
  return { ...week, ...Object.fromEntries(others.map((other) => [other, week[day]])) };
}
