/** Opening hours as a form shows them: times of the day as text, a week to start from, one day copied to others. */
import type { OpeningHours } from '../../../core/campaign.ts';

export type Weekly = NonNullable<OpeningHours['weekly']>;
export type Span = Weekly[1][number];
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Day = (typeof DAYS)[number];

const DAY_END = 24 * 60;
const OFFICE: Span = { from: 9 * 60, to: 18 * 60 };

/** Monday to Friday, nine to six. */
export const OFFICE_WEEK: Weekly = {
  ...{ 1: [OFFICE], 2: [OFFICE], 3: [OFFICE], 4: [OFFICE], 5: [OFFICE] },
  ...{ 6: [], 7: [] },
};

/** Minutes since midnight as a time field writes them. The end of the day is 00:00 there. */
export function toTimeInput(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

/** The minutes of a time field; null while it is incomplete. As an end, midnight is the end of the day. */
export function fromTimeInput(text: string, edge: 'from' | 'to'): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const value = Number(hours) * 60 + Number(minutes);
  return edge === 'to' && value === 0 ? DAY_END : value;
}

/** The span that is proposed next: after the last one, an hour later, or the office hours on an empty day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return OFFICE;
  const from = Math.min(last.to + 60, DAY_END - 60);
  return { from, to: Math.min(from + 3 * 60, DAY_END) };
}

/** The week with the spans of one day on others: on all workdays when it is one, else on the other day off. */
export function copyDay(week: Weekly, day: Day): Weekly {
  const others: readonly Day[] = day <= 5 ? [1, 2, 3, 4, 5] : [6, 7];
  return { ...week, ...Object.fromEntries(others.map((other) => [other, week[day]])) };
}
