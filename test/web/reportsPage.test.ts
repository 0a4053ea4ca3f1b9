import { expect, test } from '@jest/globals';
import type { SpeedNumbers, SpeedReport } from '../../src/shared/reports.ts';
import { reportsText } from '../../src/shared/text/reports.ts';
import { translator } from '../../src/shared/text/index.ts';
import { figuresOf, headingOf, textOf } from '../../src/web/reports/figures.ts';
import { addressOf, GROUPED_FIELDS, queryIn, SPEED_FIELDS } from '../../src/web/reports/query.ts';
import type { Formats } from '../../src/web/reports/useFormats.ts';

test('[V109] attempts are shown per conversation, and called that', () => {
  const formats = { ratio: (part: number, whole: number) => `${part} of ${whole}` } as Formats;
  const numbers = { leads: 10, attempts: 12, talked: 5 } as SpeedNumbers;
  expect(textOf('attempts', numbers, formats, 'USD')).toBe('12 of 5');
  expect(headingOf('attempts', translator(reportsText, 'en'), '')).toBe('Attempts per conversation');
});

test('[V113] costs without a conversation or win are a dash, never infinity', () => {
  const formats = { money: (amount: number | null, currency: string) => `${amount} ${currency}` } as Formats;
  const shown = (numbers: Partial<SpeedNumbers>) =>
    (['cost', 'perTalk', 'perWin'] as const).map((figure) => textOf(figure, numbers as SpeedNumbers, formats, 'KRW'));
  expect(shown({ cost: 90, talked: 4, won: 0 })).toEqual(['90 KRW', '22.5 KRW', 'null KRW']);
  expect(shown({ talked: 4, won: 1 })).toEqual(['null KRW', 'null KRW', 'null KRW']);
  const without = { saleValue: 0 } as SpeedNumbers;
  expect(figuresOf({ hasCosts: true, total: without, before: null } as SpeedReport)).toContain('perWin');
  expect(figuresOf({ hasCosts: false, total: without, before: null } as SpeedReport)).not.toContain('perWin');
});

test('[V164] the value of sales is shown where there is any, and the return where there are costs too', () => {
  const formats = {
    money: (amount: number | null, currency: string) => `${amount} ${currency}`,
    share: (part: number, whole: number) => (whole === 0 ? '–' : `${(part / whole) * 100}%`),
  } as Formats;
  const total = { saleValue: 900, leads: 4, cost: 300 } as SpeedNumbers;
  const figures = (part: Partial<SpeedReport>) =>
    figuresOf({ total, before: null, hasCosts: true, ...part } as SpeedReport);
  expect(figures({}).slice(-6)).toEqual(['saleValue', 'valuePerLead', 'cost', 'perTalk', 'perWin', 'returnOnCost']);
  expect(figures({ hasCosts: false })).not.toContain('returnOnCost');
  expect(figures({ total: { ...total, saleValue: 0 } })).not.toContain('saleValue');
  const shown = (numbers: SpeedNumbers) =>
    (['saleValue', 'valuePerLead', 'returnOnCost'] as const).map((figure) => textOf(figure, numbers, formats, 'USD'));
  expect(shown(total)).toEqual(['900 USD', '225 USD', '300%']);
  // [V147] Unknown isn’t 0.
  expect(shown({ ...total, saleValue: null })).toEqual(['null USD', 'null USD', '–']);
  expect(shown({ saleValue: 0, leads: 0 } as SpeedNumbers)).toEqual(['0 USD', 'null USD', '–']);
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
  expect(queryIn(addressOf(query, SPEED_FIELDS), SPEED_FIELDS)).toEqual(query);
  expect(addressOf({ last: '', by: '' }, SPEED_FIELDS)).toBe('');
  expect(queryIn('?last=7&name=Maria', SPEED_FIELDS)).toEqual({ last: '7' });
  // A link to another report keeps what it has too.
  expect(addressOf(query, GROUPED_FIELDS)).toBe('?from=2026-11-01&to=2026-11-28&compare=year&campaign=solar&by=source');
});
