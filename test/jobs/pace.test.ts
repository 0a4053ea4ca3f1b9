import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AT_REST_AFTER_MS, floorPace } from '../../src/jobs/pace.ts';
import { createBell } from '../../src/sockets/bell.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const failed = (error: unknown) => {
  throw error;
};

test('[O24] sweeps run less often on a quiet floor, and at the busy pace from the first ring on', async () => {
  const bell = createBell();
  const pace = floorPace(bell);
  let runs = 0;
  const stop = pace.every({ busyMs: 1000, restMs: 10_000 }, () => Promise.resolve((runs += 1)), failed);
  // A process that has just started may have something to clean up.
  await jest.advanceTimersByTimeAsync(20_000);
  expect(runs).toBe(20);
  await jest.advanceTimersByTimeAsync(AT_REST_AFTER_MS);
  runs = 0;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(runs).toBe(6);

  await jest.advanceTimersByTimeAsync(1000);
  runs = 0;
  bell.ring();
  expect(pace.isAtRest()).toBe(false);
  await jest.advanceTimersByTimeAsync(1000);
  expect(runs).toBe(1);
  // A steady stream of rings delays no run.
  for (let n = 0; n < 100; n += 1) {
    bell.ring();
    await jest.advanceTimersByTimeAsync(100);
  }
  expect(runs).toBe(11);
  await stop();
  pace.stop();
});

test('[O24] a ring during a run starts no second run, and a stopped task stays stopped', async () => {
  const bell = createBell();
  const pace = floorPace(bell);
  let inside = 0;
  let most = 0;
  let runs = 0;
  const stop = pace.every(
    { busyMs: 1000, restMs: 60_000 },
    async () => {
      most = Math.max(most, (inside += 1));
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 5000));
      inside -= 1;
    },
    failed,
  );
  await jest.advanceTimersByTimeAsync(AT_REST_AFTER_MS + 60_000);
  for (let n = 0; n < 10; n += 1) {
    await jest.advanceTimersByTimeAsync(AT_REST_AFTER_MS + 1);
    bell.ring();
  }
  expect(most).toBe(1);
  const ended = stop();
  await jest.advanceTimersByTimeAsync(10_000);
  await ended;
  const before = runs;
  bell.ring();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(runs).toBe(before);
  pace.stop();
});
