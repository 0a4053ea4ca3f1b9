/** The report of callers in line: how long they waited, and how that ended. */
import { answerGoalOf } from '../../core/administration/business.ts';
import { countOf, countWithin, histogramOf } from '../../core/report/histogram.ts';
import { noCallerFigures, type CallerFigures } from '../../core/report/workFigures.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import type { ReportPeriod } from '../../shared/reports.ts';
import type { CallerNumbers, CallersBy, CallersReport } from '../../shared/workReports.ts';
import { businessZone } from '../floor/businessDay.ts';
import { durations, foldMissing, grouping, labelsOf, rowsByGroup, SETTLE_MS, type KeysOf } from './grouping.ts';
import { foldWorkDay, settleReports } from './settleReports.ts';
import { sumWork } from './sumWork.ts';

export interface CallersQuery {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly by: CallersBy;
  readonly campaignId?: string;
  /** Seconds; those of the business's goal unless chosen. */
  readonly target?: number;
  readonly short?: number;
}

/** The rows of `callers` are half hours. */
const TABLE: Partial<Record<CallersBy, 'callerAgent' | 'callerSource' | 'callerInterest'>> = {
  agent: 'callerAgent',
  team: 'callerAgent',
  source: 'callerSource',
  interest: 'callerInterest',
};

export async function viewCallers(parts: Parts, query: CallersQuery, language: Language): Promise<CallersReport> {
  const { period, compared, by, campaignId } = query;
  const wanted = answerGoalOf(await parts.business.known());
  const { target = wanted.withinSeconds, short = wanted.shortSeconds } = query;
  const isGoal = target === wanted.withinSeconds && short === wanted.shortSeconds;
  const countedUntil = await settleReports(parts, SETTLE_MS);
  const zone = await businessZone(parts);
  const missingDays = await foldMissing(parts, parts.work, zone, compared ? [period, compared] : [period], (date) =>
    foldWorkDay(parts, zone, date),
  );
  const keysOf: KeysOf = by === 'hour' ? ({ key }) => [String(Math.floor(Number(key) / 2))] : await grouping(parts, by);
  const sum = (between: ReportPeriod) =>
    sumWork(parts, zone, TABLE[by] ?? 'callers', {
      period: between,
      empty: noCallerFigures,
      keysOf,
      isWanted: (row) => campaignId === undefined || row.campaignId === campaignId,
    });
  const [now, before, labels] = await Promise.all([
    sum(period),
    compared ? sum(compared) : null,
    labelsOf(parts, by, language),
  ]);
  const numbers = (figures: CallerFigures = noCallerFigures()) => numbersOf(figures, target, short);
  return {
    ...{ zone, period, compared, by, target, short, countedUntil, missingDays },
    goal: isGoal ? wanted.percent : null,
    total: numbers(now.total),
    before: before && numbers(before.total),
    rows: rowsByGroup(now.groups, before?.groups, labels, numbers),
  };
}

function numbersOf(
  { waits, messages: otherMessages }: CallerFigures,
  target: number,
  shortSeconds: number,
): CallerNumbers {
  const answered = histogramOf(waits.answered);
  const hungUp = histogramOf(waits.hungUp);
  const counts = {
    answered: countOf(answered),
    messages: countOf(histogramOf(waits.message)),
    asked: countOf(histogramOf(waits.asked)),
    promised: countOf(histogramOf(waits.promised)),
  };
  const gone = countOf(hungUp);
  // Those who hang up within less than this time.
  const short = shortSeconds === 0 ? 0 : countWithin(hungUp, shortSeconds - 1);
  return {
    ...counts,
    arrived: counts.answered + counts.messages + counts.asked + counts.promised + gone,
    abandoned: gone - short,
    short,
    inTarget: countWithin(answered, target),
    answer: durations(answered),
    abandon: durations(hungUp),
    otherMessages,
  };
}
