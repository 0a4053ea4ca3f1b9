import { afterEach, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import type { Letter } from '../../src/core/mail/letter.ts';
import { readMailFrom, readSmtpUrl } from '../../src/mail/server.ts';
import { createSmtpMailer, type SmtpMailer } from '../../src/mail/smtpMailer.ts';
import { writeLetter } from '../../src/usecases/mail/table.ts';
import type { Log } from '../../src/ports/basics.ts';
import { HOSTILE_TEXTS } from '../support/hostile.ts';
import { NOON } from '../support/leads.ts';
import { startMailServer, startRawServer } from '../support/mailServer.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { koreanWords, words } from '../support/words.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const logged: string[] = [];
const tell = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
const LOG: Log = { info: tell, warn: tell, error: tell };

/** For servers that are given up on for their time. */
const SHORT = { connection: 400, greeting: 400, silence: 400, whole: 900 };
/** For those that are given up on for what they say, however busy the machine is. */
const LONG = { connection: PATIENCE_MS, greeting: PATIENCE_MS, silence: PATIENCE_MS, whole: PATIENCE_MS };

function mailerFor(url: string, patience = SHORT): SmtpMailer {
  const mailer = createSmtpMailer({
    server: readSmtpUrl(url)!,
    from: readMailFrom('Bright Roof <leads@example.com>')!,
    base: () => 'https://leads.example.com',
    write: writeLetter,
    log: LOG,
    patience,
  });
  cleanUp.push(() => mailer.close());
  return mailer;
}

async function mailServer(...options: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...options);
  cleanUp.push(server.stop);
  return server;
}

const letter = (changes: Partial<Letter> = {}): Letter =>
  ({
    ...{ id: 'ml_1', to: 'maria@example.com', language: 'en', kind: 'acknowledgement' },
    ...{ name: 'Maria', campaign: 'Solar', receiptPath: '/r/abc', pagePath: '/p/abc' },
    ...changes,
  }) as Letter;

test('[M6] an email has a text and an HTML part that say the same, and keeps one Message-ID', async () => {
  const server = await mailServer();
  const mailer = mailerFor(server.url);
  expect(await mailer.send(letter())).toEqual({ ok: true });
  expect(await mailer.send(letter())).toEqual({ ok: true });
  const [{ email, to, raw }, again] = server.taken as [(typeof server.taken)[0], (typeof server.taken)[0]];
  expect(to).toEqual(['maria@example.com']);
  expect(email).toMatchObject({
    subject: words.mail('acknowledgement.subject', { campaign: 'Solar' }),
    from: { name: 'Bright Roof', address: 'leads@example.com' },
    messageId: '<ml_1@example.com>',
  });
  expect(again.email.messageId).toBe(email.messageId);
  for (const part of [email.text, email.html]) {
    expect(part).toContain('Thank you, Maria');
    expect(part).toContain('https://leads.example.com/r/abc');
  }
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
});

test('[M6] a Korean email is in Korean, in its subject and both parts', async () => {
  const server = await mailServer();
  const korean = letter({
    ...{
      kind: 'promiseMade',
      language: 'ko',
      name: '이지은',
      campaign: '우리 집 태양광 패널',
      triedBefore: true,
      says: 'at',
    },
    ...{ dueAt: NOON, windowUntil: NOON + 900_000, zone: 'Asia/Seoul' },
  });
  expect(await mailerFor(server.url).send(korean)).toEqual({ ok: true });
  const { email, raw } = server.taken[0]!;
  expect(email.subject).toBe('11월 19일 목요일 오전 12:00에 전화드리겠습니다');
  for (const part of [email.text, email.html]) {
    expect(part).toContain('이지은님, 11월 19일 목요일 오전 12:00에 전화드리겠습니다');
    expect(part).toMatch(/한국 표준시|대한민국 표준시/);
    expect(part).toContain(koreanWords.mail('promise.tried'));
  }
  expect(email.html).toContain('<html lang="ko"');
  // ASCII only on the wire, so it arrives intact whatever it passes through.
  expect(/^[\r\n\t\x20-\x7e]*$/.test(raw)).toBe(true);
});

