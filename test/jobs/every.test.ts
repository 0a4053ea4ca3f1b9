import { expect, test } from '@jest/globals';
import { every } from '../../src/jobs/every.ts';

test('[O19] a task that fails, right away or later, is reported and repeated', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  let stop: () => Promise<void> = () => Promise.resolve();
  await new Promise<void>((resolve) => {
    const task = (): Promise<unknown> => {
      runs += 1;
      if (runs === 1) throw new Error('at once');
      if (runs === 2) return Promise.reject(new Error('later'));
      resolve();
      return Promise.resolve();
    };
    stop = every(1, task, (error) => errors.push(error));
  });
  await stop();
  expect(errors).toEqual([new Error('at once'), new Error('later')]);
});
