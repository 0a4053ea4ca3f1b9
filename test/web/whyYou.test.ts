import { expect, test } from '@jest/globals';
import { commonText } from '../../src/shared/text/common.ts';
import { deskText } from '../../src/shared/text/desk.ts';
import { translator } from '../../src/shared/text/index.ts';
import { whyYou } from '../../src/web/desk/whyYou.ts';

const said = (why: Parameters<typeof whyYou>[0]) =>
  whyYou(why, translator(deskText, 'en'), translator(commonText, 'en'));

test.each([
  [0, 1, 'Why you: you have just become free.'],
  [999, 3, 'Why you: you have just become free.'],
  [40_000, 1, 'Why you: you have been free the longest, 40 s.'],
  [40_000, 3, 'Why you: of 3 who could take it you have been free the longest, 40 s.'],
])('[W14] free for %d ms, one of %d: %s', (idleMs, candidates, sentence) => {
  expect(said({ code: 'longestIdle', idleMs, candidates })).toBe(sentence);
});

test('[W14] nobody’s time is 0 s in any reason', () => {
  for (const code of ['longestIdle', 'yourPromise', 'onlyOneLeft', 'broadcast'] as const)
    expect(said({ code, idleMs: 0, candidates: 2 })).not.toMatch(/\b0 s/);
});
