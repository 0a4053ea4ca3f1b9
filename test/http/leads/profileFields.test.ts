/** A campaign's fields that agents ask for, and those whose answers only supervisors see. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { FormField } from '../../../src/core/vocabulary/form.ts';
import type { CampaignFields, CampaignView } from '../../../src/shared/admin.ts';
import type { LeadList, Problem } from '../../../src/shared/api.ts';
import type { DeskLead, TimelineItem } from '../../../src/shared/desk.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { campaignFields } from '../../../src/web/admin/campaigns/campaignFields.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

const KIDS: FormField = {
  name: 'kids',
  label: { en: 'Children at home', ko: '자녀 수' },
  required: false,
  kind: 'number',
  min: 0,
  askedBy: 'agent',
  why: { en: 'For the size of the battery.', ko: '배터리 용량을 정합니다.' },
};
const INCOME: FormField = {
  name: 'income',
  label: { en: 'Income' },
  required: false,
  kind: 'choice',
  choices: [{ value: 'high', label: { en: 'Rather high' } }],
  askedBy: 'agent',
  why: { en: 'For financing.' },
  seenBy: 'supervisors',
};
let service: Service;
let admin: Client;
let sam: Client;
let ana: Client;
let leadId: string;

beforeAll(async () => {
  service = await startService();
  [admin, sam, ana] = [
    await service.signIn('admin@demo.test'),
    await service.signIn('sam@demo.test'),
    await service.signIn('ana@demo.test'),
  ];
  await edit({ fields: [...(await campaign()).fields, { ...KIDS, required: true }, INCOME] });
  await edit({ script: { en: '{kids} children?' } });
  const sent = await submit({ name: 'Maria' });
  const { receiptId } = (await sent.json()) as { receiptId: string };
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  leadId = leads[0]?.id ?? '';
  await accept(leadId);
});
afterAll(() => service.close());

const campaign = async () => (await (await admin.get('/api/admin/campaigns/demo')).json()) as CampaignView;

async function edit(changes: Partial<CampaignFields>): Promise<void> {
  const view = await campaign();
  const body = { ...campaignFields(view), version: view.version, ...changes };
  const answer = await admin.send('PUT', '/api/admin/campaigns/demo', body);
  if (!answer.ok) throw new Error(await answer.text());
}

const submit = (fields: object) =>
  fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: '+12025554001', consent: { call: true, now: true }, ...fields }),
  });

async function accept(id: string): Promise<void> {
  const now = service.parts.clock.now();
  const agents = [{ agentId: 'user_ana', slot: 0, seenAt: now }];
  const offer = { id: `of_${id}`, agents, offeredAt: now, expiresAt: now + 20_000, seenBy: now + 3000 };
  await workLead(service.parts, id, { kind: 'offer', offer });
  await workLead(service.parts, id, { kind: 'accept', agentId: 'user_ana', offerId: offer.id });
  await workLead(service.parts, id, { kind: 'talking', agentId: 'user_ana' });
}

const change = (who: Client, answers: object) => who.send('POST', `/api/leads/${leadId}/profile`, { answers });
const read = async (who: Client) => (await (await who.get(`/api/leads/${leadId}`)).json()) as DeskLead;
const history = async (who: Client) => {
  const { entries } = (await (await who.get(`/api/leads/${leadId}/timeline`)).json()) as { entries: TimelineItem[] };
  return JSON.stringify(entries.filter(({ kind }) => kind === 'profile'));
};

test('[A210] a field that no one asks for any more keeps its answers and words, and a form that was open may send it', async () => {
  const before = await campaign();
  const heat: FormField = {
    ...{ name: 'heat', label: { en: 'Heating' }, required: true, kind: 'choice' },
    choices: [{ value: 'gas', label: { en: 'Natural gas' } }],
  };
  await edit({ fields: [...before.fields, heat] });
  const send = async (phone: string, fields: object) => {
    const sent = await submit({ name: 'Maria', phone, ...fields });
    expect(sent.status).toBe(201);
    const { receiptId } = (await sent.json()) as { receiptId: string };
    const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
    return (await (await sam.get(`/api/leads/${leads[0]?.id ?? ''}`)).json()) as DeskLead;
  };
  await send('+12025554003', { heat: 'gas' });
  await edit({ fields: [...before.fields, { ...heat, askedBy: 'nobody' }] });
  expect((await campaign()).fields.at(-1)).toEqual({ ...heat, required: false, askedBy: 'nobody' });
  expect(await (await fetch(`${service.url}/f/demo`)).text()).not.toContain('Heating');
  const answered = await send('+12025554004', { heat: 'gas' });
  expect(answered.answers).toEqual([{ label: 'Heating', value: 'Natural gas' }]);
  expect(answered.profile).toContainEqual(expect.objectContaining({ path: 'answers.heat', value: 'gas' }));
  const unanswered = await send('+12025554005', {});
  expect(unanswered.profile.map(({ path }) => path)).not.toContain('answers.heat');
  const missing = await sam.send('POST', '/api/leads/search', { missing: 'answers.heat' });
  expect(await missing.json()).toMatchObject({ mistakes: [{ path: 'missing', code: 'detailNone' }] });
  await edit({ fields: before.fields });
});

test('[A92] a field that agents ask for isn’t on the form, which refuses it, and is never required there', async () => {
  const page = await (await fetch(`${service.url}/f/demo`)).text();
  expect(page).not.toMatch(/Children at home|Income/);
  const refused = await submit({ name: 'Maria', phone: '+12025554002', kids: 2 });
  expect((await refused.json()) as Problem).toMatchObject({ fields: { kids: expect.stringMatching(/\w/) } });
  expect((await campaign()).fields.find(({ name }) => name === 'kids')).toEqual(KIDS);
});

test('[A92] [V247] the agent is asked for it, with its purpose, also in the script, and its answer is checked', async () => {
  expect((await read(ana)).profile.find(({ path }) => path === 'answers.kids')).toEqual({
    path: 'answers.kids',
    label: 'Children at home',
    why: 'For the size of the battery.',
    kind: 'number',
    value: null,
    isRequired: false,
  });
  expect(await read(ana)).toMatchObject({ script: '[Children at home] children?' });
  const refused = await change(ana, { kids: -1 });
  expect((await refused.json()) as Problem).toMatchObject({ mistakes: [{ path: 'answers.kids', code: 'atLeast' }] });
  expect((await change(ana, { kids: 2 })).status).toBe(200);
  expect(await read(ana)).toMatchObject({ script: '2 children?' });
});

test('[V68] an answer for supervisors is hidden from the agent, before and after its field is removed', async () => {
  expect((await read(ana)).profile.map(({ path }) => path)).not.toContain('answers.income');
  const refused = await change(ana, { income: 'high' });
  expect((await refused.json()) as Problem).toMatchObject({
    mistakes: [{ path: 'answers.income', code: 'notAccepted' }],
  });
  expect((await change(sam, { income: 'high' })).status).toBe(200);
  expect((await read(sam)).answers).toContainEqual({ label: 'Income', value: 'Rather high' });
  expect(await history(sam)).toContain('Rather high');
  expect(JSON.stringify(await read(ana))).not.toMatch(/Rather high|"high"/);
  expect(await history(ana)).not.toMatch(/Rather high|"high"/);

  const { fields } = await campaign();
  await edit({ fields: fields.filter(({ name }) => name !== 'income') });
  await edit({ name: { en: 'Another edit' } });
  expect((await read(sam)).answers).toContainEqual({ label: 'income', value: 'high' });
  expect(JSON.stringify(await read(ana))).not.toMatch(/"high"/);
  expect(await history(ana)).not.toMatch(/"high"/);
});

test('[V69] the answer to a removed field stays, labeled by its code, on the lead and in exports', async () => {
  const { fields } = await campaign();
  await edit({ script: { en: 'Hello' }, fields: fields.filter(({ name }) => name !== 'kids') });
  for (const who of [ana, sam]) expect((await read(who)).answers).toContainEqual({ label: 'kids', value: '2' });
  const table = await (await sam.send('POST', '/api/leads/export', { q: 'maria' })).text();
  expect(parse(table, { bom: true, columns: true })).toContainEqual(
    expect.objectContaining({ id: leadId, answers: expect.stringContaining('kids: 2') }),
  );
  expect((await change(ana, { kids: 3 })).status).toBe(422);
});
