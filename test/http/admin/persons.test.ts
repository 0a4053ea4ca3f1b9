/** Finding and erasing a person over HTTP. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type { ErasureView, PersonFound, SealOpened } from '../../../src/shared/adminPersons.ts';
import { verifyDossier } from '../../../src/evidence/verifyDossier.ts';
import { dossierText } from '../../../src/shared/text/dossier.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let second: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  second = await startService({ database: service.database, seed: false });
  admin = await service.signIn('admin@demo.test');
});
afterAll(async () => {
  await second.close();
  await service.close();
});

async function submit(url: string, phone: string): Promise<string> {
  const response = await fetch(`${url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ottoline', phone, consent: { call: true, now: true } }),
  });
  expect(response.status).toBe(201);
  return (await service.parts.leads.ofNumber(phone)).newest?.id ?? '';
}

test('[A160] an administrator finds a person by number or lead, and erases them after typing the last four digits', async () => {
  const leadId = await submit(service.url, '+12025550161');
  const find = async (body: object) => admin.send('POST', '/api/persons/find', body);
  const found = (await (await find({ tel: '(202) 555-0161' })).json()) as PersonFound;
  expect(found).toMatchObject({ name: 'Ottoline', lastFour: '0161', counts: { leads: 1, openLeads: 1, inquiries: 1 } });
  const { sealable: _sealable, ...same } = found;
  expect(await (await find({ leadId })).json()).toMatchObject(same);
  expect((await find({ leadId: 'ld_nobody' })).status).toBe(404);
  for (const body of [{}, { tel: 'nobody' }, { tel: '+12025550161', leadId }])
    expect((await find(body)).status).toBe(422);
  // One of the two fields, by name.
  expect(await (await find({})).json()).toMatchObject({ fields: { tel: words.mistakes('missing') } });
  expect(await (await find({ tel: '+12025550161', leadId })).json()).toMatchObject({
    fields: { leadId: words.mistakes('notAccepted') },
  });

  const erase = (body: object) => admin.send('POST', '/api/persons/erase', body);
  const refused = await erase({ leadId, lastFour: '0162' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ fields: { lastFour: expect.any(String) } });
  const erased = await erase({ leadId, lastFour: '0161' });
  expect(erased.status).toBe(200);
  const { id } = (await erased.json()) as ErasureView;
  expect(await (await admin.get(`/api/persons/erasures/${id}`)).json()).toMatchObject({
    state: 'done',
    counts: { leads: 1 },
  });
  expect((await erase({ leadId, lastFour: '0161' })).status).toBe(404);
  expect(await (await find({ tel: '+12025550161' })).json()).toMatchObject({ hasAnything: false });

  const log = (await (await admin.get('/api/admin/audit?what=erasure')).json()) as AuditList;
  expect(log.entries.map(({ action, by, subjectId }) => [action, by, subjectId])).toEqual([
    ['finish', 'Robin Hale', id],
    ['begin', 'Robin Hale', id],
  ]);
  expect(JSON.stringify([log, service.logged])).not.toMatch(/5550161|Ottoline/);
  for (const email of ['sam@demo.test', 'ana@demo.test']) {
    const other = await service.signIn(email);
    expect((await other.send('POST', '/api/persons/find', { tel: '+12025550161' })).status).toBe(403);
    expect((await other.send('POST', '/api/persons/erase', { tel: '+12025550161', lastFour: '0161' })).status).toBe(
      403,
    );
  }
});

test('[A161] a person without a number is found by email; with one, the answer names the number', async () => {
  const find = async (body: object) => admin.send('POST', '/api/persons/find', body);
  const send = (form: object) =>
    fetch(`${service.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ottoline', email: 'Ottoline@example.com', consent: { call: true }, ...form }),
    });
  expect((await send({ phone: '+12025550165' })).status).toBe(201);
  const byEmail = (await (await find({ email: 'ottoline@EXAMPLE.com' })).json()) as PersonFound;
  expect(byEmail).toMatchObject({ alsoUnder: ['+12025550165'], leads: [], hasAnything: false });
  const found = (await (await find({ tel: '+12025550165' })).json()) as PersonFound;
  expect(found).toMatchObject({
    ...{ address: '+12025550165', listedSince: null, registry: 'unknown', calls: [], sealable: { records: 1 } },
    leads: [{ campaign: 'Solar panels for your home', createdAt: expect.any(Number) }],
    inquiries: [{ consent: ['call'] }],
  });
  expect((await find({ email: 'nobody' })).status).toBe(422);
});

test('[L78] only administrators open a seal, and only with a reason', async () => {
  const leadId = await submit(service.url, '+12025550167');
  const erased = await admin.send('POST', '/api/persons/erase', { leadId, lastFour: '0167', keeps: 'sealed' });
  const { id, keeps, kept } = (await erased.json()) as ErasureView;
  expect({ keeps, kept }).toMatchObject({ keeps: 'sealed', kept: { records: 1 } });
  const open = (by: Client, reason?: string) => by.send('POST', `/api/persons/erasures/${id}/open`, { reason });
  expect((await open(await service.signIn('sam@demo.test'), 'Because I want to')).status).toBe(403);
  expect(await (await open(admin)).json()).toMatchObject({ fields: { reason: words.mistakes('missing') } });
  expect((await open(admin, 'why not')).status).toBe(422);
  const opened = (await (await open(admin, 'Request of a court')).json()) as SealOpened;
  expect(opened.records).toMatchObject([{ kind: 'inquiry', tel: '+12025550167' }]);
  const list = (await (await admin.get('/api/persons/erasures')).json()) as { erasures: readonly ErasureView[] };
  expect(list.erasures[0]).toMatchObject({ id, kept: { records: 1 } });
  const log = (await (await admin.get('/api/admin/audit?what=erasure')).json()) as AuditList;
  expect(log.entries[0]).toMatchObject({ action: 'unseal', after: { reason: 'Request of a court' } });
  expect(JSON.stringify([log, service.logged])).not.toMatch(/5550167|Ottoline/);
});

test('[L74] another node forgets an erased person within a second', async () => {
  const leadId = await submit(second.url, '+12025550163');
  expect(second.parts.leads.remembered(leadId)).not.toBeNull();
  await admin.send('POST', '/api/persons/erase', { tel: '+12025550163', lastFour: '0163' });
  await until(() => second.parts.leads.remembered(leadId) === null, 'the other node forgets');
  expect(await second.parts.leads.byId(leadId)).toMatchObject({ erased: true, person: { name: '–' } });
});

test('[A167] an administrator gets a person’s dossier as a file, found as for erasing', async () => {
  const leadId = await submit(service.url, '+12025550168');
  const get = (client: Client, body: object) => client.send('POST', '/api/persons/dossier', body);
  for (const body of [{ leadId }, { tel: '(202) 555-0168' }]) {
    const response = await get(admin, body);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="dossier-\d{4}-\d\d-\d\d\.json"$/,
    );
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ body: { person: { tel: '+12025550168' }, leads: [{ id: leadId }] } });
    expect(verifyDossier(text).flatMap(({ problems }) => problems)).toEqual([]);
  }
  expect((await get(admin, { tel: '+12025550169' })).status).toBe(404);
  expect((await get(admin, {})).status).toBe(422);
  expect((await get(await service.signIn('sam@demo.test'), { leadId })).status).toBe(403);
});

test('[A168] anyone can read the public keys, and only those', async () => {
  const response = await fetch(`${second.url}/.well-known/leadbell-keys.json`);
  const { keys } = (await response.json()) as { keys: readonly object[] };
  expect(keys).toEqual([{ id: expect.any(String), publicKey: expect.any(String), from: expect.any(Number) }]);
  expect(keys).toEqual((await service.parts.evidence.keys(0)).all);
});

test('[A169] the dossier is also a page to read, in the administrator’s language, and what people wrote is text', async () => {
  const body = {
    ...{ name: 'Ott<script>1</script>', phone: '+12025550170', consent: { call: true, now: true } },
    message: '<b>two</b> roofs',
  };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${service.url}/api/forms/demo/leads`, { method: 'POST', headers, body: JSON.stringify(body) });
  const whom = { tel: '+12025550170', format: 'html' };
  const response = await admin.send('POST', '/api/persons/dossier', whom);
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  const page = await response.text();
  expect(page).toContain('<html lang="en"');
  expect(page).toContain('&lt;b>two&lt;/b> roofs');
  expect(page).not.toContain('<script');
  for (const { en } of [dossierText.consent, dossierText.history, dossierText.notProved, dossierText['not.4']])
    expect(page).toContain(en);
  expect((await admin.send('POST', '/api/persons/dossier', { ...whom, format: 'pdf' })).status).toBe(422);
});

test('[L92] a service signs its first root as it starts, so the first inquiry has a certificate', async () => {
  const started = await startService({ jobs: true });
  try {
    await until(async () => (await started.parts.evidence.firstRoot()) !== null, 'the first root');
  } finally {
    await started.close();
  }
});
