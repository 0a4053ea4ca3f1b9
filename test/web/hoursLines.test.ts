import { expect, test } from '@jest/globals';
import { hoursLines } from '../../src/web/admin/ui/hoursLines.ts';

const DAY = [
  { from: 540, to: 720 },
  { from: 780, to: 1440 },
];
const WEEKLY = { 1: DAY, 2: [], 3: [], 4: [], 5: [], 6: [], 7: [{ from: 0, to: 60 }] };
const EXCEPTIONS = [
  { kind: 'vacation', from: '2026-12-01', until: '2026-12-14' },
  { kind: 'hours', from: '2026-12-24', until: '2026-12-24', spans: [{ from: 540, to: 720 }] },
];

test.each([
  ['hours.weekly.1', DAY, ['9:00 AM – 12:00 PM, 1:00 PM – 12:00 AM']],
  ['hours.weekly.2', [], ['–']],
  ['hours.weekly.3', [{ from: null, to: 720 }], ['… – 12:00 PM']],
  ['schedule.exceptions', EXCEPTIONS, ['2026-12-01 – 2026-12-14: Vacation', '2026-12-24: 9:00 AM – 12:00 PM']],
  ['hours', { weekly: null, holidays: [] }, null],
  ['policy.steps', [{ afterMs: 0 }], null],
  ['hours.weekly', null, null],
])('[W139] %s reads as lines', (path, value, lines) => {
  expect(hoursLines(path, value, 'en')).toEqual(lines);
});

test('[W139] a whole schedule is its week and its exceptions, in the reader’s language', () => {
  expect(hoursLines('schedule', { weekly: WEEKLY, exceptions: EXCEPTIONS }, 'ko')).toEqual([
    '월요일: 오전 9:00 – 오후 12:00, 오후 1:00 – 오전 12:00',
    ...['화요일: –', '수요일: –', '목요일: –', '금요일: –', '토요일: –'],
    '일요일: 오전 12:00 – 오전 1:00',
    '2026-12-01 – 2026-12-14: 휴가',
    '2026-12-24: 오전 9:00 – 오후 12:00',
  ]);
});
