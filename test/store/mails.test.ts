import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type NewMail, retryMailAt } from '../../src/core/mail/mail.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import type { MailStore } from '../../src/ports/mail.ts';
import { NOON } from '../support/leads.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let mails: MailStore;
beforeAll(async () => {
  world = await startWorld();
  mails = world.parts.mails;
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.connection.collection('mails').deleteMany({});
});

const invitation = (key: string, changes: Partial<NewMail> = {}) =>
  ({
    ...{ key, kind: 'invitation', to: 'kim@example.com', language: 'ko', dueAt: NOON },
    data: { link: '/welcome#secret' },
    ...changes,
  }) as NewMail;
const lease = (holder: string, now = NOON, limit = 10) => mails.lease({ holder, now, until: now + MINUTE, limit });

test('[M1] the same email queued twice, even at the same instant, is queued once', async () => {
  const queued = await Promise.all([1, 2, 3].map(() => mails.queue(invitation('invitation:kim'))));
  expect(queued.sort()).toEqual(['known', 'known', 'queued']);
  const [mail] = await lease('a');
  await mails.end(mail!.id, 'a', { state: 'sent' }, NOON);
  expect(await mails.queue(invitation('invitation:kim'))).toBe('known');
});

test('[M2] a leased email is reserved until the lease ends, and a sender that lost it changes nothing', async () => {
  await mails.queue(invitation('invitation:kim'));
  const [mail] = await lease('a');
  expect(mail).toMatchObject({ attempts: 1, to: 'kim@example.com', data: { link: '/welcome#secret' } });
  expect(await lease('b', NOON + MINUTE - 1)).toEqual([]);
  expect(await lease('b', NOON + MINUTE)).toMatchObject([{ id: mail!.id, attempts: 2 }]);
  expect(await mails.end(mail!.id, 'a', { state: 'dead', why: 'timedOut' }, NOON + MINUTE)).toBe(false);
  expect(await mails.retry(mail!.id, 'a', NOON, 'timedOut')).toBe(false);
  expect(await mails.end(mail!.id, 'b', { state: 'sent' }, NOON + MINUTE)).toBe(true);
  expect(await lease('a', NOON + DAY)).toEqual([]);
});

test('[M2] two senders at once never lease the same email', async () => {
  for (let index = 0; index < 12; index += 1) await mails.queue(invitation(`invitation:${index}`));
  const [a, b] = await Promise.all([lease('a', NOON, 12), lease('b', NOON, 12)]);
  expect(new Set([...a, ...b].map(({ id }) => id)).size).toBe(12);
  expect(a.length + b.length).toBe(12);
});

test('[M3] retries are spread, further and further apart, and end', () => {
  const delays = [1, 2, 3, 4, 5, 6].map((attempts) => retryMailAt(attempts, 0, 0.5)!);
  expect(delays).toEqual([30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR]);
  expect(retryMailAt(1, 0, 0)).toBe(24 * SECOND);
  expect(retryMailAt(1, 0, 1)).toBe(36 * SECOND);
  expect(retryMailAt(7, 0, 0.5)).toBeNull();
});

