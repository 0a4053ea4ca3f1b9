import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { writeLetter } from '../../src/usecases/mail/table.ts';
import type { Letter } from '../../src/core/mail/letter.ts';
import { outboxRoutes } from '../../src/http/demo/outbox.ts';
import { startMail, type Mail } from '../../src/mail/index.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { silentLog } from '../support/log.ts';
import { mounted } from '../support/mounted.ts';
import { words } from '../support/words.ts';

let mail: Mail;
let server: Server;
let url: string;
beforeAll(async () => {
  const base = () => 'http://localhost:3000';
  mail = (await startMail({ demo: true, settings: undefined, base, write: writeLetter, log: silentLog() }))!;
  server = express()
    .use(mounted(outboxRoutes(mail.mailbox!), { log: silentLog() } as Parts))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await mail.close();
});

const letter = (id: string): Letter => ({
  ...{ id, to: 'maria@example.com', language: 'en', kind: 'acknowledgement' },
  ...{ name: '<script>alert(1)</script>', campaign: 'Solar', pagePath: '/p/p1', receiptPath: '/r/abc' },
});

test('[M15] the demo keeps the latest 200 emails, newest first', async () => {
  for (let count = 1; count <= 205; count += 1)
    expect(await mail.mailer.send(letter(`ml_${count}`))).toEqual({ ok: true });
  const { mails } = (await (await fetch(`${url}/api/outbox`)).json()) as { mails: { id: string }[] };
  expect(mails).toHaveLength(200);
  expect(mails[0]).toMatchObject({
    id: 'm205',
    to: 'maria@example.com',
    subject: words.mail('acknowledgement.subject', { campaign: 'Solar' }),
  });
  expect((await fetch(`${url}/api/outbox/m5`)).status).toBe(404);
  expect(await (await fetch(`${url}/api/outbox/m205`)).json()).toMatchObject({
    from: 'demo@leadbell.test',
    hasHtml: true,
  });
});

test('[M7] an email’s HTML is shown in a sandbox without scripts or outside content', async () => {
  await mail.mailer.send(letter('ml_html'));
  const { id } = mail.mailbox!.list()[0]!;
  const page = await fetch(`${url}/outbox/${id}/html`);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
  const html = await page.text();
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script>alert(1)&lt;/script>');
});

test('[M15] the real service without a mail server logs once that email is off', async () => {
  const said: string[] = [];
  const log = { ...silentLog(), warn: (_fields: object, message: string) => void said.push(message) };
  expect(await startMail({ demo: false, settings: undefined, base: () => '', write: writeLetter, log })).toBeNull();
  expect(said.join()).toMatch(/mail is off.*SMTP_URL/);
});
