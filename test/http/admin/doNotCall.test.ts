/** The do-not-call list for administrators, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type {
  DoNotCallFound,
  DoNotCallList,
  ImportCounts,
  ImportProgress,
} from '../../../src/shared/adminDoNotCall.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const PATH = '/api/do-not-call';
const found = async (tel: string) =>
  (await (await admin.send('POST', `${PATH}/find`, { tel })).json()) as DoNotCallFound;
const add = (tel: string, more: object = {}) => admin.send('POST', PATH, { tel, source: 'letter', ...more });
const listed = async (query = '') => (await (await admin.get(PATH + query)).json()) as DoNotCallList;
async function submit(phone: string): Promise<string | undefined> {
  const response = await fetch(`${service.url}/api/forms/demo/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Maria', phone, consent: { call: true, now: true } }),
  });
  expect(response.status).toBe(201);
  return (await service.parts.leads.ofNumber(phone)).newest?.id;
}

describe('[L26] a number', () => {
  test('is added, found in any format with who, when, how and why, and lifted with a reason', async () => {
    expect(await found('+12025550161')).toEqual({
      ...{ tel: '+12025550161', number: null, registry: 'unknown', notInServiceSince: null },
    });
    expect((await add('(202) 555-0161', { note: 'Wrote on paper' })).status).toBe(201);
    for (const tel of ['202.555.0161', '+1 202 555 0161', '1-202-555-0161'])
      expect(await found(tel)).toMatchObject({
        tel: '+12025550161',
        number: {
          ...{ tel: '+12025550161', isListed: true, since: expect.any(Number), liftedAt: null },
          acts: [{ kind: 'added', source: 'letter', by: 'Robin Hale', reason: 'Wrote on paper' }],
        },
      });
    const refused = await admin.send('DELETE', PATH, { tel: '+12025550161' });
    expect(refused.status).toBe(422);
    expect(await service.parts.doNotCall.since('+12025550161')).not.toBeNull();

    const lifted = await admin.send('DELETE', PATH, { tel: '2025550161', reason: 'Asked us in writing' });
    expect(await lifted.json()).toMatchObject({
      number: { isListed: false, acts: [{ kind: 'lifted', source: 'admin', reason: 'Asked us in writing' }, {}] },
    });
    expect(await service.parts.doNotCall.since('+12025550161')).toBeNull();
    expect((await admin.send('DELETE', PATH, { tel: '2025550161', reason: 'Again' })).status).toBe(404);
    // Added once more, it is in force again.
    await add('+12025550161');
    expect(await found('+12025550161')).toMatchObject({ number: { isListed: true, acts: [{}, {}, {}] } });
  });

  test('is of any kind, and what is none is refused by name', async () => {
    expect((await add('+1 800 555 0199')).status).toBe(201);
    expect(await found('8005550199')).toMatchObject({ number: { isListed: true } });
    for (const tel of ['', 'nobody', '12', '1'.repeat(70)]) {
      const response = await add(tel);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ fields: { tel: expect.any(String) } });
    }
    expect((await add('+12025550162', { source: 'outcome' })).status).toBe(422);
  });

  test('and every change of it is in the audit log, without the number', async () => {
    const log = (await (await admin.get('/api/admin/audit?what=doNotCall')).json()) as AuditList;
    expect(log.entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['add', 'lift']));
    expect(log.entries.find(({ action }) => action === 'lift')).toMatchObject({
      ...{ by: 'Robin Hale', after: { reason: 'Asked us in writing' } },
    });
    expect(JSON.stringify(log)).not.toContain('5550161');
  });
});

test('[L26] the newest are listed in pages, those of one source, and exported', async () => {
  for (const last of [1, 2, 3]) await add(`+1202555017${last}`, { source: 'email', note: '=HYPERLINK("x")' });
  const first = await listed('?source=email&limit=2');
  expect(first.numbers.map(({ tel }) => tel)).toEqual(['+12025550173', '+12025550172']);
  const rest = await listed(`?source=email&limit=2&cursor=${first.next}`);
  expect(rest).toMatchObject({ numbers: [{ tel: '+12025550171' }], next: null });
  expect((await listed('?source=complaint')).numbers).toEqual([]);
  expect((await admin.get(`${PATH}?cursor=x`)).status).toBe(422);

  const file = await admin.get('/api/do-not-call.csv?source=email');
  expect(file.headers.get('content-type')).toMatch('text/csv');
  const rows = parse<Record<string, string>>(await file.text(), { bom: true, columns: true });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ phone: '+1 202 555 0173', listed: 'yes', source: 'email' });
  expect(rows[0]?.['note']).not.toMatch(/^=/);
  const log = (await (await admin.get('/api/admin/audit?what=doNotCall')).json()) as AuditList;
  expect(log.entries[0]).toMatchObject({ action: 'export', after: { source: 'email' } });
});

test('[L26] it is for administrators, and numbers are in no address', async () => {
  const sam = await service.signIn('sam@demo.test');
  for (const response of [
    await sam.get(PATH),
    await sam.get('/api/do-not-call.csv'),
    await sam.send('POST', PATH, { tel: '+12025550161', source: 'other' }),
    await sam.send('POST', `${PATH}/find`, { tel: '+12025550161' }),
    await sam.send('DELETE', PATH, { tel: '+12025550161', reason: 'x' }),
    await sam.send('POST', `${PATH}/erase`, { tel: '+12025550161' }),
    await sam.send('POST', `${PATH}/imports`, {}),
  ])
    expect(response.status).toBe(403);
  expect((await admin.get(`${PATH}?tel=2025550161`)).status).toBe(422);
});

describe('[L24] when a number is added', () => {
  test('its open lead closes at once', async () => {
    const leadId = await submit('+12025550181');
    await add('+12025550181', { source: 'complaint' });
    expect(await service.parts.leads.byId(leadId ?? '')).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    const history = await service.parts.leads.timeline(leadId ?? '');
    expect(history.find(({ kind }) => kind === 'listed')).toMatchObject({
      ...{ by: { kind: 'supervisor' }, data: { source: 'complaint' } },
    });
  });
});

describe('[L25] a listed number that has no lead', () => {
  test('is erased by an administrator, and stays listed', async () => {
    await add('+12025550191', { note: 'Ursula wrote' });
    expect((await admin.send('POST', `${PATH}/erase`, { tel: '+12025550191' })).status).toBe(200);
    expect(await found('+12025550191')).toMatchObject({
      number: { tel: null, isListed: true, acts: [{ kind: 'added', source: 'letter' }] },
    });
    const stored = JSON.stringify(await service.parts.doNotCall.list({ limit: 200 }));
    expect(stored).not.toContain('5550191');
    expect(stored).not.toContain('Ursula');
    expect((await admin.send('POST', `${PATH}/erase`, { tel: '+12025550191' })).status).toBe(404);
  });

  test('one that has a lead is erased with that lead alone', async () => {
    await submit('+12025550192');
    await add('+12025550192');
    expect((await admin.send('POST', `${PATH}/erase`, { tel: '+12025550192' })).status).toBe(409);
    expect(await found('+12025550192')).toMatchObject({ number: { tel: '+12025550192' } });
  });
});

describe('[L27] a file of numbers', () => {
  const send = (file: string, query = '') => admin.send('POST', `${PATH}/imports${query}`, { file });
  const imported = async (text: string): Promise<ImportProgress> => {
    expect((await send(text)).status).toBe(202);
    let told: { progress: ImportProgress | null } = { progress: null };
    await until(async () => {
      told = (await (await admin.get(`${PATH}/imports`)).json()) as typeof told;
      return told.progress?.state !== 'running';
    }, 'the import ends');
    return told.progress as ImportProgress;
  };
  const FILE = 'Name,Phone\r\n"Doe, Jane",(202) 555-0110\r\nNobody,n/a\r\nJoe,+12025550111\r\nJoe again,2025550111\r\n';

  test('is counted before, with the rows that cannot be read, and changes nothing by that', async () => {
    await add('+12025550111');
    const counts = (await (await send(FILE, '?dryRun=1')).json()) as ImportCounts;
    expect(counts).toEqual({
      ...{ rows: 4, numbers: 2, known: 1, unread: 1 },
      unreadRows: [{ line: 3, text: 'Nobody,n/a' }],
    });
    expect(await service.parts.doNotCall.since('+12025550110')).toBeNull();
  });

  test('is added with progress, ends what is open, and the same file twice changes nothing', async () => {
    const leadId = await submit('+12025550110');
    expect(await imported(FILE)).toMatchObject({ state: 'done', by: 'Robin Hale', total: 2, done: 2, added: 1 });
    expect(await service.parts.leads.byId(leadId ?? '')).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    const before = await listed();
    expect(await imported(FILE)).toMatchObject({ state: 'done', total: 2, added: 0 });
    expect(await listed()).toEqual(before);
    // Whoever lifted their entry since stays lifted by the same file; another file lists them again.
    await admin.send('DELETE', PATH, { tel: '+12025550110', reason: 'Called us' });
    const next = await submit('+12025550110');
    expect(await imported(FILE)).toMatchObject({ added: 0 });
    expect(await service.parts.doNotCall.since('+12025550110')).toBeNull();
    expect((await service.parts.leads.byId(next ?? ''))?.state).not.toBe('closed');
    expect(await imported('2025550110')).toMatchObject({ added: 1 });
    expect(await service.parts.doNotCall.since('+12025550110')).not.toBeNull();
  });

  test('of thousands of numbers, in which other rows are, is read to its end', async () => {
    const rows = Array.from({ length: 1700 }, (_, n) => `+1212555${String(1000 + n)}`);
    expect(await imported(rows.join('\n'))).toMatchObject({ total: 1700, done: 1700, added: 1700 });
    expect(await service.parts.doNotCall.count(rows)).toBe(1700);
  });

  test('of more than 100,000 rows, of no text, or while another is imported, is refused', async () => {
    expect((await send('2025550110\n'.repeat(100_001))).status).toBe(422);
    expect((await admin.send('POST', `${PATH}/imports`, {})).status).toBe(422);
    const now = service.parts.clock.now();
    await service.parts.settings.lease('doNotCallImport', 'another', now, now + 60_000);
    expect((await send(FILE)).status).toBe(409);
    await service.parts.settings.release('doNotCallImport', 'another');
  });
});
