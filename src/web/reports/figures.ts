/** The columns of the speed report: how each figure is read from the numbers of a group. */
import { costPer, valuePerLead, type SpeedNumbers, type SpeedReport } from '../../shared/reports.ts';
import type { reportsText } from '../../shared/text/reports.ts';
import type { Translate } from '../../shared/text/index.ts';
import type { Formats } from './useFormats.ts';

const FIGURES = [
  'leads',
  'offered',
  'accepted',
  'talked',
  'won',
  'inTarget',
  'toOffer',
  'toTalk',
  'attempts',
  'kept',
] as const;
/** Where the value of a sale is known. */
const SALE_FIGURES = ['saleValue', 'valuePerLead'] as const;
/** Where there are costs. */
const COST_FIGURES = ['cost', 'perTalk', 'perWin'] as const;
type Figure = (typeof FIGURES | typeof SALE_FIGURES | typeof COST_FIGURES)[number] | 'returnOnCost';

/** Of rows, or of the summary with its cost. */
export function figuresOf({ total, before, ...report }: SpeedReport, cost?: number): readonly Figure[] {
  const hasCosts = report.hasCosts || cost !== undefined;
  const hasSales = (total.saleValue ?? 0) > 0 || (before?.saleValue ?? 0) > 0;
  return [
    ...FIGURES,
    ...(hasSales ? SALE_FIGURES : []),
    ...(hasCosts ? COST_FIGURES : []),
    ...(hasSales && hasCosts ? (['returnOnCost'] as const) : []),
  ];
}

/** The name of a figure; `target` as shown. */
export function headingOf(figure: Figure, t: Translate<keyof typeof reportsText>, target: string): string {
  const name = t(figure, { target });
  return figure === 'toOffer' || figure === 'toTalk' ? `${name} (${t('p50')} / ${t('p90')})` : name;
}

export function textOf(
  figure: Figure,
  numbers: SpeedNumbers,
  { count, share, ratio, duration, money }: Formats,
  currency: string,
): string {
  const { leads, immediate, promisesKept, promisesMissed } = numbers;
  switch (figure) {
    case 'leads':
      return count(leads);
    case 'offered':
    case 'accepted':
    case 'talked':
    case 'won':
      return share(numbers[figure], leads);
    case 'inTarget':
      return share(numbers.inTarget, immediate);
    case 'toOffer':
    case 'toTalk': {
      const { p50, p90 } = numbers[figure];
      return p50 === null ? duration(null) : `${duration(p50)} / ${duration(p90)}`;
    }
    case 'attempts':
      return ratio(numbers.attempts, numbers.talked);
    case 'kept':
      return share(promisesKept, promisesKept + promisesMissed);
    case 'saleValue':
      return money(numbers.saleValue, currency);
    case 'valuePerLead':
      return money(valuePerLead(numbers), currency);
    case 'returnOnCost':
      return share(numbers.saleValue ?? 0, numbers.saleValue === null ? 0 : (numbers.cost ?? 0));
    case 'cost':
      return money(numbers.cost ?? null, currency);
    case 'perTalk':
      return money(costPer(numbers, 'talked'), currency);
    case 'perWin':
      return money(costPer(numbers, 'won'), currency);
  }
}
