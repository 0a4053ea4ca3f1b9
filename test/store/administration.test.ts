import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { levelSkills } from '../../src/store/levelSkills.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import type { Campaign } from '../../src/core/administration/campaign.ts';
import type { User } from '../../src/ports/people.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { testCampaign } from '../support/world.ts';

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

const PERSON: User = {
  ...({ id: 'user_1', name: 'Ana', email: 'ana@example.com', role: 'agent', language: 'en', version: 1 } as const),
  ...{ passwordHash: 'x', active: true },
};
const withoutHours = (campaign: Campaign) => {
  const { hours: _hours, ...rest } = campaign;
  return rest;
};

test('[A9] of two edits based on one version, one succeeds and the other gets a conflict', async () => {
  const { users, campaigns, business, teams } = stores.parts;
  await users.add(PERSON, 1);
  const edits = ['Ana S.', 'Anna'].map((name) => users.edit({ ...PERSON, name, version: 2 }, 1));
  expect((await Promise.all(edits)).sort()).toEqual(['done', 'stale']);

  await campaigns.add(testCampaign());
  const bonuses = [1, 2].map((bonusSeconds) => campaigns.replace({ ...testCampaign({ version: 2 }), bonusSeconds }, 1));
  expect((await Promise.all(bonuses)).sort()).toEqual(['done', 'stale']);

  const first = { version: 1, name: 'B', country: 'US', language: 'en', zone: 'UTC' } as const;
  expect((await Promise.all([business.replace(first, 0), business.replace(first, 0)])).sort()).toEqual([
    'done',
    'stale',
  ]);
  expect(await business.replace({ ...first, version: 3 }, 2)).toBe('stale');

  expect(await teams.add({ id: 'team_1', name: 'North', version: 1 })).toBe('added');
  expect(await teams.add({ id: 'team_2', name: 'NORTH', version: 1 })).toBe('taken');
  expect(await teams.replace({ id: 'team_1', name: 'South', version: 2 }, 1)).toBe('done');
  expect(await teams.replace({ id: 'team_1', name: 'East', version: 2 }, 1)).toBe('stale');
});

test('[A27] an address already in use is rejected; a canceled link belongs to no one', async () => {
  const { users } = stores.parts;
  const kim = { ...PERSON, id: 'user_3', email: 'kim@example.com' };
  await users.add(kim, 1);
  await users.add({ ...PERSON, id: 'user_4', email: 'lee@example.com' }, 1);
  const link = { kind: 'invitation', digest: 'e', expiresAt: 1000 } as const;
  expect(await users.setLink(kim.id, link)).toBe(true);
  expect(await users.edit({ ...kim, email: 'Lee@example.com', version: 2 }, 1, true)).toBe('taken');
  expect(await users.byLink(link, 1)).not.toBeNull();
  expect(await users.edit({ ...kim, email: 'Kym@example.com', version: 2 }, 1, true)).toBe('done');
  expect(await users.byLink(link, 1)).toBeNull();
  expect(await users.byEmail('kym@example.com')).toMatchObject({ id: kim.id, version: 2 });
});

test('[A9] editing a user keeps a password or link that changed meanwhile', async () => {
  const { users } = stores.parts;
  await users.add({ ...PERSON, id: 'user_2', email: 'ben@example.com' }, 1);
  const link = { kind: 'passwordReset', digest: 'd', expiresAt: 1000 } as const;
  expect(await users.setLink('user_2', link)).toBe(true);
  const agent = { teamIds: [], languages: ['en'] as const, skills: {}, capacity: 1 };
  const edited = { ...PERSON, id: 'user_2', email: 'ben@example.com', version: 2, agent };
  expect(await users.edit(edited, 1)).toBe('done');
  expect(await users.byId('user_2')).toMatchObject({ passwordHash: 'x', link, agent, version: 2 });
});

test('[A11] a link works once, in time, and only for its purpose', async () => {
  const { users } = stores.parts;
  const link = { kind: 'invitation', digest: 'inv' } as const;
  await users.setLink('user_1', { ...link, expiresAt: 1000 });
  const chosen = { passwordHash: 'new', name: 'Ana Silva' };
  expect(await users.takeLink(link, 1000, chosen)).toBeNull();
  expect(await users.takeLink({ ...link, kind: 'passwordReset' }, 500, chosen)).toBeNull();
  const taken = await Promise.all([1, 2, 3].map(() => users.takeLink(link, 500, chosen)));
  expect(taken.filter((user) => user?.passwordHash === 'new' && user.link === undefined)).toHaveLength(1);
});

