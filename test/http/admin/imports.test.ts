import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importText } from '../../../src/shared/text/imports.ts';
import { act, checked, people, reaches, SETTINGS, upload, view } from '../../support/imports.ts';
import { until } from '../../support/patience.ts';
import { startService, type Client, type Service } from '../../support/service.ts';
import { words } from '../../support/words.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService({ jobs: true });
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const check = (file: string, settings = {}) => checked(service.url, admin, file, settings);
const inquire = async (name: string, phone: string) => {
  const body = JSON.stringify({ name, phone, consent: { call: true } });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${service.url}/api/forms/demo/leads`, { method: 'POST', headers, body })).status;
};
const leadOf = async (tel: string) => (await service.parts.leads.ofTel(tel, 5))[0];

test('[F57] a file is stored with its first rows and a guess; a refused one says why; only administrators import', async () => {
  const { status, view: stored } = await upload(service.url, admin, people(3), '명단 1.csv');
  expect(status).toBe(201);
  expect(stored).toMatchObject({ state: 'ready', fileName: '명단 1.csv', kind: 'csv', rows: 4, hasHeading: true });
  expect(stored.guess['demo']).toEqual(['name', 'phone', 'email']);
  expect(stored.sample[1]).toEqual(['Person 0', '(202) 500-0000', 'p0@a.example']);
  const refused = await upload(service.url, admin, 'a\n"open');
  expect(refused).toMatchObject({
    status: 422,
    view: { fields: { file: words.mistakes('fileOpenQuote', { row: 2 }) } },
  });
  const large = await upload(service.url, admin, Buffer.alloc(21 * 1024 * 1024, 0x61));
  expect(large).toMatchObject({ status: 413, view: { detail: expect.stringContaining('20 MB') as unknown } });
  const sam = await service.signIn('sam@demo.test');
  expect((await upload(service.url, sam, people(1))).status).toBe(403);
});

test('[F57] [F55] a dry run counts what would become of each row; without a basis or a number nothing is tried', async () => {
  await service.parts.doNotCall.add({ id: 'x', tel: '+12025550190', at: 1, by: { kind: 'system' }, source: 'import' });
  const file = 'Name,Phone,Email\nA,202 555 0180,\nB,202 555 0180,\nC,202 555 0190,\nD,nope,\n,,\n=1+1,202 555 0181,\n';
  const { id, counts, failed } = await check(file);
  expect(counts).toEqual({ fresh: 2, repeated: 1, listed: 1, broken: 1 });
  expect(failed.map(({ row }) => row)).toEqual([4, 5]);
  expect(failed[1]?.reason).toMatch(/^Phone: /);
  expect(await leadOf('+12025550180')).toBeUndefined();
  const again = (body: object) => admin.send('POST', `/api/imports/${id}/check`, { ...SETTINGS, ...body });
  expect((await again({ basis: undefined })).status).toBe(422);
  expect((await again({ basis: { ...SETTINGS.basis, statement: '' } })).status).toBe(422);
  expect((await again({ basis: { ...SETTINGS.basis, at: Date.now() + 9e9 } })).status).toBe(422);
  expect((await again({ mapping: ['name', null, 'email'] })).status).toBe(422);
  const twice = await again({ mapping: ['phone', 'name', 'name'] });
  expect(await twice.json()).toMatchObject({ fields: { 'mapping.2': words.mistakes('columnTwice') } });
  const csv = await (await admin.get(`/api/imports/${id}/errors.csv`)).text();
  expect(csv).toContain('"D","nope",,"5"');
});

test('[F75] a check names the campaigns there are; what wasn’t checked is to be checked first', async () => {
  const { view: stored } = await upload(service.url, admin, people(1, 6000));
  const checking = await admin.send('POST', `/api/imports/${stored.id}/check`, { ...SETTINGS, campaignId: 'nowhere' });
  const { fields } = (await checking.json()) as { fields: Record<string, string> };
  const ids = (await service.parts.campaigns.all()).filter(({ active }) => active).map(({ id }) => id);
  expect(fields['campaignId']).toBe(words.mistakes('oneOf', { choices: ids.join(', ') }));
  const starting = await admin.send('POST', `/api/imports/${stored.id}/start`);
  expect(starting.status).toBe(409);
  expect(await starting.json()).toMatchObject({ detail: expect.stringContaining('Check it first.') as unknown });
});

test('[F58] [F60] [F65] [F74] history becomes closed leads that no report counts; the same file twice does nothing', async () => {
  const today = async () => (await service.parts.facts.floorDay(Date.now() - 86_400_000, Date.now())) as object;
  const before = JSON.stringify(await today());
  const { id } = await check(people(450, 1000));
  expect(await act(admin, id, 'start')).toBe(200);
  expect((await reaches(admin, id, 'done')).counts).toEqual({ fresh: 450 });
  expect(await leadOf('+12025001449')).toMatchObject({
    state: 'closed',
    outcome: 'imported',
    inquiries: [{ kind: 'import', source: { utm: { source: 'import', file: 'leads.csv' } } }],
    consents: [{ call: true, at: SETTINGS.basis.at }],
  });
  expect(JSON.stringify(await today())).toBe(before);
  const part = await service.parts.imports.part(id, 0);
  expect(part).toMatchObject({ rows: [], failed: [] });
  const second = await check(people(450, 1000), { mode: 'open' });
  expect(second.counts).toEqual({ again: 450 });
  const { items } = await service.parts.audit.list({ what: 'import', subjectId: id, limit: 5 });
  expect(items).toMatchObject([{ action: 'import', after: { mode: 'history', basis: 'written', rows: 450 } }]);
});

test('[F64] undo removes the leads that nobody has touched, and the file can be imported again', async () => {
  const { id } = await check(people(5, 2000));
  await act(admin, id, 'start');
  await reaches(admin, id, 'done');
  const touched = await leadOf('+12025002001');
  const sam = await service.signIn('sam@demo.test');
  expect(
    (await sam.send('POST', `/api/leads/${touched?.id ?? ''}/note`, { note: 'Known to me.' })).status,
  ).toBeLessThan(300);
  expect(await act(admin, id, 'undo')).toBe(200);
  expect((await reaches(admin, id, 'undone')).counts).toMatchObject({ removed: 4, kept: 1 });
  expect(await leadOf('+12025002000')).toBeUndefined();
  expect(await leadOf('+12025002001')).toMatchObject({ id: touched?.id });
  expect(await service.parts.inquiries.byId(touched?.inquiries[0]?.id ?? '')).not.toBeNull();
  expect((await check(people(5, 2000))).counts).toEqual({ fresh: 4, again: 1 });
});

test('[F62] canceling deletes the rows that aren’t leads yet', async () => {
  const { id } = await check(people(3, 3000), { mode: 'open' });
  await act(admin, id, 'start');
  expect(await act(admin, id, 'cancel')).toBe(200);
  expect(await view(admin, id)).toMatchObject({ state: 'canceled' });
  expect(await service.parts.imports.pendingParts(id, 5)).toEqual([]);
  expect(await act(admin, id, 'start')).toBe(409);
});

test('[F80] [F81] rows that another import of the same file still has count as imported, and it can’t start twice', async () => {
  const file = people(3, 7000);
  const [first, second] = [await check(file, { mode: 'open', perHour: 1 }), await check(file, { mode: 'open' })];
  expect(second.counts).toEqual({ fresh: 3 });
  await service.parts.imports.move(second.id, ['checked'], { fileName: 'spring.csv' });
  expect(await act(admin, second.id, 'start')).toBe(200);
  const refused = await admin.send('POST', `/api/imports/${first.id}/start`);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    fields: { file: words.mistakes('fileImporting', { name: 'spring.csv' }) },
  });
  expect(await view(admin, first.id)).toMatchObject({ state: 'checked' });
  // Nobody is on shift, so all of them wait.
  expect((await check(file, { mode: 'open' })).counts).toEqual({ again: 3 });
  expect(await act(admin, second.id, 'start')).toBe(200);
  expect(await act(admin, second.id, 'cancel')).toBe(200);
  expect((await check(file, { mode: 'open' })).counts).toEqual({ fresh: 3 });
  expect(await act(admin, first.id, 'start')).toBe(200);
  expect(await act(admin, first.id, 'cancel')).toBe(200);
});

test('[F82] a number that was closed as wrong isn’t imported to be called, unless its customer wrote since', async () => {
  expect(await inquire('Nobody', '+12025008000')).toBe(201);
  const wrong = await leadOf('+12025008000');
  const sam = await service.signIn('sam@demo.test');
  const closing = await sam.send('POST', `/api/leads/${wrong?.id ?? ''}/close`, { outcome: 'wrongNumber' });
  expect(closing.status).toBe(200);
  const { counts, failed } = await check(people(2, 8000), { mode: 'open' });
  expect(counts).toEqual({ fresh: 1, broken: 1 });
  expect(failed).toMatchObject([{ row: 2, reason: importText['row.wrongNumber'].en }]);
  expect((await check(people(2, 8000))).counts).toEqual({ fresh: 2 });
  expect(await inquire('Ann', '+12025008000')).toBe(201);
  expect((await check(people(2, 8000), { mode: 'open' })).counts).toEqual({ fresh: 1, attached: 1 });
});

test('[F63] an import that stopped in the middle continues, each row once', async () => {
  const { id } = await check(people(450, 4000));
  const { parts } = service;
  // As a crash leaves it: some rows of the first part are leads, and nothing says so.
  await parts.imports.move(id, ['checked'], { state: 'running', position: 0, counts: {} });
  const [part] = await parts.imports.pendingParts(id, 1);
  await parts.imports.settleRow(id, 0, part?.rows[0]?.row ?? 0, null);
  expect((await reaches(admin, id, 'done')).counts).toEqual({ fresh: 450 });
  await until(async () => (await leadOf('+12025004449')) !== undefined, 'the last row is a lead');
});

test('[W123] what a dry run counted isn’t counted as imported when its file is discarded', async () => {
  const { id, counts } = await check(people(3, 5000));
  expect(counts).toEqual({ fresh: 3 });
  expect(await act(admin, id, 'cancel')).toBe(200);
  expect(await view(admin, id)).toMatchObject({ state: 'canceled', counts: {} });
});
