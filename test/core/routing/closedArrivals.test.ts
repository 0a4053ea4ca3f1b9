import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ClosedArrivals } from '../../../src/core/routing/closedArrivals.ts';
import { countSpeed, type TimedLead } from '../../../src/core/routing/speedBudget.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const lead = fc
  .record({
    ago: fc.integer({ min: -MINUTE, max: 2 * HOUR }),
    seconds: fc.option(fc.integer({ min: 0, max: 40 * 60 }), { nil: undefined }),
  })
  .map(({ ago, seconds }): TimedLead => {
    const arrivedAt = NOON - ago;
    return { arrivedAt, ...(seconds !== undefined && { talkedAt: arrivedAt + seconds * SECOND }) };
  });

test('[R134] [O61] closed leads count as they would one by one, whenever they are asked for and what was dropped before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(lead, { maxLength: 30 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 0, max: 10 * MINUTE }), { minLength: 5, maxLength: 5 }),
      fc.constantFrom(5 * SECOND, MINUTE, 30 * MINUTE),
      (groups, waits, withinMs) => {
        const arrivals = new ClosedArrivals();
        const all: TimedLead[] = [];
        let now = NOON;
        for (const [index, group] of groups.entries()) {
          for (const one of group) arrivals.add(one);
          all.push(...group);
          expect(arrivals.count(withinMs, now)).toEqual(countSpeed(all, { withinMs }, now));
          now += waits[index] ?? 0;
          arrivals.forget(now);
          expect(arrivals.count(withinMs, now)).toEqual(countSpeed(all, { withinMs }, now));
        }
      },
    ),
  );
});

test('[O61] an hour of leads is remembered, a number each', () => {
  const arrivals = new ClosedArrivals();
  for (let minute = 0; minute < 180; minute += 1)
    for (let index = 0; index < 10; index += 1) arrivals.add({ arrivedAt: NOON + minute * MINUTE + index });
  arrivals.forget(NOON + 180 * MINUTE);
  expect(arrivals.size).toBe(10 * 60);
});
