import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { HOUR } from '../../../src/core/vocabulary/time.ts';
import type { AuditList } from '../../../src/shared/adminAudit.ts';
import type { MailList } from '../../../src/shared/adminMails.ts';
import { startService, type Client, type Service } from '../../support/service.ts';

const mailer = { send: () => Promise.resolve({ ok: true } as const), counts: () => ({ sent: 3, timedOut: 1 }) };

let service: Service;
let admin: Client;
beforeAll(async () => {
  service = await startService({ demo: true, replace: () => ({ mailer }) });
  admin = await service.signIn('admin@demo.test');
});
afterAll(() => service.close());
beforeEach(async () => {
  await service.stores.connection.collection('mails').deleteMany({});
});

async function list(query = ''): Promise<MailList> {
  return (await (await admin.get(`/api/admin/mails${query}`)).json()) as MailList;
}

async function deadMail(expiresIn = HOUR): Promise<string> {
  const { clock, mails } = service.parts;
  const now = clock.now();
  await mails.queue({
    key: 'invitation:kim',
    kind: 'invitation',
    to: 'kim@example.com',
    language: 'ko',
    dueAt: now - 1,
    expiresAt: now + expiresIn,
    data: { link: '/welcome#one-time-secret' },
  });
  const [mail] = await mails.lease({ holder: 'a', now, until: now + HOUR, limit: 1 });
  await mails.end(mail!.id, 'a', { state: 'dead', why: 'refusedRecipient' }, now);
  return mail!.id;
}

test('[M4] administrators see what could not be delivered and why, and never the link in it', async () => {
  const id = await deadMail();
  const { mail, dead, waiting, mails } = await list('?state=dead');
  expect({ mail, dead, waiting }).toEqual({ mail: 'on', dead: 1, waiting: 0 });
  expect(mails).toMatchObject([
    { id, kind: 'invitation', to: 'kim@example.com', why: 'refusedRecipient', attempts: 1 },
  ]);
  expect(JSON.stringify(mails)).not.toContain('one-time-secret');
  expect((await list('?state=waiting')).mails).toEqual([]);
});

test('[M4] a waiting email shows its next attempt and the last error; a sent one shows neither', async () => {
  const { clock, mails } = service.parts;
  const now = clock.now();
  await mails.queue({
    key: 'invitation:lee',
    kind: 'invitation',
    to: 'lee@example.com',
    language: 'en',
    dueAt: now - 1,
    data: { link: '/welcome#x' },
  });
  expect((await list()).mails).toMatchObject([{ state: 'waiting', attempts: 0, nextAt: now - 1 }]);
  const lease = async (at: number) => (await mails.lease({ holder: 'a', now: at, until: at + HOUR, limit: 1 }))[0]!;
  const { id } = await lease(now);
  expect((await list()).mails[0]).not.toHaveProperty('nextAt');
  await mails.retry(id, 'a', now + HOUR, 'notUnderstood');
  expect((await list()).mails).toMatchObject([{ attempts: 1, nextAt: now + HOUR, why: 'notUnderstood' }]);
  await lease(now + HOUR);
  await mails.end(id, 'a', { state: 'sent' }, now + HOUR);
  const [sent] = (await list()).mails;
  expect(sent).toMatchObject({ state: 'sent', attempts: 2 });
  expect([sent?.why, sent?.nextAt]).toEqual([undefined, undefined]);
});

test('[M4] [A24] an undelivered email is resent once, and that is in the audit log; a second click, a sent email and an expired one are refused with the reason', async () => {
  const id = await deadMail();
  const resend = () => admin.send('POST', `/api/admin/mails/${id}/resend`);
  expect(await (await resend()).json()).toMatchObject({ id, state: 'waiting', attempts: 0 });
  const audit = (await (await admin.get(`/api/admin/audit?what=mail&id=${id}`)).json()) as AuditList;
  expect(audit.entries).toMatchObject([{ by: 'Robin Hale', action: 'resend', before: { state: 'dead' } }]);
  expect(JSON.stringify(audit)).not.toContain('kim@');
  const again = await resend();
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'wrong-state' });
  expect((await admin.send('POST', '/api/admin/mails/ml_nothing/resend')).status).toBe(404);

  await service.stores.connection.collection('mails').deleteMany({});
  const late = await deadMail(-1);
  const answer = await admin.send('POST', `/api/admin/mails/${late}/resend`);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('Create a new one');
});

test('invalid queries are answered with what is wrong in them', async () => {
  for (const query of ['?state=lost', '?cursor=$gt', '?limit=0', '?q=kim']) {
    const answer = await admin.get(`/api/admin/mails${query}`);
    expect(answer.status).toBe(422);
    expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toHaveLength(1);
  }
});

test('[S6] emails are for administrators only', async () => {
  const id = await deadMail();
  const supervisor = await service.signIn('sam@demo.test');
  expect((await supervisor.get('/api/admin/mails')).status).toBe(403);
  expect((await supervisor.send('POST', `/api/admin/mails/${id}/resend`)).status).toBe(403);
  expect((await fetch(`${service.url}/api/admin/mails`)).status).toBe(401);
});

test('metrics show the results of emails and how long one has been due, and nothing about recipients', async () => {
  await deadMail();
  const text = await (await fetch(`${service.url}/metrics`)).text();
  expect(text).toContain('leadbell_mail_results{result="sent"} 3');
  expect(text).toContain('leadbell_mail_results{result="timedOut"} 1');
  expect(text).toMatch(/^leadbell_mails\{state="dead"\} 1$/m);
  expect(text).toMatch(/^leadbell_mail_overdue_seconds 0$/m);
  expect(text).not.toContain('kim@');
});

test('[M15] without a mail server the response says so, and nothing can be resent; only the demo has an outbox', async () => {
  const off = await startService();
  try {
    const client = await off.signIn('admin@demo.test');
    expect(await (await client.get('/api/admin/mails')).json()).toMatchObject({ mail: 'off' });
    for (const path of ['/api/outbox', '/outbox', '/api/outbox/m1', '/outbox/m1/html']) {
      expect((await fetch(off.url + path)).status).toBe(404);
    }
  } finally {
    await off.close();
  }
});
