import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { factsOf } from '../../src/core/lead/facts.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { AgentNumbers } from '../../src/shared/workReports.ts';
import { choosePresence } from '../../src/usecases/agents/choosePresence.ts';
import { repairFacts } from '../../src/usecases/lead/repairFacts.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { settleReports } from '../../src/usecases/reports/settleReports.ts';
import { viewAgents, viewMyWeek, type AgentsQuery } from '../../src/usecases/reports/viewAgents.ts';
import { acceptOffer, declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

const ALWAYS = { zone: NEW_YORK, weekly: null, holidays: [] };
/** A Friday; clocks go back on the Sunday after. */
const START = Date.parse('2026-10-30T16:20:00Z');
const QUERY: AgentsQuery = { period: { from: '2026-10-30', to: '2026-11-04' }, compared: null, by: 'agent' };

let world: World;
beforeEach(async () => {
  world = await startWorld({ hours: ALWAYS }, { at: START });
  for (const id of ['ana', 'ben']) await world.addAgent(id);
});
afterEach(() => world.stop());

const report = (changes: Partial<AgentsQuery> = {}) => viewAgents(world.parts, { ...QUERY, ...changes }, 'en');

interface Status {
  readonly agentId: string;
  readonly what: string;
  readonly since: number;
}
const statuses: Status[] = [];
async function choose(agentId: 'ana' | 'ben', presence: 'available' | 'away' | 'offline'): Promise<void> {
  await choosePresence(world.parts, agentId, presence, presence === 'away' ? 'meal' : undefined);
  statuses.push({ agentId, what: presence, since: world.now() });
}

/** One lead that takes a different course for each number. */
async function play(index: number): Promise<string> {
  const { parts } = world;
  const leadId = await world.inquire({ tel: `+1202555${String(1000 + index)}` });
  world.pass(2 * SECOND);
  await world.tick();
  await world.seeAll();
  const lead = (await parts.leads.held()).find(({ id }) => id === leadId);
  if (lead?.state !== 'offered') return leadId;
  const agentId = lead.offer.agents[0]?.agentId ?? '';
  world.pass((1 + (index % 3)) * SECOND);
  if (index % 5 === 3) {
    await declineOffer(parts, { agentId, offerId: lead.offer.id }, 'busy');
    return leadId;
  }
  await acceptOffer(parts, { agentId, offerId: lead.offer.id });
  world.pass((index % 6) * 3 * SECOND);
  await workLead(parts, leadId, { kind: 'talking', agentId });
  world.pass((60 + index * 37) * SECOND);
  await workLead(parts, leadId, { kind: 'ended', agentId });
  world.pass((10 + index) * SECOND);
  await finishLead(parts, agentId, leadId, { outcome: index % 3 === 0 ? 'won' : 'notInterested' });
  return leadId;
}

type Sums = Record<'offered' | 'accepted' | 'declined' | 'talked' | 'talkSeconds' | 'wrapUpSeconds' | 'won', number>;

/** The same figures, from the histories of leads as they are stored, and with nothing that reports are made of. */
async function figuresFromHistory(leadIds: readonly string[]): Promise<Map<string, Sums>> {
  const sums = new Map<string, Sums>();
  const of = (key: string) => {
    const none = { offered: 0, accepted: 0, declined: 0, talked: 0, talkSeconds: 0, wrapUpSeconds: 0, won: 0 };
    const known = sums.get(key) ?? none;
    sums.set(key, known);
    return known;
  };
  for (const leadId of leadIds) {
    const history = await world.parts.leads.timeline(leadId);
    for (const { kind, by, data, at } of history) {
      const date = DateTime.fromMillis(at, { zone: NEW_YORK }).toFormat('yyyy-MM-dd');
      const agents = kind === 'offered' ? (data['agentIds'] as string[]) : [String(by.id)];
      for (const agentId of agents)
        for (const sum of [of(agentId), of(date)]) {
          if (kind === 'offered' || kind === 'accepted' || kind === 'declined') sum[kind] += 1;
          if (kind === 'talking') sum.talked += 1;
          if (kind === 'ended') sum.talkSeconds += Number(data['seconds']);
          if (kind !== 'closed') continue;
          if (data['outcome'] === 'won') sum.won += 1;
          const ended = history.find((entry) => entry.kind === 'ended')?.at ?? at;
          sum.wrapUpSeconds += (at - ended) / SECOND;
        }
    }
  }
  return sums;
}

function availableFrom(agentId: string): number {
  const theirs = [{ agentId, what: 'available', since: START }, ...statuses.filter((one) => one.agentId === agentId)];
  return theirs.reduce((sum, { what, since }, index) => {
    const until = theirs[index + 1]?.since ?? world.now();
    return sum + (what === 'available' ? (until - since) / SECOND : 0);
  }, 0);
}

test('[V124] [V127] agents’ figures equal those computed from the raw histories, over a clock change', async () => {
  statuses.length = 0;
  const leadIds: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    leadIds.push(await play(index));
    if (index % 6 === 2) await choose('ana', 'away');
    if (index % 6 === 4) await choose('ana', 'available');
    if (index === 9) await choose('ben', 'offline');
    if (index === 12) await choose('ben', 'available');
    world.pass(index % 4 === 3 ? 13 * HOUR : 31 * MINUTE);
    if (index % 7 === 6) await settleReports(world.parts, MINUTE);
  }
  const expected = await figuresFromHistory(leadIds);
  await settleReports(world.parts, MINUTE);
  const byAgent = await report();
  expect(byAgent).toMatchObject({ countedUntil: world.now(), missingDays: 0 });
  expect(byAgent.rows.map(({ key }) => key).sort()).toEqual(['ana', 'ben']);
  for (const { key, now } of byAgent.rows) {
    expect({ key, ...now }).toMatchObject({ key, ...expected.get(key) });
    expect(now.time?.available).toBe(Math.round(availableFrom(key)));
  }
  const byDay = await report({ by: 'day' });
  for (const { key, now } of byDay.rows) expect({ key, ...now }).toMatchObject({ key, ...expected.get(key) });
  expect(byDay.rows.filter(({ now }) => now.offered > 0).length).toBeGreaterThan(2);
  for (const by of ['team', 'hour', 'weekday', 'campaign', 'source', 'interest'] as const) {
    const { total, rows } = await report({ by });
    expect(total.talked).toBe(byAgent.total.talked);
    expect(rows.reduce((sum, { now }) => sum + now.talked, 0)).toBe(total.talked);
    expect(Math.abs(total.talkSeconds - byAgent.total.talkSeconds)).toBeLessThan(24);
    expect(total.time === undefined).toBe(['campaign', 'source', 'interest'].includes(by));
  }
  expect((await report({ campaignId: 'other' })).total).toMatchObject({ offered: 0, talked: 0 });
  expect(byAgent.reasons).toEqual([{ id: 'busy', name: 'I’m busy' }]);
});

