/** A campaign's survey: edited by administrators, answered by agents and supervisors. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { SurveyQuestion } from '../../../src/core/vocabulary/survey.ts';
import type { CampaignFields, CampaignView } from '../../../src/shared/admin.ts';
import type { LeadList, Problem } from '../../../src/shared/api.ts';
import type { DeskLead, TimelineItem } from '../../../src/shared/desk.ts';
import { eraseLead } from '../../../src/store/eraseLead.ts';
import { exportDossier } from '../../../src/usecases/evidence/exportDossier.ts';
import { workLead } from '../../../src/usecases/lead/workLead.ts';
import { campaignFields } from '../../../src/web/admin/campaigns/campaignFields.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

const YES = { id: 'choice1', label: { en: 'Yes', ko: '예' } };
const NO = { id: 'choice2', label: { en: 'No' } };
const OWN: SurveyQuestion = { id: 'question1', label: { en: 'Own it?' }, kind: 'choice', choices: [YES, NO] };
const HEARD: SurveyQuestion = { id: 'question2', label: { en: 'Heard of us?' }, kind: 'choices', choices: [YES, NO] };
const YEARS: SurveyQuestion = { id: 'question3', label: { en: 'Years?' }, kind: 'number', min: 0, max: 99 };
const ELSE: SurveyQuestion = { id: 'question4', label: { en: 'Anything else?' }, kind: 'text' };

let service: Service;
let admin: Client;
let sam: Client;
let ana: Client;
let leadId: string;

beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
  sam = await service.signIn('sam@demo.test');
  ana = await service.signIn('ana@demo.test');
  await edit([OWN, HEARD, YEARS, ELSE]);
  const sent = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Maria', phone: '+12025554001', consent: { call: true, now: true } }),
  });
  const { receiptId } = (await sent.json()) as { receiptId: string };
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  leadId = leads[0]?.id ?? '';
  const now = service.parts.clock.now();
  const agents = [{ agentId: 'user_ana', slot: 0, seenAt: now }];
  const offer = { id: 'of_1', agents, offeredAt: now, expiresAt: now + 20_000, seenBy: now + 3000 };
  await workLead(service.parts, leadId, { kind: 'offer', offer });
  await workLead(service.parts, leadId, { kind: 'accept', agentId: 'user_ana', offerId: offer.id });
  await workLead(service.parts, leadId, { kind: 'talking', agentId: 'user_ana' });
});
afterAll(() => service.close());

const campaign = async () => (await (await admin.get('/api/admin/campaigns/demo')).json()) as CampaignView;

async function save(changes: Partial<CampaignFields>): Promise<Response> {
  const view = await campaign();
  return admin.send('PUT', '/api/admin/campaigns/demo', { ...campaignFields(view), version: view.version, ...changes });
}

async function edit(survey: readonly SurveyQuestion[]): Promise<void> {
  const answer = await save({ survey });
  if (!answer.ok) throw new Error(await answer.text());
}

const answer = (who: Client, survey: object) => who.send('POST', `/api/leads/${leadId}/profile`, { survey });
const read = async (who = sam) => (await (await who.get(`/api/leads/${leadId}`)).json()) as DeskLead;
const mistakesOf = async (response: Response) => ((await response.json()) as Problem).mistakes;

test('[V207] [V209] answers of each kind, a refusal and their history, as the reader sees them, and in exports', async () => {
  expect((await read(ana)).survey).toMatchObject([
    { path: 'survey.question1', kind: 'choice', value: null, isRefused: false, answer: '' },
    { path: 'survey.question2' },
    { path: 'survey.question3' },
    { path: 'survey.question4' },
  ]);
  const given = { question1: 'choice1', question2: ['choice1', 'choice2'], question3: 12, question4: ' Call\n me ' };
  expect((await answer(ana, given)).status).toBe(200);
  expect((await answer(ana, { question1: false, question4: 'Call me' })).status).toBe(200);
  expect((await service.parts.leads.byId(leadId))?.survey).toEqual({
    question1: false,
    question2: ['choice1', 'choice2'],
    question3: 12,
    question4: 'Call me',
  });
  expect((await answer(sam, { question1: 'choice2', question3: null })).status).toBe(200);
  expect((await read()).survey).toMatchObject([
    { value: 'choice2', isRefused: false, answer: 'No' },
    { value: ['choice1', 'choice2'], answer: 'Yes, No' },
    { value: null, answer: '' },
    { value: 'Call me', answer: 'Call me' },
  ]);
  const { entries } = (await (await sam.get(`/api/leads/${leadId}/timeline`)).json()) as { entries: TimelineItem[] };
  const edits = entries.filter(({ kind }) => kind === 'profile').map(({ data }) => data['edits']);
  expect(edits.at(-2)).toEqual([{ field: 'survey.question1', label: 'Own it?', from: 'Yes', to: 'Refused to answer' }]);
  expect(edits.at(-1)).toContainEqual({
    field: 'survey.question1',
    label: 'Own it?',
    from: 'Refused to answer',
    to: 'No',
  });
  const table = await (await sam.send('POST', '/api/leads/export', { q: 'maria' })).text();
  expect(parse(table, { bom: true, columns: true })).toMatchObject([
    { survey: 'Own it?: No; Heard of us?: Yes, No; Anything else?: Call me' },
  ]);
  const ofOne = await (await sam.send('POST', '/api/leads/export', { q: 'maria', campaign: 'demo' })).text();
  expect(parse(ofOne, { bom: true, columns: true })).toMatchObject([
    { 'question1: Own it?': 'No', 'question2: Heard of us?': 'Yes, No', 'question3: Years?': '' },
  ]);
});

test.each([
  [{ question1: 'choice3' }, 'survey.question1', 'oneOf'],
  [{ question2: 'choice1' }, 'survey.question2', 'notList'],
  [{ question2: ['choice1', 'choice1'] }, 'survey.question2.1', 'listedTwice'],
  [{ question3: 'many' }, 'survey.question3', 'notNumber'],
  [{ question3: 100 }, 'survey.question3', 'atMost'],
  [{ question4: 'x'.repeat(501) }, 'survey.question4', 'tooLong'],
  [{ question9: 'x' }, 'survey.question9', 'notAccepted'],
  [{ constructor: 'x' }, 'constructor', 'notAccepted'],
])('[V208] %j is refused, its question is named, and nothing is saved', async (wrong, path, code) => {
  const before = await service.parts.leads.byId(leadId);
  const refused = await answer(ana, { question3: 5, ...wrong });
  expect(refused.status).toBe(422);
  expect(await mistakesOf(refused)).toMatchObject([{ path, code }]);
  expect((await service.parts.leads.byId(leadId))?.survey).toEqual(before?.survey);
});

test('[V208] the choices that a refusal names are the question’s own', async () => {
  expect(await mistakesOf(await answer(ana, { question1: 'choice3' }))).toMatchObject([
    { path: 'survey.question1', code: 'oneOf', values: { choices: 'choice1, choice2' } },
  ]);
});

test('[A197] [V208] a question that is left out is retired: readable where it was answered, and a late answer is kept', async () => {
  await edit([{ ...OWN, choices: [YES] }, YEARS]);
  expect((await campaign()).survey).toEqual([
    { ...OWN, choices: [YES, { ...NO, isRetired: true }] },
    YEARS,
    { ...HEARD, isRetired: true },
    { ...ELSE, isRetired: true },
  ]);
  expect((await answer(ana, { question2: ['choice2'], question3: 3 })).status).toBe(200);
  expect((await answer(ana, { question4: null })).status).toBe(200);
  expect((await read(ana)).survey).toMatchObject([
    // The choice that was taken away is still the answer.
    { value: 'choice2', answer: 'No', choices: [{ value: 'choice1' }, { value: 'choice2' }] },
    { value: 3 },
    { path: 'survey.question2', isRetired: true, answer: 'No' },
  ]);
  const wrong = await save({ survey: [{ ...YEARS, kind: 'text' }] });
  expect(await mistakesOf(wrong)).toMatchObject([{ path: 'survey.0.kind', code: 'surveyKind' }]);
  const unnamed = await save({ survey: [{ ...YEARS, id: '__proto__' }] });
  expect(await mistakesOf(unnamed)).toMatchObject([{ path: 'survey.0.id', code: 'shape' }]);
});

test('[V213] [V300] [V302] the report is exported with one row for each answer, for supervisors only', async () => {
  expect((await ana.get('/api/reports/survey')).status).toBe(403);
  let rows: readonly Record<string, string>[] = [];
  // What was answered is counted behind the change.
  await until(async () => {
    const table = await (await sam.get('/api/reports/survey?last=1&campaign=demo&format=csv')).text();
    rows = parse<Record<string, string>>(table, { bom: true, columns: true });
    return rows.some(({ answered }) => answered === '1');
  });
  expect(rows.map(({ question, answer: given, count: times }) => [question, given, times])).toEqual([
    ['Own it?', 'Yes', '0'],
    ['Own it?', 'No', '1'],
    ['Years?', '3', '1'],
    ['Heard of us?', 'Yes', '0'],
    ['Heard of us?', 'No', '1'],
  ]);
  expect(rows[2]).toMatchObject({
    type: 'number',
    average: '3',
    least: '3',
    greatest: '3',
    answered: '1',
    refused: '0',
  });
  // [V300] [V302] By agent, whose answers these are.
  const byAgent = await (await sam.get('/api/reports/survey?last=1&campaign=demo&by=agent&format=csv')).text();
  const grouped = parse<Record<string, string>>(byAgent, { bom: true, columns: true });
  expect(grouped).toEqual(
    rows.map((row) => ({ ...row, group: 'user_ana', group_name: expect.stringMatching(/^Ana/) })),
  );
  expect(grouped[0]).toMatchObject({ leads: '1' });
});

test('[A197] a duplicated campaign starts without what is retired', async () => {
  const copy = await admin.send('POST', '/api/admin/campaigns/demo/duplicate', {
    formKey: 'copy',
    name: { en: 'Copy' },
  });
  const copied = (await copy.json()) as CampaignView;
  expect(copied.survey).toEqual([{ ...OWN, choices: [YES] }, YEARS]);
  // Without leads, nobody has answered: a question goes for good, and the other changes its type.
  const survey: readonly SurveyQuestion[] = [{ id: 'question3', label: { en: 'Years?' }, kind: 'text' }];
  const body = { ...campaignFields(copied), version: copied.version, survey };
  const saved = await admin.send('PUT', `/api/admin/campaigns/${copied.id}`, body);
  expect(((await saved.json()) as CampaignView).survey).toEqual(survey);
});

test('[V209] a dossier has the answers in the history, and what their IDs mean', async () => {
  const key = 'tel:+12025554001';
  const exported = await exportDossier(service.parts, { id: 'user_robin' }, key);
  if (!exported.ok) throw new Error(exported.message);
  const { leads, campaigns } = exported.dossier.body;
  expect(JSON.stringify(leads.map(({ history }) => history))).toContain('"field":"survey.question1"');
  expect(campaigns[0]?.survey).toContainEqual(expect.objectContaining({ id: 'question1' }));
});

test('[V209] erasing the customer erases the answers', async () => {
  await answer(ana, { question4: 'Call my sister Zaphira' });
  const by = { kind: 'supervisor', id: 'user_sam' } as const;
  await workLead(service.parts, leadId, { kind: 'ended', agentId: 'user_ana' });
  await workLead(service.parts, leadId, { kind: 'close', by, outcome: 'notInterested' });
  expect(await eraseLead(service.stores.connection, leadId)).toBe(true);
  expect(await service.parts.leads.byId(leadId)).not.toHaveProperty('survey');
  expect(JSON.stringify(await service.parts.leads.timeline(leadId))).not.toContain('Zaphira');
  expect((await answer(sam, { question3: 1 })).status).toBe(409);
});
