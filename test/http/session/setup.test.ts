import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { offerFirstAdministrator } from '../../../src/usecases/session/createFirstAdministrator.ts';
import { clientOf, cookieOf, startService, type Service } from '../../support/service.ts';

let service: Service;
beforeEach(async () => {
  service = await startService({ seed: false });
});
afterEach(() => service.close());

const PERSON = { name: 'Robin Hale', email: 'Robin@Example.com', password: 'a long enough one' };
const setUp = (token: string, person: object = PERSON) =>
  clientOf(service.url, '').send('POST', '/api/setup', { token, ...person });

test('[S9] the link of the first start creates the first administrator, signed in right away', async () => {
  const token = (await offerFirstAdministrator(service.parts))!;
  const response = await setUp(token);
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ role: 'administrator', email: 'robin@example.com' });
  expect((await clientOf(service.url, cookieOf(response)).get('/api/me')).status).toBe(200);
  await service.signIn('robin@example.com', PERSON.password);
});

test('[S9] the link works once, also when two use it in the same instant', async () => {
  const token = (await offerFirstAdministrator(service.parts))!;
  const other = { ...PERSON, email: 'other@example.com' };
  const statuses = (await Promise.all([setUp(token), setUp(token, other)])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 403]);
  expect((await setUp(token, other)).status).toBe(403);
  expect(await service.parts.users.count()).toBe(1);
});

test('[S9] a second start gives a new link and the older one works no more', async () => {
  const older = (await offerFirstAdministrator(service.parts))!;
  const newer = (await offerFirstAdministrator(service.parts))!;
  expect((await setUp(older)).status).toBe(403);
  expect((await setUp(newer)).status).toBe(201);
  expect(await offerFirstAdministrator(service.parts)).toBeNull();
});

test('[S9] a bad form spends nothing: the link still works', async () => {
  const token = (await offerFirstAdministrator(service.parts))!;
  const bad = await setUp(token, { name: '', email: 'not an address', password: 'short' });
  expect(bad.status).toBe(422);
  expect(Object.keys(((await bad.json()) as { fields: object }).fields).sort()).toEqual(['email', 'name', 'password']);
  expect((await setUp(token)).status).toBe(201);
});

test('[S9] the database holds the digest of the link’s token and never the token', async () => {
  const token = (await offerFirstAdministrator(service.parts))!;
  expect(await service.parts.settings.get('firstAdministratorLink')).toBe(service.parts.passwords.digest(token));
});