test('[V124] a fact that is written late changes the figures of the hour in which it happened', async () => {
  await play(0);
  const { total } = await report();
  await world.parts.facts.known([]);
  const facts = world.connection.collection<{ _id: string }>('facts');
  await facts.deleteMany({ kind: 'ended' });
  await world.connection.collection('settings').deleteMany({ _id: 'reports.position' } as object);
  world.pass(2 * DAY);
  const without = (await report()).total;
  expect(without.talkSeconds).toBe(total.talkSeconds + total.wrapUpSeconds);
  const history = (await world.parts.leads.closedSince(0, 10))[0]!;
  world.parts.facts.add(factsOf(history.lead, history.history));
  expect(countsOf((await report()).total)).toEqual(countsOf(total));
});

const countsOf = ({ time: _time, ...counts }: AgentNumbers) => counts;

test('[V127] a status whose fact a crash lost is restored from the agent, and counted once', async () => {
  world.pass(HOUR);
  await choose('ana', 'away');
  await world.parts.facts.known([]);
  const facts = world.connection.collection<{ _id: string }>('facts');
  const before = (await report()).rows.find(({ key }) => key === 'ana')?.now.time;
  expect(before).toMatchObject({ available: 3600 });
  await facts.deleteMany({ kind: 'presence' });
  world.pass(MINUTE);
  expect(await repairFacts(world.parts, 0)).toMatchObject({ missing: 1 });
  expect(await repairFacts(world.parts, 0)).toMatchObject({ missing: 0 });
  const after = (await report()).rows.find(({ key }) => key === 'ana')?.now.time;
  expect(after).toMatchObject({ available: 3600, away: 60, awayBy: { meal: 60 } });
});