test('[M4] a dead email is listed with its reason, and waits again when resent', async () => {
  await mails.queue(invitation('invitation:kim', { expiresAt: NOON + DAY }));
  const [mail] = await lease('a');
  expect(await mails.resend(mail!.id, NOON)).toBeNull();
  await mails.end(mail!.id, 'a', { state: 'dead', why: 'refusedRecipient' }, NOON);
  expect((await mails.list({ state: 'dead', limit: 5 })).items).toMatchObject([{ why: 'refusedRecipient' }]);
  expect(await mails.health(NOON)).toEqual({ waiting: 0, dead: 1, oldestDueAt: null });
  expect(await mails.resend(mail!.id, NOON + HOUR)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(await mails.resend(mail!.id, NOON + HOUR)).toBeNull();
  expect(await lease('a', NOON + HOUR)).toMatchObject([{ data: { link: '/welcome#secret' } }]);
});

test('[M5] a one-time link is deleted once its email was sent, or once it can no longer be used', async () => {
  await mails.queue(invitation('invitation:sent'));
  const [sent] = await lease('a');
  await mails.end(sent!.id, 'a', { state: 'sent' }, NOON);
  await mails.queue(invitation('invitation:dead', { expiresAt: NOON + HOUR }));
  const [dead] = await lease('a');
  await mails.end(dead!.id, 'a', { state: 'dead', why: 'refusedRecipient' }, NOON);
  await mails.forgetLinks(NOON + MINUTE);
  expect((await mails.byId(sent!.id))?.data).toEqual({});
  expect((await mails.byId(dead!.id))?.data).toEqual({ link: '/welcome#secret' });
  await mails.forgetLinks(NOON + HOUR);
  expect((await mails.byId(dead!.id))?.data).toEqual({});
  expect(await mails.resend(dead!.id, NOON + HOUR)).toBeNull();
});

test('what waits can be taken back by the beginning of its key', async () => {
  for (const key of ['reminder:a:1', 'reminder:a:2', 'reminder:ab:1']) await mails.queue(invitation(key));
  expect(await mails.cancel('reminder:a:', NOON)).toBe(2);
  expect(await lease('a')).toMatchObject([{ key: 'reminder:ab:1' }]);
});

test('a digest takes more leads while it waits, each once, and none once it has gone', async () => {
  const digest = {
    ...{
      key: 'missedLead:sam:1',
      kind: 'missedLead' as const,
      to: 'sam@example.com',
      language: 'en' as const,
      dueAt: NOON + MINUTE,
    },
    data: { leadIds: [] },
  } as const;
  expect(await mails.addMissed(digest, 'ld_1')).toBe('added');
  expect(await mails.addMissed(digest, 'ld_2')).toBe('added');
  expect(await mails.addMissed(digest, 'ld_2')).toBe('known');
  const [mail] = await lease('a', NOON + MINUTE);
  expect(mail?.data).toEqual({ leadIds: ['ld_1', 'ld_2'] });
  await mails.end(mail!.id, 'a', { state: 'sent' }, NOON + MINUTE);
  expect(await mails.addMissed(digest, 'ld_1')).toBe('known');
  expect(await mails.addMissed(digest, 'ld_3')).toBe('gone');
});

test('the health tells how long the longest due mail has been due', async () => {
  await mails.queue(invitation('invitation:later', { dueAt: NOON + DAY }));
  expect(await mails.health(NOON)).toEqual({ waiting: 1, dead: 0, oldestDueAt: null });
  await mails.queue(invitation('invitation:now'));
  await lease('a');
  expect(await mails.health(NOON + MINUTE)).toEqual({ waiting: 2, dead: 0, oldestDueAt: NOON });
});

test('[M17] a delayed email is due at its new time; one that keeps failing counts from its first due time', async () => {
  await mails.queue(invitation('invitation:putOff'));
  const [putOff] = await lease('a');
  await mails.retry(putOff!.id, 'a', NOON + HOUR);
  expect(await mails.health(NOON + 30 * MINUTE)).toMatchObject({ waiting: 1, oldestDueAt: null });
  expect(await mails.health(NOON + HOUR)).toMatchObject({ oldestDueAt: NOON + HOUR });

  await mails.queue(invitation('invitation:failing'));
  const [failing] = await lease('a');
  await mails.retry(failing!.id, 'a', NOON + HOUR, 'timedOut');
  expect(await mails.health(NOON + 30 * MINUTE)).toMatchObject({ oldestDueAt: NOON });
});

test('walking through the list page by page meets every mail once, newest first', async () => {
  for (let index = 0; index < 5; index += 1) await mails.queue(invitation(`invitation:${index}`));
  const met: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await mails.list({ limit: 2, ...(cursor !== undefined && { cursor }) });
    met.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(met).toHaveLength(5);
  expect(met).toEqual([...new Set(met)].sort().reverse());
});
