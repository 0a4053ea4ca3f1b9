import { expect, test } from '@jest/globals';
import type { SpeedNumbers } from '../../src/shared/reports.ts';
import { reportsText } from '../../src/shared/text/reports.ts';
import { translator } from '../../src/shared/text/index.ts';
import { headingOf, textOf } from '../../src/web/reports/figures.ts';
import { addressOf, queryIn } from '../../src/web/reports/query.ts';
import type { Formats } from '../../src/web/reports/useFormats.ts';

test('[V109] attempts are shown per conversation, and called that', () => {
  const formats = { ratio: (part: number, whole: number) => `${part} of ${whole}` } as Formats;
  const numbers = { leads: 10, attempts: 12, talked: 5 } as SpeedNumbers;
  expect(textOf('attempts', numbers, formats)).toBe('12 of 5');
  expect(headingOf('attempts', translator(reportsText, 'en'), '')).toBe('Attempts per conversation');
});

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
