/**
 * What every report’s URL has: the period, from and to or how many days up to today; what it is compared with; and the
 * campaign.
 */
import joi from 'joi';
import { daysFrom, isDate, plusDays } from '../../core/report/localDays.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { CODE } from '../../intake/validate.ts';
import type { Parts } from '../../ports/parts.ts';
import { MOST_REPORT_DAYS, type ReportPeriod } from '../../shared/reports.ts';
import { COMMON_BY, type CommonBy } from '../../shared/workReports.ts';
import { businessToday, previousPeriod } from '../../usecases/reports/grouping.ts';

const DEFAULT_DAYS = 30;
const DATE = joi
  .string()
  .custom((value: string, helpers) => (isDate(value) ? value : helpers.error('string.isoDate')), 'a date');

export interface ReportParams {
  readonly from?: string;
  readonly to?: string;
  /** How many days up to today, instead of `from` and `to`. */
  readonly last?: string;
  readonly compare?: 'previous' | 'year' | 'dates';
  /** With `compare=dates`: the period compared with, of any length; the one before unless given. */
  readonly beforeFrom?: string;
  readonly beforeTo?: string;
  readonly campaign?: string;
  readonly format?: 'json' | 'csv';
}

export const REPORT_QUERY = {
  from: DATE,
  to: DATE,
  last: joi.string().pattern(/^([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])$/, `a number of days up to ${MOST_REPORT_DAYS}`),
  compare: joi.string().valid('previous', 'year', 'dates'),
  beforeFrom: DATE,
  beforeTo: DATE,
  campaign: CODE.max(200),
  format: joi.string().valid('json', 'csv'),
};

export const COMMON_QUERY = joi.object<ReportParams & { readonly by?: CommonBy }>({
  ...REPORT_QUERY,
  by: joi.string().valid(...COMMON_BY),
});

interface Asked {
  readonly period: ReportPeriod;
  readonly compared: ReportPeriod | null;
  readonly campaignId?: string;
}

export async function askedFor(
  parts: Parts,
  { from, to, last, compare, beforeFrom, beforeTo, campaign }: ReportParams,
): Promise<Asked | Failure> {
  const { today } = await businessToday(parts);
  const end = to ?? today;
  const period: ReportPeriod = { from: from ?? plusDays(end, 1 - Number(last ?? DEFAULT_DAYS)), to: end };
  const wrong = mistakesOf(period, to === undefined ? ['from', 'from'] : ['from', 'to']);
  const usual = wrong.length > 0 ? period : previousPeriod(period);
  const chosen: ReportPeriod = { from: beforeFrom ?? usual.from, to: beforeTo ?? usual.to };
  const mistakes = [...wrong, ...(compare === 'dates' ? mistakesOf(chosen, namedIn(beforeFrom, beforeTo)) : [])];
  if (mistakes.length > 0) return failure('bad-input', 'A report covers 1 to 366 days.', { mistakes });
  if (campaign !== undefined && !(await parts.campaigns.all()).some(({ id }) => id === campaign))
    return failure('bad-input', 'There is no such campaign.', { mistakes: [mistake('campaign', 'campaignUnknown')] });
  const before = { previous: previousPeriod, year: yearBefore, dates: () => chosen };
  return {
    period,
    compared: compare === undefined ? null : before[compare](period),
    ...(campaign !== undefined && { campaignId: campaign }),
  };
}

/** A day that wasn’t given can’t be what is wrong. */
function namedIn(first: string | undefined, last: string | undefined): readonly [string, string] {
  return [first === undefined ? 'beforeTo' : 'beforeFrom', last === undefined ? 'beforeFrom' : 'beforeTo'];
}

function mistakesOf({ from, to }: ReportPeriod, [first, last]: readonly [string, string]): readonly Mistake[] {
  const length = daysFrom(from, to);
  return [
    ...(length < 1 ? [mistake(last, 'endsBefore')] : []),
    ...(length > MOST_REPORT_DAYS ? [mistake(first, 'periodTooLong', { limit: MOST_REPORT_DAYS })] : []),
  ];
}

/** 52 weeks before, so that weekdays are compared with themselves. */
function yearBefore({ from, to }: ReportPeriod): ReportPeriod {
  return { from: plusDays(from, -364), to: plusDays(to, -364) };
}
