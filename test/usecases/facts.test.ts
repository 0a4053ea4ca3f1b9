import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/time.ts';
import { acceptOffer } from '../../src/usecases/answerOffer.ts';
import { repairFacts } from '../../src/usecases/repairFacts.ts';
import { finishLead, workLead } from '../../src/usecases/workLead.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

async function oneLead(tel: string): Promise<string> {
  const leadId = await world.inquire({ tel });
  await world.tick();
  await world.seeAll();
  await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
  await workLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
  await finishLead(world.parts, 'ana', leadId, { outcome: 'won' });
  return leadId;
}

const stored = async () => {
  // Reading asks for what is still to be written.
  await world.parts.facts.known([]);
  return world.connection.collection('facts').find({}).sort({ _id: 1 }).toArray();
};

test('[U15] what an agent did is in the day at once, also after it was read', async () => {
  await world.addAgent('ana');
  const since = world.now() - SECOND;
  expect(await world.parts.facts.agentDay('ana', since)).toMatchObject({ offered: 0, won: 0 });
  await oneLead('+12025550143');
  expect(await world.parts.facts.agentDay('ana', since)).toEqual({
    ...{ offered: 1, accepted: 1, missed: 0, talked: 1, closed: 1, won: 1 },
  });
});

test('[U15] facts that a crash cut off are written by the sweep, as they were; nothing is written twice', async () => {
  await world.addAgent('ana');
  const since = world.now() - SECOND;
  await oneLead('+12025550143');
  const leadId = await oneLead('+12025550144');
  const before = await stored();
  expect(before).toHaveLength(10);
  for (const fact of before) expect(JSON.stringify(fact).length).toBeLessThan(200);

  await world.connection.collection('facts').deleteMany({ kind: { $in: ['offered', 'talked', 'closed'] } });
  expect(await repairFacts(world.parts, since)).toMatchObject({ missing: 0 });
  world.pass(11 * SECOND);
  expect(await repairFacts(world.parts, since)).toMatchObject({ missing: 6 });
  expect(await stored()).toEqual(before);
  expect(await repairFacts(world.parts, since)).toMatchObject({ missing: 0 });
  expect((await world.parts.leads.byId(leadId))?.state).toBe('closed');
});
