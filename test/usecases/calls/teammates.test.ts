import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { availableTeammates } from '../../../src/usecases/calls/controlCall.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

test('[W77] teammates with a phone are listed with their status, those who are free first', async () => {
  await world.addAgent('ana');
  await world.addAgent('ben', { presence: 'away', telephone: '+12025550111' });
  await world.addAgent('chloe', { telephone: '+12025550112' });
  await world.addAgent('dan');
  expect(await availableTeammates(world.parts, 'ana')).toMatchObject([
    { id: 'chloe', isFree: true, presence: 'available' },
    { id: 'ben', isFree: false, presence: 'away' },
  ]);
});
