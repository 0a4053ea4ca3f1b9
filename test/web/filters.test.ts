import { expect, test } from '@jest/globals';
import { addressOf, dayOf, filtersIn, startOfDay } from '../../src/web/floor/filters.ts';

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
  expect([startOfDay(''), dayOf(undefined), dayOf('x')]).toEqual([undefined, '', '']);
});
