import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR, SECOND } from '../../src/core/vocabulary/time.ts';
import type { Fact } from '../../src/core/lead/facts.ts';
import { startDay } from '../../src/store/dayFigures.ts';
import { factStore } from '../../src/store/facts.ts';
import { startProjections } from '../../src/store/projections.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { factSweep, repairFacts } from '../../src/usecases/lead/repairFacts.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { NOON } from '../support/leads.ts';
import { SILENT_LOG, startWorld, type World } from '../support/world.ts';

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

/** What restored facts mean to other nodes is between their notices. */
const anotherNode = (raised: string[] = [], told: (() => void)[] = []) =>
  factStore(world.connection, startProjections(world.connection, SILENT_LOG, world.parts.clock), {
    raise: (topic) => void raised.push(topic),
    listen: (_topic, listener) => void told.push(listener),
  });

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

test('[U15] facts of open leads that a crash cut off are written when the next process starts', async () => {
  const leadId = await world.inquire({ tel: '+12025550143' });
  const before = await stored();
  expect(before.length).toBeGreaterThan(0);
  await world.connection.collection('facts').deleteMany({});
  world.pass(11 * SECOND);
  await factSweep(world.parts)();
  expect(await stored()).toEqual(before);
  expect((await world.parts.leads.byId(leadId))?.state).not.toBe('closed');
});

test('[U15] the figures of the day count each fact once, whoever wrote it, and a lead that another one stands for there alone', async () => {
  await world.addAgent('ana');
  const since = world.now() - SECOND;
  const none = {
    leads: 0,
    conversations: 0,
    closed: 0,
    won: 0,
    missedOffers: 0,
    medianSecondsToTalk: null,
    promises: { due: 0, kept: 0 },
  };
  expect(await world.parts.facts.floorDay(since, world.now())).toEqual(none);
  await oneLead('+12025550143');
  const one = { ...none, leads: 1, conversations: 1, closed: 1, won: 1, medianSecondsToTalk: 0 };
  expect(await world.parts.facts.floorDay(since, world.now())).toEqual(one);

  const spam = await world.inquire({ tel: '+12025550144', spamReasons: ['trap'] });
  expect(await world.parts.facts.floorDay(since, world.now())).toMatchObject({ leads: 2, closed: 2 });
  await superviseLead(world.parts, 'sam', spam, { verb: 'notSpam' });
  expect(await world.parts.facts.floorDay(since, world.now())).toMatchObject({ leads: 2, closed: 1 });

  await world.parts.facts.known([]);
  // What another node wrote comes with the next reading, and what this node knows already is not counted again.
  const elsewhere = anotherNode();
  expect(await elsewhere.floorDay(since, world.now())).toEqual(await world.parts.facts.floorDay(since, world.now()));
  expect(await elsewhere.agentDay('ana', since)).toEqual(await world.parts.facts.agentDay('ana', since));
});

test('[U15] a mailbox that was taken for the person is no conversation, and the one that follows is the first', () => {
  const day = startDay(NOON);
  const fact = { campaignId: 'solar', agentIds: ['ana'] };
  const facts = [
    { ...fact, id: 'a:1', kind: 'opened', at: NOON },
    { ...fact, id: 'a:2', kind: 'talked', at: NOON + SECOND, seconds: 1 },
    { ...fact, id: 'a:3', kind: 'mailbox', at: NOON + 2 * SECOND, seconds: 2 },
    { ...fact, id: 'a:4', kind: 'talked', at: NOON + 9 * SECOND, seconds: 9 },
    { ...fact, id: 'a:5', kind: 'talked', at: NOON + 12 * SECOND },
  ] as const;
  for (const one of [...facts, ...facts.toReversed()]) day.count(one);
  day.count({ ...fact, id: 'b:1', kind: 'opened', at: NOON - 1 });
  expect(day.ofFloor(NOON)).toMatchObject({ leads: 1, conversations: 1 });
});

