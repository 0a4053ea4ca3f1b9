/** Routing decisions are read in full, however many there are. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inventLead } from '../../bench/many/invent.ts';
import type { Decision } from '../../src/core/routing/decision.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { decisionDocument } from '../../src/store/decisions.ts';
import { startWorld, type World } from '../support/world.ts';

const LEADS = 230;
const EACH = 6;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

test('[L92] all decisions of hundreds of leads are read, and all of one that was offered very often', async () => {
  const { decisions } = world.parts;
  const one = inventLead(7, 'closed', world.now()).decisions[0] as Decision;
  const of = (leadId: string, count: number) =>
    Array.from({ length: count }, (_, epoch) => decisionDocument({ ...one, leadId, epoch: epoch + 1 }));
  const ids = Array.from({ length: LEADS }, (_, n) => `ld_${n}`);
  const all = [...ids.flatMap((id) => of(id, EACH)), ...of('ld_often', 250)];
  await world.connection.collection<AnyDocument>('decisions').insertMany(all);
  const found = await decisions.ofLeads(ids);
  expect(new Set(found.map(({ leadId, epoch }) => `${leadId}:${epoch}`)).size).toBe(LEADS * EACH);
  expect((await decisions.ofLead('ld_often')).map(({ epoch }) => epoch)).toEqual(
    Array.from({ length: 250 }, (_, index) => index + 1),
  );
  expect((await decisions.latestOf(ids)).get('ld_229')?.epoch).toBe(EACH);
});
