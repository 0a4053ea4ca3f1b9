/** Finding leads among many: by what is asked for, and by an index alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import { DAY, MINUTE } from '../../src/core/vocabulary/time.ts';
import type { LeadQuery } from '../../src/ports/leads.ts';
import { newDocument } from '../../src/store/leadDocument.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { wordsToFind } from '../../src/store/searchWords.ts';
import { cardDocument } from '../../src/store/cardDocument.ts';
import { cardFilter, orderOf } from '../../src/store/cardFilter.ts';
import { newLead, NOON } from '../support/leads.ts';
import { until } from '../support/patience.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

const COUNT = 2000;
const BILL = { name: 'bill', label: { en: 'Bill' }, required: false, kind: 'number' } as const;
const CAMPAIGNS = [
  { id: 'solar', interests: [], fields: [BILL] },
  { id: 'wind', interests: [], fields: [] },
];
const GIVEN = ['Maria', 'José', '민수', 'Ana', 'Nora'];
const FAMILY = ['Lopez', 'Field', 'Kim', 'O’Neill'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const { id, ...asks } of CAMPAIGNS)
    await world.parts.campaigns.save({ ...testCampaign(), ...asks, id, formKey: id });
  const all = Array.from({ length: COUNT }, (_, n) => newDocument({ lead: leadNumber(n), entries: [], effects: [] }));
  await world.connection.collection<AnyDocument>('leads').insertMany(all.map(({ document }) => document));
  const cards = all.map(({ loaded: { lead, rev } }) => cardDocument(lead, rev));
  await world.connection.collection<AnyDocument>('cards').insertMany(cards);
});
afterAll(() => world.stop());

/**
 * Scores go round from 0 to 99. A third didn’t say what they pay, which only Solar asks.
 *
 * Every fiftieth waits, and every tenth one has a callback, due the later the earlier it came. Every hundredth was won by
 * Ben, the others were lost by Ana. Every fourth called. Every seventh came from an ad.
 */
function leadNumber(n: number): Lead {
  const at = NOON + n * MINUTE;
  const opened = newLead(at);
  const kind = n % 4 === 0 ? 'call' : 'form';
  const source = n % 7 === 0 ? { source: { utm: { source: 'Ads' } } } : {};
  const inquiries = opened.inquiries.map((inquiry) => ({ ...inquiry, kind, ...source }) as const);
  const waiting = { ...opened, inquiries };
  const person = {
    ...waiting.person,
    name: `${GIVEN[n % 5] ?? ''} ${FAMILY[n % 4] ?? ''}`,
    tel: `+1${String(2_025_550_000 + n * 7919)}`,
    email: `p${n}@example.com`,
  };
  const id = `ld_${String(n).padStart(5, '0')}`;
  const answers: Lead['answers'] = n % 3 === 0 ? {} : { bill: n };
  const known = { score: { points: n % 100, reasons: [] }, answers };
  const lead = { ...waiting, ...known, id, person, campaignId: n % 2 === 0 ? 'solar' : 'wind' };
  if (n % 50 === 0) return lead;
  const won = n % 100 === 1;
  const { wait: _wait, nextStepAt: _next, ...facts } = lead as Extract<Lead, { state: 'waiting' }>;
  if (n % 10 === 5) {
    const dueAt = NOON + DAY - n * MINUTE;
    const promise = {
      dueAt,
      windowUntil: dueAt,
      expiresAt: dueAt,
      promisedAt: at,
      why: 'agreed',
      attemptsMade: 0,
    } as const;
    return { ...facts, state: 'callback', promise: { ...promise, ...(n % 20 === 5 && { ownerId: 'cara' }) } };
  }
  return {
    ...facts,
    ...{ state: 'closed', closedAt: at, outcome: won ? 'won' : 'notInterested', ownerId: won ? 'ben' : 'ana' },
  };
}

