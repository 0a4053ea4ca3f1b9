import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EditedMeanwhile, RetentionView } from '../../../src/shared/admin.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import { startService, type Service } from '../../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const PATH = '/api/admin/retention';
const WISH = { version: 0, rawBodies: 7, deliveredEffects: 30, decisions: 60, closedLeads: 365 };

test('[U11] the administrator sees what is kept how long and why, and changes it', async () => {
  const admin = await service.signIn('admin@demo.test');
  expect(await (await admin.get(PATH)).json()).toMatchObject({
    kinds: [
      { kind: 'rawBodies', days: 30, default: 30, least: 1 },
      {},
      {},
      { kind: 'closedLeads', days: null },
      { kind: 'backups', days: null },
    ],
    warnings: [],
    version: 0,
    changedBy: null,
  });
  const changed = await admin.send('PUT', PATH, WISH);
  expect(changed.status).toBe(200);
  expect(await changed.json()).toMatchObject({
    warnings: [expect.stringMatching('16 CFR 310.5')],
    version: 1,
    changedBy: 'Robin Hale',
  });
  expect(await (await admin.get(PATH)).json()).toMatchObject({
    kinds: [{ days: 7 }, { days: 30 }, {}, { days: 365 }, {}],
  });
});

test('[U11] what cannot be is refused field by field, and nothing changes', async () => {
  const admin = await service.signIn('admin@demo.test');
  const before: unknown = await (await admin.get(PATH)).json();
  const refused = await admin.send('PUT', PATH, { rawBodies: 0, decisions: null, closedLeads: 1.5, doNotCall: 1 });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: Record<string, string> };
  expect(Object.keys(fields).sort()).toEqual([
    'closedLeads',
    'decisions',
    'deliveredEffects',
    'doNotCall',
    'rawBodies',
    'version',
  ]);
  expect(await (await admin.get(PATH)).json()).toEqual(before);
});

test('[A172] how long backups are kept is stated there, and shown where a person is erased', async () => {
  const admin = await service.signIn('admin@demo.test');
  const lead = { name: 'Maria', phone: '+12025550177', consent: { call: true } };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${service.url}/api/forms/demo/leads`, { method: 'POST', headers, body: JSON.stringify(lead) });
  const shown = async () => {
    const found = await admin.send('POST', '/api/persons/find', { tel: lead.phone });
    const storage = await admin.get('/api/persons/storage');
    return [await found.json(), await storage.json()].map((view) => (view as { backupDays: unknown }).backupDays);
  };
  expect(await shown()).toEqual([null, null]);
  const { version } = (await (await admin.get(PATH)).json()) as RetentionView;
  expect((await admin.send('PUT', PATH, { ...WISH, version, backups: 14 })).status).toBe(200);
  expect(await shown()).toEqual([14, 14]);
  const wrong = await admin.send('PUT', PATH, { ...WISH, version: version + 1, backups: 0 });
  expect(await wrong.json()).toMatchObject({ fields: { backups: expect.any(String) } });
  // A program that doesn't know the field states nothing.
  expect((await admin.send('PUT', PATH, { ...WISH, version: version + 1 })).status).toBe(200);
  expect(await shown()).toEqual([null, null]);
});

test('[A24] a change is in the audit log, and the second of two administrators learns of the first', async () => {
  const admin = await service.signIn('admin@demo.test');
  const { version } = (await (await admin.get(PATH)).json()) as RetentionView;
  const answers = await Promise.all(
    [8, 9].map((rawBodies) => admin.send('PUT', PATH, { ...WISH, version, rawBodies })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = (await answers.find(({ status }) => status === 409)?.json()) as EditedMeanwhile<RetentionView>;
  expect(lost).toMatchObject({
    code: 'edited-meanwhile',
    by: 'Robin Hale',
    current: { version: version + 1 },
  });
  const days = lost.current.kinds[0]?.days;
  const audit = (await (await admin.get('/api/admin/audit?what=service')).json()) as AuditList;
  expect(audit.entries[0]).toMatchObject({
    by: 'Robin Hale',
    subjectId: 'retention',
    action: 'edit',
    after: { rawBodies: days },
  });
  expect(audit.entries.filter(({ after }) => after['rawBodies'] === days)).toHaveLength(1);
});

test('[U11] it is for administrators', async () => {
  const sam = await service.signIn('sam@demo.test');
  expect((await sam.get(PATH)).status).toBe(403);
  expect((await sam.send('PUT', PATH, WISH)).status).toBe(403);
});
