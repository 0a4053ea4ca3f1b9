/** Finding leads among many: by what is asked for, and by an index alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import { MINUTE } from '../../src/core/vocabulary/time.ts';
import type { LeadQuery } from '../../src/ports/leads.ts';
import { newDocument } from '../../src/store/leadDocument.ts';
import type { AnyDocument } from '../../src/store/model.ts';
import { wordsToFind } from '../../src/store/searchWords.ts';
import { cardDocument, cardFilter } from '../../src/store/cards.ts';
import { newLead, NOON } from '../support/leads.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

const COUNT = 2000;
const CAMPAIGNS = ['solar', 'wind'];
const GIVEN = ['Maria', 'José', '민수', 'Ana', 'Nora'];
const FAMILY = ['Lopez', 'Field', 'Kim', 'O’Neill'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const id of CAMPAIGNS) await world.parts.campaigns.save({ ...testCampaign(), id, formKey: id });
  const all = Array.from({ length: COUNT }, (_, n) => newDocument({ lead: leadNumber(n), entries: [], effects: [] }));
  await world.connection.collection<AnyDocument>('leads').insertMany(all.map(({ document }) => document));
  const cards = all.map(({ loaded: { lead, rev } }) => cardDocument(lead, rev));
  await world.connection.collection<AnyDocument>('cards').insertMany(cards);
});
afterAll(() => world.stop());

/** Every fiftieth is open; every hundredth was won by Ben, the others were lost by Ana. */
function leadNumber(n: number): Lead {
  const at = NOON + n * MINUTE;
  const waiting = newLead(at);
  const person = {
    ...waiting.person,
    name: `${GIVEN[n % 5] ?? ''} ${FAMILY[n % 4] ?? ''}`,
    tel: `+1${String(2_025_550_000 + n * 7919)}`,
    email: `p${n}@example.com`,
  };
  const id = `ld_${String(n).padStart(5, '0')}`;
  const lead = { ...waiting, id, person, campaignId: n % 2 === 0 ? 'solar' : 'wind' };
  if (n % 50 === 0) return lead;
  const won = n % 100 === 1;
  const { wait: _wait, nextStepAt: _next, ...facts } = lead as Extract<Lead, { state: 'waiting' }>;
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
      .find(cardFilter({ ...query, limit }, wordsToFind(query.q ?? ''), CAMPAIGNS) ?? { _id: '' })
      .sort({ createdAt: -1, _id: -1 })
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
    for (const q of ['zzz', '99999999', 'nobody@example.com', '…']) expect((await found({ q })).leads).toEqual([]);
    expect((await found({ state: 'waiting', outcome: 'won' })).leads).toEqual([]);
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
    [
      'all of them',
      { state: 'closed', outcome: 'won', campaignId: 'wind', agentId: 'ben', from, to },
      (_lead, n) => n % 100 === 1 && n >= 500 && n < 1500,
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
