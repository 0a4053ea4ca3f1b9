/** The columns of the speed report: how each figure is read from the numbers of a group. */
import { costPer, type SpeedNumbers, type SpeedReport } from '../../shared/reports.ts';
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
/** In reports with a currency. */
const COST_FIGURES = ['cost', 'perTalk', 'perWin'] as const;
type Figure = (typeof FIGURES | typeof COST_FIGURES)[number];

export function figuresOf({ currency }: SpeedReport): readonly Figure[] {
  return currency === undefined ? FIGURES : [...FIGURES, ...COST_FIGURES];
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
  currency = 'USD',
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
    case 'cost':
      return money(numbers.cost ?? null, currency);
    case 'perTalk':
      return money(costPer(numbers, 'talked'), currency);
    case 'perWin':
      return money(costPer(numbers, 'won'), currency);
  }
}
