import { expect, test } from '@jest/globals';
import { dayOf, daysOf, rangeMoment, startOfDay } from '../../src/web/base/days.ts';
import { addressOf, filtersIn } from '../../src/web/floor/filters.ts';

test('[V17] the URL has the filters but never the search text', () => {
  const filters = { state: 'closed', outcome: 'won', from: '1795014000000' };
  expect(filtersIn(addressOf(filters))).toEqual(filters);
  expect(filtersIn('?q=Maria&state=closed&name=x')).toEqual({ state: 'closed' });
  expect(addressOf({})).toBe('');
});

test('a day lasts from its start to the start of the next day', () => {
  const from = startOfDay('2026-11-18');
  expect(dayOf(from)).toBe('2026-11-18');
  expect(dayOf(startOfDay('2026-11-18', 1))).toBe('2026-11-19');
  expect([startOfDay(''), startOfDay('2026-11'), dayOf(undefined), dayOf('x')]).toEqual([undefined, undefined, '', '']);
});

test('a range of days includes its last day, and its fields show the days that were chosen', () => {
  const range = { from: rangeMoment('from', '2026-11-18'), to: rangeMoment('to', '2026-11-18') };
  expect(Number(range.to) - Number(range.from)).toBe(24 * 3_600_000);
  expect(daysOf(range)).toEqual({ from: '2026-11-18', to: '2026-11-18' });
  expect(daysOf({})).toEqual({ from: '', to: '' });
});
