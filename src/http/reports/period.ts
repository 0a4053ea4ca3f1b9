/** The period of a report in its URL: from and to, or how many days up to today, and what it is compared with. */
import joi from 'joi';
import { daysFrom, isDate, plusDays } from '../../core/report/localDays.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { CODE } from '../../intake/validate.ts';
import type { Parts } from '../../ports/parts.ts';
import { MOST_REPORT_DAYS, type ReportPeriod } from '../../shared/reports.ts';
import { businessToday, previousPeriod } from '../../usecases/reports/grouping.ts';

const DEFAULT_DAYS = 30;
const DATE = joi
  .string()
  .custom((value: string, helpers) => (isDate(value) ? value : helpers.error('string.isoDate')), 'a date');

export interface PeriodParams {
  readonly from?: string;
  readonly to?: string;
  /** How many days up to today, instead of `from` and `to`. */
  readonly last?: string;
  readonly compare?: 'previous' | 'year' | 'dates';
  /** With `compare=dates`: the period compared with, of any length; the one before unless given. */
  readonly beforeFrom?: string;
  readonly beforeTo?: string;
  readonly format?: 'json' | 'csv';
}

export const PERIOD_QUERY = {
  from: DATE,
  to: DATE,
  last: joi.string().pattern(/^([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, `a number of days up to ${MOST_REPORT_DAYS}`),
  compare: joi.string().valid('previous', 'year', 'dates'),
  beforeFrom: DATE,
  beforeTo: DATE,
  format: joi.string().valid('json', 'csv'),
};

interface ReportPeriods {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
}

export async function periodOf(
  parts: Parts,
  { from, to, last, compare, beforeFrom, beforeTo }: PeriodParams,
): Promise<ReportPeriods | Failure> {
  const { today } = await businessToday(parts);
  const end = to ?? today;
  const period: ReportPeriod = { from: from ?? plusDays(end, 1 - Number(last ?? DEFAULT_DAYS)), to: end };
  const wrong = mistakesOf(period, ['from', 'to']);
  const usual = wrong.length > 0 ? period : previousPeriod(period);
  const chosen: ReportPeriod = { from: beforeFrom ?? usual.from, to: beforeTo ?? usual.to };
  const mistakes = [...wrong, ...(compare === 'dates' ? mistakesOf(chosen, ['beforeFrom', 'beforeTo']) : [])];
  if (mistakes.length > 0) return failure('bad-input', 'A report covers 1 to 366 days.', { mistakes });
  const before = { previous: previousPeriod, year: yearBefore, dates: () => chosen };
  return { period, compared: compare === undefined ? null : before[compare](period) };
}

function mistakesOf({ from, to }: ReportPeriod, [first, last]: readonly [string, string]): readonly Mistake[] {
  const length = daysFrom(from, to);
  return [
    ...(length < 1 ? [mistake(last, 'endsBefore')] : []),
    ...(length > MOST_REPORT_DAYS ? [mistake(first, 'periodTooLong', { limit: MOST_REPORT_DAYS })] : []),
  ];
}

/** The query of a report without groups. */
export interface CampaignParams extends PeriodParams {
  readonly campaign?: string;
}

export const CAMPAIGN_QUERY = joi.object<CampaignParams>({ ...PERIOD_QUERY, campaign: CODE.max(200) });

export async function campaignPeriodOf(
  parts: Parts,
  { campaign, ...params }: CampaignParams,
): Promise<(ReportPeriods & { readonly campaignId?: string }) | Failure> {
  const periods = await periodOf(parts, params);
  return 'ok' in periods ? periods : { ...periods, ...(campaign !== undefined && { campaignId: campaign }) };
}

/** 52 weeks before, so that weekdays are compared with themselves. */
function yearBefore({ from, to }: ReportPeriod): ReportPeriod {
  return { from: plusDays(from, -364), to: plusDays(to, -364) };
}
