import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { acceptOffer, declineOffer, seeOffer } from '../../src/usecases/routing/answerOffer.ts';
import { STORED_BEFORE_MS } from '../../src/usecases/routing/seenMarks.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.addAgent('ana');
});
afterEach(() => world.stop());

const answer = () => ({ agentId: 'ana', offerId: world.lastOffer('ana').offerId });
const revOf = async (leadId: string) => (await world.parts.leads.load(leadId))?.rev ?? 0;
const kinds = async (leadId: string) => (await world.parts.leads.timeline(leadId)).map(({ kind }) => kind);

async function seen(afterMs = 1000): Promise<{ readonly leadId: string; readonly seenAt: number }> {
  const leadId = await world.inquire();
  await world.tick();
  world.pass(afterMs);
  expect(await seeOffer(world.parts, answer())).toEqual({ ok: true });
  return { leadId, seenAt: world.now() };
}

describe('[R29] that an offer was seen', () => {
  test.each([
    ['the accept', 'accepted', () => acceptOffer(world.parts, answer())],
    ['a decline', 'declined', () => declineOffer(world.parts, answer(), undefined)],
  ])('is stored by %s, in one write, with its own time', async (_what, kind, respond) => {
    const { leadId, seenAt } = await seen();
    const before = await revOf(leadId);
    expect(await kinds(leadId)).toEqual(['created', 'offered']);
    world.pass(400);
    expect(await respond()).toMatchObject({ ok: true });
    expect(await revOf(leadId)).toBe(before + 1);
    const [, , mark, next] = await world.parts.leads.timeline(leadId);
    expect(mark).toMatchObject({ kind: 'seen', at: seenAt, by: { kind: 'agent', id: 'ana' } });
    expect(next).toMatchObject({ kind, at: seenAt + 400 });
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
    expect(world.parts.seen.of(leadId)).toEqual([]);
  });

  test('is stored in time if nothing else happens, so the offer lasts as long as offers do', async () => {
    const { leadId, seenAt } = await seen();
    world.pass(DEFAULT_POLICY.seenMs - STORED_BEFORE_MS - 1000);
    await world.tick();
    expect(await kinds(leadId)).toEqual(['created', 'offered', 'seen']);
    expect((await world.parts.leads.timeline(leadId))[2]).toMatchObject({ at: seenAt });
    world.pass(DEFAULT_POLICY.offerMs - DEFAULT_POLICY.seenMs);
    await world.tick();
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'offered' });
  });

  test('counts even if the deadline of unseen offers is what comes next', async () => {
    const { leadId } = await seen();
    world.parts.seen.due = () => [];
    world.pass(DEFAULT_POLICY.seenMs);
    await world.tick();
    expect(await kinds(leadId)).toEqual(['created', 'offered', 'seen']);
  });

  test('is stored at once when hardly any time is left, and twice is once', async () => {
    const { leadId } = await seen(DEFAULT_POLICY.seenMs - STORED_BEFORE_MS);
    expect(await kinds(leadId)).toEqual(['created', 'offered', 'seen']);
    await seeOffer(world.parts, answer());
    expect(world.parts.seen.of(leadId)).toEqual([]);
  });

  test('is not claimed for an agent who was not offered the lead', async () => {
    const { leadId } = await seen();
    await world.addAgent('ben');
    await seeOffer(world.parts, { ...answer(), agentId: 'ben' });
    await acceptOffer(world.parts, answer());
    const marks = (await world.parts.leads.timeline(leadId)).filter(({ kind }) => kind === 'seen');
    expect(marks.map(({ by }) => by)).toEqual([{ kind: 'agent', id: 'ana' }]);
  });

  test('is dropped once the offer is over', async () => {
    const { leadId } = await seen();
    const { offerId } = answer();
    await acceptOffer(world.parts, answer());
    world.parts.seen.add(leadId, { agentId: 'ana', offerId, at: world.now() }, world.now());
    const before = await kinds(leadId);
    await world.tick();
    expect(await kinds(leadId)).toEqual(before);
    expect(world.parts.seen.of(leadId)).toEqual([]);
  });
});
