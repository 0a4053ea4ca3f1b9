import { expect, test } from '@jest/globals';
import { OPEN_STATES } from '../../src/core/vocabulary/states.ts';
import { OUTCOMES } from '../../src/core/vocabulary/outcomes.ts';
import { addressOf, dayOf, filtersIn, startOfDay } from '../../src/web/floor/filters.ts';
import { OPEN_STATES_ORDER, OUTCOMES_ORDER } from '../../src/web/floor/searchChoices.ts';

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

test('every state and outcome can be chosen', () => {
  expect([...OPEN_STATES_ORDER].sort()).toEqual([...OPEN_STATES, 'closed'].sort());
  expect([...OUTCOMES_ORDER].sort()).toEqual([...OUTCOMES].sort());
});
