/** A floor with more leads than agents: what is late may not make everything else late. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import type { LeadState } from '../../src/core/vocabulary/states.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const inquireTimes = async (times: number, changes = {}) => {
  for (let n = 0; n < times; n += 1) await world.inquire({ tel: `+1202555${5000 + n}`, ...changes });
};

/** The parts, with what each write made of a lead, and how many were in progress at most. */
function watched({ leads, ...rest }: Parts) {
  const seen = { states: [] as LeadState[], atOnce: 0 };
  let open = 0;
  const swap: typeof leads.swap = async (before, change, how) => {
    seen.states.push(change.lead.state);
    open += 1;
    seen.atOnce = Math.max(seen.atOnce, open);
    return leads.swap(before, change, how).finally(() => (open -= 1));
  };
  return { seen, parts: { ...rest, leads: { ...leads, swap } } };
}

test('[R19] leads whose wait is over stand in no one’s way: the one behind them is offered', async () => {
  await inquireTimes(6);
  world.pass(DEFAULT_POLICY.giveUpMs + SECOND);
  const behind = await world.inquire({ tel: '+12025553001' });
  await world.addAgent('ana');
  const { parts, seen } = watched(world.parts);
  await routeLeads(parts, { isThorough: false });
  expect(world.lastOffer('ana').lead.id).toBe(behind);
  expect(seen.states).toEqual(['offered']);

  const lane = { campaignIds: ['solar'], languages: ['en'] as const };
  expect(await world.parts.leads.waiting(10, { lanes: [lane], now: world.now() })).toEqual([]);
  await sweepDeadlines(world.parts);
  expect(await world.parts.leads.countCallbacks()).toBe(6);
});

test('[R19] a lead that a step of its policy passed by is offered in the next pass, after the sweep', async () => {
  const first = await world.inquire();
  world.pass((DEFAULT_POLICY.steps[1]?.afterMs ?? 0) + SECOND);
  await world.addAgent('ana');
  await world.tick();
  expect(world.lastOffer('ana').lead.id).toBe(first);
});

test('[R19] deadlines of the queue are settled several at a time, so that a sweep keeps up with a busy floor', async () => {
  await inquireTimes(20);
  world.pass(DEFAULT_POLICY.giveUpMs + SECOND);
  const { parts, seen } = watched(world.parts);
  expect(await sweepDeadlines(parts)).toMatchObject({ settled: 20 });
  expect(seen.atOnce).toBeGreaterThan(8);
  expect(seen.states).toEqual(Array<LeadState>(20).fill('callback'));
});

test('[R19] leads that no one could ever take delay no offer: those come first, and a pass gives up for a fifth of a second', async () => {
  await world.parts.campaigns.save(testCampaign({ id: 'other', formKey: 'other', teamIds: ['others'] }));
  await inquireTimes(40, { campaignId: 'other', formKey: 'other' });
  world.pass(MINUTE - SECOND);
  const mine = await world.inquire({ tel: '+12025553001' });
  await world.addAgent('ana');
  const { parts, seen } = watched(world.parts);
  // A slow database: every look at the clock finds it 10 ms later.
  const now = () => {
    world.pass(10);
    return world.now();
  };
  await routeLeads({ ...parts, clock: { now, offset: () => 0 } });
  expect(world.lastOffer('ana').lead.id).toBe(mine);
  const [first, ...others] = seen.states;
  expect(first).toBe('offered');
  expect(others.length).toBeGreaterThan(0);
  expect(others.length).toBeLessThan(40);
});
