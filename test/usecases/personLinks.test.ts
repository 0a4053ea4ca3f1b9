import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Parts } from '../../src/ports/parts.ts';
import { requestPasswordReset, choosePassword } from '../../src/usecases/admin/choosePassword.ts';
import { invitePerson } from '../../src/usecases/admin/people.ts';
import { linkFor } from '../../src/usecases/admin/personLinks.ts';
import { DAY, HOUR } from '../../src/core/vocabulary/time.ts';
import { startWorld, type World } from '../support/world.ts';

const BOSS = { id: 'boss', language: 'en' } as const;

let world: World;
let parts: Parts;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
  parts = { ...world.parts, mailer: { send: () => Promise.reject(new Error('only queued here')) } as never };
});
afterEach(() => world.stop());

const queued = async () => (await parts.mails.list({ limit: 50 })).items;
const invite = () =>
  invitePerson(parts, BOSS, {
    ...({ name: 'Ben', email: 'Ben@Test.example', role: 'agent', language: 'ko', agent: null } as const),
  });

test('[A11] an invitation goes by mail, in the person’s language, for as long as its link works', async () => {
  const invited = await invite();
  if (!invited.ok) throw new Error(invited.message);
  const { link, expiresAt, mailed } = invited.saved;
  expect({ mailed, expiresAt }).toEqual({ mailed: true, expiresAt: world.now() + 7 * DAY });
  const [mail] = await queued();
  expect(mail).toMatchObject({ kind: 'invitation', to: 'ben@test.example', language: 'ko', data: { link }, expiresAt });
  expect(mail?.key).not.toContain(link.split('#')[1]);
});

test('[A11] a newer link takes back the mail of the older one', async () => {
  const invited = await invite();
  if (!invited.ok) throw new Error(invited.message);
  await linkFor(parts, BOSS, invited.saved.person.id, 'invitation');
  expect((await queued()).map(({ state }) => state).sort()).toEqual(['cancelled', 'waiting']);
});

test('[A12] a reset goes to whom the address belongs, works for an hour, and to nobody else', async () => {
  await requestPasswordReset(parts, 'nobody@test.example');
  expect(await queued()).toEqual([]);
  await requestPasswordReset(parts, 'ana@test.example');
  const [mail] = await queued();
  if (mail?.kind !== 'passwordReset') throw new Error('no reset was queued');
  const token = mail.data.link.split('#')[1] ?? '';
  world.pass(HOUR);
  const late = await choosePassword(parts, 'passwordReset', { token, password: 'a long enough one' });
  expect(late).toMatchObject({ ok: false, code: 'link-used' });
});

test('[A12] who has no password yet, or no account any more, gets no reset', async () => {
  await invite();
  await requestPasswordReset(parts, 'ben@test.example');
  const ana = await parts.users.byId('ana');
  if (ana) await parts.users.edit({ ...ana, active: false, version: 2 }, 1);
  await requestPasswordReset(parts, 'ana@test.example');
  expect((await queued()).map(({ kind }) => kind)).toEqual(['invitation']);
});
