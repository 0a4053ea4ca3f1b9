import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { DoNotCallFound } from '../../../src/shared/adminDoNotCall.ts';
import { API_SCOPES, type ApiScope, type NewKey } from '../../../src/shared/admin.ts';
import { type AuditList } from '../../../src/shared/adminAudit.ts';
import type { LeadList } from '../../../src/shared/api.ts';
import { clientOf, startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
let leadId = '';
beforeAll(async () => {
  service = await startService({ jobs: false });
  admin = await service.signIn('admin@demo.test');
  const { leads } = (await (await admin.get('/api/leads')).json()) as LeadList;
  leadId = leads[0]?.id ?? '';
});
afterAll(() => service.close());

/** A program with a key for these scopes. */
async function program(name: string, scopes: readonly ApiScope[]): Promise<Client> {
  const made = await admin.send('POST', '/api/admin/keys', { name, scopes });
  const { token } = (await made.json()) as NewKey;
  const { send } = clientOf(service.url, '');
  const withKey: Client['send'] = (method, path, body) =>
    send(method, path, body, { authorization: `Bearer ${token}` });
  return { cookie: '', send: withKey, get: (path) => withKey('GET', path) };
}
const addressOf = (path: string) => path.replace(':id', leadId).replace(/:\w+/g, 'x');

test.each(API_SCOPES)('[A17] %s grants exactly what is published for it', async (scope) => {
  const key = await program('Shop', [scope]);
  const others = await program(
    'Other',
    API_SCOPES.filter((other) => other !== scope),
  );
  const own = service.app.published.filter((doc) => doc.scope === scope);
  expect(own).not.toHaveLength(0);
  for (const { method, path } of own) {
    const body = method === 'get' ? undefined : {};
    const asked = await key.send(method.toUpperCase(), addressOf(path), body);
    // An empty body is refused for its missing fields, which only a key with the right scope learns.
    const mustSay = scope === 'leads:create' || scope === 'doNotCall:add' || path.endsWith('/selected');
    expect([path, asked.status]).toEqual([path, mustSay ? 422 : 200]);
    await asked.arrayBuffer();
    expect([path, (await others.send(method.toUpperCase(), addressOf(path), body)).status]).toEqual([path, 403]);
  }
});

test('[A17] routes for people are closed to a key of every scope', async () => {
  const key = await program('Shop', API_SCOPES);
  const forPeople = service.app.published.filter(
    ({ who = 'anyone', scope, path }) => who !== 'anyone' && scope === undefined && path.startsWith('/api/'),
  );
  expect(forPeople.length).toBeGreaterThan(50);
  for (const { method, path } of forPeople) {
    const asked = await key.send(method.toUpperCase(), addressOf(path), method === 'get' ? undefined : {});
    expect([method, path, asked.status]).toEqual([method, path, 401]);
  }
});

test('[A230] a program adds a number to the do-not-call list under the key’s name, but can’t lift or list', async () => {
  const key = await program('Help desk', ['doNotCall:add']);
  const tel = '(202) 555-0191';
  const added = await key.send('POST', '/api/do-not-call', { tel, source: 'email', note: 'By ticket' });
  expect([added.status, await added.json()]).toEqual([
    201,
    expect.objectContaining({ number: expect.objectContaining({ isListed: true }) }),
  ]);
  const found = (await (await admin.send('POST', '/api/do-not-call/find', { tel })).json()) as DoNotCallFound;
  expect(found.number?.acts).toMatchObject([{ kind: 'added', source: 'email', by: 'Help desk', reason: 'By ticket' }]);
  expect((await key.send('POST', '/api/do-not-call', { tel: 'x', source: 'email' })).status).toBe(422);
  expect((await key.send('DELETE', '/api/do-not-call', { tel, reason: 'none' })).status).toBe(401);
  expect((await key.get('/api/do-not-call')).status).toBe(401);
});

test('[V16] an export by a key is in the audit log under the key’s name', async () => {
  const key = await program('Data warehouse', ['leads:export']);
  const rows = parse(await (await key.get('/api/leads.csv?state=closed')).text(), { bom: true, columns: true });
  expect(rows).not.toHaveLength(0);
  const { entries } = (await (await admin.get('/api/admin/audit?what=lead&limit=1')).json()) as AuditList;
  expect(entries).toMatchObject([{ by: 'Data warehouse', action: 'export', after: { state: 'closed' } }]);
});
