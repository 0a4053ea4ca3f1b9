import { describe, expect, test } from '@jest/globals';
import { isScheduled, nextStart, spansBetween } from '../../../src/core/agent/schedule.ts';
import type { DaySpan, Schedule, WeeklyHours } from '../../../src/core/vocabulary/hours.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { NEW_YORK } from '../../support/leads.ts';

const NONE: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const at = (hour: number, minute = 0) => hour * 60 + minute;
const hours = (from: number, to: number): DaySpan => ({ from: at(from), to: at(to) });
const schedule = (weekly: Partial<WeeklyHours>, exceptions: Schedule['exceptions'] = []): Schedule => ({
  weekly: { ...NONE, ...weekly },
  exceptions,
});
const spans = (one: Schedule, from: string, until: string, zone = NEW_YORK) =>
  spansBetween(one, zone, Date.parse(from), Date.parse(until)).map((span) =>
    [span.from, span.until].map((moment) => new Date(moment).toISOString().slice(5, 16)),
  );

/** A Monday. */
const MONDAY = '2026-11-16T00:00:00-05:00';
const TUESDAY = '2026-11-17T00:00:00-05:00';

describe('[R113] a schedule', () => {
  const split = schedule({ 1: [hours(13, 17), hours(9, 12)] });

  test.each([
    ['08:59', false],
    ['09:00', true],
    ['11:59', true],
    ['12:00', false],
    ['13:00', true],
    ['17:00', false],
  ])('in several spans at %s: %s', (time, expected) => {
    expect(isScheduled(split, NEW_YORK, Date.parse(`2026-11-16T${time}:00-05:00`))).toBe(expected);
  });

  test('is in the zone’s own days', () => {
    expect(isScheduled(split, 'Asia/Seoul', Date.parse('2026-11-16T00:00:00Z'))).toBe(true);
    expect(isScheduled(split, 'Asia/Seoul', Date.parse('2026-11-16T14:00:00Z'))).toBe(false);
    expect(isScheduled(split, 'Nowhere/Else', Date.parse(MONDAY) + 9 * HOUR)).toBe(false);
  });

  test('over midnight is one', () => {
    const night = schedule({ 1: [hours(22, 24)], 2: [hours(0, 6), hours(22, 24)] });
    expect(spans(night, MONDAY, '2026-11-18T00:00:00-05:00')).toEqual([
      ['11-17T03:00', '11-17T11:00'],
      ['11-18T03:00', '11-18T05:00'],
    ]);
  });

  test('has no gap and no overlap when clocks go back, and the repeated hour belongs to those scheduled then', () => {
    const sunday = ['2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00'] as const;
    const early = schedule({ 7: [{ from: 0, to: at(1, 30) }] });
    const late = schedule({ 7: [{ from: at(1, 30), to: at(9) }] });
    expect(spans(early, ...sunday)).toEqual([['11-01T04:00', '11-01T05:30']]);
    expect(spans(late, ...sunday)).toEqual([['11-01T05:30', '11-01T14:00']]);
    // 1:15, the second time.
    expect(isScheduled(late, NEW_YORK, Date.parse('2026-11-01T01:15:00-05:00'))).toBe(true);
    expect(isScheduled(early, NEW_YORK, Date.parse('2026-11-01T01:15:00-05:00'))).toBe(false);
    expect(spans(schedule({ 7: [hours(0, 24)] }), ...sunday)).toEqual([['11-01T04:00', '11-02T05:00']]);
  });

  test('has no gap and no overlap when clocks go forward, and a skipped span is none', () => {
    const sunday = ['2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00'] as const;
    expect(spans(schedule({ 7: [{ from: 0, to: at(2, 30) }] }), ...sunday)).toEqual([['03-08T05:00', '03-08T07:00']]);
    expect(spans(schedule({ 7: [{ from: at(2, 30), to: at(9) }] }), ...sunday)).toEqual([
      ['03-08T07:00', '03-08T13:00'],
    ]);
    expect(spans(schedule({ 7: [{ from: at(2), to: at(3) }] }), ...sunday)).toEqual([]);
  });

  test('says at every moment what its spans say', () => {
    const one = schedule({ 6: [hours(20, 24)], 7: [hours(0, 2), { from: at(2, 30), to: at(3, 15) }] });
    for (const start of ['2026-03-07T00:00:00-05:00', '2026-10-31T00:00:00-04:00']) {
      const from = Date.parse(start);
      const all = spansBetween(one, NEW_YORK, from, from + 3 * DAY);
      for (let moment = from; moment < from + 3 * DAY; moment += 5 * MINUTE)
        expect(isScheduled(one, NEW_YORK, moment)).toBe(all.some((span) => moment >= span.from && moment < span.until));
    }
  });
});

describe('[R114] an exception', () => {
  const daily = { 1: [hours(9, 17)], 2: [hours(9, 17)], 3: [hours(9, 17)] };

  test.each(['vacation', 'sick', 'other'] as const)('of kind %s: no hours on its dates, first and last', (kind) => {
    const away = schedule(daily, [{ kind, from: '2026-11-16', until: '2026-11-17' }]);
    expect(spans(away, MONDAY, '2026-11-19T00:00:00-05:00')).toEqual([['11-18T14:00', '11-18T22:00']]);
  });

  test('with other hours replaces those of the weekday, also on a day without', () => {
    const other = schedule(daily, [{ kind: 'hours', from: '2026-11-15', until: '2026-11-16', spans: [hours(12, 13)] }]);
    expect(spans(other, '2026-11-15T00:00:00-05:00', '2026-11-18T00:00:00-05:00')).toEqual([
      ['11-15T17:00', '11-15T18:00'],
      ['11-16T17:00', '11-16T18:00'],
      ['11-17T14:00', '11-17T22:00'],
    ]);
  });

  test('ends with its last day, also for hours that began before midnight', () => {
    const night = schedule({ 1: [hours(22, 24)], 2: [hours(0, 6)] }, [
      { kind: 'sick', from: '2026-11-17', until: '2026-11-17' },
    ]);
    expect(spans(night, MONDAY, TUESDAY)).toEqual([['11-17T03:00', '11-17T05:00']]);
  });
});

test('[R177] who begins next: the first of several, not who has begun, and no one more than a week from now', () => {
  const start = (of: readonly Schedule[], from: string) => {
    const next = nextStart(of, NEW_YORK, Date.parse(from));
    return next === null ? null : new Date(next).toISOString().slice(5, 16);
  };
  const early = schedule({ 1: [hours(9, 12), hours(13, 17)], 3: [hours(9, 12)] });
  const late = schedule({ 2: [hours(8, 10)] }, [{ kind: 'vacation', from: '2026-11-17', until: '2026-11-17' }]);
  expect(start([late, early], MONDAY)).toBe('11-16T14:00');
  expect(start([late, early], '2026-11-16T09:00:00-05:00')).toBe('11-16T18:00');
  expect(start([late, early], '2026-11-16T13:00:00-05:00')).toBe('11-18T14:00');
  expect(start([late], MONDAY)).toBeNull();
  expect(start([late], TUESDAY)).toBe('11-24T13:00');
  expect(start([], MONDAY)).toBeNull();
});
