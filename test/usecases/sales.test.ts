import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { factsOf } from '../../src/core/lead/facts.ts';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import type { OutcomeFields } from '../../src/shared/admin.ts';
import { saveBusiness, viewBusiness } from '../../src/usecases/admin/business.ts';
import { setCosts } from '../../src/usecases/admin/costs.ts';
import { startBulk } from '../../src/usecases/lead/bulkAct.ts';
import { exportLeads } from '../../src/usecases/lead/exportLeads.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { viewSpeed } from '../../src/usecases/reports/viewSpeed.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana', { idleSince: world.now() - HOUR });
});
afterEach(() => world.stop());

/** The business with these settings for the value of a built-in win; returns its outcomes. */
async function ask(asksValue: 'never' | 'ask' | 'required', country = 'US') {
  const { version = 0 } = (await world.parts.business.get()) ?? {};
  const before = (await viewBusiness(world.parts))?.outcomes ?? DEFAULTS;
  const outcomes = before.map((one) => (one.id === 'won' ? { ...one, asksValue } : one));
  const fields = { name: 'Brightroof', country, language: 'en', zone: 'UTC', hours: null, outcomes } as const;
  const saved = await saveBusiness(world.parts, { id: 'sam' }, version, fields);
  if (!saved.ok) throw new Error(saved.message);
  return saved.saved.outcomes;
}
const DEFAULTS: readonly OutcomeFields[] = [
  { id: 'won', means: 'won', label: { en: 'Won', ko: '계약 성사' } },
  {
    id: 'notInterested',
    means: 'notInterested',
    label: { en: 'Not interested', ko: '관심 없음' },
    asksValue: 'required',
  },
  { id: 'doNotCall', means: 'doNotCall', label: { en: 'Do not call', ko: '수신 거부' } },
];

async function talk(tel = '+12025550143', source: object = {}): Promise<string> {
  const id = await world.inquire({ tel, source });
  await world.tick();
  const { offerId } = world.lastOffer('ana');
  await acceptOffer(world.parts, { agentId: 'ana', offerId });
  await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
  return id;
}
const close = (id: string, saleValue?: number, outcome = 'won') =>
  finishLead(world.parts, 'ana', id, { outcome, ...(saleValue !== undefined && { saleValue }) });
const correct = (id: string, saleValue: number | null) =>
  superviseLead(world.parts, 'sam', id, { verb: 'saleValue', saleValue });
async function shown(id: string) {
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  const history = await world.parts.leads.timeline(id);
  const view = await presentLead(world.parts, lead, { kind: 'supervisor', language: 'en' });
  return { lead, view, facts: factsOf(lead, history) };
}

test('[A115] whether the value is asked for is set per outcome that means a sale', async () => {
  const saved = await ask('required');
  expect(saved.map(({ id, asksValue }) => [id, asksValue]).slice(0, 3)).toEqual([
    ['won', 'required'],
    ['notInterested', undefined],
    ['doNotCall', undefined],
  ]);
  const id = await talk();
  expect((await shown(id)).view.outcomes.slice(0, 2)).toMatchObject([
    { id: 'won', asksValue: 'required' },
    { id: 'notInterested' },
  ]);
  expect((await ask('never')).find(({ id }) => id === 'won')?.asksValue).toBe('never');
  expect((await shown(id)).view.outcomes[0]).not.toHaveProperty('asksValue');
});

test('[V160] a required value must be there, and is stored with the outcome, in history, facts and exports', async () => {
  await ask('required');
  const id = await talk();
  expect(await close(id)).toMatchObject({ ok: false, mistakes: [{ path: 'saleValue', code: 'saleMissing' }] });
  expect(await close(id, 1.005)).toMatchObject({ ok: false, mistakes: [{ code: 'saleUnread' }] });
  expect((await shown(id)).lead.state).toBe('talking');
  expect(await close(id, 1299.5)).toMatchObject({ ok: true, lead: { outcome: 'won', saleValue: 1299.5 } });
  const { view, facts } = await shown(id);
  expect(view).toMatchObject({ saleValue: 1299.5, currency: 'USD' });
  expect(view.history.at(-1)).toMatchObject({ kind: 'closed', data: { saleValue: 1299.5, currency: 'USD' } });
  expect(facts.at(-1)).toMatchObject({ kind: 'closed', amount: 1299.5 });
  const rows = [];
  for await (const row of exportLeads(world.parts, {}, 'en')) rows.push(row);
  expect(rows).toMatchObject([{ sale_value: '1299.50', sale_currency: 'USD' }]);
});

