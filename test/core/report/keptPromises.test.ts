import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../src/core/lead/facts.ts';
import { countPromises } from '../../../src/core/report/keptPromises.ts';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { NOON } from '../../support/leads.ts';

const WINDOW = { seconds: 600 };

/** The count ten minutes and a moment after a promise came due, with these facts so many minutes after it. */
function countOf(...told: readonly (readonly [Fact['kind'], number, Partial<Fact>?])[]) {
  const facts = told.map(([kind, minutes, more], index) => ({
    ...{ id: `a:${index}`, campaignId: 'solar', kind, at: NOON + minutes * MINUTE },
    ...more,
  }));
  const [forward, backward] = [facts, facts.toReversed()].map((order) => {
    const promises = countPromises();
    for (const fact of order) promises.count(fact);
    return promises.at(NOON + 11 * MINUTE);
  });
  expect(backward).toEqual(forward);
  return forward;
}

test.each<readonly [string, readonly (readonly [Fact['kind'], number, Partial<Fact>?])[], number, number]>([
  [
    'a conversation in its window keeps it',
    [
      ['due', 0, WINDOW],
      ['talked', 10],
    ],
    1,
    1,
  ],
  [
    'so does a call that nobody answers',
    [
      ['due', 0, WINDOW],
      ['notReached', 2],
    ],
    1,
    1,
  ],
  [
    'a conversation before it was due doesn’t',
    [
      ['talked', -5],
      ['due', 0, WINDOW],
    ],
    1,
    0,
  ],
  [
    'one after its window doesn’t',
    [
      ['due', 0, WINDOW],
      ['talked', 10.5],
    ],
    1,
    0,
  ],
  [
    'an offer alone doesn’t',
    [
      ['due', 0, WINDOW],
      ['offered', 1],
      ['promiseLate', 10],
    ],
    1,
    0,
  ],
  [
    'two of a lead count on their own',
    [
      ['due', -20, WINDOW],
      ['due', 0, WINDOW],
      ['talked', 1],
    ],
    2,
    1,
  ],
  ['one still in its window doesn’t count yet', [['due', 5, WINDOW]], 0, 0],
  [
    'unless it is kept',
    [
      ['due', 5, WINDOW],
      ['talked', 6],
    ],
    1,
    1,
  ],
  [
    'nor does one that the customer canceled',
    [
      ['due', 0, WINDOW],
      ['closed', 3, { outcome: 'cancelled' }],
    ],
    0,
    0,
  ],
  [
    'or moved',
    [
      ['due', 0, WINDOW],
      ['promised', 3, { reason: 'agreed' }],
    ],
    0,
    0,
  ],
  [
    'but one that we moved does',
    [
      ['due', 0, WINDOW],
      ['promised', 0, { reason: 'outsideHours' }],
    ],
    1,
    0,
  ],
  [
    'one of an earlier version says no window',
    [
      ['due', 0],
      ['talked', 1],
    ],
    0,
    0,
  ],
])('[V112] %s', (_what, facts, due, kept) => {
  expect(countOf(...facts)).toEqual({ due, kept });
});

test('[O60] promises that can’t change anymore are forgotten, and counted', () => {
  const kinds = fc.constantFrom<Fact['kind']>('due', 'talked', 'notReached', 'superseded', 'promised');
  const fact = fc.record({
    lead: fc.integer({ min: 0, max: 2 }),
    kind: kinds,
    minute: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 25 }), (told) => {
      const inOrder = told.toSorted((one, other) => one.minute - other.minute);
      const [kept, whole] = [countPromises(), countPromises()];
      for (const [index, { lead, kind, minute }] of inOrder.entries()) {
        const at = NOON + minute * MINUTE;
        kept.settle(at);
        const one: Fact = { id: `${lead}:${index}`, kind, at, campaignId: 'solar', reason: 'agreed', ...WINDOW };
        for (const promises of [kept, whole]) promises.count(one);
        expect(kept.at(at)).toEqual(whole.at(at));
      }
      kept.settle(NOON + 90 * MINUTE);
      expect(kept.at(NOON + 90 * MINUTE)).toEqual(whole.at(NOON + 90 * MINUTE));
      expect(kept.kept()).toBe(0);
    }),
  );
});
