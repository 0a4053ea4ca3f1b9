import { expect, test } from '@jest/globals';
import { addressOf, queryIn } from '../../src/web/reports/query.ts';

test('[V107] a report’s query is in its URL and comes back from it; what is unknown is left out', () => {
  const query = {
    from: '2026-11-01',
    to: '2026-11-28',
    compare: 'year',
    by: 'source',
    campaign: 'solar',
    target: '30',
  };
  expect(queryIn(addressOf(query))).toEqual(query);
  expect(addressOf({ last: '', by: '' })).toBe('');
  expect(queryIn('?last=7&name=Maria')).toEqual({ last: '7' });
});
