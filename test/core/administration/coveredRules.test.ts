import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers, holdAlways } from '../../../src/core/administration/coveredRules.ts';
import type { RuleConditions } from '../../../src/core/routing/policy.ts';
import { matches, type RuleFacts } from '../../../src/core/routing/rules.ts';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const some = <T>(...of: readonly T[]) => fc.subarray([...of], { minLength: 1 });
const range = fc.record(
  { from: fc.integer({ min: 0, max: 4 }), to: fc.integer({ min: 0, max: 4 }) },
  { requiredKeys: [] },
);
const hour = fc.integer({ min: 0, max: 23 }).map((n) => n * 60);
const conditions: fc.Arbitrary<RuleConditions> = fc.record(
  {
    sources: some('ads', 'Ads ', 'mail'),
    languages: some('en' as const, 'ko' as const),
    interests: some('roof', 'car'),
    answers: fc.dictionary(fc.constantFrom('home', 'extras'), some('a', 'b', 'c'), { maxKeys: 2 }),
    numbers: fc.dictionary(fc.constant('bill'), range, { maxKeys: 1 }),
    places: some('US', 'US-CA', 'KR'),
    weekdays: some(1, 2, 3, 4, 5, 6, 7),
    hours: fc.record({ from: hour, to: hour.map((minutes) => minutes + 60) }).filter(({ from, to }) => from !== to),
    score: range,
  },
  { requiredKeys: [] },
);
const facts: fc.Arbitrary<RuleFacts> = fc
  .record({
    source: fc.constantFrom(undefined, 'ads', 'mail', 'tv'),
    language: fc.constantFrom('en' as const, 'ko' as const),
    interest: fc.constantFrom(undefined, 'roof', 'car', 'boat'),
    score: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    home: fc.constantFrom('a', 'b', 'd'),
    extras: fc.subarray(['a', 'b', 'c']),
    bill: fc.integer({ min: 0, max: 5 }),
    places: fc.subarray(['US-CA', 'US-NY', 'KR', 'US-?']),
  })
  .map(({ source, interest, score, home, extras, bill, places, language }) => ({
    ...{ language, answers: { home, extras, bill }, places: () => places },
    ...(source !== undefined && { source }),
    ...(interest !== undefined && { interest }),
    ...(score !== undefined && { score }),
  }));
const moments = fc.integer({ min: 0, max: 14 * 48 }).map((halves) => NOON + halves * 30 * MINUTE + HOUR);

test('[A254] whatever the conditions, the lead and the time: what a rule covers, it holds for', () => {
  fc.assert(
    fc.property(conditions, conditions, facts, moments, (wide, narrow, lead, now) => {
      const holds = (when: RuleConditions) => matches(when, lead, 'Asia/Seoul', now);
      expect(covers(narrow, narrow)).toBe(true);
      if (covers(wide, narrow) && holds(narrow)) expect(holds(wide)).toBe(true);
      if (holdAlways(wide)) expect(holds(wide)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

const WEEK = 7 * 1440;
/** A Monday at 0:00. */
const MONDAY = Date.parse('2026-11-16T00:00:00Z');
const times: fc.Arbitrary<RuleConditions> = fc.record(
  {
    weekdays: some(1, 2, 3, 4, 5, 6, 7),
    hours: fc
      .record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 1, max: 1440 }) })
      .filter(({ from, to }) => from !== to),
  },
  { requiredKeys: [] },
);
const lead: RuleFacts = { language: 'en', answers: {}, places: () => [] };

type Holds = (when: RuleConditions, minute: number) => boolean;

/** By asking for each of the 10,080 minutes. */
function hasAllMinutes(wide: RuleConditions, narrow: RuleConditions, holds: Holds): boolean {
  for (let minute = 0; minute < WEEK; minute += 1) if (holds(narrow, minute) && !holds(wide, minute)) return false;
  return true;
}

const isRouted: Holds = (when, minute) => matches(when, lead, 'UTC', MONDAY + minute * MINUTE);

/** The same without dates, for many. */
const isWithin: Holds = ({ weekdays = DAILY, hours = { from: 0, to: 1440 } }, minute) => {
  const [day, clock] = [Math.floor(minute / 1440), minute % 1440];
  const { from, to } = hours;
  if (from < to) return weekdays.includes(day + 1) && from <= clock && clock < to;
  return (weekdays.includes(day + 1) && from <= clock) || (weekdays.includes(((day + 6) % 7) + 1) && clock < to);
};

const NIGHT = { from: 1320, to: 360 };
const DAILY = [1, 2, 3, 4, 5, 6, 7];

test.each<[wide: RuleConditions, narrow: RuleConditions, expected: boolean]>([
  [{ hours: NIGHT }, { hours: { from: 0, to: 300 } }, true],
  [{ hours: NIGHT }, { hours: { from: 1380, to: 1440 } }, true],
  [{ hours: NIGHT }, { hours: { from: 0, to: 361 } }, false],
  [{ hours: NIGHT }, { hours: { from: 1380, to: 300 } }, true],
  [{ weekdays: DAILY, hours: NIGHT }, { weekdays: [3], hours: { from: 60, to: 120 } }, true],
  [{ weekdays: [2], hours: NIGHT }, { weekdays: [3], hours: { from: 60, to: 120 } }, true],
  [{ weekdays: [3], hours: NIGHT }, { weekdays: [3], hours: { from: 60, to: 120 } }, false],
  [{ weekdays: [7], hours: NIGHT }, { weekdays: [1], hours: { from: 0, to: 60 } }, true],
  [{ weekdays: [3, 4] }, { weekdays: [3], hours: NIGHT }, true],
  [{ weekdays: [3] }, { weekdays: [3], hours: NIGHT }, false],
  [{ weekdays: DAILY }, {}, true],
])('[A254] [R182] %j applies at every minute at which %j would: %s', (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
  for (const holds of [isRouted, isWithin]) expect(hasAllMinutes(wide, narrow, holds)).toBe(expected);
});

test('[A254] [R182] whatever the weekdays and hours: covered exactly if every minute of the week is', () => {
  fc.assert(
    fc.property(times, times, (wide, narrow) => {
      expect(covers(wide, narrow)).toBe(hasAllMinutes(wide, narrow, isWithin));
    }),
    { numRuns: 1000 },
  );
});