async function found(query: Omit<LeadQuery, 'limit'>, limit = 10) {
  const [{ items, next }, plan] = await Promise.all([
    world.parts.leads.search({ ...query, limit }),
    world.connection
      .collection('cards')
      .find(cardFilter(query, wordsToFind(query.q ?? ''), CAMPAIGNS) ?? { _id: '' })
      .sort(orderOf(query))
      .limit(limit + 1)
      .explain('executionStats'),
  ]);
  const { executionStats } = plan as { executionStats: { totalDocsExamined: number } };
  return { leads: items, next, examined: executionStats.totalDocsExamined, plan: JSON.stringify(plan) };
}

const tel = (n: number) => leadNumber(n).person.tel ?? '';

describe('[V3] leads are found', () => {
  test.each([
    ['the end of the number', tel(1234).slice(-4)],
    ['the middle of it, with a dash', `${tel(1234).slice(4, 7)}-${tel(1234).slice(7, 10)}`],
    ['seven digits, with spaces', `${tel(1234).slice(-7, -4)} ${tel(1234).slice(-4)}`],
    ['the whole national number, with brackets', `(${tel(1234).slice(2, 5)}) ${tel(1234).slice(5)}`],
    ['a trunk zero before it', `0${tel(1234).slice(2)}`],
    ['the international number', tel(1234)],
    ['the mail address', 'P1234@example.com'],
    ['the beginning of it', 'p1234@'],
    ['a name and a part of the number', `nora ${tel(1234).slice(-4)}`],
  ])('by %s', async (_what, q) => {
    const { leads, plan } = await found({ q }, 100);
    expect(leads.map(({ id }) => id)).toContain('ld_01234');
    expect(plan).not.toContain('COLLSCAN');
  });

  test('by words of the name from their first letters on, whatever the accents', async () => {
    const { leads } = await found({ q: 'jose kim' });
    expect(leads.map(({ person }) => person.name)).toEqual(Array(10).fill('José Kim'));
    expect((await found({ q: '민' })).leads).toHaveLength(10);
    expect((await found({ q: '수' })).leads).toHaveLength(10);
  });

  test('and what nobody has finds nothing', async () => {
    expect((await found({ sort: 'waiting', state: 'closed' })).leads).toEqual([]);
    for (const q of ['zzz', '99999999', 'nobody@example.com', '…']) expect((await found({ q })).leads).toEqual([]);
    expect((await found({ state: 'waiting', outcome: 'won' })).leads).toEqual([]);
  });
});

const isWon = (lead: Lead) => lead.state === 'closed' && lead.outcome === 'won';
const dueAt = (lead: Lead) => (lead.state === 'callback' ? lead.promise.dueAt : 0);

