import { expect, test } from '@jest/globals';
import { limitConcurrency } from '../../src/sockets/connection/limitConcurrency.ts';

test('runs at most this many at once, in order of arrival, even after a failure', async () => {
  const limited = limitConcurrency(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (index: number) =>
    limited(async () => {
      begun.push(index);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (index === 0) throw new Error('this one fails');
      return index;
    });
  const all = Promise.allSettled([0, 1, 2, 3].map(work));
  expect(begun).toEqual([0, 1]);
  for (let turn = 0; turn < 4; turn += 1) {
    ends[turn]?.();
    await new Promise(setImmediate);
  }
  expect(begun).toEqual([0, 1, 2, 3]);
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});
