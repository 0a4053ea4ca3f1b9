/** What reports have in common: their groups with names, their periods, and the days that are still to be computed. */
import { countOf, countWithin, percentile, type Histogram } from '../../core/report/histogram.ts';
import {
  dateOf,
  datesBetween,
  dayEnd,
  daysFrom,
  dayStart,
  plusDays,
  weekdayOf,
  type LocalDate,
} from '../../core/report/localDays.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportBook } from '../../ports/reports.ts';
import { translator } from '../../shared/text/index.ts';
import { reportsText } from '../../shared/text/reports.ts';
import { SPEED_WITHIN, type Durations, type ReportPeriod, type SpeedBy } from '../../shared/reports.ts';
import type { CallersBy, WorkRow } from '../../shared/workReports.ts';
import { businessZone } from '../floor/businessDay.ts';
import { inLanguage, interestLabel } from '../present/wording.ts';
import { openDays } from './settleReports.ts';

/** How long a report waits for what isn't counted yet. The sweep continues. */
export const SETTLE_MS = 2 * SECOND;
const FOLD_MS = 3 * SECOND;

/** Today in the business's zone, and its zone. */
export async function businessToday(parts: Parts): Promise<{ readonly today: LocalDate; readonly zone: string }> {
  const zone = await businessZone(parts);
  return { today: dateOf(parts.clock.now(), zone), zone };
}

/** The period of the same length that ends where this one begins. */
export function previousPeriod({ from, to }: ReportPeriod): ReportPeriod {
  return { from: plusDays(from, -daysFrom(from, to)), to: plusDays(from, -1) };
}

type GroupBy = SpeedBy | CallersBy;

export type KeysOf = (row: { readonly campaignId: string; readonly key: string }, date: LocalDate) => readonly string[];

/** The groups that a row of a day belongs to. An agent in two teams counts in both, as their teams are now. */
export async function grouping(parts: Parts, by: GroupBy): Promise<KeysOf> {
  switch (by) {
    case 'day':
      return (_row, date) => [date];
    case 'weekday':
      return (_row, date) => [String(weekdayOf(date))];
    case 'campaign':
      return ({ campaignId }) => [campaignId];
    case 'team': {
      const teams = new Map((await parts.agents.all()).map(({ id, teamIds }) => [id, teamIds]));
      return ({ key }) => {
        const theirs = teams.get(key) ?? [];
        return theirs.length > 0 ? theirs : [''];
      };
    }
    default:
      return ({ key }) => [key];
  }
}

/** By key; also of what belongs to no source, agent, … */
export async function labelsOf(parts: Parts, by: GroupBy, language: Language): Promise<ReadonlyMap<string, string>> {
  return new Map([['', translator(reportsText, language)('none')], ...(await namesOf(parts, by, language))]);
}

async function namesOf(parts: Parts, by: GroupBy, language: Language): Promise<ReadonlyMap<string, string>> {
  switch (by) {
    case 'campaign':
      return new Map((await parts.campaigns.all()).map(({ id, name }) => [id, inLanguage(name, language)]));
    case 'agent': {
      const ids = (await parts.agents.all()).map(({ id }) => id);
      return parts.users.names(ids);
    }
    case 'team':
      return new Map((await parts.teams.all()).map(({ id, name }) => [id, name]));
    case 'interest': {
      const labels = (await parts.campaigns.all()).flatMap((campaign) =>
        campaign.interests.map(({ value }) => [value, interestLabel(campaign, value, language)] as const),
      );
      return new Map(labels);
    }
    default:
      return new Map();
  }
}

/** A row for each group of either period. `before`: absent if nothing is compared. */
export function rowsByGroup<Figures, Numbers>(
  now: ReadonlyMap<string, Figures>,
  before: ReadonlyMap<string, Figures> | undefined,
  labels: ReadonlyMap<string, string>,
  numbersOf: (figures: Figures | undefined) => Numbers,
): readonly WorkRow<Numbers>[] {
  return [...new Set([...now.keys(), ...(before?.keys() ?? [])])].map((key) => ({
    key,
    ...(labels.get(key) !== undefined && { label: labels.get(key) ?? key }),
    now: numbersOf(now.get(key)),
    ...(before && { before: numbersOf(before.get(key)) }),
  }));
}

/** Computes days that have lines and no figures yet, or aren't over, newest first. Returns how many are left after FOLD_MS. */
export async function foldMissing<Line, Rows>(
  parts: Pick<Parts, 'settings' | 'clock'>,
  book: ReportBook<Line, Rows>,
  zone: string,
  periods: readonly ReportPeriod[],
  fold: (date: LocalDate) => Promise<void>,
): Promise<number> {
  const stopAt = performance.now() + FOLD_MS;
  let left = 0;
  let count = 0;
  const open = new Set(await openDays(parts, zone, parts.clock.now()));
  for (const { from, to } of periods) {
    const span = await book.span(dayStart(from, zone), dayEnd(to, zone));
    if (!span) continue;
    const folded = new Set(await book.datesStored(zone, from, to));
    const missing = datesBetween(dateOf(span[0], zone), dateOf(span[1], zone)).filter(
      (date) => (!folded.has(date) || open.has(date)) && date >= from && date <= to,
    );
    for (const date of missing.toReversed()) {
      if (!open.has(date) && !(await book.span(dayStart(date, zone), dayEnd(date, zone)))) continue;
      // One at least, however busy the machine is.
      if (count > 0 && performance.now() > stopAt) left += 1;
      else await fold(date);
      count += 1;
    }
  }
  return left;
}

export function durations(histogram: Histogram): Durations {
  return {
    count: countOf(histogram),
    within: SPEED_WITHIN.map((seconds) => countWithin(histogram, seconds)),
    p50: percentile(histogram, 0.5),
    p90: percentile(histogram, 0.9),
  };
}
