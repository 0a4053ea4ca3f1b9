import { expect, test } from '@jest/globals';
import type { SpeedNumbers, SpeedReport } from '../../src/shared/reports.ts';
import { reportsText } from '../../src/shared/text/reports.ts';
import { translator } from '../../src/shared/text/index.ts';
import { figuresOf, headingOf, textOf } from '../../src/web/reports/figures.ts';
import { addressOf, queryIn } from '../../src/web/reports/query.ts';
import type { Formats } from '../../src/web/reports/useFormats.ts';

test('[V109] attempts are shown per conversation, and called that', () => {
  const formats = { ratio: (part: number, whole: number) => `${part} of ${whole}` } as Formats;
  const numbers = { leads: 10, attempts: 12, talked: 5 } as SpeedNumbers;
  expect(textOf('attempts', numbers, formats)).toBe('12 of 5');
  expect(headingOf('attempts', translator(reportsText, 'en'), '')).toBe('Attempts per conversation');
});

test('[V113] costs without a conversation or win are a dash, never infinity', () => {
  const formats = { money: (amount: number | null, currency: string) => `${amount} ${currency}` } as Formats;
  const shown = (numbers: Partial<SpeedNumbers>) =>
    (['cost', 'perTalk', 'perWin'] as const).map((figure) => textOf(figure, numbers as SpeedNumbers, formats, 'KRW'));
  expect(shown({ cost: 90, talked: 4, won: 0 })).toEqual(['90 KRW', '22.5 KRW', 'null KRW']);
  expect(shown({ talked: 4, won: 1 })).toEqual(['null KRW', 'null KRW', 'null KRW']);
  expect(figuresOf({ currency: 'KRW' } as SpeedReport)).toContain('perWin');
  expect(figuresOf({} as SpeedReport)).not.toContain('perWin');
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
