import { expect, test } from '@jest/globals';
import { byMonth, currencyOf, otherCurrencyIn, readCost, withCosts } from '../../../src/core/administration/costs.ts';

test.each<[readonly string[], number | null]>([
  [['2026-11-28', 'Google ', '120.50'], 120.5],
  [['2026/11/28', 'google', '$1,234.5'], 1234.5],
  [['2026. 11. 28.', 'google', '1'], null],
  [['2026-11-28', '\n Google\r\n', '12 USD'], 12],
  [['2026-11-28', 'google', '12', '', ' '], 12],
  [['2026-11-28', 'google', '0'], 0],
  [['2026-02-30', 'google', '12'], null],
  [['11/28/2026', 'google', '12'], null],
  [['2026-11-28', '', '12'], null],
  [['2026-11-28', 'x'.repeat(41), '12'], null],
  [['2026-11-28', 'google', '12,50'], null],
  [['2026-11-28', 'google', '-12'], null],
  [['2026-11-28', 'google', '1e9'], null],
  [['2026-11-28', 'google', '=1+1'], null],
  [['2026-11-28', 'google'], null],
  [['2026-11-28', 'google', '12', 'more'], null],
  [[], null],
])('[A104] a row of costs, %j', (cells, amount) => {
  expect(readCost(cells, 'USD')).toEqual(amount === null ? null : { date: '2026-11-28', source: 'google', amount });
});

test.each([
  ...[
    ['$5', 'USD'],
    ['US$5', 'USD'],
    ['5 usd', 'USD'],
    ['₩12,000', 'KRW'],
    ['￦12,000', 'KRW'],
    ['12,000원', 'KRW'],
    ['€7.5', 'EUR'],
  ],
])('[W181] %s names no currency but %s', (amount, currency) => {
  expect(readCost(['2026.11.28', 'google', amount], currency)).toMatchObject({ source: 'google' });
});

test.each([
  ['₩5000', 'USD'],
  ['€7.5', 'USD'],
  ['5000원', 'USD'],
  ['CAD 5', 'USD'],
  ['$5', 'KRW'],
  ['5 USD', 'EUR'],
])('[W181] %s isn’t an amount of %s', (amount, currency) => {
  expect(readCost(['2026-11-28', 'google', amount], currency)).toBe('elsewhere');
});

test.each([
  ['Date Source Amount', 'USD', null],
  ['Date Source Cost (USD)', 'USD', null],
  ['Spend in US dollars', 'USD', null],
  ['날짜 유입 경로 금액(원)', 'KRW', null],
  ['비용(원화)', 'KRW', null],
  ['Real cost', 'USD', null],
  ['Amount ($)', 'CAD', null],
  ['EUR, as USD', 'USD', null],
  ['Day Campaign Cost (€)', 'USD', '€'],
  ['cost_krw', 'USD', 'krw'],
  ['Amount, Korean won', 'USD', 'won'],
  ['Cost ₽', 'USD', '₽'],
  ['Cost (US$)', 'AUD', 'US$'],
  ['비용(달러)', 'KRW', '달러'],
  ['비용(엔)', 'KRW', '엔'],
  ['금액（￦）', 'USD', '₩'],
])('[W200] titles %j, where costs are in %s, name %j', (titles, currency, named) => {
  expect(otherCurrencyIn(titles, currency)).toBe(named);
});

test.each(['News\ndaily', 'news \r\n daily', 'News\u2028daily'])('[W181] %j is the source “news daily”', (source) => {
  expect(readCost(['2026-11-28', source, '5'], 'USD')).toMatchObject({ source: 'news daily' });
});

test('[A104] rows of one date and source are added up, replace what was saved, and 0 removes it', () => {
  const cost = (date: string, source: string, amount: number) => ({ date, source, amount });
  const months = byMonth([
    cost('2026-11-28', 'google', 0.1),
    cost('2026-11-28', 'google', 0.2),
    cost('2026-12-01', 'google', 5),
  ]);
  expect([...months]).toEqual([
    ['2026-11', [cost('2026-11-28', 'google', 0.3)]],
    ['2026-12', [cost('2026-12-01', 'google', 5)]],
  ]);
  const before = [cost('2026-11-02', 'tv', 9), cost('2026-11-28', 'google', 7)];
  const set = [cost('2026-11-28', 'google', 0), cost('2026-11-01', 'radio', 3)];
  expect(withCosts(before, set)).toEqual([cost('2026-11-01', 'radio', 3), cost('2026-11-02', 'tv', 9)]);
});

test('[A104] the currency is that of the country', () => {
  expect(['US', 'KR', 'DE', 'XX'].map(currencyOf)).toEqual(['USD', 'KRW', 'EUR', 'USD']);
});