test('[A20] a campaign without hours has the business’s, and follows changes at once', async () => {
  const { campaigns, business } = stores.parts;
  await campaigns.add({ ...withoutHours(testCampaign()), id: 'plain', formKey: 'plain' });
  const before = await business.get();
  const version = before?.version ?? 0;
  const hours = { weekly: null, holidays: ['2027-01-01'] };
  await business.replace({ ...before!, zone: 'Asia/Seoul', hours, version: version + 1 }, version);
  expect((await campaigns.byId('plain'))?.hours).toEqual({ zone: 'Asia/Seoul', ...hours });
  expect((await campaigns.stored()).find(({ id }) => id === 'plain')).not.toHaveProperty('hours');
});

test('[A13] a deactivated agent can’t set a presence until there is a profile again', async () => {
  const { agents } = stores.parts;
  const profile = { name: 'Ana', teamIds: [], languages: ['en'] as const, skills: { roof: 2 }, capacity: 1 };
  await agents.setProfile('user_1', profile, 1);
  expect(await agents.byId('user_1')).toMatchObject({ ...profile, presence: 'offline', reach: 'absent' });
  await agents.setPresence('user_1', 'available', undefined, 2);
  await agents.setProfile('user_1', { ...profile, skills: {} }, 3);
  expect(await agents.byId('user_1')).toMatchObject({ skills: {}, presence: 'available', presenceAt: 2 });
  await agents.retire('user_1', 4);
  expect(await agents.setPresence('user_1', 'available', undefined, 5)).toBeNull();
  expect(await agents.setPresence('user_1', 'away', 'break', 5)).toBeNull();
  expect(await agents.byId('user_1')).toMatchObject({ presence: 'offline', presenceReason: 'deactivated' });
  await agents.setProfile('user_1', profile, 6);
  expect(await agents.setPresence('user_1', 'available', undefined, 7)).toMatchObject({ presence: 'available' });
});

test('[A10] the audit log pages without gaps, even within one millisecond', async () => {
  const { audit } = stores.parts;
  const entry = {
    by: 'user_1',
    what: 'team',
    subjectId: 'team_1',
    action: 'edit',
    before: {},
    after: { a: 1 },
  } as const;
  for (let index = 0; index < 7; index += 1) await audit.add({ ...entry, id: `au_${index}`, at: index < 5 ? 10 : 20 });
  await audit.add({ ...entry, id: 'au_0', at: 99 });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await audit.list({ what: 'team', limit: 2, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(['au_6', 'au_5', 'au_4', 'au_3', 'au_2', 'au_1', 'au_0']);
  expect((await audit.list({ by: 'nobody', limit: 5 })).items).toEqual([]);
  expect((await audit.list({ from: 11, to: 21, limit: 5 })).items).toHaveLength(2);
});

test('[A15] data from before skill levels is migrated, and migrating twice is harmless', async () => {
  const { connection } = stores;
  const old = { teamIds: ['north'], languages: ['en'], skills: ['roof', 'v2.1'], capacity: 1 };
  const put = (collection: string, document: object) => connection.collection(collection).insertOne(document);
  await put('agents', { _id: 'old', name: 'Old', ...old, presence: 'offline' });
  await put('users', { _id: 'old', name: 'Old', email: 'old@example.com', role: 'agent', active: true, agent: old });
  const { id: _id, skills: _skills, ...campaign } = testCampaign({ formKey: 'old' });
  await put('campaigns', { _id: 'old', ...campaign, skills: ['roof'] });
  for (let round = 0; round < 2; round += 1) await levelSkills(connection);
  // As a start does after its migrations.
  const opened = await openStores(database.uri, silentLog());
  const { parts } = opened;

  const skills = { roof: 1, v2_1: 1 };
  expect(await parts.agents.byId('old')).toMatchObject({ skills, teamIds: ['north'] });
  expect(await parts.users.byId('old')).toMatchObject({ version: 1, agent: { skills } });
  expect((await parts.campaigns.stored()).find((one) => one.id === 'old')?.skills).toEqual({ roof: 1 });
  expect((await parts.skills.all()).map(({ name }) => name)).toEqual(['roof', 'v2_1']);
  expect((await parts.teams.all()).map(({ name }) => name)).toContain('north');
});