test('[V206] time away counts as what its reason counts as today, and as paid when the service set it', async () => {
  await choose('ana', 'away');
  world.pass(HOUR);
  await world.parts.agents.setPresence('ana', 'away', 'deskLost', world.now());
  world.pass(MINUTE);
  const awayAs = async () => (await report()).rows.find(({ key }) => key === 'ana')?.now.time?.awayAs;
  expect(await awayAs()).toEqual({ unpaid: 3600, paid: 60, work: 0 });
  const business = { name: 'Brightroof', country: 'US', language: 'en', zone: 'America/New_York', version: 1 } as const;
  await world.parts.business.replace({ ...business, awayReasons: [{ id: 'meal', counts: 'work' }] }, 0);
  expect(await awayAs()).toEqual({ unpaid: 0, paid: 60, work: 3600 });
});

test('[V127] two nodes that change a status at once leave no time uncounted', async () => {
  world.pass(HOUR);
  await Promise.all([
    world.parts.agents.setPresence('ana', 'away', 'meal', world.now()),
    world.parts.agents.setPresence('ana', 'offline', undefined, world.now() + 1),
  ]);
  world.pass(SECOND);
  await choose('ana', 'available');
  const time = (await report()).rows.find(({ key }) => key === 'ana')?.now.time;
  expect(time).toMatchObject({ available: 3600 });
});

test('[V128] what happened before work was counted is counted behind', async () => {
  await play(0);
  const { total } = await report();
  for (const name of ['workMinutes', 'workDays']) await world.connection.collection(name).deleteMany({});
  await world.connection.collection('settings').deleteMany({ _id: 'reports.agentsBehind' } as object);
  world.pass(DAY);
  await settleReports(world.parts, MINUTE);
  expect(countsOf((await report()).total)).toEqual(countsOf(total));
  // Once only.
  expect(await world.parts.settings.get('reports.agentsBehind')).toMatchObject({ at: expect.any(Number) });
});

test('[V129] my week has the agent’s own figures, beside last week up to the same weekday', async () => {
  for (let index = 0; index < 6; index += 1) await play(index);
  const ofAna = (await report()).rows.find(({ key }) => key === 'ana')!.now;
  // The next Friday.
  world.pass(7 * DAY);
  await play(6);
  const week = await viewMyWeek(world.parts, 'ana', 'en');
  expect([week.week, week.lastWeek]).toEqual([
    { from: '2026-11-02', to: '2026-11-06' },
    { from: '2026-10-26', to: '2026-10-30' },
  ]);
  expect(countsOf(week.before)).toEqual(countsOf(ofAna));
  expect(week.days.map(({ date }) => date)).toEqual([2, 3, 4, 5, 6].map((day) => `2026-11-0${day}`));
  expect(countsOf(week.days.at(-1)!.before)).toEqual(countsOf(ofAna));
  const ofBen = await viewMyWeek(world.parts, 'ben', 'en');
  expect(week.total.offered + ofBen.total.offered).toBe(1);
  expect(await viewMyWeek(world.parts, 'nobody', 'en')).toMatchObject({
    total: { offered: 0, time: { available: 0 } },
  });
});
