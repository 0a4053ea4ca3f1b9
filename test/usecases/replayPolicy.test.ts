/** A policy tried on yesterday, over the real stores: what was recorded is what a replay of the live policy comes to. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { RoutingPart } from '../../src/core/administration/campaign.ts';
import type { ReplayFigures } from '../../src/core/replay/figures.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/routing/policy.ts';
import { DAY, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { PolicyReplay, ReplayLine } from '../../src/shared/replay.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { choosePresence } from '../../src/usecases/agents/choosePresence.ts';
import { acceptOffer, declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { oneByOne, type OneByOne } from '../../src/usecases/routing/oneByOne.ts';
import { readPeriod } from '../../src/usecases/routing/readPeriod.ts';
import { replayPolicy } from '../../src/usecases/routing/replayPolicy.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

const { version: _version, ...POLICY } = DEFAULT_POLICY;
const LEADS = 18;

let world: World;
let turns: OneByOne;
beforeEach(async () => {
  turns = oneByOne();
  world = await startWorld({ policy: { ...DEFAULT_POLICY, missesToAway: 10 } });
  for (const [index, id] of ['ana', 'ben', 'chloe'].entries())
    await world.addAgent(id, { idleSince: world.now() - (index + 1) * MINUTE });
});
afterEach(() => world.stop());

/** What is still to happen, by time. */
const agenda: { at: number; act: () => Promise<void> }[] = [];
const later = (ms: number, act: () => Promise<void>) => agenda.push({ at: world.now() + ms, act });

/** Every desk sees its offer. Chloe misses each third of hers, Ben declines each seventh; else they accept within seconds. */
async function answerOffers(answered: Map<string, number>): Promise<void> {
  await world.tick();
  await world.seeAll();
  for (const lead of await world.parts.leads.held()) {
    if (lead.state !== 'offered' || answered.has(lead.offer.id)) continue;
    const { id: offerId, agents } = lead.offer;
    const agentId = agents[0]!.agentId;
    answered.set(offerId, answered.size);
    if (agentId === 'chloe' && answered.size % 3 === 0) {
      later(20 * SECOND, () => Promise.resolve());
      continue;
    }
    if (agentId === 'ben' && answered.size % 7 === 0) {
      later(SECOND, async () => {
        expect(await declineOffer(world.parts, { agentId, offerId }, undefined)).toMatchObject({ ok: true });
      });
      continue;
    }
    later((2 + (answered.size % 4)) * SECOND, async () => {
      expect(await acceptOffer(world.parts, { agentId, offerId })).toMatchObject({ ok: true });
      later(5 * SECOND, async () => {
        await changeLead(world.parts, lead.id, { kind: 'talking', agentId });
        later((40 + 17 * (answered.size % 5)) * SECOND, async () => {
          await changeLead(world.parts, lead.id, { kind: 'ended', agentId });
          await changeLead(world.parts, lead.id, { kind: 'close', by: { kind: 'agent', id: agentId }, outcome: 'won' });
        });
      });
    });
  }
}

async function liveDay(gapMs = 25 * SECOND): Promise<void> {
  agenda.length = 0;
  const answered = new Map<string, number>();
  for (let n = 0; n < LEADS; n += 1)
    later(n * gapMs + (n % 3) * 4 * SECOND, async () => {
      await world.inquire({ tel: `+1202555${2000 + n}` });
    });
  await play(answered);
  world.pass(DAY);
}

/** Until nothing is left to do. */
async function play(answered: Map<string, number>): Promise<void> {
  while (agenda.length > 0) {
    agenda.sort((one, other) => one.at - other.at);
    const next = agenda.shift()!;
    if (next.at > world.now()) world.pass(next.at - world.now());
    await next.act();
    await answerOffers(answered);
  }
}

const HARD = {
  order: { kind: 'roundRobin', weights: { ben: 2, chloe: 3 } },
  steps: [
    { afterMs: 0, offerTo: 1, relax: [] },
    { afterMs: 30 * SECOND, offerTo: 2, relax: [] },
  ],
  nobodyMs: 5 * MINUTE,
} as const;

/**
 * Leads from before midnight, of which three wait until after it; agents come and go; more leads than they can take. Returns
 * what round robin owed at midnight.
 */