test.each(Object.entries(HOSTILE_TEXTS))(
  '[M7] a name like %s adds no header, no recipient and no markup',
  async (_kind, text) => {
    const server = await mailServer();
    const mailer = mailerFor(server.url);
    const missed = { name: text, campaign: text, path: '/leads/ld_1' };
    const letters = [
      letter({ name: text, campaign: text }),
      { ...letter(), kind: 'invitation', name: text, by: text, link: '/welcome#x', zone: 'UTC' } as Letter,
      { ...letter(), kind: 'missedLead', leads: [missed], more: 0, zone: text } as Letter,
      { ...letter(), kind: 'alarm', sentence: text, since: NOON, path: '/floor', zone: 'UTC' } as Letter,
    ];
    for (const each of letters) expect(await mailer.send(each)).toEqual({ ok: true });
    for (const { email, to, raw } of server.taken) {
      expect(to).toEqual(['maria@example.com']);
      expect(email.bcc).toBeUndefined();
      expect(email.headers.map(({ key }) => key).sort()).toEqual(HEADERS);
      expect(email.html).not.toMatch(/<script|<img|<svg|onerror="|href="javascript:/i);
      expect(email.subject).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    }
    expect(server.taken).toHaveLength(letters.length);
  },
);
const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];

test.each([
  'maria@example.com, bcc@evil.example',
  'maria@example.com\r\nRCPT TO:<bcc@evil.example>',
  '"a" <maria@example.com>',
  'maria',
  '',
])('[M7] an address like %j is refused for good, and no server hears of it', async (to) => {
  const server = await mailServer();
  expect(await mailerFor(server.url).send(letter({ to }))).toEqual({ ok: false, how: 'permanent', why: 'badAddress' });
  expect(server.taken).toEqual([]);
});

test.each([
  ['RCPT', 550, 'permanent', 'refusedRecipient'],
  ['RCPT', 450, 'temporary', 'refusedForNow'],
  ['DATA', 554, 'permanent', 'refusedMessage'],
  ['DATA', 451, 'temporary', 'refusedForNow'],
  ['MAIL', 550, 'temporary', 'refusedSender'],
  ['MAIL', 421, 'temporary', 'refusedForNow'],
] as const)('[M8] %s answered with %i is %s: %s', async (at, code, how, why) => {
  const server = await mailServer();
  server.refuse = { at, code };
  const mailer = mailerFor(server.url);
  expect(await mailer.send(letter())).toEqual({ ok: false, how, why, code });
  expect(mailer.counts()).toEqual({ [why]: 1 });
  // The server’s own message repeats an address.
  expect(logged.join('\n')).not.toMatch(/private\.example|maria@/);
  server.refuse = null;
  expect(await mailer.send(letter())).toEqual({ ok: true });
});

/** A well-behaved mail server until it reads this; then it drops the connection, or answers with this. */
function failsAt(socket: Socket, pattern: RegExp, answer?: string): void {
  socket.write('220 mail\r\n');
  socket.on('data', (chunk) => {
    const said = String(chunk);
    if (!pattern.test(said)) socket.write(/^DATA/.test(said) ? '354 go on\r\n' : '250 ok\r\n');
    else if (answer === undefined) socket.destroy();
    else socket.write(answer);
  });
}

/** Sends as fast as the connection allows. */
function flood(socket: Socket, text: string): void {
  const chunk = text.repeat(64 * 1024);
  const go = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', go);
  go();
}

