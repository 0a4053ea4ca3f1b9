/** Orders and limits over the real stores: where their figures come from, and that two nodes and a restart agree. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { teamsReached } from '../../src/core/administration/campaign.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/routing/policy.ts';
import type { LeadLine } from '../../src/core/report/leadLine.ts';
import type { Outcome } from '../../src/core/vocabulary/outcomes.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { openStores } from '../../src/store/index.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { acceptOffer, declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { findUnattended } from '../../src/usecases/routing/findUnattended.ts';
import { SILENT_LOG, startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const policy = (changes: Partial<Policy>) =>
  world.parts.campaigns.save(testCampaign({ policy: { ...DEFAULT_POLICY, ...changes } }));
let numbers = 0;
const inquire = (tel?: string) => {
  numbers += 1;
  return world.inquire({ tel: tel ?? `+1202555${1000 + numbers}` });
};
const offeredTo = async (leadId: string) => {
  const lead = await world.parts.leads.byId(leadId);
  return lead?.state === 'offered' ? lead.offer.agents.map(({ agentId }) => agentId) : [];
};
const accept = async (leadId: string) => {
  const lead = await world.parts.leads.byId(leadId);
  if (lead?.state !== 'offered') throw new Error(`not offered but ${lead?.state}`);
  const agentId = lead.offer.agents[0]!.agentId;
  expect(await acceptOffer(world.parts, { agentId, offerId: lead.offer.id })).toMatchObject({ ok: true });
  return agentId;
};
/** Offers, accepts, talks and closes. Returns the agent. */
const serve = async (outcome: Outcome = 'won', talkMs = MINUTE, tel?: string) => {
  const leadId = await inquire(tel);
  await world.tick();
  const agentId = await accept(leadId);
  await changeLead(world.parts, leadId, { kind: 'talking', agentId });
  world.pass(talkMs);
  await changeLead(world.parts, leadId, { kind: 'ended', agentId });
  const by = { kind: 'agent', id: agentId } as const;
  expect(await changeLead(world.parts, leadId, { kind: 'close', by, outcome })).toMatchObject({ isChanged: true });
  return agentId;
};
const counted = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((one) => one === name).length]));

describe('round robin', () => {
  beforeEach(async () => {
    await policy({ order: { kind: 'roundRobin', weights: { ben: 2, chloe: 3 } } });
    for (const id of ['ana', 'ben', 'chloe']) await world.addAgent(id);
  });

  test('[R53] [R54] by weight over 30 leads, with a restart in the middle', async () => {
    const served: string[] = [];
    for (let n = 0; n < 15; n += 1) served.push(await serve('won', SECOND));
    await world.parts.facts.known([]);
    const stores = await openStores(world.database.uri, SILENT_LOG);
    try {
      // A node that starts now finds what each is owed.
      const [here, there] = [await world.parts.turns.of('solar'), await stores.parts.turns.of('solar')];
      for (const [id, owed] of here) expect(there.get(id)).toBeCloseTo(owed, 6);
    } finally {
      await stores.close();
    }
    for (let n = 0; n < 15; n += 1) served.push(await serve('won', SECOND));
    expect(counted(served)).toEqual({ ana: 5, ben: 10, chloe: 15 });
  });

  test('[R54] a lost claim is no turn', async () => {
    const leadId = await inquire();
    const before = new Map(await world.parts.turns.of('solar'));
    const { leads } = world.parts;
    const losing = {
      ...world.parts,
      leads: { ...leads, swap: () => Promise.resolve({ kind: 'taken', key: 'x' } as const) },
    };
    const { routeLeads } = await import('../../src/usecases/routing/routeLeads.ts');
    await routeLeads(losing);
    const after = await world.parts.turns.of('solar');
    for (const id of ['ana', 'ben', 'chloe']) expect(after.get(id) ?? 0).toBeCloseTo(before.get(id) ?? 0, 9);
    expect(await offeredTo(leadId)).toEqual([]);
  });

  test('[R53] two leads of one pass are two turns', async () => {
    await policy({ order: { kind: 'roundRobin' } });
    const ids = [await inquire(), await inquire(), await inquire()];
    await world.tick();
    const agents = await Promise.all(ids.map(offeredTo));
    expect(agents.flat().sort()).toEqual(['ana', 'ben', 'chloe']);
  });
});