test('[V112] the floor’s promises are those of the history that came due today', async () => {
  await world.addAgent('ana', { presence: 'away' });
  const since = world.now() - SECOND;
  const leadIds = [await world.inquire({ tel: '+12025550143' }), await world.inquire({ tel: '+12025550144' })];
  const at = world.now() + HOUR;
  for (const leadId of leadIds)
    await workLead(world.parts, leadId, { kind: 'followUp', by: { kind: 'supervisor', id: 'sam' }, at });
  const promises = async () => (await world.parts.facts.floorDay(since, world.now())).promises;
  world.pass(HOUR);
  await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
  await world.tick();
  expect(await promises()).toEqual({ due: 0, kept: 0 });
  await world.seeAll();
  const { offerId } = world.lastOffer('ana');
  await acceptOffer(world.parts, { agentId: 'ana', offerId });
  const keptId = leadIds.find((leadId) => offerId.startsWith(leadId)) ?? '';
  await workLead(world.parts, keptId, { kind: 'talking', agentId: 'ana' });
  expect(await promises()).toEqual({ due: 1, kept: 1 });
  world.pass(HOUR);
  expect(await promises()).toEqual({ due: 2, kept: 1 });

  const history = (await Promise.all(leadIds.map((leadId) => world.parts.leads.timeline(leadId)))).flat();
  expect(history.filter(({ kind }) => kind === 'due')).toHaveLength(2);
  await world.parts.facts.known([]);
  const elsewhere = anotherNode();
  expect((await elsewhere.floorDay(since, world.now())).promises).toEqual({ due: 2, kept: 1 });
});

test('[O60] what is remembered of a day doesn’t grow with its leads, and counts the same', () => {
  const [day, whole] = [startDay(NOON), startDay(NOON)];
  const told: Fact[] = [];
  const tell = (fact: Fact) => {
    told.push(fact);
    for (const one of [day, whole]) one.count(fact);
  };
  for (let index = 0; index < 1500; index += 1) {
    const at = NOON + index * SECOND;
    const fact = { campaignId: index % 2 === 0 ? 'solar' : 'roofs', agentIds: ['ana'], at };
    tell({ ...fact, id: `l${index}:1`, kind: 'opened' });
    if (index % 10 === 0) tell({ ...fact, id: `l${index}:2`, kind: 'due', seconds: 60 });
    tell({ ...fact, id: `l${index}:3`, kind: 'offered' });
    tell({ ...fact, id: `l${index}:4`, kind: 'accepted' });
    tell({ ...fact, id: `l${index}:5`, kind: 'talked', seconds: index % 90 });
    tell({ ...fact, id: `l${index}:6`, kind: 'closed', outcome: 'won' });
    // The facts of the last quarter minute are read again, as each read does.
    if (index % 40 === 39) {
      day.settle(at - 15 * SECOND);
      for (const again of told.filter((one) => one.at >= at - 15 * SECOND)) day.count(again);
    }
  }
  const now = NOON + HOUR;
  expect(day.ofFloor(now)).toEqual(whole.ofFloor(now));
  expect(day.ofFloor(now)).toMatchObject({ leads: 1500, won: 1500, promises: { due: 150, kept: 150 } });
  expect(day.ofAgent('ana')).toEqual(whole.ofAgent('ana'));
  expect(day.takenBy('ana', now)).toEqual(whole.takenBy('ana', now));
  expect(day.takenBy('ana', now)).toMatchObject({ today: 1500, lastHour: 1500 - 1 });
  day.settle(now);
  expect(day.kept()).toEqual({ facts: 0, promises: 0, waits: 200, routed: 1000 });
  expect(day.routed()).toMatchObject({ isWhole: false, leads: { length: 1000, 0: { leadId: 'l1499' } } });
});

test('[O60] facts that a sweep restored count at once, and every node is told of them', async () => {
  const since = world.now() - SECOND;
  const opened = (id: string): Fact => ({ id: `${id}:1`, kind: 'opened', campaignId: 'solar', at: world.now() });
  world.parts.facts.add([opened('a')]);
  await world.parts.facts.known([]);
  const raised: string[] = [];
  const node = anotherNode(raised);
  node.restore([opened('b')]);
  expect(raised).toEqual(['facts']);
  await node.known([]);
  expect(await node.floorDay(since, world.now())).toMatchObject({ leads: 2 });
  expect(await node.floorDay(since, world.now())).toMatchObject({ leads: 2 });
});

test('[V41] an agent’s day counts each offer, each conversation and each lead, and a mailbox as none', () => {
  const day = startDay(NOON);
  let count = 0;
  const tell = (kind: Fact['kind'], more: Partial<Fact> = {}) => {
    count += 1;
    day.count({ campaignId: 'solar', agentIds: ['ana'], id: `a:${count}`, kind, at: NOON + count, ...more });
  };
  // Missed once, accepted the second time; the mailbox answered, then the person, twice.
  for (const kind of ['offered', 'missed', 'offered', 'accepted', 'talked', 'mailbox', 'talked', 'talked'] as const)
    tell(kind);
  tell('closed', { outcome: 'won' });
  expect(day.ofAgent('ana')).toEqual({ offered: 2, accepted: 1, missed: 1, talked: 2, closed: 1, won: 1 });
});
