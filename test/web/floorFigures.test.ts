import { expect, test } from '@jest/globals';
import type { FloorLead } from '../../src/shared/floor.ts';
import { countAgents } from '../../src/web/floor/countAgents.ts';
import { longestWait } from '../../src/web/floor/trends.ts';

test('[W55] each agent counts once: with a lead as busy, otherwise by their status; off shift not at all', () => {
  expect(countAgents([{ presence: 'available', activity: 'talking' }])).toEqual({ available: 0, engaged: 1, away: 0 });
  expect(
    countAgents([
      { presence: 'available', activity: 'idle' },
      { presence: 'available', activity: 'offered' },
      { presence: 'away', activity: 'wrapUp' },
      { presence: 'away', activity: 'idle' },
      { presence: 'offline', activity: 'talking' },
      { presence: 'offline', activity: 'idle' },
    ]),
  ).toEqual({ available: 1, engaged: 3, away: 1 });
});

test('[V307] the longest wait is that of all who wait; where it isn’t known, at least that of the listed ones', () => {
  const waiting = [5000, 2000, 9000].map((waitingSince) => ({ waitingSince }) as FloorLead);
  expect(longestWait({ waiting, waitingSince: 2000 }, 10_000)).toEqual({ ms: 8000, isLeast: false });
  expect(longestWait({ waiting, waitingSince: 1000 }, 10_000)).toEqual({ ms: 9000, isLeast: false });
  expect(longestWait({ waiting, waitingSince: null }, 10_000)).toEqual({ ms: 8000, isLeast: true });
  expect(longestWait({ waiting: [], waitingSince: null }, 10_000)).toBeNull();
});
