import { expect, test } from '@jest/globals';
import { readAmount } from '../../../src/core/vocabulary/money.ts';
import { checkSaleValue, readSaleValue } from '../../../src/core/vocabulary/sales.ts';

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
  expect(codes('USD', 0, 0.01, 1.1, 99_999_999.99, 1e8)).toEqual(Array(5).fill(undefined));
  expect(codes('USD', -1, 2e8, 1.005)).toEqual(['atLeast', 'atMost', 'saleUnread']);
  expect(codes('KRW', 1_500_000, 1.5)).toEqual([undefined, 'notWhole']);
});

test('[V146] another currency’s sign, code or name is refused, and the answer names the business’s', () => {
  const isRefused = (currency: string) => (text: string) => {
    const read = readSaleValue(text, currency);
    if ('mistake' in read)
      expect(read.mistake).toEqual({ path: 'saleValue', code: 'saleCurrency', values: { currency } });
    return 'mistake' in read;
  };
  const own = ['$1,000', 'US$ 1,000', '1000 usd', '1,000달러', '＄1000', '1000'];
  const foreign = ['₩1,000', '€5', '1,000원', '5 EUR', 'KRW 5', '£5', '$5 CAD', '５￥'];
  expect(own.filter(isRefused('USD'))).toEqual([]);
  expect(foreign.filter(isRefused('USD'))).toEqual(foreign);
  expect(['₩1,000', '￦1000', '1,000원', '1000 KRW'].filter(isRefused('KRW'))).toEqual([]);
  expect(['$5', '5 USD', '¥5'].filter(isRefused('KRW'))).toHaveLength(3);
  expect(['€5', '5유로'].filter(isRefused('EUR'))).toEqual([]);
});

test('[V149] a sale has a limit that says itself with commas', () => {
  const limitOf = (currency: string, value: number) => checkSaleValue(value, currency)?.values?.['limit'];
  expect(limitOf('USD', 999_999_999_999)).toBe('100,000,000');
  expect(limitOf('KRW', 999_999_999_999)).toBe('100,000,000,000');
  expect(checkSaleValue(1e11, 'KRW')).toBeNull();
});
