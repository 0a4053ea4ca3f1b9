import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { startSeenMarks } from '../../src/jobs/seenMarks.ts';
import { seeOffer } from '../../src/usecases/routing/answerOffer.ts';
import { until } from '../support/patience.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

test('[R29] a mark that is due earlier is not kept waiting by one that is due later', async () => {
  const leadId = await world.inquire();
  await world.tick();
  const { seen, leads } = world.parts;
  expect(await seeOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId })).toEqual({
    ok: true,
  });
  const [mark] = seen.of(leadId);
  if (!mark) throw new Error('no mark was kept');
  seen.forget(leadId);

  const stop = startSeenMarks(world.parts);
  try {
    seen.add('another lead', mark, world.now() + 600 * SECOND);
    seen.add(leadId, mark, world.now() + 20);
    world.pass(20);
    await until(async () => (await leads.timeline(leadId)).some(({ kind }) => kind === 'seen'), 'the mark is stored');
    seen.forget('another lead');
  } finally {
    await stop();
  }
});
