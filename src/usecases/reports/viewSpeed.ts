/**
 * The speed report: of the leads that arrived in a period, how fast and how far they got. It adds up the stored figures
 * of days, so a year of a busy floor is a few hundred small documents.
 */
import { sumCosts } from '../../core/administration/costs.ts';
import { countOf, countWithin, percentile } from '../../core/report/histogram.ts';
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
import { addFigures, noFigures, stored, type DayTable, type SpeedFigures } from '../../core/report/speedFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import {
  SPEED_WITHIN,
  type Durations,
  type ReportPeriod,
  type SpeedBy,
  type SpeedNumbers,
  type SpeedReport,
} from '../../shared/reports.ts';
import { viewCosts } from '../admin/costs.ts';
import { businessZone } from '../floor/businessDay.ts';
import { currencyFor } from '../lead/context.ts';
import { inLanguage, interestLabel, outcomeNames } from '../present/wording.ts';
import { foldDay, settleReports } from './settleReports.ts';

/** How long a report waits for what isn't counted yet. The sweep continues. */
const SETTLE_MS = 2 * SECOND;
const FOLD_MS = 3 * SECOND;

export interface SpeedQuery {
  readonly period: ReportPeriod;
  /** With an earlier period of the same length, or none. */
  readonly compared: ReportPeriod | null;
  readonly by: SpeedBy;
  readonly campaignId?: string;
  /** Seconds. */
  readonly target: number;
}

const TABLE: Readonly<Record<SpeedBy, DayTable>> = {
  day: 'total',
  campaign: 'total',
  source: 'source',
  agent: 'agent',
  team: 'agent',
  interest: 'interest',
  hour: 'hour',
  weekday: 'total',
};

export async function viewSpeed(parts: Parts, query: SpeedQuery, language: Language): Promise<SpeedReport> {
  const { period, compared, by, target } = query;
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const missingDays = await foldMissing(parts, zone, compared ? [period, compared] : [period]);
  const keysOf = await grouping(parts, by);
  const sum = (between: ReportPeriod) => sumDays(parts, zone, query, between, keysOf);
  const hasCosts = by === 'source' && query.campaignId === undefined;
  const costs = (between: ReportPeriod | null) => (hasCosts && between ? costsBySource(parts, between) : NO_COSTS);
  const [now, before, labels, business, cost, costBefore] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
    parts.business.get(),
    costs(period),
    costs(compared),
  ]);
  const keys = [
    ...new Set([
      ...now.groups.keys(),
      ...(before?.groups.keys() ?? []),
      ...cost.bySource.keys(),
      ...costBefore.bySource.keys(),
    ]),
  ];
  const outcomes = [now, ...(before ? [before] : [])].flatMap(({ total }) => Object.keys(total.outcomes));
  const numbers = (figures: SpeedFigures | undefined, amount?: number): SpeedNumbers => ({
    ...present(figures ?? noFigures(), target),
    ...(amount !== undefined && { cost: amount }),
  });
  return {
    zone,
    period,
    compared,
    by,
    target,
    countedUntil,
    missingDays,
    total: numbers(now.total, cost.total),
    before: before && numbers(before.total, costBefore.total),
    outcomes: outcomeNames(business, new Set(outcomes), language),
    rows: keys.map((key) => ({
      key,
      ...(labels.get(key) !== undefined && { label: labels.get(key) ?? key }),
      now: numbers(now.groups.get(key), cost.bySource.get(key)),
      ...(before && { before: numbers(before.groups.get(key), costBefore.bySource.get(key)) }),
    })),
    days: datesBetween(period.from, period.to).map((date) => {
      const { leads, immediate, inTarget } = numbers(now.days.get(date));
      return { date, leads, immediate, inTarget };
    }),
    currency: await currencyFor(parts, (await parts.campaigns.all())[0]),
    hasCosts,
  };
}

