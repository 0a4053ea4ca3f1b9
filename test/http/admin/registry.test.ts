/** The national do-not-call registry, imported over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { DAY } from '../../../src/core/vocabulary/time.ts';
import type { DoNotCallFound } from '../../../src/shared/adminDoNotCall.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type { RegistryView } from '../../../src/shared/adminRegistry.ts';
import { openStores } from '../../../src/store/index.ts';
import { silentLog } from '../../support/log.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const PATH = '/api/do-not-call/registry';
const BYTES = { 'content-type': 'application/octet-stream' };
const now = () => service.parts.clock.now();
const dateOf = (daysAgo: number) => new Date(now() - daysAgo * DAY).toISOString().slice(0, 10);
const query = (daysAgo: number, more = '') => `${PATH}?kind=full&asOf=${dateOf(daysAgo)}${more}`;
const changes = (since: number, daysAgo: number) =>
  `${PATH}?kind=changes&since=${dateOf(since)}&asOf=${dateOf(daysAgo)}`;
const send = (path: string, body: string | Uint8Array, { cookie } = admin) =>
  fetch(service.url + path, { method: 'POST', headers: { cookie, ...BYTES }, body: body as BodyInit });
const view = async () => (await (await admin.get(PATH)).json()) as RegistryView;
const status = (tel: string, at = now()) => service.parts.registry.statusOf(tel, at);
async function refusal(sent: Promise<Response>): Promise<Record<string, string>> {
  const response = await sent;
  expect(response.status).toBe(422);
  return ((await response.json()) as { fields: Record<string, string> }).fields;
}
/** `count` numbers from 0000000 on, every third. */
const listOf = (areaCode: number, count: number) =>
  Array.from({ length: count }, (_, at) => `${areaCode},${String(at * 3).padStart(7, '0')}\n`).join('');

describe('[L35] a full list', () => {
  test('is in force once it was read, plain or packed, per area code', async () => {
    expect(status('+12020000003')).toBe('unknown');
    const response = await send(query(9), listOf(202, 4000) + listOf(305, 10));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      numbers: 4010,
      areas: [
        { areaCode: '202', count: 4000, isStale: false },
        { areaCode: '305', count: 10 },
      ],
      progress: { state: 'done', kind: 'full', by: 'Robin Hale', numbers: 4010 },
    });
    expect((await send(query(3), gzipSync(listOf(303, 5)))).status).toBe(200);
    expect(
      ['+12020000003', '+12020000004', '+13050000027', '+13030000012', '+12120000003'].map((tel) => status(tel)),
    ).toEqual(['listed', 'unlisted', 'listed', 'listed', 'unknown']);
    expect(status('+442071838750')).toBe('unknown');
    const lookedUp = async (tel: string) =>
      ((await (await admin.send('POST', '/api/do-not-call/find', { tel })).json()) as DoNotCallFound).registry;
    expect(await lookedUp('+12025550143')).toBe('unlisted');
    expect(await lookedUp('+12125550143')).toBe('unknown');
    expect(await lookedUp('+442071838750')).toBeNull();
    const { entries } = (await (await admin.get('/api/admin/audit?what=doNotCall')).json()) as AuditList;
    expect(entries[0]).toMatchObject({ subjectId: 'registry', action: 'import', after: { areas: '303: 5' } });
  });

  test('with one broken line is refused with its number; what was in force stays', async () => {
    const before = await view();
    const broken = listOf(202, 3000).replace('202,0000300\n', '202,000030\n');
    expect(await refusal(send(query(1), broken))).toEqual({ file: words.mistakes('registryLine', { line: 101 }) });
    expect(await refusal(send(query(1), gzipSync(broken)))).toMatchObject({ file: expect.any(String) });
    expect(await view()).toMatchObject({ areas: before.areas, progress: { state: 'failed' } });
    expect(status('+12020000003')).toBe('listed');
  });

  test('that was cut, packed otherwise, or is much smaller is refused', async () => {
    const packed = gzipSync(listOf(202, 4000));
    expect(await refusal(send(query(1), packed.subarray(0, packed.length / 2)))).toEqual({
      file: words.mistakes('registryCut', {}),
    });
    expect(await refusal(send(query(1), listOf(202, 4000).slice(0, -4)))).toEqual({
      file: words.mistakes('registryCutLine', { line: 4000 }),
    });
    expect(await refusal(send(query(1), 'PK\u0003\u0004whatever'))).toEqual({
      file: words.mistakes('registryPacked', {}),
    });
    expect(await refusal(send(query(1), ''))).toEqual({ file: words.mistakes('registryEmpty', {}) });
    expect(await refusal(send(query(1), listOf(202, 3000)))).toEqual({
      allowsFewer: words.mistakes('registryFewer', { areaCode: '202', count: 3000, before: 4000 }),
    });
    expect((await send(query(1, '&allowsFewer=1'), listOf(202, 3000))).status).toBe(200);
    expect(status('+12020009000')).toBe('unlisted');
  });

  test('whose upload breaks off changes nothing', async () => {
    const before = await view();
    const { hostname, port } = new URL(service.url);
    const headers = { ...BYTES, cookie: admin.cookie, 'content-length': 1_000_000 };
    const upload = request({ hostname, port, path: query(0), method: 'POST', headers });
    upload.on('error', () => undefined);
    upload.write(listOf(202, 5000));
    await until(async () => (await view()).progress?.state === 'reading');
    upload.destroy();
    await until(async () => (await view()).progress?.state === 'failed');
    expect((await view()).areas).toEqual(before.areas);
    // The next one isn’t in its way.
    expect((await send(query(0), listOf(206, 3))).status).toBe(200);
  });
});

