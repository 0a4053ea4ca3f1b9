/**
 * The speed report: of the leads that arrived in a period, how fast and how far they got. It adds up the stored figures
 * of days, so a year of a busy floor is a few hundred small documents.
 */
import { sumCosts, type Cost } from '../../core/administration/costs.ts';
import { countWithin } from '../../core/report/histogram.ts';
import { datesBetween, weekdayOf, type LocalDate } from '../../core/report/localDays.ts';
import { addFigures, noFigures, stored, type DayTable, type SpeedFigures } from '../../core/report/speedFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod, SpeedBy, SpeedNumbers, SpeedReport } from '../../shared/reports.ts';
import { viewCosts } from '../admin/costs.ts';
import { businessZone } from '../floor/businessDay.ts';
import { currencyFor } from '../lead/context.ts';
import { outcomeNames } from '../present/wording.ts';
import { durations, foldMissing, grouping, labelsOf, rowsByGroup, SETTLE_MS, type KeysOf } from './grouping.ts';
import { foldDay, settleReports } from './settleReports.ts';

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
  firstSource: 'firstSource',
  lastSource: 'lastSource',
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
  const missingDays = await foldMissing(parts, parts.reports, zone, compared ? [period, compared] : [period], (date) =>
    foldDay(parts, zone, date),
  );
  const keysOf = await grouping(parts, by);
  const sum = (between: ReportPeriod) => sumDays(parts, zone, query, between, keysOf);
  const costKey = query.campaignId === undefined ? COST_KEYS[by] : undefined;
  const costs = async (between: ReportPeriod | null) =>
    between ? costsIn(parts, between, costKey ?? sourceIn) : NO_COSTS;
  const [now, before, labels, business, entered, enteredBefore] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
    parts.business.get(),
    costs(period),
    costs(compared),
  ]);
  const hasEntered = [entered, enteredBefore].some(({ total }) => total !== undefined);
  const [cost, costBefore] = costKey ? [entered, enteredBefore] : [NO_COSTS, NO_COSTS];
  const isWhole = query.campaignId === undefined;
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
    total: numbers(now.total, isWhole ? entered.total : undefined),
    before: before && numbers(before.total, isWhole ? enteredBefore.total : undefined),
    outcomes: outcomeNames(business, new Set(outcomes), language),
    rows: rowsByGroup(withCosts(now, cost), before ? withCosts(before, costBefore) : undefined, labels, (group) =>
      numbers(group?.figures, group?.cost),
    ),
    days: datesBetween(period.from, period.to).map((date) => {
      const { leads, immediate, inTarget } = numbers(now.days.get(date));
      return { date, leads, immediate, inTarget };
    }),
    currency: await currencyFor(parts, (await parts.campaigns.all())[0]),
    hasCosts: costKey === sourceIn || (costKey !== undefined && hasEntered),
    ...(!costKey && hasEntered && { costsLeftOut: isWhole ? 'group' : 'campaign' }),
  };
}

type CostKey = (cost: Cost) => string;

const sourceIn: CostKey = ({ source }) => source;

/** Costs are entered by source and day. */
const COST_KEYS: Partial<Record<SpeedBy, CostKey>> = {
  source: sourceIn,
  firstSource: sourceIn,
  lastSource: sourceIn,
  day: ({ date }) => date,
  weekday: ({ date }) => String(weekdayOf(date)),
};

const NO_COSTS: ReturnType<typeof sumCosts> = { groups: new Map() };

async function costsIn(parts: Parts, { from, to }: ReportPeriod, keyOf: CostKey): Promise<typeof NO_COSTS> {
  return sumCosts((await viewCosts(parts, from, to)).costs, keyOf);
}

/** Each group of either. */
function withCosts({ groups }: Sums, costs: typeof NO_COSTS) {
  return new Map(
    [...groups.keys(), ...costs.groups.keys()].map((key) => [
      key,
      { figures: groups.get(key), cost: costs.groups.get(key) },
    ]),
  );
}

interface Sums {
  readonly total: SpeedFigures;
  readonly groups: ReadonlyMap<string, SpeedFigures>;
  readonly days: ReadonlyMap<LocalDate, SpeedFigures>;
}

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

function present(figures: SpeedFigures, target: number): SpeedNumbers {
  const { toOffer, toTalk, scheduled, valued, ...counts } = figures;
  return {
    ...counts,
    saleValue: counts.won > 0 && valued === 0 ? null : counts.saleValue,
    immediate: counts.leads - scheduled,
    inTarget: countWithin(toTalk, target),
    toOffer: durations(toOffer),
    toTalk: durations(toTalk),
  };
}
