import { expect, test } from '@jest/globals';
import { commonText } from '../../src/shared/text/common.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { translator } from '../../src/shared/text/index.ts';
import { offerReason } from '../../src/web/desk/offerReason.ts';

const said = (why: Parameters<typeof offerReason>[0]) =>
  offerReason(why, translator(deskText, 'en'), translator(commonText, 'en'));

test.each([
  [0, 1, 'Why you: you just became available.'],
  [999, 3, 'Why you: you just became available.'],
  [40_000, 1, 'Why you: idle the longest (40s).'],
  [40_000, 3, 'Why you: idle the longest (40s) of 3 matching agents.'],
])('[W14] free for %d ms, one of %d: %s', (idleMs, candidates, sentence) => {
  expect(said({ code: 'longestIdle', idleMs, candidates })).toBe(sentence);
});

test('[W14] no reason shows a time of 0s', () => {
  for (const code of ['longestIdle', 'yourPromise', 'onlyOneLeft', 'offeredAgain', 'broadcast'] as const)
    expect(said({ code, idleMs: 0, candidates: 2 })).not.toMatch(/\b0s/);
});