async function hardDay(): Promise<ReadonlyMap<string, number>> {
  await world.parts.campaigns.save(testCampaign({ policy: { ...DEFAULT_POLICY, missesToAway: 10, ...HARD } }));
  agenda.length = 0;
  const answered = new Map<string, number>();
  let numbers = 3000;
  const arrives = (ms: number) =>
    later(ms, async () => {
      numbers += 1;
      await world.inquire({ tel: `+1202555${numbers}` });
    });
  const becomes = (ms: number, agentId: string, presence: 'available' | 'away') =>
    later(ms, async () => {
      expect(await choosePresence(world.parts, agentId, presence, undefined)).toMatchObject({ ok: true });
    });
  world.pass(DAY - (world.now() % DAY) - 30 * MINUTE);
  for (let n = 0; n < 8; n += 1) arrives(n * 2 * MINUTE);
  await play(answered);
  // From now on.
  const night = DAY - (world.now() % DAY);
  for (const id of ['ana', 'ben', 'chloe']) becomes(night - 4 * MINUTE, id, 'away');
  for (const minutes of [3, 2, 1]) arrives(night - minutes * MINUTE);
  for (const [index, id] of ['chloe', 'ana', 'ben'].entries())
    becomes(night + (60 + 20 * index) * SECOND, id, 'available');
  for (let n = 0; n < 40; n += 1) arrives(night + 2 * MINUTE + n * 24 * SECOND + (n % 3) * 5 * SECOND);
  let owed: ReadonlyMap<string, number> = new Map();
  later(night, async () => {
    owed = new Map(await world.parts.turns.of('solar'));
  });
  // As the engine does, also while nothing happens.
  for (let n = 0; n < 130; n += 1) later(night + n * 10 * SECOND, () => Promise.resolve());
  becomes(night + 7 * MINUTE, 'ben', 'away');
  becomes(night + 10 * MINUTE, 'ben', 'available');
  await play(answered);
  world.pass(DAY);
  return owed;
}

async function replay(changes: Partial<Policy> = {}): Promise<{ result: PolicyReplay; progress: number[] }> {
  const draft: RoutingPart = { policy: { ...POLICY, missesToAway: 10, ...changes }, teamIds: [], skills: {} };
  const lines = await replayPolicy(world.parts, turns, 'solar', { draft, days: 1 });
  if ('code' in lines) throw new Error(JSON.stringify(lines));
  const all: ReplayLine[] = [];
  for await (const line of lines) all.push(line);
  const last = all.at(-1)!;
  if (!('result' in last)) throw new Error('no result');
  return { result: last.result, progress: all.flatMap((line) => ('progress' in line ? [line.progress] : [])) };
}

