/** What a source cost on a day, in the currency of the business. */
import { isDate, type LocalDate } from '../report/localDays.ts';
import { inCents, namesOtherCurrency, readAmount } from '../vocabulary/money.ts';
import { sourceNamed, LONGEST_SOURCE } from '../vocabulary/touch.ts';

export interface Cost {
  /** In the business's time zone. */
  readonly date: LocalDate;
  /** As inquiries count under it (vocabulary/touch.ts). */
  readonly source: string;
  /** In whole units, with up to two decimals. 0 removes it. */
  readonly amount: number;
}

export const MOST_COST_ROWS = 5000;
export const LARGEST_COST = 1e9;
const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ US: 'USD', KR: 'KRW', GB: 'GBP', CA: 'CAD', AU: 'AUD', NZ: 'NZD', JP: 'JPY', CN: 'CNY', IN: 'INR', SG: 'SGD' },
  ...{ CH: 'CHF', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', MX: 'MXN', BR: 'BRL', HK: 'HKD', TW: 'TWD' },
  ...Object.fromEntries(
    ['AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'GR', 'IE', 'IT', 'LU', 'NL', 'PT'].map((country) => [country, 'EUR']),
  ),
};

/** ISO 4217, of the country of the business. */
export function currencyOf(country: string): string {
  return CURRENCIES[country] ?? 'USD';
}

/**
 * A row of a table: date, source, amount. Dates begin with the year; a line break within a source is a space. Null if it
 * can't be read; `elsewhere` if its amount names another currency.
 */
export function readCost(
  [date = '', source = '', amount = '', ...more]: readonly string[],
  currency: string,
): Cost | 'elsewhere' | null {
  const day = date
    .trim()
    .replace(/^(\d{4})[./](\d\d?)[./](\d\d?)\.?$/, (_all, year: string, month: string, rest: string) =>
      [year, month.padStart(2, '0'), rest.padStart(2, '0')].join('-'),
    );
  const read = readAmount(amount);
  if (read === null || more.some((cell) => cell.trim() !== '')) return null;
  const cost = {
    date: day,
    source: sourceNamed(source.replace(/\s*[\r\n\v\f\u0085\u2028\u2029]\s*/g, ' ')),
    amount: read,
  };
  if (!isCost(cost)) return null;
  return namesOtherCurrency(amount, currency) ? 'elsewhere' : cost;
}

export function isCost({ date, source, amount }: Cost): boolean {
  const isNamed = source !== '' && source.length <= LONGEST_SOURCE && source === sourceNamed(source);
  return isDate(date) && date >= '2000' && date < '2100' && isNamed && amount >= 0 && amount <= LARGEST_COST;
}

/** Rows of one table, added up by date and source, by month such as 2026-11. */
export function byMonth(costs: readonly Cost[]): ReadonlyMap<string, readonly Cost[]> {
  const sums = new Map<string, Cost>();
  for (const cost of costs) {
    const before = sums.get(keyOf(cost))?.amount ?? 0;
    sums.set(keyOf(cost), { ...cost, amount: inCents(before + cost.amount) });
  }
  const months = new Map<string, Cost[]>();
  for (const cost of sums.values()) {
    const month = cost.date.slice(0, 'yyyy-mm'.length);
    months.set(month, [...(months.get(month) ?? []), cost]);
  }
  return months;
}

/** The costs of a month with these set, in order of date and source. */
export function withCosts(before: readonly Cost[], set: readonly Cost[]): readonly Cost[] {
  const all = new Map([...before, ...set].map((cost) => [keyOf(cost), cost]));
  return [...all.values()].filter(({ amount }) => amount > 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Over any number of days, by source and in total; no total without any costs. */
export function sumCosts(costs: readonly Cost[]): {
  readonly total?: number;
  readonly bySource: ReadonlyMap<string, number>;
} {
  const bySource = new Map<string, number>();
  for (const { source, amount } of costs) bySource.set(source, inCents((bySource.get(source) ?? 0) + amount));
  const total = inCents([...bySource.values()].reduce((sum, amount) => sum + amount, 0));
  return { ...(total > 0 && { total }), bySource };
}

/** For the audit log: the amount by date and source. */
export function amountsOf(costs: readonly Cost[]): Readonly<Record<string, number>> {
  return Object.fromEntries(costs.map((cost) => [keyOf(cost), cost.amount]));
}

function keyOf({ date, source }: Cost): string {
  return `${date} ${source}`;
}