describe('[V81] every order is read from an index, with each filter', () => {
  const oldest = (a: Lead, b: Lead) => a.createdAt - b.createdAt;
  const due = (a: Lead, b: Lead) => dueAt(a) - dueAt(b);
  test.each<[string, Omit<LeadQuery, 'limit'>, (lead: Lead, n: number) => boolean, (a: Lead, b: Lead) => number]>([
    ['oldest', { sort: 'oldest' }, () => true, oldest],
    ['oldest, outcome', { sort: 'oldest', outcome: 'won' }, isWon, oldest],
    ['oldest, source', { sort: 'oldest', source: 'call' }, (_lead, n) => n % 4 === 0, oldest],
    ['oldest, came from', { sort: 'oldest', cameFrom: 'ads' }, (_lead, n) => n % 7 === 0, oldest],
    ['waiting', { sort: 'waiting' }, ({ state }) => state === 'waiting', oldest],
    ['waiting, campaign', { sort: 'waiting', campaignId: 'solar' }, ({ state }) => state === 'waiting', oldest],
    ['waiting, state', { sort: 'waiting', state: 'waiting' }, ({ state }) => state === 'waiting', oldest],
    ['due', { sort: 'due' }, ({ state }) => state === 'callback', due],
    ['oldest, band', { sort: 'oldest', band: 'low' }, (_lead, n) => n % 100 < 40, oldest],
    ['due, campaign', { sort: 'due', campaignId: 'wind' }, ({ state }) => state === 'callback', due],
    [
      'due, time',
      { sort: 'due', dueFrom: NOON + DAY - 500 * MINUTE, dueTo: NOON + DAY - 100 * MINUTE },
      ({ state }, n) => state === 'callback' && n > 100 && n <= 500,
      due,
    ],
  ])('%s', async (_what, query, isWanted, order) => {
    const wanted = Array.from({ length: COUNT }, (_, n) => n)
      .filter((n) => isWanted(leadNumber(n), n))
      .map(leadNumber)
      .sort(order);
    const met: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && met.length < 30;) {
      const page = await found({ ...query, ...(cursor !== '' && { cursor }) });
      met.push(...page.leads.map(({ id }) => id));
      expect(page.examined).toBeLessThanOrEqual(12);
      expect(page.plan).not.toMatch(/COLLSCAN|"SORT"/);
      cursor = page.next;
    }
    expect(met).toEqual(wanted.slice(0, met.length).map(({ id }) => id));
    expect(met.length).toBe(Math.min(30, wanted.length));
  });

  test('what one agent waits for or promised is few, and sorted', async () => {
    const { leads, plan } = await found({ sort: 'due', agentId: 'cara' }, 30);
    const wanted = Array.from({ length: COUNT }, (_, n) => leadNumber(n))
      .filter((lead) => lead.state === 'callback' && lead.promise.ownerId === 'cara')
      .sort(due);
    expect(leads.map(({ id }) => id)).toEqual(wanted.slice(0, 30).map(({ id }) => id));
    expect(plan).not.toContain('COLLSCAN');
  });

  test('a source in one campaign, and callbacks by arrival, are found through an index', async () => {
    const both = await found({ source: 'call', campaignId: 'solar' });
    expect(both.leads.map(({ id }) => id).slice(0, 2)).toEqual(['ld_01996', 'ld_01992']);
    expect(both.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const today = await found({ dueFrom: NOON + DAY - 100 * MINUTE, dueTo: NOON + DAY });
    expect(today.leads[0]?.id).toBe('ld_00095');
    expect(today.plan).not.toContain('COLLSCAN');
  });

  test('[V341] what a source brought is found in any order, with way of arrival, campaign, state and band', async () => {
    const wanted = (isWanted: (lead: Lead, n: number) => boolean) =>
      Array.from({ length: COUNT }, (_, n) => n)
        .filter((n) => n % 7 === 0 && isWanted(leadNumber(n), n))
        .map((n) => leadNumber(n).id);
    const calls = await found({ cameFrom: 'ads', source: 'call', campaignId: 'solar' });
    expect(calls.leads.map(({ id }) => id)).toEqual(
      wanted((_lead, n) => n % 4 === 0)
        .reverse()
        .slice(0, 10),
    );
    expect(calls.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const waits = await found({ cameFrom: 'ads', sort: 'waiting' }, 50);
    expect(waits.leads.map(({ id }) => id)).toEqual(wanted(({ state }) => state === 'waiting'));
    expect(waits.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const high = await found({ cameFrom: 'ads', band: 'high', sort: 'oldest' }, 100);
    expect(high.leads.map(({ id }) => id)).toEqual(wanted((_lead, n) => n % 100 >= 70).slice(0, 100));
    expect(high.plan).not.toContain('COLLSCAN');
    expect((await found({ cameFrom: 'ad' })).leads).toEqual([]);
  });

  test('[V240] a band is found in any order, with source and campaign', async () => {
    const wanted = (isWanted: (lead: Lead, n: number) => boolean) =>
      Array.from({ length: COUNT }, (_, n) => n).filter((n) => isWanted(leadNumber(n), n) && n % 100 >= 70);
    const byScore = await found({ sort: 'score', band: 'medium' }, 200);
    expect(byScore.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const points = byScore.leads.map(({ score }) => score?.points ?? 0);
    expect(points).toEqual(points.toSorted((one, other) => other - one));
    expect([points[0], points.at(-1)]).toEqual([65, 45]);
    const waits = await found({ sort: 'waiting', band: 'high' }, 100);
    expect(waits.leads).toEqual([]);
    const both = await found({ band: 'high', source: 'call', campaignId: 'solar' });
    const ids = wanted((_lead, n) => n % 4 === 0)
      .reverse()
      .map((n) => leadNumber(n).id);
    expect(both.leads.map(({ id }) => id)).toEqual(ids.slice(0, 10));
    expect(both.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const calls = await found({ sort: 'due', band: 'high' }, 100);
    expect(calls.leads).toHaveLength(wanted(({ state }) => state === 'callback').length);
  });

  test.each(['answers.bill', 'any'])('[V241] leads are found by what they lack: %s', async (detail) => {
    const lacks = { detail, audience: 'supervisors' } as const;
    const wanted = Array.from({ length: COUNT }, (_, n) => n).filter((n) => n % 2 === 0 && n % 3 === 0);
    const newest = await found({ lacks }, 20);
    expect(newest.leads.map(({ id }) => id)).toEqual(
      wanted
        .toReversed()
        .slice(0, 20)
        .map((n) => leadNumber(n).id),
    );
    expect(newest.plan).not.toMatch(/COLLSCAN|"SORT"/);
    const next = await found({ lacks, cursor: newest.next ?? '' }, 1);
    expect(next.leads[0]?.id).toBe(leadNumber(wanted.at(-21) ?? 0).id);
    expect((await found({ lacks, campaignId: 'wind' })).leads).toEqual([]);
    const due = await found({ lacks, sort: 'due', campaignId: 'solar' }, 5);
    expect(due.leads.filter(({ answers }) => 'bill' in answers)).toEqual([]);
  });

  test('a count stops at its limit', async () => {
    // On a busy machine a count may take too long, and says so.
    const count = async (query: Omit<LeadQuery, 'limit'>) => {
      let counted: number | null = null;
      await until(async () => (counted = await world.parts.cards.count(query, 1001)) !== null);
      return counted;
    };
    expect(await count({})).toBe(1001);
    expect(await count({ sort: 'due', campaignId: 'wind' })).toBe(200);
    expect(await count({ state: 'waiting', outcome: 'won' })).toBe(0);
    expect(await count({ q: 'p1234@example' })).toBe(1);
  });
});

describe('[V3] every combination of filters is found through an index, in order, and reads no more than the page', () => {
  const from = NOON + 500 * MINUTE;
  const to = NOON + 1500 * MINUTE;
  test.each<[string, Omit<LeadQuery, 'limit'>, (lead: Lead, n: number) => boolean]>([
    ['nothing', {}, () => true],
    ['state', { state: 'waiting' }, ({ state }) => state === 'waiting'],
    ['outcome', { outcome: 'won' }, (lead) => lead.state === 'closed' && lead.outcome === 'won'],
    ['campaign', { campaignId: 'wind' }, ({ campaignId }) => campaignId === 'wind'],
    ['agent', { agentId: 'ben' }, (lead) => lead.state === 'closed' && lead.ownerId === 'ben'],
    ['time', { from, to }, (_lead, n) => n >= 500 && n < 1500],
    ['source', { source: 'call' }, (_lead, n) => n % 4 === 0],
    ['band', { band: 'high' }, (_lead, n) => n % 100 >= 70],
    ['open', { state: 'open' }, ({ state }) => state !== 'closed'],
    [
      'all of them',
      { state: 'closed', outcome: 'won', campaignId: 'wind', agentId: 'ben', from, to },
      (lead, n) => isWon(lead) && n >= 500 && n < 1500 && n % 2 === 1,
    ],
  ])('%s', async (_what, query, isWanted) => {
    const wanted = Array.from({ length: COUNT }, (_, n) => n)
      .filter((n) => isWanted(leadNumber(n), n))
      .reverse();
    const met: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && met.length < 30;) {
      const page = await found({ ...query, ...(cursor !== '' && { cursor }) });
      met.push(...page.leads.map(({ id }) => id));
      expect(page.examined).toBeLessThanOrEqual(12);
      expect(page.plan).not.toMatch(/COLLSCAN|"SORT"/);
      cursor = page.next;
    }
    expect(met).toEqual(wanted.slice(0, met.length).map((n) => leadNumber(n).id));
    expect(met.length).toBe(Math.min(30, wanted.length));
  });
});
