import { expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND, type Moment } from '../../src/core/vocabulary/time.ts';
import { arrivals } from '../../src/store/arrivals.ts';

const MIDNIGHT = Date.UTC(2026, 10, 30);

/** Arrivals in a list, with the ranges that were asked for. */
function listed(times: Moment[]) {
  const asked: (readonly [Moment, Moment | null])[] = [];
  const countBetween = (from: Moment, to: Moment | null) => {
    asked.push([from, to]);
    return Promise.resolve(times.filter((at) => at >= from && (to === null || at < to)).length);
  };
  return { asked, received: arrivals(countBetween) };
}

test('[O66] the floor’s count of a day is the whole count at every look, and older arrivals are counted once', async () => {
  const times: Moment[] = [];
  const { asked, received } = listed(times);
  for (let now = MIDNIGHT; now < MIDNIGHT + 2 * HOUR; now += 90 * SECOND) {
    // The second of the two was stored two minutes late.
    times.push(now, now - 2 * MINUTE);
    const since = times.filter((at) => at >= MIDNIGHT).length;
    expect(await received(MIDNIGHT, now)).toBe(since);
  }
  const settled = asked.flatMap(([from, to]) => (to === null ? [] : [to - from]));
  expect(settled.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(2 * HOUR);
});

test('[O66] two looks at once count nothing twice, and the next day begins at zero', async () => {
  const times = [MIDNIGHT + HOUR, MIDNIGHT + 2 * HOUR];
  const { received } = listed(times);
  const now = MIDNIGHT + 3 * HOUR;
  expect(await Promise.all([received(MIDNIGHT, now), received(MIDNIGHT, now)])).toEqual([2, 2]);
  expect(await received(MIDNIGHT, now)).toBe(2);
  times.push(MIDNIGHT + DAY + MINUTE);
  expect(await received(MIDNIGHT + DAY, MIDNIGHT + DAY + HOUR)).toBe(1);
});