test.each([
  ['says nothing', () => undefined, 'timedOut'],
  ['talks nonsense', (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'notUnderstood'],
  ['hangs up at once', (socket) => void socket.end(), 'lineBroke'],
  [
    'never stops greeting',
    (socket) => {
      const timer = setInterval(() => socket.write('220-still thinking\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    },
    'timedOut',
  ],
  ['hangs up after its greeting', (socket) => void socket.end('220 mail\r\n'), 'lineBroke'],
  ['breaks the line after its greeting', (socket) => failsAt(socket, /^EHLO/), 'lineBroke'],
  ['breaks the line at the sender', (socket) => failsAt(socket, /^MAIL/), 'lineBroke'],
  ['breaks the line in the middle of the mail', (socket) => failsAt(socket, /^Subject/im), 'lineBroke'],
  ['answers a sender with nonsense', (socket) => failsAt(socket, /^MAIL/, '\0\xff?\r\n'), 'notUnderstood'],
  [
    'answers a recipient with a number that is none',
    (socket) => failsAt(socket, /^RCPT/, '999 ?\r\n'),
    'notUnderstood',
  ],
  ['sends bytes for ever', (socket) => flood(socket, 'x'), 'notUnderstood'],
  ['greets for ever', (socket) => flood(socket, '220-hello\r\n'), 'notUnderstood'],
] as [string, Parameters<typeof startRawServer>[0], string][])(
  '[M8] a server that %s is waited for no longer than it may take, and asked again later',
  async (_how, talk, why) => {
    const server = await startRawServer(talk);
    cleanUp.push(server.stop);
    const mailer = mailerFor(server.url, why === 'timedOut' ? SHORT : LONG);
    expect(await mailer.send(letter())).toMatchObject({ ok: false, how: 'temporary', why });
  },
);

test('[M8] an email to a missing server is retried later', async () => {
  const server = await startRawServer(() => undefined);
  await server.stop();
  expect(await mailerFor(server.url).send(letter())).toEqual({ ok: false, how: 'temporary', why: 'unreachable' });
});

test('[M8] a connection that breaks after the email was sent leaves it to be retried as the same email', async () => {
  const given: string[] = [];
  const server = await mailServer({
    onData(stream, session) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')));
      stream.on('end', () => {
        given.push(/^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? '');
        (session as unknown as { socket?: { destroy(): void } }).socket?.destroy();
      });
    },
  });
  const mailer = mailerFor(server.url);
  for (let time = 0; time < 2; time += 1)
    expect(await mailer.send(letter())).toMatchObject({ ok: false, how: 'temporary' });
  expect(given).toEqual(['<ml_1@example.com>', '<ml_1@example.com>']);
});

test('[M9] a password or an email that requires TLS is never sent without it', async () => {
  const server = await mailServer();
  for (const url of [`${server.url}?tls=required`, server.url.replace('smtp:', 'smtps:')]) {
    expect(await mailerFor(url).send(letter())).toMatchObject({ ok: false, how: 'temporary' });
  }
  expect(server.taken).toEqual([]);
  expect(readSmtpUrl('smtp://user:pass@mail.example.com')).toMatchObject({ tlsRequired: true, port: 587 });
  expect(readSmtpUrl('smtp://user:pass@mail.example.com?tls=optional')).toMatchObject({ tlsRequired: false });
  expect(readSmtpUrl('smtps://user:p%40ss@mail.example.com')).toEqual({
    ...{ host: 'mail.example.com', port: 465, implicitTls: true, tlsRequired: true },
    signIn: { user: 'user', password: 'p@ss' },
  });
});

test('[M18] an email without a time names none, and a late one names the time that has passed', async () => {
  const server = await mailServer();
  const at = { dueAt: NOON, windowUntil: NOON + 900_000, zone: 'America/New_York' };
  const about = { kind: 'promiseMade', triedBefore: false, ...at } as const;
  await mailerFor(server.url).send(letter({ ...about, says: 'whenThere' }));
  await mailerFor(server.url).send(letter({ ...about, says: 'late' }));
  const [open, late] = server.taken.map(({ email }) => email);
  expect(open?.subject).toBe(words.mail('promiseThere.subject'));
  expect(open?.text).not.toContain('10:00');
  expect(late?.text).toContain('Wednesday, November 18 at 10:00');
});

test('[M21] an appointment carries a calendar entry that a later one moves or cancels', async () => {
  const server = await mailServer();
  const mailer = mailerFor(server.url);
  const about = {
    kind: 'appointment',
    name: 'Maria',
    campaign: 'Solar',
    at: NOON,
    zone: 'America/New_York',
    path: '/p/abc',
  };
  const entry = { ...about, isForAgent: false, appointmentId: 'ld_1-7', place: '12 Main St; door B,\nleft' };
  await mailer.send(letter({ ...entry, says: 'made', sequence: 0 } as Partial<Letter>));
  await mailer.send(letter({ ...entry, id: 'ml_2', says: 'over', sequence: 1 } as Partial<Letter>));
  const [made = '', over = ''] = server.taken.map(({ email }) => {
    const file = email.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const content = file?.content;
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    return text.replaceAll('\r\n', '\n').replaceAll('\n ', '');
  });
  expect(made).toContain('METHOD:REQUEST');
  for (const line of ['UID:ld_1-7@example.com', 'SEQUENCE:0', 'DTSTART:20261118T150000Z', 'STATUS:CONFIRMED'])
    expect(made.split('\n')).toContain(line);
  expect(made).toContain('LOCATION:12 Main St\\; door B\\,');
  expect(made).toMatch(/ORGANIZER.*mailto:leads@example\.com/i);
  expect(made).toMatch(/ATTENDEE.*mailto:maria@example\.com/i);
  for (const line of ['METHOD:CANCEL', 'UID:ld_1-7@example.com', 'SEQUENCE:1', 'STATUS:CANCELLED'])
    expect(over.split('\n')).toContain(line);
});
