/** Scores as stored, shown and sorted by. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Scoring } from '../../src/core/score/rules.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { draftOf } from '../../src/usecases/admin/presentCampaign.ts';
import { previewScoring } from '../../src/usecases/admin/previewScoring.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { presentRows } from '../../src/usecases/present/leadRow.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { startWorld, type World } from '../support/world.ts';

const SCORING: Scoring = {
  start: 40,
  rules: [
    { name: 'Roof', when: { interests: ['roof'] }, points: 30 },
    { name: 'High income', when: { numbers: { income: { from: 100 } } }, points: 20 },
    { name: 'Email', when: { behaviors: ['gaveEmail'] }, points: 5 },
  ],
};
const income = {
  name: 'income',
  label: { en: 'Income' },
  required: false,
  kind: 'number',
  seenBy: 'supervisors',
} as const;

let world: World;
beforeEach(async () => {
  world = await startWorld({ scoring: SCORING, fields: [income] });
});
afterEach(() => world.stop());

const tel = (n: number) => `+1202555${1000 + n}`;
const shown = async (id: string, kind: 'offered' | 'owner' | 'supervisor', language: 'en' | 'ko' = 'en') => {
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  return (await presentLead(world.parts, lead, { kind, language })).score;
};

test('[V190] [V191] the score is stored with the lead, and with a changed detail', async () => {
  const id = await world.inquire({ interest: 'roof' });
  expect((await world.parts.leads.byId(id))?.score?.points).toBe(70);
  const sam = { kind: 'supervisor', id: 'sam' } as const;
  expect(await changeProfile(world.parts, sam, id, { answers: { income: 120 } })).toMatchObject({ ok: true });
  expect((await world.parts.leads.byId(id))?.score).toEqual({
    points: 90,
    reasons: [
      { kind: 'rule', name: 'Roof', points: 30 },
      { kind: 'rule', name: 'High income', points: 20 },
    ],
  });
});

test('[V191] a tag is nothing to score by: the lead keeps the score that the rules gave it then', async () => {
  const id = await world.inquire({ interest: 'roof' });
  const [stored] = await world.parts.campaigns.stored();
  if (!stored) throw new Error('no campaign');
  await world.parts.campaigns.replace(
    { ...stored, scoring: { start: 5, rules: [] }, version: stored.version + 1 },
    stored.version,
  );
  const sam = { kind: 'supervisor', id: 'sam' } as const;
  await changeProfile(world.parts, sam, id, { tags: { add: ['vip'] } });
  expect((await world.parts.leads.byId(id))?.score?.points).toBe(70);
  await changeProfile(world.parts, sam, id, { email: 'a@example.com' });
  expect((await world.parts.leads.byId(id))?.score?.points).toBe(5);
});

test('[V190] a lead that wasn’t spam after all is scored when it opens again', async () => {
  const id = await world.inquire({ interest: 'roof' });
  await superviseLead(world.parts, 'sam', id, { verb: 'close', outcome: 'spam' });
  expect(await superviseLead(world.parts, 'sam', id, { verb: 'notSpam' })).toMatchObject({ ok: true });
  const { items } = await world.parts.leads.search({ sort: 'score', limit: 5 });
  expect(items.map(({ id: one, score }) => [one === id, score?.points])).toEqual([[false, 70]]);
});

test('[V192] a reason whose rule is gone stays unsaid to agents: what it asked isn’t known any more', async () => {
  const id = await world.inquire({ interest: 'roof', answers: { income: 120 } });
  const [stored] = await world.parts.campaigns.stored();
  if (!stored) throw new Error('no campaign');
  const scoring = { start: 40, rules: SCORING.rules.filter(({ name }) => name !== 'High income') };
  await world.parts.campaigns.replace({ ...stored, scoring, version: stored.version + 1 }, stored.version);
  expect((await shown(id, 'owner'))?.why).toBe('+30 Roof\n+20 Details that agents don’t see');
  expect((await shown(id, 'supervisor'))?.why).toBe('+30 Roof\n+20 High income');
});

test('[V192] agents read the score and its reasons, but none that depends on what only supervisors see', async () => {
  const id = await world.inquire({ interest: 'roof', answers: { income: 120 } });
  expect(await shown(id, 'supervisor')).toMatchObject({
    ...{ points: 90, band: 'high', text: 'Score 90 · Roof', why: '+30 Roof\n+20 High income' },
    reasons: [
      { text: 'Roof', raises: true, points: 30 },
      { text: 'High income', raises: true, points: 20 },
    ],
  });
  for (const kind of ['offered', 'owner'] as const) {
    const score = await shown(id, kind);
    expect(score?.why).toBe('+30 Roof\n+20 Details that agents don’t see');
    expect(JSON.stringify(score)).not.toContain('income');
  }
  expect((await shown(id, 'owner', 'ko'))?.text).toBe('점수 90 · Roof');
  const lead = await world.parts.leads.byId(id);
  const offered = lead && (await presentLead(world.parts, lead, { kind: 'offered', language: 'en' }));
  expect(offered?.tags).toEqual(['Score 90 · Roof']);
});

test('[V193] leads are sorted by score, page by page, and a closed one is not among them', async () => {
  const incomes = [50, 120, 50, 130, 40];
  const ids: string[] = [];
  for (const [n, value] of incomes.entries())
    ids.push(await world.inquire({ interest: n === 4 ? 'car' : 'roof', tel: tel(n), answers: { income: value } }));
  await superviseLead(world.parts, 'sam', ids[0] ?? '', { verb: 'close', outcome: 'won' });
  const first = await world.parts.leads.search({ sort: 'score', limit: 2 });
  const second = await world.parts.leads.search({ sort: 'score', limit: 2, cursor: first.next ?? '' });
  const scores = [...first.items, ...second.items].map(({ id, score }) => [ids.indexOf(id), score?.points]);
  expect(scores.slice(0, 2).sort()).toEqual([
    [1, 90],
    [3, 90],
  ]);
  expect(scores.slice(2)).toEqual([
    [2, 70],
    [4, 40],
  ]);
  expect(second.next).toBeNull();
  expect(await world.parts.leads.search({ sort: 'score', state: 'closed', limit: 2 })).toMatchObject({ items: [] });
});

test('[V337] a row names the strongest reason of its score, but no reason of a detail that the reader doesn’t see', async () => {
  const id = await world.inquire({ interest: 'car', answers: { income: 120 }, tel: tel(1) });
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  const rowFor = async (audience?: 'agents' | 'supervisors') =>
    (await presentRows(world.parts, [lead], { language: 'en' }, audience))[0];
  expect(await rowFor('supervisors')).toMatchObject({ scoreReason: 'High income', scoreWhy: '+20 High income' });
  expect(JSON.stringify(await rowFor('agents'))).not.toContain('income');
  expect(await rowFor()).not.toHaveProperty('scoreReason');
});

test('[V334] open leads without a score follow those with one, newest first, page by page', async () => {
  const scored = await world.inquire({ interest: 'roof', tel: tel(0), answers: { income: 50 } });
  const [stored] = await world.parts.campaigns.stored();
  if (!stored) throw new Error('no campaign');
  const { scoring: _scoring, version, ...rest } = stored;
  await world.parts.campaigns.replace({ ...rest, version: version + 1 }, version);
  const others: string[] = [];
  for (const n of [1, 2, 3]) {
    world.pass(SECOND);
    others.push(await world.inquire({ tel: tel(n) }));
  }
  const [older = '', newer = '', closed = ''] = others;
  await superviseLead(world.parts, 'sam', closed, { verb: 'close', outcome: 'won' });
  const pages: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await world.parts.leads.search({ sort: 'score', limit: 1, ...(cursor !== undefined && { cursor }) });
    pages.push(page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(pages).toEqual([[scored], [newer], [older]]);
  expect(await world.parts.cards.count({ sort: 'score' }, 10)).toBe(3);
  expect(await world.parts.leads.search({ sort: 'score', state: 'closed', limit: 5 })).toMatchObject({ items: [] });
  expect(await world.parts.leads.search({ sort: 'score', band: 'low', limit: 5 })).toMatchObject({ items: [] });
});

test('[A181] the last leads by an unsaved scoring, and how those of each band ended', async () => {
  const won = await world.inquire({ interest: 'roof', tel: tel(1) });
  await world.inquire({ interest: 'car', tel: tel(2) });
  await superviseLead(world.parts, 'sam', won, { verb: 'close', outcome: 'won' });
  const [stored] = await world.parts.campaigns.stored();
  if (!stored) throw new Error('no campaign');
  const draft = { ...draftOf(stored), formKey: '' };
  const scoring: Scoring = { start: 10, rules: [{ name: 'Roof', when: { interests: ['roof'] }, points: 60 }] };
  expect(await previewScoring(world.parts, 'solar', { ...draft, scoring }, 'en')).toMatchObject({
    ok: true,
    saved: {
      bands: [
        { band: 'high', count: 1, closed: 1, won: 1 },
        { band: 'medium', count: 0, closed: 0, won: 0 },
        { band: 'low', count: 1, closed: 0, won: 0 },
      ],
      leads: [
        { points: 70, band: 'high', outcome: 'Won', why: '+60 Roof' },
        { points: 10, band: 'low', why: '' },
      ],
    },
  });
  const wrong = await previewScoring(world.parts, 'solar', { ...draft, scoring: { ...scoring, start: 200 } }, 'en');
  expect(wrong).toMatchObject({ ok: false, mistakes: [{ path: 'scoring.start', code: 'between' }] });
  expect((await world.parts.leads.byId(won))?.score?.points).toBe(70);
});

test('[R131] a changed score moves a lead to the front of the queue, in memory and in the database', async () => {
  const [stored] = await world.parts.campaigns.stored();
  if (!stored) throw new Error('no campaign');
  const { policy } = stored;
  const scored = { ...policy, bonusSeconds: { ...policy.bonusSeconds, score: 600 } };
  await world.parts.campaigns.replace({ ...stored, policy: scored, version: stored.version + 1 }, stored.version);
  const first = await world.inquire({ interest: 'roof', tel: tel(1) });
  const second = await world.inquire({ tel: tel(2) });
  // Both are in memory, in the order of their first scores.
  await world.tick();
  const sam = { kind: 'supervisor', id: 'sam' } as const;
  await changeProfile(world.parts, sam, second, { interest: 'roof', answers: { income: 120 } });
  const waiting = (await world.parts.leads.routingQueue(false)).waiting.map(({ id }) => id);
  expect(waiting).toEqual([second, first]);
  expect((await world.parts.leads.waiting(5)).map(({ id }) => id)).toEqual([second, first]);
});