describe('[L37] a change list', () => {
  test('adds and removes numbers, and gives its area codes its date', async () => {
    await send(query(9), listOf(404, 10));
    expect((await send(changes(9, 2), '404,0000003,2026-01-01,D\n404,0000004,2026-01-01,A\n')).status).toBe(200);
    expect(['+14040000003', '+14040000004', '+14040000006'].map((tel) => status(tel))).toEqual([
      ...['unlisted', 'listed', 'listed'],
    ]);
    expect((await view()).areas.find(({ areaCode }) => areaCode === '404')).toMatchObject({
      ...{ count: 10, asOf: Date.parse(dateOf(2)) },
    });
  });

  test('with a gap before it, or for an area code without a list, is refused', async () => {
    expect(await refusal(send(changes(1, 0), '4040000004,D\n'))).toEqual({
      since: words.mistakes('registryGap', { areaCode: '404', date: dateOf(2) }),
    });
    expect(await refusal(send(changes(9, 0), '4040000004,D\n9090000004,A\n'))).toEqual({
      file: words.mistakes('registryNoList', { line: 2 }),
    });
    expect(await refusal(send(`${PATH}?kind=changes&asOf=${dateOf(0)}`, '4040000004,D\n'))).toHaveProperty('since');
    expect(status('+14040000004')).toBe('listed');
  });
});

test('[L36] a list older than 31 days is refused at once, and not relied on later', async () => {
  expect(await refusal(send(query(31), listOf(808, 3)))).toEqual({ asOf: words.mistakes('registryOld', {}) });
  expect(await refusal(send(query(-2), listOf(808, 3)))).toEqual({ asOf: words.mistakes('registryFuture', {}) });
  for (const asOf of ['2026-02-30', 'yesterday', ''])
    expect((await send(`${PATH}?kind=full&asOf=${asOf}`, listOf(808, 3))).status).toBe(422);
  await send(query(30), listOf(808, 3));
  expect(status('+18080000003')).toBe('listed');
  expect(status('+18080000003', now() + DAY)).toBe('stale');
});

test('[L38] of two administrators who import at once one is refused, and one list is in force as a whole', async () => {
  const sent = await Promise.all([send(query(4), listOf(515, 20_000)), send(query(4), listOf(515, 30_000))]);
  expect(sent.map((one) => one.status).sort()).toEqual([200, 409]);
  const [first] = sent;
  const count = first.status === 200 ? 20_000 : 30_000;
  expect((await view()).areas.find(({ areaCode }) => areaCode === '515')).toMatchObject({ count });
});

test('[L38] only administrators import', async () => {
  const sam = await service.signIn('sam@demo.test');
  expect((await send(query(1), listOf(202, 3), sam)).status).toBe(403);
  expect((await sam.get(PATH)).status).toBe(403);
});

test('[L39] another node has the same lists, also one that was there before, without asking the database', async () => {
  const stores = await openStores(service.database.uri, silentLog());
  try {
    const { registry } = stores.parts;
    expect(await registry.refresh()).toBe(true);
    expect(registry.statusOf('+12020000003', now())).toBe('listed');
    await send(query(1), listOf(707, 3));
    await until(() => registry.statusOf('+17070000003', now()) === 'listed');
    expect(registry.statusOf('+17070000004', now())).toBe('unlisted');
  } finally {
    await stores.close();
  }
});
