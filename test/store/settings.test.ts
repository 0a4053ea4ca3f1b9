import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { User } from '../../src/ports/people.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { onThisMachine } from '../support/patience.ts';

let database: TestDatabase;
let stores: Stores;
beforeAll(async () => {
  database = await startDatabase();
  stores = await openStores(database.uri, silentLog());
});
afterAll(async () => {
  await stores.close();
  await database.stop();
});

test('[O10] a lease has one holder until it expires; its holder can renew it', async () => {
  const { settings } = stores.parts;
  expect(await settings.lease('job', 'one', 1000, 2000)).toBe(true);
  expect(await settings.lease('job', 'two', 1500, 2500)).toBe(false);
  expect(await settings.lease('job', 'one', 1500, 2600)).toBe(true);
  expect(await settings.lease('job', 'two', 2599, 3600)).toBe(false);
  expect(await settings.lease('job', 'two', 2600, 3600)).toBe(true);
  await settings.release('job', 'one');
  expect(await settings.lease('job', 'three', 2700, 3700)).toBe(false);
  await settings.release('job', 'two');
  expect(await settings.lease('job', 'three', 2700, 3700)).toBe(true);
});

test('[O10] of many concurrent claims of a free lease, one succeeds', async () => {
  const holders = Array.from({ length: 20 }, (_, index) => `holder ${index}`);
  const got = await Promise.all(holders.map((holder) => stores.parts.settings.lease('rush', holder, 1000, 2000)));
  expect(got.filter(Boolean)).toHaveLength(1);
});

test('[S9] a value is taken once, and only with its secret', async () => {
  const { settings } = stores.parts;
  await settings.set('link', 'right');
  expect(await settings.takeOnce('link', 'wrong')).toBe(false);
  expect(await settings.takeOnce('link', { $ne: 'wrong' })).toBe(false);
  const taken = await Promise.all(Array.from({ length: 5 }, () => settings.takeOnce('link', 'right')));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await settings.get('link')).toBeNull();
});

test('[S1] an email address belongs to one user, however it is written', async () => {
  const { users } = stores.parts;
  const user: User = {
    ...({ id: 'user_1', name: 'Ana', email: 'Ana@Example.com', role: 'agent', language: 'en' } as const),
    ...{ passwordHash: 'x', active: true, version: 1 },
  };
  expect(await users.add(user, 1000)).toBe('added');
  expect(await users.add({ ...user, id: 'user_2', email: 'ana@example.COM' }, 1000)).toBe('taken');
  expect(await users.byEmail('ANA@example.com')).toEqual({ ...user, email: 'ana@example.com' });
  expect(await users.byEmail('nobody@example.com')).toBeNull();
  expect([...(await users.names(['user_1', 'user_9']))]).toEqual([['user_1', 'Ana']]);
});

test('[S1] passwords are argon2id, and an unknown user’s password is always wrong', async () => {
  const { passwords } = stores.parts;
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(hash, 'correct horse')).toBe(true);
  expect(await passwords.verify(hash, 'correct house')).toBe(false);
  expect(await passwords.verify(null, 'correct horse')).toBe(false);
});

test('[L3] [L20] a number on the do-not-call list is found by its keyed hash, with the latest time and every action', async () => {
  const { doNotCall } = stores.parts;
  const entry = { tel: '+12125550142', by: { kind: 'agent', id: 'user_1' }, source: 'outcome' } as const;
  expect(await doNotCall.since(entry.tel)).toBeNull();
  await Promise.all([doNotCall.add({ ...entry, id: 'b', at: 2000 }), doNotCall.add({ ...entry, id: 'a', at: 1000 })]);
  expect(await doNotCall.since(entry.tel)).toBe(2000);
  expect(await doNotCall.since('+12125550143')).toBeNull();
  const stored = await stores.connection.collection('doNotCall').find({}).toArray();
  expect(stored).toHaveLength(1);
  const marks = (stored[0]?.['marks'] as { id: string }[]).sort((one, other) => one.id.localeCompare(other.id));
  const mark = { by: entry.by, source: 'outcome', kind: 'added' };
  expect(marks).toEqual([
    { ...mark, id: 'a', at: new Date(1000) },
    { ...mark, id: 'b', at: new Date(2000) },
  ]);
  expect(stored[0]).toMatchObject({ tel: entry.tel, by: entry.by });
  expect(String(stored[0]?._id)).not.toMatch('5550142');
  // The same act once more is no further mark.
  await doNotCall.add({ ...entry, id: 'b', at: 2000 });
  expect((await stores.connection.collection('doNotCall').findOne({}))?.['marks']).toHaveLength(2);
});

test('[L6] [L23] an entry is lifted and added again, each action once and in order', async () => {
  const { doNotCall } = stores.parts;
  const tel = '+12125550147';
  const added = { tel, by: { kind: 'agent', id: 'user_1' }, source: 'outcome' } as const;
  const lifted = { tel, by: { kind: 'prospect' }, source: 'text', reason: 'START' } as const;
  expect(await doNotCall.lift({ ...lifted, id: 'none', at: 500 })).toBe(false);
  expect(await doNotCall.add({ ...added, id: 'first', at: 1000 })).toBe('added');
  expect(await doNotCall.add({ ...added, id: 'second', at: 1500 })).toBe('known');
  expect(await doNotCall.lift({ ...lifted, id: 'start', at: 2000 })).toBe(true);
  expect(await doNotCall.since(tel)).toBeNull();
  // Acts that are told again, or late: of before the entry was lifted.
  expect(await doNotCall.add({ ...added, id: 'second', at: 2500 })).toBe('known');
  expect(await doNotCall.add({ ...added, id: 'late', at: 1900 })).toBe('known');
  expect(await doNotCall.since(tel)).toBeNull();
  expect(await doNotCall.add({ ...added, id: 'again', at: 3000 })).toBe('added');
  expect(await doNotCall.since(tel)).toBe(3000);
  expect(await doNotCall.lift({ ...lifted, id: 'start', at: 4000 })).toBe(false);
  expect(await doNotCall.since(tel)).toBe(3000);
  const stored = await stores.connection.collection('doNotCall').findOne({ tel });
  const marks = stored?.['marks'] as { id: string; kind: string; reason?: string }[];
  expect(marks.map(({ id, kind }) => [id, kind])).toEqual([
    ...[
      ['first', 'added'],
      ['second', 'added'],
      ['start', 'lifted'],
      ['again', 'added'],
    ],
  ]);
  expect(marks[2]).toMatchObject({ by: { kind: 'prospect' }, source: 'text', reason: 'START' });
});

test('[L6] an entry of an earlier version, without marks, stays in force whatever form is submitted after it', async () => {
  const { doNotCall } = stores.parts;
  const tel = '+12125550148';
  await doNotCall.add({ id: 'x', tel, at: 1000, by: { kind: 'system' }, source: 'outcome' });
  await stores.connection.collection('doNotCall').updateOne({ tel }, { $unset: { marks: 1, tel: 1 } });
  expect(await doNotCall.since(tel)).toBe(1000);
  expect(await doNotCall.lift({ id: 'y', tel, at: 2000, by: { kind: 'prospect' }, source: 'call' })).toBe(true);
  expect(await doNotCall.since(tel)).toBeNull();
});

test('[O11] the clock is the database’s, as measured', () => {
  const { clock } = stores.parts;
  expect(Math.abs(clock.offset())).toBeLessThan(100);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(onThisMachine(200));
});
