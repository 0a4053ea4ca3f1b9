/** What a node remembers against what another node wrote: every decision that uses memory, made while the memory is stale. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import type { Parts } from '../../src/ports/parts.ts';
import { openStores, type Stores } from '../../src/store/index.ts';
import { acceptOffer, declineOffer, seeOffer, storeSeen } from '../../src/usecases/routing/answerOffer.ts';
import { seenMarks } from '../../src/usecases/routing/seenMarks.ts';
import { captureInquiry } from '../../src/usecases/intake/captureInquiry.ts';
import { attachInquiry } from '../../src/usecases/intake/attachInquiry.ts';
import { recordOnce } from '../../src/usecases/lead/recordOnce.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { sweepDeadlines } from '../../src/usecases/lead/sweepDeadlines.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { SILENT_LOG, startWorld, testCampaign, testInquiry, type World } from '../support/world.ts';

let world: World;
let stores: Stores;
/** The node whose memory is stale. */
let here: Parts;
/** The one that is faster. */
let there: Parts;

beforeEach(async () => {
  world = await startWorld();
  await world.parts.campaigns.save(testCampaign({ policy: { ...DEFAULT_POLICY, steps: broadcast } }));
  stores = await openStores(world.database.uri, SILENT_LOG);
  here = world.parts;
  there = { ...here, ...stores.parts, clock: here.clock, seen: seenMarks() };
});
afterEach(async () => {
  await stores.close();
  await world.stop();
});

const broadcast = DEFAULT_POLICY.steps.map((step) => ({ ...step, offerTo: 2 }));
const FROM_MEMORY = { isThorough: false, isFresh: false } as const;
const answer = (agentId: string) => ({ agentId, offerId: world.lastOffer(agentId).offerId });
const stored = (leadId: string) => there.leads.byId(leadId);

async function offeredToBoth(): Promise<string> {
  await world.addAgent('ana');
  await world.addAgent('ben');
  const leadId = await world.inquire();
  await world.tick();
  expect(here.leads.remembered(leadId)?.lead.state).toBe('offered');
  return leadId;
}

describe('a number that another node entered on the do-not-call list', () => {
  /** An inquiry here, then the entry by one of the nodes, then a routing pass here. */
  async function routedAfterEntryBy(node: Parts): Promise<string> {
    await world.addAgent('ana');
    const tel = '+12025550143';
    const inquiry = testInquiry('in_listed', world.now(), tel);
    await captureInquiry(here, inquiry);
    const by = { kind: 'supervisor', id: 'sam' } as const;
    await node.doNotCall.add({ id: 'entered', tel, at: world.now() + 1, by, source: 'outcome' });
    await world.tick();
    return `ld_${inquiry.id}`;
  }

  test('[R27] is offered here for two seconds at most, and accepted nowhere', async () => {
    const leadId = await routedAfterEntryBy(there);
    expect(await stored(leadId)).toMatchObject({ state: 'offered' });
    expect(await acceptOffer(here, answer('ana'))).toMatchObject({ ok: false });
    expect(await stored(leadId)).not.toMatchObject({ owner: { agentId: 'ana' } });
  });

  test('[R27] is not offered by the node that entered it', async () => {
    expect(await stored(await routedAfterEntryBy(here))).not.toMatchObject({ state: 'offered' });
  });
});

describe('an offer that another node has seen accepted', () => {
  test('[R21] an accept here loses, and is told who has the lead', async () => {
    const leadId = await offeredToBoth();
    expect(await acceptOffer(there, answer('ben'))).toMatchObject({ ok: true });
    expect(await acceptOffer(here, answer('ana'))).toMatchObject({ code: 'offer-gone', by: 'Ben' });
    expect(await stored(leadId)).toMatchObject({ state: 'connecting', owner: { agentId: 'ben' } });
  });

  test.each([
    [
      'seen',
      async (leadId: string) => {
        await seeOffer(here, answer('ana'));
        expect(here.seen.of(leadId)).toHaveLength(1);
        await storeSeen(here, leadId);
        expect(here.seen.of(leadId)).toEqual([]);
      },
    ],
    ['decline', (_leadId: string) => declineOffer(here, answer('ana'), 'busy')],
  ])('[R21] %s changes nothing', async (_what, late) => {
    const leadId = await offeredToBoth();
    await acceptOffer(there, answer('ben'));
    const before = await stored(leadId);
    await late(leadId);
    expect(await stored(leadId)).toEqual(before);
  });

  test('[R21] the same accept by the same agent at another node gets the same answer', async () => {
    await offeredToBoth();
    await acceptOffer(there, answer('ana'));
    expect(await acceptOffer(here, answer('ana'))).toMatchObject({ ok: true, lead: { owner: { agentId: 'ana' } } });
  });
});

