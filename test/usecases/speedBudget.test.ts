/** Speed objectives of live campaigns: from facts in memory, recorded with the offer, shown on the floor. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fact } from '../../src/core/lead/facts.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { openStores } from '../../src/store/index.ts';
import { previewRouting } from '../../src/usecases/admin/previewRouting.ts';
import { viewFloor } from '../../src/usecases/floor/viewFloor.ts';
import { SILENT_LOG, startWorld, type World } from '../support/world.ts';

const POLICY = {
  ...DEFAULT_POLICY,
  speed: { percent: 95, withinMs: MINUTE },
  nobodyMs: 5 * MINUTE,
  steps: [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 40 * SECOND, offerTo: 1, relax: ['skills'] },
  ],
} as const;

let world: World;
beforeEach(async () => {
  world = await startWorld({ policy: POLICY, skills: { roofs: 1 } });
});
afterEach(() => world.stop());

/** Leads that arrived ten minutes ago; the first few were in conversation in time. */
const arrived = (count: number, reached: number): readonly Fact[] =>
  Array.from({ length: count }, (_one, index): readonly Fact[] => {
    const at = world.now() - 10 * MINUTE;
    const opened: Fact = { id: `ld_past_${index}:1`, kind: 'opened', at, campaignId: 'solar' };
    const talked = { ...opened, id: `ld_past_${index}:2`, kind: 'talked', at: at + 5 * SECOND, seconds: 5 } as const;
    return index < reached ? [opened, talked] : [opened];
  }).flat();

test('[R133] [R135] [R136] a lead widens at half the age while the objective is missed, and the record says so', async () => {
  world.parts.facts.add(arrived(20, 12));
  await world.addAgent('ana');
  const id = await world.inquire();
  world.pass(19 * SECOND);
  await world.tick();
  expect((await world.parts.leads.byId(id))?.state).toBe('waiting');
  world.pass(SECOND);
  await world.tick();
  expect((await world.parts.leads.byId(id))?.state).toBe('offered');
  const [decision] = await world.parts.decisions.ofLead(id);
  expect(decision).toMatchObject({ step: 40 * SECOND, burn: expect.closeTo(8), asked: { teamIds: [] } });

  const { speed } = await viewFloor(world.parts, 'en');
  expect(speed).toEqual([
    { campaign: 'Solar', percent: 95, withinMs: MINUTE, decided: 20, missed: 8, burn: expect.closeTo(8) },
  ]);
  const preview = await previewRouting(world.parts, 'solar', { waitedMs: 20 * SECOND });
  expect(preview).toMatchObject({ ok: true, saved: { burn: expect.closeTo(8) } });
});

test('[R134] without enough leads nothing begins early', async () => {
  world.parts.facts.add(arrived(9, 0));
  await world.addAgent('ana');
  const id = await world.inquire();
  world.pass(39 * SECOND);
  await world.tick();
  expect((await world.parts.leads.byId(id))?.state).toBe('waiting');
  expect((await viewFloor(world.parts, 'en')).speed).toMatchObject([{ decided: 9, burn: null }]);
});

test('[R134] leads with a set time, spam and leads that another one replaced don’t count', async () => {
  const at = world.now() - 10 * MINUTE;
  const fact = (id: string, kind: Fact['kind'], more: Partial<Fact> = {}): Fact => ({
    ...{ id, kind, at, campaignId: 'solar' },
    ...more,
  });
  const objective = { percent: 95, withinMs: 10 * SECOND };
  const budget = async () => (await world.parts.facts.speedBudgets(world.now()))('solar', objective);
  expect(await budget()).toMatchObject({ decided: 0 });
  world.pass(SECOND);
  world.parts.facts.add([
    ...[fact('ld_set:1', 'opened'), fact('ld_set:2', 'promised', { reason: 'agreed' })],
    ...[fact('ld_spam:1', 'opened'), fact('ld_spam:2', 'closed', { outcome: 'spam' })],
    ...[fact('ld_gone:1', 'opened'), fact('ld_gone:2', 'superseded')],
    ...[fact('ld_late:1', 'opened'), fact('ld_late:2', 'promised', { reason: 'nobodyThere' })],
    ...[
      fact('ld_box:1', 'opened'),
      fact('ld_box:2', 'talked', { seconds: 5 }),
      fact('ld_box:3', 'mailbox', { seconds: 5 }),
    ],
    ...[fact('ld_ok:2', 'talked', { seconds: 5 }), fact('ld_ok:1', 'opened'), fact('ld_ok:1', 'opened')],
    fact('ld_other:1', 'opened', { campaignId: 'roofs' }),
  ]);
  // Nobody reached two of them in time.
  expect(await budget()).toMatchObject({ decided: 3, missed: 2 });
});

test('[R135] another node, or this one after a restart, reads the hour once', async () => {
  world.parts.facts.add(arrived(20, 12));
  await world.parts.facts.known([]);
  const other = await openStores(world.database.uri, SILENT_LOG);
  try {
    const budget = async () => (await other.parts.facts.speedBudgets(world.now()))('solar', POLICY.speed);
    expect(await budget()).toMatchObject({ decided: 20, missed: 8 });
    // Within the minute it answers from memory: what the first node writes now isn't there yet.
    world.parts.facts.add([{ id: 'ld_new:1', kind: 'opened', at: world.now() - HOUR / 2, campaignId: 'solar' }]);
    await world.parts.facts.known([]);
    world.pass(SECOND);
    expect(await budget()).toMatchObject({ decided: 20 });
  } finally {
    await other.close();
  }
});
