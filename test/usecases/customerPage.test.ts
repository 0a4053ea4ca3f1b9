/** A callback that a customer moved on their page, until it is kept. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/core/vocabulary/time.ts';
import { actOnPage } from '../../src/usecases/customerPage/actOnPage.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { viewPage } from '../../src/usecases/customerPage/viewPage.ts';
import { changeLead } from '../../src/usecases/lead/changeLead.ts';
import { mergeLeads } from '../../src/usecases/lead/mergeLeads.ts';
import { acceptOffer } from '../../src/usecases/routing/answerOffer.ts';
import { startWorld, testInquiry, type World } from '../support/world.ts';

const EMAIL = 'maria@example.com';
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

async function missed() {
  const { person, consent } = testInquiry('in_0', world.now(), '+12025550143');
  const leadId = await world.inquire({ person: { ...person, email: EMAIL }, consent: { ...consent, email: true } });
  await changeLead(world.parts, leadId, { kind: 'giveUp', why: 'noAgent' });
  const inquiry = await world.parts.inquiries.byId('in_1');
  const token = (await pagePathFor(world.parts, inquiry!, EMAIL)).replace('/p/', '');
  return { leadId, token };
}

test('[P21] [P5] missed, moved, offered when it is due and not before, talked to: kept', async () => {
  const { leadId, token } = await missed();
  const page = await viewPage(world.parts, token);
  const at = page?.times[3] ?? 0;
  expect(await actOnPage(world.parts, token, { act: 'move', at, seen: page?.seen ?? null })).toBe('done');

  // An agent becomes free long before: what was agreed with the customer isn’t moved up.
  await world.addAgent('ana');
  world.pass(30 * MINUTE);
  await world.tick();
  expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'callback', promise: { dueAt: at } });

  world.pass(at - world.now());
  await world.tick();
  await world.seeAll();
  expect(await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId })).toMatchObject({
    ok: true,
  });
  await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
  const lead = await world.parts.leads.byId(leadId);
  expect(lead?.state).toBe('talking');
  expect(lead?.promise).toBeUndefined();
  expect(await viewPage(world.parts, token)).toMatchObject({ kind: 'whole', status: { step: 'talking' }, times: [] });
});

test('[P25] a new inquiry of the same person never moves it later', async () => {
  const { leadId, token } = await missed();
  const page = await viewPage(world.parts, token);
  const at = page?.times[1] ?? 0;
  await actOnPage(world.parts, token, { act: 'move', at, seen: page?.seen ?? null });
  await world.inquire({ callAt: at + 2 * HOUR });
  expect((await world.parts.leads.byId(leadId))?.promise).toMatchObject({ dueAt: at });
  // Now it has an inquiry without the address, so the link shows and moves only what was asked for with it.
  expect(await viewPage(world.parts, token)).toMatchObject({ seen: at, status: { isAsked: true, dueAt: at } });
  expect(await actOnPage(world.parts, token, { act: 'move', at: at + HOUR, seen: at })).toBe('done');
  expect(await viewPage(world.parts, token)).toMatchObject({ seen: at + HOUR });
  expect((await world.parts.leads.byId(leadId))?.promise).toMatchObject({ dueAt: at });
});

test('[L30] the page of a request that was merged into another lead still says that it is withdrawn', async () => {
  const { leadId: staysId } = await missed();
  const { person, consent } = testInquiry('in_0', world.now(), '+12025550199');
  const email = 'john@example.com';
  const goesId = await world.inquire({ person: { ...person, email }, consent: { ...consent, email: true } });
  const seqOf = async (id: string) => (await world.parts.leads.byId(id))?.seq ?? 0;
  const versions = { stays: await seqOf(staysId), goes: await seqOf(goesId) };
  expect(await mergeLeads(world.parts, { kind: 'supervisor', id: 'sam' }, { staysId, goesId, versions })).toMatchObject(
    { ok: true },
  );
  const inquiry = await world.parts.inquiries.byId('in_2');
  const token = (await pagePathFor(world.parts, inquiry!, email)).replace('/p/', '');
  expect(await actOnPage(world.parts, token, { act: 'withdraw' })).toBe('done');
  expect(await viewPage(world.parts, token)).toMatchObject({ kind: 'withdrawn' });
});
