import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { sweepLease } from '../../src/jobs/lease.ts';
import { AT_REST_AFTER_MS, floorPace } from '../../src/jobs/pace.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { createBell } from '../../src/sockets/bell.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A lease as the database keeps it: it has one holder until it expires. */
function leaseTable() {
  let held = { holder: '', until: 0 };
  let writes = 0;
  return {
    writes: () => writes,
    lease(_name: string, holder: string, now: number, until: number) {
      writes += 1;
      if (held.holder !== holder && held.until > now) return Promise.resolve(false);
      held = { holder, until };
      return Promise.resolve(true);
    },
    release(_name: string, holder: string) {
      if (held.holder === holder) held = { holder: '', until: 0 };
      return Promise.resolve();
    },
  };
}

function node(table: ReturnType<typeof leaseTable>, holder: string) {
  const bell = createBell();
  const pace = floorPace(bell);
  const parts = { settings: table, clock: { now: () => performance.now() }, log: { error: () => undefined } };
  let runs = 0;
  const lease = sweepLease(parts as unknown as Parts, holder, pace);
  const sweep = lease.ifHolder(() => Promise.resolve((runs += 1)));
  return { bell, pace, lease, sweep, runs: () => runs };
}

test('[O24] on a quiet floor the lease is written twice a minute, and its holder keeps it', async () => {
  const table = leaseTable();
  const ana = node(table, 'a');
  const ben = node(table, 'b');
  await jest.advanceTimersByTimeAsync(AT_REST_AFTER_MS + 60_000);
  const [writes, runs] = [table.writes(), ana.runs()];
  for (let second = 0; second < 120; second += 1) {
    await jest.advanceTimersByTimeAsync(1000);
    await ana.sweep();
    await ben.sweep();
  }
  expect(ana.runs() - runs).toBe(120);
  expect(ben.runs()).toBe(0);
  // Both nodes ask.
  expect(table.writes() - writes).toBeLessThanOrEqual(2 * 5);
  await Promise.all([ana.lease.stop(), ben.lease.stop()]);
});

test('[O24] another node sweeps at once after a stop, and within 80 seconds after a crash on a quiet floor', async () => {
  const table = leaseTable();
  const crashed = node(table, 'a');
  const other = node(table, 'b');
  await jest.advanceTimersByTimeAsync(AT_REST_AFTER_MS + 60_000);
  // Its timers end with its process.
  const stopping = crashed.lease.stop();
  await table.lease('sweeps', 'a', performance.now(), performance.now() + 60_000);
  await stopping;
  await table.lease('sweeps', 'a', performance.now(), performance.now() + 60_000);
  await jest.advanceTimersByTimeAsync(50_000);
  await other.sweep();
  expect(other.runs()).toBe(0);
  await jest.advanceTimersByTimeAsync(30_000);
  await other.sweep();
  expect(other.runs()).toBe(1);

  const third = node(table, 'c');
  await other.lease.stop();
  await third.lease.stop();
  const next = node(table, 'd');
  await next.sweep();
  expect(next.runs()).toBe(1);
  await next.lease.stop();
});
