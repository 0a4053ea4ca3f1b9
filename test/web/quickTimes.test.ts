/** One-click times for a callback, by the customer's clock. */
import { describe, expect, test } from '@jest/globals';
import { quickTimes } from '../../src/web/desk/quickTimes.ts';

const shown = (now: string, zone: string) =>
  Object.fromEntries(quickTimes(Date.parse(now), zone).map(({ kind, at }) => [kind, new Date(at).toISOString()]));

describe('[P27] the quick choices', () => {
  test('are in the customer’s own time, wherever the agent is', () => {
    expect(shown('2026-11-18T15:02:00Z', 'America/New_York')).toEqual({
      inOneHour: '2026-11-18T16:05:00.000Z',
      thisEvening: '2026-11-18T23:00:00.000Z',
      tomorrowMorning: '2026-11-19T14:00:00.000Z',
      tomorrowEvening: '2026-11-19T23:00:00.000Z',
    });
    expect(shown('2026-11-18T15:02:00Z', 'Asia/Seoul')).toEqual({
      inOneHour: '2026-11-18T16:05:00.000Z',
      thisEvening: '2026-11-19T09:00:00.000Z',
      tomorrowMorning: '2026-11-20T00:00:00.000Z',
      tomorrowEvening: '2026-11-20T09:00:00.000Z',
    });
  });

  test('leave out an evening that is over or about to begin', () => {
    expect(shown('2026-11-18T22:30:00Z', 'America/New_York')).not.toHaveProperty('thisEvening');
    expect(shown('2026-11-19T01:00:00Z', 'America/New_York')).not.toHaveProperty('thisEvening');
  });

  test.each([
    ['forward', '2027-03-13T15:00:00Z', '2027-03-14T13:00:00.000Z'],
    ['back', '2026-10-31T15:00:00Z', '2026-11-01T14:00:00.000Z'],
  ])('are still 9:00 in the morning after the clocks go %s', (_how, now, morning) => {
    expect(shown(now, 'America/New_York')).toMatchObject({ tomorrowMorning: morning });
  });

  test('cross the end of a month and of a year, and know 29 February', () => {
    expect(shown('2026-12-31T15:00:00Z', 'America/New_York')).toMatchObject({
      tomorrowMorning: '2027-01-01T14:00:00.000Z',
    });
    expect(shown('2028-02-28T15:00:00Z', 'America/New_York')).toMatchObject({
      tomorrowMorning: '2028-02-29T14:00:00.000Z',
    });
  });

  test('an unknown zone falls back to the reader’s instead of breaking the page', () => {
    expect(Object.keys(shown('2026-11-18T15:00:00Z', 'Mars/Olympus'))).toContain('inOneHour');
  });
});
