/** The details that a merged lead brings, and what they don’t permit. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Lead } from '../../src/core/lead/lead.ts';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import { idsOf, sentFrom } from '../../src/usecases/intake/shownLead.ts';
import { changeProfile } from '../../src/usecases/lead/changeProfile.ts';
import { mergeLeads, previewMerge, unmergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { findPromiseInquiry } from '../../src/usecases/mail/findPromiseInquiry.ts';
import { presentTimeline } from '../../src/usecases/present/lead.ts';
import { possibleDuplicatesOf } from '../../src/usecases/present/possibleDuplicates.ts';
import { startWorld, testCampaign, testInquiry, type World } from '../support/world.ts';

const SAM = { kind: 'supervisor', id: 'sam' } as const;
const EMAIL = 'maria@example.com';
const TELS = ['+12025550143', '+12025550199', '+12025550177'] as const;

let world: World;
let stays: string;
let goes: string;
beforeEach(async () => {
  world = await startWorld();
  stays = await inquire(TELS[0], {});
  goes = await inquire(TELS[1], { email: EMAIL });
  await changeProfile(world.parts, SAM, goes, { tags: { add: ['vip'] } });
});
afterEach(() => world.stop());

async function inquire(tel: string, known: { readonly email?: string }): Promise<string> {
  world.pass(SECOND);
  const { person, consent } = testInquiry('in_0', world.now(), tel);
  return world.inquire({ person: { ...person, ...known }, consent: { ...consent, email: true } });
}
const lead = async (id: string) => (await world.parts.leads.byId(id)) as Lead;
async function merge(): Promise<void> {
  const versions = { stays: (await lead(stays)).seq, goes: (await lead(goes)).seq };
  expect(await mergeLeads(world.parts, SAM, { staysId: stays, goesId: goes, versions })).toMatchObject({ ok: true });
}

test('[V330] [V331] the preview and the history name what is taken, in the reader’s language', async () => {
  const took = async (language: 'en' | 'ko') => {
    const seen = await previewMerge(world.parts, { language }, { staysId: stays, goesId: goes });
    return seen.ok && seen.preview.after?.took;
  };
  expect(await took('en')).toEqual(['Email', 'Tags']);
  expect(await took('ko')).toEqual(['이메일', '태그']);
  await merge();
  expect(await lead(stays)).toMatchObject({ person: { email: EMAIL, tel: TELS[0] }, tags: ['vip'] });
  const about = { campaign: testCampaign(), viewer: { kind: 'supervisor', language: 'en' } } as const;
  const entries = await presentTimeline(world.parts, await world.parts.leads.timeline(stays), about);
  expect(entries.find(({ kind }) => kind === 'absorbed')?.data['edits']).toEqual([
    { field: 'email' },
    { field: 'tags' },
  ]);
});

test('[V330] the preview and the history name the tags that don’t fit', async () => {
  const own = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  await changeProfile(world.parts, SAM, stays, { tags: { add: own } });
  await changeProfile(world.parts, SAM, goes, { tags: { add: ['a', 'late'] } });
  const preview = () => previewMerge(world.parts, { language: 'en' }, { staysId: stays, goesId: goes });
  expect(await preview()).toMatchObject({ preview: { after: { tagsLeft: ['late'] } } });
  await merge();
  expect((await lead(stays)).tags).toEqual([...own, 'vip']);
  const entries = await world.parts.leads.timeline(stays);
  expect(entries.find(({ kind }) => kind === 'absorbed')?.data).toMatchObject({ tagsLeft: ['late'] });
});

test('[V331] the address gets no email about inquiries that it didn’t send, and proves only its own', async () => {
  await merge();
  const merged = await lead(stays);
  expect(await findPromiseInquiry(world.parts, merged)).toBeNull();
  expect(idsOf(await sentFrom(world.parts, merged, EMAIL))).toEqual(
    merged.absorbed?.[0]?.inquiries.map(({ id }) => id),
  );
});

test('[L182] what an address sent is read in one command, oldest first', async () => {
  const person = { ...(await lead(goes)).person, email: EMAIL };
  for (const tel of [TELS[1], TELS[1], TELS[1]]) {
    world.pass(SECOND);
    await world.inquire({ person: { ...person, tel } });
  }
  const asked: string[] = [];
  const { inquiries } = world.parts;
  const counted = {
    ...inquiries,
    byId: (id: string) => (asked.push(id), inquiries.byId(id)),
    byIds: (ids: readonly string[]) => (asked.push(ids.join()), inquiries.byIds(ids)),
  };
  const { inquiries: own } = await lead(goes);
  const sent = await sentFrom({ inquiries: counted }, await lead(goes), EMAIL);
  expect(own).toHaveLength(4);
  expect(idsOf(sent)).toEqual(own.map(({ id }) => id));
  expect(asked).toEqual([idsOf(sent).join()]);
});

test('[V331] whoever has the same address is suspected, until the merge is undone', async () => {
  const third = await inquire(TELS[2], { email: EMAIL });
  await merge();
  const suspects = async (id: string) => (await possibleDuplicatesOf(world.parts, await lead(id))).map((one) => one.id);
  expect(await suspects(third)).toEqual([stays]);
  expect(await suspects(stays)).toEqual([third]);
  expect(await unmergeLeads(world.parts, SAM, stays, goes)).toMatchObject({ ok: true });
  expect(await lead(stays)).not.toHaveProperty('tags');
  expect((await lead(stays)).person).not.toHaveProperty('email');
  expect(await lead(`${goes}_2`)).toMatchObject({ person: { email: EMAIL }, tags: ['vip'] });
});