/** Today in the business's zone, and its zone. */
export async function businessToday(parts: Parts): Promise<{ readonly today: LocalDate; readonly zone: string }> {
  const zone = await businessZone(parts);
  return { today: dateOf(parts.clock.now(), zone), zone };
}

/** The period of the same length that ends where this one begins. */
export function previousPeriod({ from, to }: ReportPeriod): ReportPeriod {
  return { from: plusDays(from, -daysFrom(from, to)), to: plusDays(from, -1) };
}

interface SourceCosts {
  /** Absent without any costs, as every amount is above 0. */
  readonly total?: number;
  readonly bySource: ReadonlyMap<string, number>;
}

const NO_COSTS: SourceCosts = { bySource: new Map() };

async function costsBySource(parts: Parts, { from, to }: ReportPeriod): Promise<SourceCosts> {
  return sumCosts((await viewCosts(parts, from, to)).costs);
}

interface Sums {
  readonly total: SpeedFigures;
  readonly groups: ReadonlyMap<string, SpeedFigures>;
  readonly days: ReadonlyMap<LocalDate, SpeedFigures>;
}

type KeysOf = (row: { readonly campaignId: string; readonly key: string }, date: LocalDate) => readonly string[];

async function sumDays(
  { reports }: Parts,
  zone: string,
  { by, campaignId }: SpeedQuery,
  { from, to }: ReportPeriod,
  keysOf: KeysOf,
): Promise<Sums> {
  const total = noFigures();
  const groups = new Map<string, SpeedFigures>();
  const days = new Map<LocalDate, SpeedFigures>();
  for (const { date, rows } of await reports.days(zone, TABLE[by], from, to)) {
    for (const row of rows) {
      if (campaignId !== undefined && row.campaignId !== campaignId) continue;
      addFigures(figuresIn(days, date), row.figures);
      for (const key of keysOf(row, date)) addFigures(figuresIn(groups, key), row.figures);
    }
  }
  for (const figures of days.values()) addFigures(total, stored(figures));
  return { total, groups, days };
}

function figuresIn(map: Map<string, SpeedFigures>, key: string): SpeedFigures {
  const known = map.get(key) ?? noFigures();
  map.set(key, known);
  return known;
}

/** The groups that a row of a day belongs to. An agent in two teams counts in both, as their teams are now. */
async function grouping(parts: Parts, by: SpeedBy): Promise<KeysOf> {
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

async function labelsOf(parts: Parts, by: SpeedBy, language: Language): Promise<ReadonlyMap<string, string>> {
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

/** Computes days that have leads and no figures yet, newest first. Returns how many are left after FOLD_MS. */
async function foldMissing(parts: Parts, zone: string, periods: readonly ReportPeriod[]): Promise<number> {
  const stopAt = performance.now() + FOLD_MS;
  let left = 0;
  for (const { from, to } of periods) {
    const hours = await parts.reports.hours(dayStart(from, zone), dayEnd(to, zone));
    const folded = new Set(await parts.reports.datesStored(zone, from, to));
    const dates = new Set(hours.map((hour) => dateOf(hour, zone)));
    const missing = [...dates].filter((date) => !folded.has(date) && date >= from && date <= to);
    for (const date of missing.reverse()) {
      if (performance.now() > stopAt) left += 1;
      else await foldDay(parts, zone, date);
    }
  }
  return left;
}

function present(figures: SpeedFigures, target: number): SpeedNumbers {
  const { toOffer, toTalk, scheduled, ...counts } = figures;
  return {
    ...counts,
    immediate: counts.leads - scheduled,
    inTarget: countWithin(toTalk, target),
    toOffer: durations(toOffer),
    toTalk: durations(toTalk),
  };
}

function durations(histogram: SpeedFigures['toTalk']): Durations {
  return {
    count: countOf(histogram),
    within: SPEED_WITHIN.map((seconds) => countWithin(histogram, seconds)),
    p50: percentile(histogram, 0.5),
    p90: percentile(histogram, 0.9),
  };
}