describe('a lead that another node has taken from its owner', () => {
  test.each([
    ['talking', (leadId: string) => workLead(here, leadId, { kind: 'talking', agentId: 'ana' })],
    ['close', (leadId: string) => finishLead(here, 'ana', leadId, { outcome: 'won' })],
  ])('[R21] %s by the former owner is refused', async (_what, late) => {
    const leadId = await offeredToBoth();
    await acceptOffer(here, answer('ana'));
    await workLead(there, leadId, { kind: 'requeue', by: { kind: 'supervisor', id: 'sam' } });
    expect(await late(leadId)).toMatchObject({ ok: false });
    expect(await stored(leadId)).toMatchObject({ state: 'waiting' });
  });

  test('[R21] a note here is added to what happened there', async () => {
    const leadId = await offeredToBoth();
    await acceptOffer(there, answer('ben'));
    await workLead(here, leadId, { kind: 'note', by: { kind: 'supervisor', id: 'sam' }, note: 'ask for the roof' });
    expect(await stored(leadId)).toMatchObject({ state: 'connecting', note: 'ask for the roof' });
    expect(await there.leads.verifyChain(leadId)).toBe(true);
  });
});

describe('a queue and a floor that another node has changed', () => {
  test('[R21] a lead that was offered there is not offered once more here', async () => {
    const leadId = await world.inquire();
    await routeLeads(here);
    await world.addAgent('ben');
    expect(await routeLeads(there)).toMatchObject({ offered: 1 });
    expect((await here.leads.routingQueue(false)).waiting.map(({ id }) => id)).toEqual([leadId]);
    await world.addAgent('chloe');
    expect(await routeLeads(here, FROM_MEMORY)).toMatchObject({ offered: 0 });
    expect(await stored(leadId)).toMatchObject({ state: 'offered', offer: { agents: [{ agentId: 'ben' }] } });
    // Having lost, it looks again.
    expect((await here.leads.routingQueue(false)).waiting).toEqual([]);
  });

  test('[R21] an agent who was offered a lead there gets no second one in the same slot here', async () => {
    await world.addAgent('ana');
    await routeLeads(here);
    const first = await attachInquiry(there, await added(there, 'in_there', '+12025550191'));
    await routeLeads(there);
    const second = await attachInquiry(here, await added(here, 'in_here', '+12025550192'));
    expect(await routeLeads(here, FROM_MEMORY)).toMatchObject({ offered: 0 });
    expect([await stored(first), await stored(second)]).toMatchObject([{ state: 'offered' }, { state: 'waiting' }]);
  });

  test('[R21] a deadline that another node put off settles nothing', async () => {
    const leadId = await offeredToBoth();
    for (const agentId of ['ana', 'ben']) await seeOffer(there, answer(agentId));
    await acceptOffer(there, answer('ben'));
    world.pass(DEFAULT_POLICY.offerMs);
    expect(await sweepDeadlines(here, false)).toMatchObject({ settled: 0 });
    expect(await stored(leadId)).toMatchObject({ state: 'connecting', owner: { agentId: 'ben' } });
  });

  test('[R21] an inquiry for a lead that was closed there opens a new one', async () => {
    const leadId = await world.inquire();
    await workLead(there, leadId, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'notInterested' });
    const next = await world.inquire();
    expect(next).not.toBe(leadId);
    expect(await stored(next)).toMatchObject({ state: 'waiting', previousLeadId: leadId });
  });
});

async function added(parts: Parts, id: string, tel: string) {
  const inquiry = testInquiry(id, world.now(), tel);
  await parts.inquiries.add(inquiry);
  return inquiry;
}

test('[R21] a fact that the other node wrote down after it was looked for here is in the history once', async () => {
  const leadId = await offeredToBoth();
  const fact = { kind: 'recorded', recordingSid: 'RE1', announced: 'This call is recorded.' } as const;
  const leads = {
    ...here.leads,
    async timeline(id: string) {
      const before = await here.leads.timeline(id);
      await recordOnce(there, leadId, fact, 'recordingSid');
      return before;
    },
  };
  await recordOnce({ ...here, leads }, leadId, fact, 'recordingSid');
  expect((await there.leads.timeline(leadId)).filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
});