test('[R55] fewest today counts accepted leads of the business day', async () => {
  await policy({ order: { kind: 'fewestToday' } });
  await world.addAgent('ana');
  await world.addAgent('ben');
  const served: string[] = [];
  for (let n = 0; n < 6; n += 1) served.push(await serve('won', SECOND));
  expect(counted(served)).toEqual({ ana: 3, ben: 3 });
  const [first, second] = served;
  expect(second).not.toBe(first);
});

test('[R70] best result reads the reports of the 60 days before today', async () => {
  const day = 24 * HOUR;
  const line = (n: number, agentId: string, outcome: Outcome, at: number): LeadLine => ({
    ...{ leadId: `ld_old_${n}`, openedAt: at, campaignId: 'solar', interest: 'roof', agentId, outcome, talkSeconds: 5 },
    ...{ isAccepted: true, isScheduled: false, attempts: 1, promisesKept: 0, promisesMissed: 0 },
  });
  const store = async (agentId: string, outcome: Outcome, daysAgo: number) => {
    const at = world.now() - daysAgo * day;
    const hour = Math.floor(at / HOUR) * HOUR;
    const lines = Array.from({ length: 30 }, (_one, n) => line(n, agentId, outcome, hour));
    await world.parts.reports.changeLines(hour, new Map(lines.map((one) => [`${agentId}${one.leadId}`, one])));
  };
  await store('ana', 'won', 61);
  await store('ana', 'notInterested', 2);
  await store('ben', 'won', 3);
  await policy({ order: { kind: 'bestResult' } });
  await world.addAgent('ana', { idleSince: world.now() - HOUR });
  await world.addAgent('ben');
  for (let n = 0; n < 3; n += 1) expect(await serve()).toBe('ben');
});

test('[R52] a short junk call keeps the agent first in the order of idle time; any other costs the turn', async () => {
  await world.addAgent('ana', { idleSince: world.now() - 2 * MINUTE });
  await world.addAgent('ben', { idleSince: world.now() - MINUTE });
  expect(await serve('spam', 14 * SECOND)).toBe('ana');
  expect(await serve('wrongNumber', 5 * SECOND)).toBe('ana');
  expect(await serve('notInterested', 5 * SECOND)).toBe('ana');
  expect(await serve('spam', 15 * SECOND)).toBe('ben');
  expect(await serve()).toBe('ana');
});

describe('the last agent', () => {
  beforeEach(async () => {
    await policy({ order: { kind: 'lastAgent', patienceMs: 30 * SECOND, then: 'longestIdle' } });
    await world.addAgent('ana', { idleSince: world.now() - MINUTE });
    await world.addAgent('ben');
  });

  test('[R57] gets the customer’s next lead', async () => {
    const tel = '+12025559001';
    expect(await serve('notInterested', MINUTE, tel)).toBe('ana');
    // Ben has now been idle longest.
    world.pass(MINUTE);
    expect(await serve('won', MINUTE, tel)).toBe('ana');
    expect(world.lastOffer('ana').why.code).toBe('lastAgent');
    expect(await serve('won')).toBe('ben');
    expect(world.lastOffer('ben').why.code).toBe('longestIdle');
  });

  test('[R57] is waited for while busy, then anyone gets it', async () => {
    const tel = '+12025559002';
    await serve('notInterested', MINUTE, tel);
    world.pass(SECOND);
    // Ana takes another lead: Ben declines it.
    const other = await inquire();
    await world.tick();
    const [agentId = ''] = await offeredTo(other);
    const lead = await world.parts.leads.byId(other);
    if (agentId === 'ben' && lead?.state === 'offered')
      await declineOffer(world.parts, { agentId, offerId: lead.offer.id }, undefined);
    await world.tick();
    expect(await accept(other)).toBe('ana');
    const again = await inquire(tel);
    await world.tick();
    expect(await offeredTo(again)).toEqual([]);
    world.pass(30 * SECOND);
    await world.tick();
    expect(await offeredTo(again)).toEqual(['ben']);
  });
});

test('[R58] [A97] a stored order from a newer version is visible, routes to no one, and loses no lead', async () => {
  await world.addAgent('ana');
  const order = { kind: 'byHoroscope' } as unknown as Policy['order'];
  await policy({ order });
  const leadId = await inquire();
  await world.tick();
  expect(await offeredTo(leadId)).toEqual([]);
  const [lead, campaign] = [await world.parts.leads.byId(leadId), await world.parts.campaigns.byId('solar')];
  const agents = await world.parts.agents.all();
  const unattended = findUnattended([lead!], agents, new Map([['solar', campaign!]]), world.now());
  expect([...unattended.keys()]).toEqual([leadId]);
  world.pass(DEFAULT_POLICY.nobodyMs);
  await world.tick();
  expect((await world.parts.leads.byId(leadId))?.state).toBe('callback');
  expect(await world.parts.decisions.ofLead(leadId)).toMatchObject([
    { order: 'byHoroscope', winners: [], passedOver: { orderUnknown: ['ana'] } },
  ]);
});

