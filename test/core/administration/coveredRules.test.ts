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
