/** Amounts of money as people type them. Stored in whole units of the currency, with up to two decimals. */

/** Currencies without a smaller unit. */
const WHOLE_ONLY: readonly string[] = ['KRW', 'JPY'];

export function decimalsOf(currency: string): 0 | 2 {
  return WHOLE_ONLY.includes(currency) ? 0 : 2;
}

/**
 * Reads `1299`, `1,299.50`, `$1,299`, `1 299 000원`. Null for what could mean two amounts: in `1.299` or `1299,00` the
 * mark may stand for thousands or for decimals.
 */
export function readAmount(text: string): number | null {
  const digits = text
    .normalize('NFKC')
    .trim()
    .replace(/^[^\d\s.,-]{1,3}\s*/, '')
    .replace(/\s*[^\d\s.,-]{1,3}$/, '');
  if (!/^(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d{1,13})(\.\d{1,2})?$/.test(digits)) return null;
  return Number(digits.replace(/[, ]/g, ''));
}

/** Whether what is around the digits isn't a sign, code or name of this currency. */
export function namesOtherCurrency(text: string, currency: string): boolean {
  const around = (amount: string) =>
    amount
      .normalize('NFKC')
      .toUpperCase()
      .split(/[\d\s.,-]+/);
  const own = ['en', 'ko'].flatMap((language) =>
    (['code', 'symbol', 'narrowSymbol', 'name'] as const).flatMap((currencyDisplay) =>
      around(new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay }).format(1)),
    ),
  );
  return around(text).some((sign) => !own.includes(sign));
}

export function inCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