test('[A97] a stored policy without order and limits is longest idle without limits', async () => {
  const { order: _order, limits: _limits, ...old } = DEFAULT_POLICY;
  await world.parts.campaigns.save(testCampaign({ policy: old as Policy }));
  expect((await world.parts.campaigns.byId('solar'))?.policy).toEqual(DEFAULT_POLICY);
  await world.addAgent('ana', { idleSince: world.now() - MINUTE });
  await world.addAgent('ben');
  expect(await serve()).toBe('ana');
});

describe('limits', () => {
  test('[R59] per hour and per day: who reached them is passed over, and open offers count', async () => {
    await policy({ limits: { ...DEFAULT_POLICY.limits, perHour: 2, perDay: 3 } });
    await world.addAgent('ana', { capacity: 2 });
    expect([await serve(), await serve()]).toEqual(['ana', 'ana']);
    const waiting = await inquire();
    await world.tick();
    expect(await offeredTo(waiting)).toEqual([]);
    world.pass(HOUR);
    const next = await inquire();
    await world.tick();
    // One more today: the first in line is offered, and while that offer is open the other one isn’t.
    const open = [await offeredTo(waiting), await offeredTo(next)].flat();
    expect(open).toEqual(['ana']);
  });

  test('[R60] a declined offer pauses the agent for every lead of the policy', async () => {
    await policy({ limits: { ...DEFAULT_POLICY.limits, afterDeclineMs: MINUTE } });
    await world.addAgent('ana');
    const first = await inquire();
    await world.tick();
    const lead = await world.parts.leads.byId(first);
    if (lead?.state !== 'offered') throw new Error('not offered');
    await declineOffer(world.parts, { agentId: 'ana', offerId: lead.offer.id }, undefined);
    const second = await inquire();
    await world.tick();
    expect([await offeredTo(first), await offeredTo(second)].flat()).toEqual([]);
    world.pass(MINUTE);
    await world.tick();
    expect([await offeredTo(first), await offeredTo(second)].flat()).toEqual(['ana']);
  });
});

describe('rules', () => {
  const who = (team: string) => ({ teamIds: [team], skills: {} });
  const save = (rules: Policy['rules'], steps = DEFAULT_POLICY.steps) =>
    world.parts.campaigns.save(testCampaign({ teamIds: ['day'], policy: { ...DEFAULT_POLICY, rules, steps } }));

  test('[R61] [R62] send a lead to the rule’s team and order, and the decision names the rule', async () => {
    await world.addAgent('ana', { teamIds: ['day'], idleSince: world.now() - MINUTE });
    await world.addAgent('kim', { teamIds: ['korean'], languages: ['en', 'ko'] });
    await save([{ name: 'Ads', when: { sources: ['ads'] }, who: who('korean'), order: { kind: 'roundRobin' } }]);
    const plain = await inquire();
    const fromAds = await world.inquire({ tel: '+12025557001', source: { utm: { source: 'ads' } } });
    await world.tick();
    expect([await offeredTo(plain), await offeredTo(fromAds)]).toEqual([['ana'], ['kim']]);
    expect(await world.parts.decisions.ofLead(fromAds)).toMatchObject([
      { rule: 'Ads', order: 'roundRobin', passedOver: { otherTeam: ['ana'] } },
    ]);
    expect((await world.parts.decisions.ofLead(plain))[0]).not.toHaveProperty('rule');
  });

  test('[R63] a step offers the lead to another team, whose agents then see its callbacks', async () => {
    await world.addAgent('eve', { teamIds: ['overflow'] });
    await world.addAgent('ana', { teamIds: ['day'], capacity: 1 });
    const also = { afterMs: 10 * SECOND, offerTo: 1, relax: [], teamIds: ['overflow'] };
    await save([], [DEFAULT_POLICY.steps[0]!, also]);
    await inquire();
    const second = await inquire();
    await world.tick();
    await world.seeAll();
    expect(await offeredTo(second)).toEqual([]);
    world.pass(10 * SECOND);
    await world.tick();
    expect(await offeredTo(second)).toEqual(['eve']);
    const campaign = await world.parts.campaigns.byId('solar');
    expect(teamsReached(campaign!)).toEqual(['day', 'overflow']);
  });
});
