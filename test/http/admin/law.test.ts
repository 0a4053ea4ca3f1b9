/** The law of calls by place, as administrators see and change it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contactQuestion } from '../../../src/core/callback/planPromise.ts';
import { mostCallsPerDay, mostUnasked } from '../../../src/core/law/permittedTime.ts';
import { LAW_SETTING, type StoredLaw } from '../../../src/ports/callingLaw.ts';
import type { LawView } from '../../../src/shared/adminLaw.ts';
import { noteIn } from '../../../src/web/admin/law/noteIn.ts';
import { contextOf } from '../../../src/usecases/lead/context.ts';
import { NEW_YORK } from '../../support/leads.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService();
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());

const law = async () => (await (await admin.get('/api/admin/law')).json()) as LawView;
const rowOf = ({ rows }: LawView, place: string) => rows.find((row) => row.place === place);
const FIELDS = {
  ...{ weekdays: '10-20', saturday: '10-18', sunday: null, holidays: true, maxPerDay: 2, unaskedPer30Days: 3 },
  ...{ source: 'N.Y. Gen. Bus. Law § 399-z', verifiedOn: '2026-01-05', note: '' },
};

test('[L152] shows every row with its source and when it was verified, to administrators alone', async () => {
  const { rows, version, missing } = await law();
  expect({ version, missing }).toEqual({ version: 0, missing: [] });
  expect(rows.length).toBeGreaterThan(24);
  for (const row of rows) expect(row).toMatchObject({ source: expect.stringMatching(/.{8}/), isOwn: false });
  for (const row of rows) expect(row.verifiedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(rows.find(({ place }) => place === 'US-CT')?.note).toMatch(/^9-20 by Drop Cowboy .*, 9-21 by ClickPoint/);
  expect((await (await service.signIn('sam@demo.test')).get('/api/admin/law')).status).toBe(403);
});

test('[W220] notes of rows that ship are in both languages', async () => {
  const { rows } = await law();
  for (const { note, noteKo } of rows) expect([note, noteKo !== '']).toEqual([note, note !== '']);
  expect(rows.filter(({ noteKo }) => noteKo !== '' && !/[가-힣]/.test(noteKo))).toEqual([]);
  const { noteKo = '' } = rows.find(({ place }) => place === 'US-PA') ?? {};
  expect([noteIn({ note: 'As it is', noteKo }, 'ko'), noteIn({ note: 'As it is', noteKo: '' }, 'ko')]).toEqual([
    noteKo,
    'As it is',
  ]);
  expect(noteIn({ note: 'As it is', noteKo }, 'en')).toBe('As it is');
});

test('[L152] [L183] a row is added, applies at once, is in the audit log, and can be removed', async () => {
  const saved = await admin.send('PUT', '/api/admin/law/US-NY', { version: 0, ...FIELDS });
  expect(saved.status).toBe(200);
  expect(rowOf((await saved.json()) as LawView, 'US-NY')).toMatchObject({ ...FIELDS, isOwn: true, isShipped: false });
  const [campaign] = await service.parts.campaigns.all();
  expect(campaign?.law?.byPlace.get('US-NY')?.row).toMatchObject({ maxPerDay: 2, holidays: ['US'] });

  // What a decision about a lead in New York asks by.
  const person = { name: 'Maria', tel: '+12125550143', telCountry: 'US', language: 'en', zones: [NEW_YORK] } as const;
  const lead = { person: { ...person, zoneFrom: 'browser' }, consents: [], attempts: [] } as const;
  if (!campaign) throw new Error('there is a campaign');
  const question = contactQuestion(lead, await contextOf(service.parts, campaign, person.tel));
  expect(mostCallsPerDay(question, question.now)).toBe(2);
  expect(mostUnasked(question, question.now)).toBe(3);

  const { items } = await service.parts.audit.list({ what: 'law', limit: 5 });
  expect(items).toMatchObject([{ action: 'edit', after: { 'US-NY': { citation: FIELDS.source } } }]);

  expect((await admin.send('DELETE', '/api/admin/law/US-FL', { version: 1 })).status).toBe(404);
  expect((await admin.send('DELETE', '/api/admin/law/US-NY', { version: 1 })).status).toBe(200);
  expect(rowOf(await law(), 'US-NY')).toBeUndefined();
  expect((await service.parts.campaigns.all())[0]).not.toHaveProperty('law');
});

test('[L154] a row that permits more than what ships is refused with the limits, and one saved before isn’t shown so', async () => {
  const { version } = await law();
  const free = { weekdays: '0-24', saturday: '0-24', sunday: '0-24', holidays: false, maxPerDay: null };
  const put = (place: string) => admin.send('PUT', `/api/admin/law/${place}`, { version, ...FIELDS, ...free });
  const refused = await put('US-TX');
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(fields).toMatchObject({ weekdays: expect.stringMatching(/9-21/), sunday: expect.stringMatching(/12-21/) });
  const florida = (await (await put('US-FL')).json()) as { fields: Record<string, string> };
  expect(florida.fields['maxPerDay']).toMatch(/at most 3 calls/);
  const two = { ...FIELDS, ...free, unaskedPer30Days: 2 };
  const bc = await admin.send('PUT', '/api/admin/law/CA-BC', { version, ...two });
  const wrong = (await bc.json()) as { fields: Record<string, string> };
  expect(wrong.fields['unaskedPer30Days']).toMatch(/at most 1 call in 30 days/);

  const citation = 'Our lawyer';
  const row = { place: 'US-TX', hours: ['0-24'] as const, citation, verifiedOn: '2026-01-05' };
  const save = (next: StoredLaw) => service.parts.settings.replace(LAW_SETTING, next, next.version - 1);
  await save({ rows: [row], version: version + 1 });
  expect(rowOf(await law(), 'US-TX')).toMatchObject({
    ...{ weekdays: '9-21', saturday: '9-21', sunday: '12-21', isOwn: true },
  });
  await save({ rows: [], version: version + 2 });
});

test('[L152] an older version overwrites nothing, and mistakes are named by field', async () => {
  const stale = await admin.send('PUT', '/api/admin/law/US-TX', { version: 0, ...FIELDS });
  expect(stale.status).toBe(409);
  const refused = await admin.send('PUT', '/api/admin/law/US', {
    version: 4,
    ...FIELDS,
    weekdays: '7-22',
    verifiedOn: '2999-01-01',
  });
  expect(refused.status).toBe(422);
  expect(Object.keys(((await refused.json()) as { fields: object }).fields).sort()).toEqual(['verifiedOn', 'weekdays']);
  expect((await admin.send('PUT', '/api/admin/law/US-XX', { version: 4, ...FIELDS })).status).toBe(404);
  expect((await law()).version).toBe(4);
});
