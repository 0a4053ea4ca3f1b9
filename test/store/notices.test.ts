/** How nodes learn what others changed: one polled document. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Connection } from '../../src/store/connection.ts';
import { startNotices, type Notices } from '../../src/store/notices.ts';

let reads: number;
let writes: number;
let counters: Record<string, number>;
let notices: Notices;

beforeEach(() => {
  jest.useFakeTimers();
  reads = 0;
  writes = 0;
  counters = { agents: 1 };
  const settings = {
    findOne: () => {
      reads += 1;
      return Promise.resolve({ _id: 'notices', value: { ...counters } });
    },
    findOneAndUpdate: () => {
      writes += 1;
      counters = { ...counters, agents: (counters['agents'] ?? 0) + 1 };
      return Promise.resolve({ _id: 'notices', value: { ...counters } });
    },
  };
  notices = startNotices({ collection: () => settings } as unknown as Connection);
});
afterEach(async () => {
  await notices.stop();
  jest.useRealTimers();
});

const readsWithin = async (ms: number): Promise<number> => {
  const before = reads;
  await jest.advanceTimersByTimeAsync(ms);
  return reads - before;
};

test('[O43] after a minute without changes a node asks half as often for those of others, until there is one', async () => {
  let heard = 0;
  notices.listen('agents', () => (heard += 1));
  expect(await readsWithin(9_000)).toBe(10);
  await readsWithin(60_000);
  expect(await readsWithin(9_000)).toBe(5);

  counters = { agents: 2 };
  heard = 0;
  // Known within two seconds even then.
  await readsWithin(1_800);
  expect(heard).toBe(1);
  expect(await readsWithin(9_000)).toBe(10);
});

test('[O59] a storm of changes raises twenty notices a second, the first one at once', async () => {
  await readsWithin(900);
  notices.raise('agents');
  await jest.advanceTimersByTimeAsync(0);
  expect(writes).toBe(1);
  for (let ms = 0; ms < 1000; ms += 5) {
    notices.raise('agents');
    await jest.advanceTimersByTimeAsync(5);
  }
  expect(writes).toBeGreaterThan(15);
  expect(writes).toBeLessThanOrEqual(21);
  // A stop waits for nothing.
  notices.raise('agents');
  await notices.stop();
  expect(writes).toBeLessThanOrEqual(22);
  expect(writes).toBeGreaterThan(16);
});