test('[V160] the same closing again changes nothing, one with another value is refused', async () => {
  await ask('ask', 'KR');
  const id = await talk();
  expect(await close(id, 1.5)).toMatchObject({ ok: false, mistakes: [{ code: 'notWhole' }] });
  expect(await close(id, 1_500_000)).toMatchObject({ ok: true });
  expect(await close(id, 1_500_000)).toMatchObject({ ok: true });
  expect(await close(id, 2_500_000)).toMatchObject({ ok: false, code: 'wrong-state' });
  const other = await talk('+12025550177');
  expect(await close(other, 5, 'notInterested')).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await close(other, undefined, 'won')).toMatchObject({ ok: true });
  expect((await shown(other)).lead).not.toHaveProperty('saleValue');
});

test('[V163] a supervisor corrects or removes the value, the history keeps both, and the report follows', async () => {
  const id = await talk();
  expect(await correct(id, 5)).toMatchObject({ ok: false, code: 'wrong-state' });
  await close(id, 900);
  expect(await correct(id, 1200)).toMatchObject({ ok: true, lead: { saleValue: 1200, outcome: 'won' } });
  expect(await correct(id, 1200)).toMatchObject({ ok: true });
  expect(await correct(id, -1)).toMatchObject({ ok: false, mistakes: [{ code: 'atLeast' }] });
  const { view, facts } = await shown(id);
  const corrections = view.history.filter(({ kind }) => kind === 'saleValue');
  expect(corrections).toMatchObject([{ by: 'sam', data: { from: 900, saleValue: 1200, currency: 'USD' } }]);
  expect(facts.at(-1)).toMatchObject({ kind: 'saleValue', amount: 1200, agentIds: ['ana'] });
  expect(await correct(id, null)).toMatchObject({ ok: true });
  expect((await shown(id)).lead).not.toHaveProperty('saleValue');
  await superviseLead(world.parts, 'sam', id, { verb: 'takeUp' });
  expect(await correct(id, 7)).toMatchObject({ ok: false, code: 'wrong-state' });
});

test('[V164] the report by source has the value won, and counts a corrected or reopened sale as it is now', async () => {
  const google = { utm: { source: 'google' } };
  const first = await talk('+12025550143', google);
  await close(first, 900);
  await correct(first, 1000);
  const second = await talk('+12025550177', google);
  await close(second, 500.25);
  const third = await talk('+12025550199');
  await close(third, 70);
  await superviseLead(world.parts, 'sam', third, { verb: 'takeUp' });
  const date = new Date(world.now()).toISOString().slice(0, 10);
  await setCosts(world.parts, { id: 'sam' }, [{ date, source: 'google', amount: 500 }]);
  const query = { period: { from: date, to: date }, compared: null, by: 'source', target: 60 } as const;
  const { total, rows, currency, hasCosts } = await viewSpeed(world.parts, query, 'en');
  expect({ total, currency, hasCosts }).toMatchObject({
    total: { saleValue: 1500.25 },
    currency: 'USD',
    hasCosts: true,
  });
  expect(rows.find(({ key }) => key === 'google')?.now).toMatchObject({ saleValue: 1500.25, won: 2, cost: 500 });
});

test('[V148] a correction can’t remove a value that the outcome of the lead requires', async () => {
  await ask('required');
  const id = await talk();
  await close(id, 900);
  expect(await correct(id, null)).toMatchObject({ ok: false, mistakes: [{ path: 'saleValue', code: 'saleMissing' }] });
  expect(await correct(id, 0)).toMatchObject({ ok: true, lead: { saleValue: 0 } });
  await ask('ask');
  expect(await correct(id, null)).toMatchObject({ ok: true });
});

test('[V147] wins without a known value have no value won; a known 0 is 0', async () => {
  const from = (name: string) => ({ utm: { source: name } });
  await close(await talk('+12025550143', from('google')));
  await close(await talk('+12025550177', from('bing')), 0);
  const date = new Date(world.now()).toISOString().slice(0, 10);
  const query = { period: { from: date, to: date }, compared: null, by: 'source', target: 60 } as const;
  const { rows } = await viewSpeed(world.parts, query, 'en');
  expect(rows.map(({ key, now: { won, saleValue } }) => [key, won, saleValue]).sort()).toEqual([
    ['bing', 1, 0],
    ['google', 1, null],
  ]);
});

test('[V165] an action on many leads doesn’t close with an outcome that needs a value of each', async () => {
  await ask('required');
  const id = await talk();
  const run = { id: 'bk_1', by: 'sam', leadIds: [id] };
  expect(await startBulk(world.parts, { ...run, action: { verb: 'close', outcome: 'won' } })).toMatchObject({
    ok: false,
    mistakes: [{ path: 'outcome', code: 'saleElsewhere' }],
  });
});
