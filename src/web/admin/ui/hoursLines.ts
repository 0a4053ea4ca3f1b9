/** Hours and exceptions of a schedule, as lines to read in the audit log and in edit conflicts. Pure. */
import type { Language } from '../../../core/vocabulary/language.ts';
import type { Schedule, ScheduleException, WeeklyHours } from '../../../core/vocabulary/hours.ts';
import { MINUTE } from '../../../core/vocabulary/time.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminPeopleText } from '../../../shared/text/adminPeople.ts';
import { translator } from '../../../shared/text/index.ts';
import { timeOf } from '../../base/format.ts';
import { DAYS, type Span } from '../form/hours.ts';

/** Null if the value at this path isn't hours. A time that is still empty, in an edit conflict, reads as “…”. */
export function hoursLines(path: string, value: unknown, reads: Language): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (/(^|\.)weekly\.[1-7]$/.test(path)) return [spansLine(value as readonly Span[], reads)];
  if (/(^|\.)weekly$/.test(path)) return weekLines(value as WeeklyHours, reads);
  if (path === 'schedule.exceptions') return (value as Schedule['exceptions']).map((one) => exceptionLine(one, reads));
  if (path !== 'schedule') return null;
  const { weekly, exceptions } = value as Schedule;
  return [...weekLines(weekly, reads), ...exceptions.map((one) => exceptionLine(one, reads))];
}

function weekLines(weekly: WeeklyHours, reads: Language): readonly string[] {
  const t = translator(adminFieldsText, reads);
  return DAYS.map((day) => `${t(`*.weekly.${day}`)}: ${spansLine(weekly[day], reads)}`);
}

function exceptionLine(exception: ScheduleException, reads: Language): string {
  const t = translator(adminPeopleText, reads);
  const { from, until, kind } = exception;
  const dates = from === until ? from : `${from} – ${until}`;
  return `${dates}: ${kind === 'hours' ? spansLine(exception.spans, reads) : t(`schedule.kind.${kind}`)}`;
}

function spansLine(spans: readonly Span[], reads: Language): string {
  const time = (minutes: number | null) => (minutes === null ? '…' : timeOf(minutes * MINUTE, reads, 'UTC'));
  return spans.length === 0 ? '–' : spans.map(({ from, to }) => `${time(from)} – ${time(to)}`).join(', ');
}
