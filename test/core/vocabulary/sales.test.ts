import { expect, test } from '@jest/globals';
import { readAmount } from '../../../src/core/vocabulary/money.ts';
import { checkSaleValue, LARGEST_SALE, readSaleValue } from '../../../src/core/vocabulary/sales.ts';

test('[V161] an amount is read as people write it, also with full-width digits and a currency', () => {
  const texts = ['1299', ' 1,299.50 ', '$1,299', '₩ 1,299,000', '1 299 000원', '１２９９', '0', '0.5', '1299 USD'];
  expect(texts.map(readAmount)).toEqual([1299, 1299.5, 1299, 1_299_000, 1_299_000, 1299, 0, 0.5, 1299]);
});

test.each(['1.299,00', '1299,00', '1.299.000', '1,29', '12,3456', '-5', '1e5', 'plenty', '1299.505', '.'])(
  '[V161] %s is refused with an example, in units of the currency',
  (text) => {
    expect(readAmount(text)).toBeNull();
    expect(readSaleValue(text, 'USD')).toMatchObject({
      mistake: { code: 'saleUnread', values: { example: '1,299.50' } },
    });
    expect(readSaleValue(text, 'KRW')).toMatchObject({ mistake: { values: { example: '1,299,000' } } });
  },
);

test('[V161] an empty field is no value, unless one is required', () => {
  expect(readSaleValue('  ', 'USD', 'ask')).toEqual({});
  expect(readSaleValue('', 'USD', 'required')).toMatchObject({ mistake: { path: 'saleValue', code: 'saleMissing' } });
  expect(readSaleValue('0', 'USD', 'required')).toEqual({ saleValue: 0 });
});

test('[V161] the server holds an amount to the same bounds', () => {
  const codes = (currency: string, ...values: number[]) => values.map((value) => checkSaleValue(value, currency)?.code);
  expect(codes('USD', 0, 0.01, 1.1, 999_999_999_999.99, LARGEST_SALE)).toEqual(Array(5).fill(undefined));
  expect(codes('USD', -1, LARGEST_SALE * 2, 1.005)).toEqual(['atLeast', 'atMost', 'saleUnread']);
  expect(codes('KRW', 1_500_000, 1.5)).toEqual([undefined, 'notWhole']);
});