test('[R73] [R74] a replay of the live policy comes to what really happened, and a draft is compared with it', async () => {
  await liveDay();
  const { result, progress } = await replay();
  expect(result).toMatchObject({ leads: LEADS, scheduled: 0, runs: 20, recorded: { conversations: LEADS } });
  expect(result.recorded.missedOffers).toBeGreaterThan(0);
  for (const name of Object.keys(result.recorded) as (keyof ReplayFigures)[]) {
    const [real, range] = [result.recorded[name]!, result.live[name]!];
    expect({ name, real, ...range, isWithin: real >= range.least - 0.001 && real <= range.most + 0.001 }).toMatchObject(
      {
        isWithin: true,
      },
    );
  }
  // The same policy as a draft is the same, run by run.
  expect(result.draft).toEqual(result.live);
  expect([...progress]).toEqual([...progress].sort((one, other) => one - other));

  const limited = (await replay({ limits: { ...POLICY.limits, perDay: 1 } })).result;
  expect(limited.live).toEqual(result.live);
  expect(limited.draft.untaken).toMatchObject({ median: LEADS - 3 });
  expect(limited.changed).toHaveLength(LEADS - 3);
  expect(limited.changed[0]).toMatchObject({
    recorded: { agent: expect.any(String) },
    draft: { seconds: null, agent: null },
  });
  expect(limited.agents.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(LEADS);

  // Nothing was offered or written.
  expect(await world.parts.leads.held()).toEqual([]);
  expect((await world.parts.campaigns.byId('solar'))?.policy.steps).toEqual(DEFAULT_POLICY.steps);
});

test('[R171] [R172] [R74] a day that begins with a backlog, with weights and absences, is reproduced within the range', async () => {
  const owed = await hardDay();
  const reading = readPeriod(world.parts, 1);
  let step = await reading.next();
  while (!step.done) step = await reading.next();
  const turns = step.value.turns.get('solar');
  expect([...owed.values()].some((credit) => Math.abs(credit) > 0.1)).toBe(true);
  for (const [id, credit] of owed) expect(turns?.get(id)).toBeCloseTo(credit, 4);

  const { result } = await replay(HARD);
  expect(result).toMatchObject({ leads: 40, waiting: 3 });
  expect(result.recorded.missedOffers).toBeGreaterThan(0);
  const figures = (Object.keys(result.recorded) as (keyof ReplayFigures)[]).map((name) => ({
    name,
    recorded: result.recorded[name]!,
    ...result.live[name]!,
  }));
  const agents = result.agents.map(({ name, recorded, live }) => ({ name, recorded, ...live }));
  const outside = [...figures, ...agents].filter(
    ({ recorded, least, most }) => recorded < least - 0.001 || recorded > most + 0.001,
  );
  expect(outside).toEqual([]);
});

test.each(['random', 'fewestToday'] as const)(
  '[R178] ties of %s are drawn as they were: each agent gets the leads that they had',
  async (kind) => {
    const order = { kind };
    await world.parts.campaigns.save(testCampaign({ policy: { ...DEFAULT_POLICY, missesToAway: 10, order } }));
    // Most find several agents free.
    await liveDay(2 * MINUTE);
    const { result } = await replay({ order });
    const same = ({ recorded }: { readonly recorded: number }) => ({
      least: recorded,
      median: recorded,
      most: recorded,
    });
    expect(result.agents.length).toBe(3);
    for (const agent of result.agents) expect(agent.live).toEqual(same(agent));
    expect(result.live.p95?.median).toBeCloseTo(result.recorded.p95!, 1);
  },
);

test('[R74] a day without leads, and a policy that can’t be saved', async () => {
  world.pass(DAY);
  expect((await replay()).result).toMatchObject({
    leads: 0,
    recorded: { p50: null },
    live: { p50: null },
    changed: [],
  });
  const draft = { policy: { ...POLICY, steps: [] }, teamIds: [], skills: {} };
  expect(await replayPolicy(world.parts, turns, 'solar', { draft, days: 1 })).toMatchObject({
    code: 'bad-input',
    mistakes: [{ path: 'policy.steps' }],
  });
  expect(await replayPolicy(world.parts, turns, 'nowhere', { draft, days: 1 })).toMatchObject({ code: 'not-found' });
});

test('[R125] a node tries one policy at a time: the others wait in order, say so, and can leave', async () => {
  world.pass(DAY);
  const draft: RoutingPart = { policy: { ...POLICY, missesToAway: 10 }, teamIds: [], skills: {} };
  const start = async () => {
    const lines = await replayPolicy(world.parts, turns, 'solar', { draft, days: 1 });
    if ('code' in lines) throw new Error(JSON.stringify(lines));
    return lines;
  };
  const [first, second, third] = [await start(), await start(), await start()];
  expect((await first.next()).value).not.toHaveProperty('ahead');
  expect((await second.next()).value).toEqual({ progress: 0, ahead: 1 });
  expect((await third.next()).value).toEqual({ progress: 0, ahead: 2 });
  // The second leaves while it waits: the third moves up at once.
  const moved = third.next();
  await second.return(undefined);
  expect((await moved).value).toEqual({ progress: 0, ahead: 1 });
  // The first leaves in the middle; nothing waits for its result.
  const mine = third.next();
  await first.return(undefined);
  let line = await mine;
  expect(line.value).not.toHaveProperty('ahead');
  while (!line.done && !('result' in line.value)) line = await third.next();
  expect(line.value).toMatchObject({ result: { leads: 0 } });
  expect((await third.next()).done).toBe(true);
  // The place is free again.
  expect((await (await start()).next()).value).not.toHaveProperty('ahead');
});
