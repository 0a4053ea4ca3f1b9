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

/** The sign, code or name of another currency in titles such as `Cost (EUR)` or `비용(원)`; null if none is named, or ours too. */
export function otherCurrencyIn(titles: string, currency: string): string | null {
  const own = wordsOf(currency);
  const known = new Set([...new Set([currency, ...Object.values(CURRENCIES)])].flatMap(wordsOf));
  const words = titles
    .normalize('NFKC')
    .split(/[^\p{L}\p{Sc}]+/u)
    .flatMap((word) => (known.has(word.toUpperCase()) ? [word] : (word.match(/\p{Sc}/gu) ?? [])));
  return words.some((word) => own.includes(word.toUpperCase())) ? null : (words[0] ?? null);
}

/** In upper case: `USD`, `$`, `US$`, `DOLLAR`, `DOLLARS`, `달러`, `달러화`. */
function wordsOf(currency: string): readonly string[] {
  const words = ['en', 'ko'].flatMap((language) =>
    (['code', 'symbol', 'narrowSymbol', 'name'] as const).flatMap((currencyDisplay) => {
      const shown = { currency, currencyDisplay, maximumFractionDigits: 0 };
      const format = new Intl.NumberFormat(language, { style: 'currency', ...shown });
      const named = [1, 2].map((amount) => format.formatToParts(amount).find(({ type }) => type === 'currency')?.value);
      // Of “US dollars”, only the noun.
      return named.flatMap((text = '') => text.normalize('NFKC').toUpperCase().split(/\s+/).at(-1) ?? []);
    }),
  );
  // “Real cost” names no currency.
  return words.flatMap((word) => [word.replace(/화$/, ''), `${word}화`, word]).filter((word) => !/^REALS?$/.test(word));
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

/** By what `keyOf` says, and in total; no total without any costs. */
export function sumCosts(
  costs: readonly Cost[],
  keyOf: (cost: Cost) => string,
): { readonly total?: number; readonly groups: ReadonlyMap<string, number> } {
  const groups = new Map<string, number>();
  for (const cost of costs) groups.set(keyOf(cost), inCents((groups.get(keyOf(cost)) ?? 0) + cost.amount));
  const total = inCents([...groups.values()].reduce((sum, amount) => sum + amount, 0));
  return { ...(total > 0 && { total }), groups };
}

/** For the audit log: the amount by date and source. */
export function amountsOf(costs: readonly Cost[]): Readonly<Record<string, number>> {
  return Object.fromEntries(costs.map((cost) => [keyOf(cost), cost.amount]));
}

function keyOf({ date, source }: Cost): string {
  return `${date} ${source}`;
}
