import { expect, test } from '@jest/globals';
import { countAgents } from '../../src/web/floor/countAgents.ts';

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
