import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { checkConservation } from '../../src/usecases/lead/checkConservation.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

test('[R19] after an outage the offer that ran out goes on first, and the backlog does not hold up the pass', async () => {
  await world.addAgent('ana');
  const offered = await world.inquire({ tel: '+12025550100' });
  await world.tick();
  expect((await world.parts.leads.byId(offered))?.state).toBe('offered');
  for (let n = 1; n <= 8; n += 1) await world.inquire({ tel: `+1202555011${n}` });

  world.pass(DEFAULT_POLICY.giveUpMs + MINUTE);
  // A slow database: every look at the clock finds it 100 ms later.
  const clock = {
    now: () => {
      world.pass(100);
      return world.now();
    },
    offset: () => 0,
  };
  const { settled } = await sweepDeadlines({ ...world.parts, clock });
  expect((await world.parts.leads.byId(offered))?.state).not.toBe('offered');
  expect(settled).toBeLessThan(9);

  for (let round = 0; round < 20; round += 1) await sweepDeadlines({ ...world.parts, clock });
  expect(await world.parts.leads.due(world.now(), 100)).toEqual([]);
});

test('[2] a backlog that is being worked off is late, not unaccounted for; what the sweep passed by is', async () => {
  for (let n = 1; n <= 8; n += 1) {
    await world.inquire({ tel: `+1202555011${n}` });
    world.pass(SECOND);
  }
  world.pass(DEFAULT_POLICY.giveUpMs + MINUTE);
  expect(await checkConservation(world.parts)).toMatchObject({ exceptions: { overdue: 8 } });

  // One cannot be settled, and the database is slow: every look at the clock finds it 20 ms later.
  const [stuck] = await world.parts.leads.due(world.now(), 1);
  const load = (id: string) => (id === stuck?.id ? Promise.reject(new Error('broken')) : world.parts.leads.load(id));
  const remembered = () => null;
  const now = () => {
    world.pass(20);
    return world.now();
  };
  const parts = { ...world.parts, leads: { ...world.parts.leads, load, remembered }, clock: { now, offset: () => 0 } };
  await sweepDeadlines(parts);
  expect((await world.parts.leads.due(world.now(), 100)).length).toBeGreaterThan(1);
  expect(await checkConservation(world.parts)).toMatchObject({ unaccounted: 1, exceptions: { overdue: 1 } });

  // A sweep that stops leaves them to be counted.
  world.pass(MINUTE);
  expect((await checkConservation(world.parts)).unaccounted).toBeGreaterThan(1);
});
