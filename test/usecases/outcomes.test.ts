import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { factsOf } from '../../src/core/lead/facts.ts';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import type { OutcomeFields } from '../../src/shared/admin.ts';
import { saveBusiness, viewBusiness } from '../../src/usecases/admin/business.ts';
import { exportLeads } from '../../src/usecases/lead/exportLeads.ts';
import { superviseLead } from '../../src/usecases/lead/superviseLead.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { presentLead } from '../../src/usecases/present/lead.ts';
import { presentRows } from '../../src/usecases/present/leadRow.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana', { idleSince: world.now() - HOUR });
});
afterEach(() => world.stop());

const FIELDS = { name: 'Brightroof', country: 'US', language: 'en', zone: 'UTC', hours: null } as const;
const save = async (outcomes: readonly OutcomeFields[]) => {
  const { version = 0 } = (await world.parts.business.get()) ?? {};
  const result = await saveBusiness(world.parts, { id: 'sam' }, version, { ...FIELDS, outcomes });
  if (!result.ok) throw new Error(result.message);
  return result.saved.outcomes;
};
const listed = async () => (await viewBusiness(world.parts))?.outcomes ?? (await save(await defaults()));
const defaults = async () => {
  const saved = await saveBusiness(world.parts, { id: 'sam' }, 0, FIELDS);
  if (!saved.ok) throw new Error(saved.message);
  return saved.saved.outcomes;
};
const addUpsell = async () => {
  const outcomes = await save([
    ...(await listed()),
    { means: 'won', label: { en: 'Upsell', ko: '추가 판매' } },
    { means: 'doNotCall', label: { en: 'Asked to be left alone' } },
  ]);
  const [upsell, alone] = outcomes.slice(-2);
  return { outcomes, upsell: upsell?.id ?? '', alone: alone?.id ?? '' };
};
const talk = async (tel = '+12025550143') => {
  const id = await world.inquire({ tel });
  await world.tick();
  const { offerId } = world.lastOffer('ana');
  await acceptOffer(world.parts, { agentId: 'ana', offerId });
  await workLead(world.parts, id, { kind: 'talking', agentId: 'ana' });
  return id;
};
const close = (id: string, outcome: string) => finishLead(world.parts, 'ana', id, { outcome });
const shown = async (id: string, language: 'en' | 'ko' = 'en') => {
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  return presentLead(world.parts, lead, { kind: 'supervisor', language });
};

test('[V120] an own outcome closes with its meaning, and is read in the reader’s words everywhere', async () => {
  const { upsell } = await addUpsell();
  const id = await talk();
  expect((await shown(id)).outcomes.at(-2)).toEqual({ id: upsell, means: 'won', key: '9', label: 'Upsell' });
  expect(await close(id, upsell)).toMatchObject({
    ok: true,
    lead: { state: 'closed', outcome: 'won', outcomeId: upsell },
  });
  const korean = await shown(id, 'ko');
  expect(korean).toMatchObject({ outcome: 'won', outcomeId: upsell, outcomeLabel: '추가 판매' });
  expect(korean.history.find(({ kind }) => kind === 'closed')?.data).toMatchObject({ outcomeLabel: '추가 판매' });
  const lead = await world.parts.leads.byId(id);
  if (!lead) throw new Error('no lead');
  expect(await presentRows(world.parts, [lead], { language: 'en' })).toMatchObject([{ outcomeLabel: 'Upsell' }]);
  const rows = [];
  for await (const row of exportLeads(world.parts, {}, 'ko')) rows.push(row);
  expect(rows).toMatchObject([{ outcome: 'won', outcome_name: '추가 판매' }]);
  expect(factsOf(lead, await world.parts.leads.timeline(id)).at(-1)).toMatchObject({
    outcome: 'won',
    outcomeId: upsell,
  });
});

test('[V121] a filter by an own outcome finds it alone, one by a built-in outcome all of its meaning', async () => {
  const { upsell } = await addUpsell();
  const first = await talk();
  await close(first, upsell);
  const second = await talk('+12025550177');
  await close(second, 'won');
  const found = async (query: object) =>
    (await world.parts.leads.search({ ...query, limit: 10 })).items.map(({ id }) => id).sort();
  expect(await found({ outcome: 'won', outcomeId: upsell })).toEqual([first]);
  expect(await found({ outcome: 'won' })).toEqual([first, second].sort());
});

test('[V122] a retired outcome stays on its leads, and choosing it is refused with the list as it is', async () => {
  const { outcomes, upsell } = await addUpsell();
  const first = await talk();
  await close(first, upsell);
  const second = await talk('+12025550177');
  await save(outcomes.map((one) => (one.id === upsell ? { ...one, isRetired: true } : one)));
  // The desk was shown the new list.
  const desk = world.heard.findLast(({ agentId, event }) => agentId === 'ana' && event === 'lead');
  expect(JSON.stringify(desk?.payload)).not.toContain(upsell);
  const refused = await close(second, upsell);
  expect(refused).toMatchObject({ ok: false, code: 'bad-input', mistakes: [{ path: 'outcome', code: 'oneOf' }] });
  expect(JSON.stringify(refused)).not.toContain(upsell);
  expect(await superviseLead(world.parts, 'sam', second, { verb: 'close', outcome: upsell })).toMatchObject({
    ok: false,
  });
  expect(await world.parts.leads.byId(second)).toMatchObject({ state: 'talking' });
  expect(await shown(first)).toMatchObject({ outcomeLabel: 'Upsell' });
  // A repeat of the request that closed it is still harmless.
  expect(await close(second, 'won')).toMatchObject({ ok: true });
  expect(await close(second, 'won')).toMatchObject({ ok: true });
});

test('[V120] whatever means do not call adds the number to the list', async () => {
  const { alone } = await addUpsell();
  const id = await talk();
  expect(await close(id, alone)).toMatchObject({ ok: true, lead: { outcome: 'doNotCall', outcomeId: alone } });
  await world.tick();
  expect(await world.parts.doNotCall.since('+12025550143')).not.toBeNull();
});
