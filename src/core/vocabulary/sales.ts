/** The value of a sale: entered with an outcome that means one, and corrected by supervisors later. */
import type { Mistake, MistakeCode } from './mistake.ts';
import { decimalsOf, namesOtherCurrency, readAmount } from './money.ts';

/** Whether the value is asked for with an outcome. */
export const ASKS_VALUE = ['never', 'ask', 'required'] as const;
export type AsksValue = (typeof ASKS_VALUE)[number];

/** Beyond any sale. */
function largestSale(currency: string): number {
  return decimalsOf(currency) === 0 ? 1e11 : 1e8;
}

/** What is wrong with the value of a sale, or with leaving it out; null if nothing is. */
export function checkSaleValue(
  saleValue: number | undefined,
  currency: string,
  asksValue: AsksValue = 'never',
): Mistake | null {
  if (saleValue === undefined) return asksValue === 'required' ? wrong('saleMissing') : null;
  if (saleValue < 0) return wrong('atLeast', { limit: 0 });
  const limit = largestSale(currency);
  if (saleValue > limit) return wrong('atMost', { limit: limit.toLocaleString('en-US') });
  const cents = Number((saleValue * 100).toFixed(4));
  if (!Number.isInteger(cents)) return unread(currency);
  return decimalsOf(currency) === 0 && cents % 100 !== 0 ? wrong('notWhole') : null;
}

/** The value as it was typed; absent from an empty text. */
export function readSaleValue(
  text: string,
  currency: string,
  asksValue?: AsksValue,
): { readonly saleValue?: number } | { readonly mistake: Mistake } {
  const isEmpty = text.trim() === '';
  const read = isEmpty ? undefined : readAmount(text);
  if (typeof read === 'number' && namesOtherCurrency(text, currency))
    return { mistake: wrong('saleCurrency', { currency }) };
  const mistake = read === null ? unread(currency) : checkSaleValue(read, currency, asksValue);
  if (mistake) return { mistake };
  return typeof read === 'number' ? { saleValue: read } : {};
}

function unread(currency: string): Mistake {
  return wrong('saleUnread', { example: decimalsOf(currency) === 0 ? '1,299,000' : '1,299.50' });
}

/** Not by mistake.ts, whose list of codes the desk doesn't need. */
function wrong(code: MistakeCode, values?: Mistake['values']): Mistake {
  return { path: 'saleValue', code, ...(values && { values }) };
}
