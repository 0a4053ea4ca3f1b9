/** The report of agents' work in a period, and an agent's own week. */
import { awayCounts, awayReasonsOf } from '../../core/agent/awayReasons.ts';
import { declineReasonsOf, type Business } from '../../core/administration/business.ts';
import { dateOf, datesBetween, plusDays, weekdayOf } from '../../core/report/localDays.ts';
import { noAgentFigures, noTimeFigures, type AgentFigures, type TimeFigures } from '../../core/report/workFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { AgentNumbers, AgentsBy, AgentsReport, MyWeek, ReasonWords } from '../../shared/workReports.ts';
import { businessZone } from '../floor/businessDay.ts';
import { inLanguage } from '../present/wording.ts';
import { foldMissing, grouping, labelsOf, SETTLE_MS } from './grouping.ts';
import { foldWorkDay, settleReports } from './settleReports.ts';
import { goingPresences, sumWork } from './sumWork.ts';

export interface AgentsQuery {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly by: AgentsBy;
  readonly campaignId?: string;
}

export async function viewAgents(parts: Parts, query: AgentsQuery, language: Language): Promise<AgentsReport> {
  const { period, compared, by } = query;
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const missingDays = await foldMissing(parts, parts.work, zone, compared ? [period, compared] : [period], (date) =>
    foldWorkDay(parts, zone, date),
  );
  const business = await parts.business.known();
  const sum = await summing(parts, zone, business, query);
  const [now, before, labels] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
  ]);
  const keys = [...new Set([...now.keys(), ...(before?.keys() ?? [])])];
  return {
    ...{ zone, period, compared, by, countedUntil, missingDays },
    total: now.total,
    before: before?.total ?? null,
    rows: keys.map((key) => ({
      key,
      ...(labels.get(key) !== undefined && { label: labels.get(key) ?? key }),
      now: now.of(key),
      ...(before && { before: before.of(key) }),
    })),
    ...wordsOf(business, [now.total, ...(before ? [before.total] : [])], language),
  };
}

/** The reasons in these figures, in the business's words. */
function wordsOf(business: Business | null, figures: readonly AgentNumbers[], language: Language): ReasonWords {
  const declines = new Set(figures.flatMap((one) => Object.keys(one.declines)));
  const reasons = declineReasonsOf(business).filter(({ id }) => declines.has(id));
  const others = [...declines].filter((id) => !reasons.some((reason) => reason.id === id));
  return {
    reasons: [
      ...reasons.map(({ id, label }) => ({ id, name: inLanguage(label, language) })),
      ...others.map((id) => ({ id, name: id })),
    ],
    awayNames: Object.fromEntries(
      awayReasonsOf(business).flatMap(({ id, label }) => (label ? [[id, inLanguage(label, language)]] : [])),
    ),
  };
}

interface Summed {
  readonly total: AgentNumbers;
  readonly keys: () => Iterable<string>;
  readonly of: (key: string) => AgentNumbers;
}

/** No one is available for one campaign, source or interest alone. */
const WITHOUT_TIME: readonly AgentsBy[] = ['campaign', 'source', 'interest'];

async function summing(
  parts: Parts,
  zone: string,
  business: Business | null,
  { by, campaignId }: AgentsQuery,
): Promise<(period: ReportPeriod) => Promise<Summed>> {
  const keysOf = await grouping(parts, by);
  const going = await goingPresences(parts, parts.clock.now());
  // Rows by hour, source or interest name no agent.
  const table = by === 'hour' || by === 'source' || by === 'interest' ? by : 'agent';
  const hasTime = campaignId === undefined && !WITHOUT_TIME.includes(by);
  return async (period) => {
    const [work, time] = await Promise.all([
      sumWork(parts, zone, table, {
        period,
        empty: noAgentFigures,
        keysOf,
        isWanted: (row) => campaignId === undefined || row.campaignId === campaignId,
      }),
      hasTime
        ? sumWork(parts, zone, table === 'hour' ? 'hourTime' : 'agentTime', {
            ...{ period, empty: noTimeFigures, keysOf, going },
          })
        : null,
    ]);
    return {
      total: numbersOf(business, work.total, time?.total),
      keys: () => new Set([...work.groups.keys(), ...(time?.groups.keys() ?? [])]),
      of: (key) =>
        numbersOf(business, work.groups.get(key), time ? (time.groups.get(key) ?? noTimeFigures()) : undefined),
    };
  };
}

function numbersOf(
  business: Business | null,
  figures: AgentFigures = noAgentFigures(),
  time?: TimeFigures,
): AgentNumbers {
  return { ...figures, ...(time && { time: { ...time, awayAs: awayCounts(business, time.awayBy) } }) };
}

/** This week of the business so far, of one agent alone, and the week before. */
export async function viewMyWeek(parts: Parts, agentId: string, language: Language): Promise<MyWeek> {
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const today = dateOf(parts.clock.now(), zone);
  const monday = plusDays(today, 1 - weekdayOf(today));
  const week = { from: monday, to: today };
  const lastWeek = { from: plusDays(monday, -7), to: plusDays(today, -7) };
  await foldMissing(parts, parts.work, zone, [week, lastWeek], (date) => foldWorkDay(parts, zone, date));
  const business = await parts.business.known();
  const going = (await goingPresences(parts, parts.clock.now())).filter((span) => span.agentId === agentId);
  const isMine = ({ key }: { readonly key: string }) => key === agentId;
  const sum = async (period: ReportPeriod) => {
    const query = { period, keysOf: () => [], isWanted: isMine };
    const [work, time] = await Promise.all([
      sumWork(parts, zone, 'agent', { ...query, empty: noAgentFigures }),
      sumWork(parts, zone, 'agentTime', { ...query, empty: noTimeFigures, going }),
    ]);
    return {
      total: numbersOf(business, work.total, time.total),
      of: (date: string) => numbersOf(business, work.days.get(date), time.days.get(date) ?? noTimeFigures()),
    };
  };
  const [now, before] = await Promise.all([sum(week), sum(lastWeek)]);
  return {
    ...{ zone, countedUntil, week, lastWeek },
    total: now.total,
    before: before.total,
    days: datesBetween(week.from, week.to).map((date) => ({
      date,
      now: now.of(date),
      before: before.of(plusDays(date, -7)),
    })),
    ...wordsOf(business, [now.total, before.total], language),
  };
}
