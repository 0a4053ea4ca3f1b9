import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AGENT_OUTCOMES, OUTCOMES, type Outcome } from '../../../src/core/vocabulary/outcomes.ts';
import type { LeadList, MergePreview } from '../../../src/shared/api.ts';
import type { DeskLead } from '../../../src/shared/desk.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let sam: Client;
let ana: Client;
let stays: string;
let goes: string;

beforeAll(async () => {
  service = await startService();
  sam = await service.signIn('sam@demo.test');
  ana = await service.signIn('ana@demo.test');
  stays = await submit('Rosa Twice', '+12025550161');
  goes = await submit('Rosa T.', '+12025550162');
});
afterAll(() => service.close());

async function submit(name: string, phone: string): Promise<string> {
  const body = { name, phone, email: 'rosa@example.com', consent: { call: true, now: true } };
  const response = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { receiptId } = (await response.json()) as { receiptId: string };
  const { leads } = (await (await sam.get(`/api/leads?receipt=${receiptId}`)).json()) as LeadList;
  return leads[0]?.id ?? '';
}
const preview = async () => (await (await sam.get(`/api/leads/${stays}/merge?with=${goes}`)).json()) as MergePreview;
const decided = ({ stays: one, goes: other }: MergePreview) => ({
  with: goes,
  versions: { stays: one.version, goes: other.version },
});
const post = async (path: string, body: object, client = sam) => {
  const response = await client.send('POST', `/api/leads/${stays}/${path}`, body);
  return { status: response.status, body: (await response.json()) as unknown };
};

test('[V7] what changed since the preview is answered with 409 and a new preview, and merging by that one works', async () => {
  const { leads } = (await (await sam.get(`/api/leads/${stays}/duplicates`)).json()) as LeadList;
  expect(leads.map(({ id }) => id)).toEqual([goes]);
  const seen = await preview();
  expect(seen).toMatchObject({ refusal: null, stays: { row: { name: 'Rosa Twice' } }, after: { state: 'waiting' } });
  await sam.send('POST', `/api/leads/${goes}/note`, { note: 'called the office' });

  const late = await post('merge', decided(seen));
  expect(late).toMatchObject({ status: 409, body: { code: 'stale', preview: { goes: { row: { id: goes } } } } });
  const again = (late.body as { preview: MergePreview }).preview;
  const merged = await post('merge', decided(again));
  expect(merged).toMatchObject({ status: 200, body: { id: stays, suspectedDuplicates: 0 } });
  expect((merged.body as DeskLead).otherNumbers).toMatchObject([
    { leadId: goes, name: 'Rosa T.', tel: '+12025550162', consent: { call: true }, mergedBy: 'Sam Ortiz' },
  ]);
  expect(await post('merge', decided(again))).toMatchObject({ status: 200 });
  expect(await post('unmerge', { leadId: goes })).toMatchObject({ status: 200, body: { otherNumbers: [] } });
  expect(await post('not-duplicate', { leadId: `${goes}_2` })).toMatchObject({ body: { suspectedDuplicates: 0 } });
});

test('[V7] merging is for supervisors; a missing lead, or the lead itself, is reported', async () => {
  for (const path of ['merge', 'unmerge', 'not-duplicate'])
    expect((await post(path, { leadId: goes }, ana)).status).toBe(403);
  expect((await ana.get(`/api/leads/${stays}/merge?with=${goes}`)).status).toBe(403);
  expect(await post('merge', { with: goes })).toMatchObject({
    status: 422,
    body: { fields: { versions: words.mistakes('missing') } },
  });
  expect(await post('unmerge', { leadId: stays })).toMatchObject({
    body: { mistakes: [{ path: 'leadId', code: 'sameLead' }] },
  });
  expect((await sam.get(`/api/leads/${stays}/merge?with=nobody`)).status).toBe(404);
});

test('[V25] a close by outcome takes what people may choose, and names those alone', async () => {
  const choices = AGENT_OUTCOMES.join(', ');
  for (const outcome of OUTCOMES.filter((one) => !(AGENT_OUTCOMES as readonly Outcome[]).includes(one))) {
    const refused = await post('close', { outcome });
    expect(refused).toMatchObject({ status: 422, body: { mistakes: [{ path: 'outcome', values: { choices } }] } });
  }
  expect(await post('close', { outcome: 'notInterested' })).toMatchObject({ status: 200, body: { state: 'closed' } });
});
