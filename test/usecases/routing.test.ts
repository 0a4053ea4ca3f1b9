import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_AT_ONCE } from '../../src/core/vocabulary/atOnce.ts';
import { DEFAULT_POLICY } from '../../src/core/routing/policy.ts';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { sweepLostDesks } from '../../src/usecases/agents/agentPresence.ts';
import { choosePresence } from '../../src/usecases/agents/choosePresence.ts';
import { acceptOffer, declineOffer } from '../../src/usecases/routing/answerOffer.ts';
import { finishLead, workLead } from '../../src/usecases/lead/workLead.ts';
import { routeLeads } from '../../src/usecases/routing/routeLeads.ts';
import { startWorld, testCampaign, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const answer = (agentId: string) => ({ agentId, offerId: world.lastOffer(agentId).offerId });

describe('a lead and one agent', () => {
  test('[3] is offered, accepted once, talked with and closed; the history is one unbroken chain', async () => {
    await world.addAgent('ana');
    const leadId = await world.inquire();
    await world.tick();
    await world.seeAll();
    const offer = world.lastOffer('ana');
    expect(offer).toMatchObject({
      remainingMs: 20 * SECOND,
      why: { code: 'longestIdle' },
      lead: { person: { whyNoTel: 'accept-first' } },
    });
    expect(offer.lead.person.tel).toBeUndefined();

    expect(await acceptOffer(world.parts, answer('ana'))).toMatchObject({ ok: true });
    expect(await acceptOffer(world.parts, answer('ana'))).toMatchObject({ ok: true });
    expect(world.heard.findLast((one) => one.event === 'lead')?.payload).toMatchObject({
      lead: { person: { tel: '+12025550143' } },
    });

    await workLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
    await workLead(world.parts, leadId, { kind: 'ended', agentId: 'ana' });
    expect(await finishLead(world.parts, 'ana', leadId, { outcome: 'won', note: 'signs on Friday' })).toMatchObject({
      ok: true,
    });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({
      state: 'closed',
      outcome: 'won',
      note: 'signs on Friday',
    });

    const kinds = (await world.parts.leads.timeline(leadId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['created', 'offered', 'seen', 'accepted', 'talking', 'ended', 'closed']);
    expect(await world.parts.leads.verifyChain(leadId)).toBe(true);
  });

  test('[R8] two missed offers in a row set the agent to away, and the lead becomes a promise when nobody is left', async () => {
    await world.addAgent('ana');
    const leadId = await world.inquire();
    for (let round = 0; round < 2; round += 1) {
      await world.tick();
      await world.seeAll();
      world.pass(20 * SECOND);
      await world.tick();
      world.pass(DEFAULT_POLICY.retrySameAgentMs);
    }
    expect(await world.parts.agents.byId('ana')).toMatchObject({
      presence: 'away',
      presenceReason: 'missedOffers',
      missedInRow: 2,
    });
    await world.tick();
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'callback', promise: { why: 'nobodyThere' } });
  });

  test('[R8] one click brings the agent back, and the count begins anew', async () => {
    await world.addAgent('ana', { presence: 'away', presenceReason: 'missedOffers', missedInRow: 2 });
    expect(await choosePresence(world.parts, 'ana', 'available', undefined)).toMatchObject({
      ok: true,
      presence: { presence: 'available' },
    });
    expect(await world.parts.agents.byId('ana')).toMatchObject({ missedInRow: 0, presence: 'available' });
    expect((await world.parts.agents.byId('ana'))?.presenceReason).toBeUndefined();
  });

  test('[R5] an unseen offer goes on after 3 s, and the desk is not offered anything until it answers', async () => {
    await world.addAgent('ana', { idleSince: world.now() - MINUTE });
    await world.addAgent('ben');
    await world.inquire();
    await world.tick();
    world.pass(3 * SECOND);
    await world.tick();
    expect(world.heard.map(({ agentId, event }) => `${agentId} ${event}`)).toEqual(
      expect.arrayContaining(['ana offer', 'ana offerEnded', 'ben offer']),
    );
    expect(await world.parts.agents.byId('ana')).toMatchObject({ reach: 'silent', missedInRow: 0 });
  });

  test('[R9] a desk that is silent for 30 s is lost: away, and its offer goes on at once', async () => {
    await world.addAgent('ana', { idleSince: world.now() - MINUTE });
    await world.addAgent('ben');
    const leadId = await world.inquire();
    await world.tick();
    await world.seeAll();
    await world.parts.agents.setReach('ana', 'silent', world.now() - 30 * SECOND);
    await sweepLostDesks(world.parts);
    await world.tick();
    expect(await world.parts.agents.byId('ana')).toMatchObject({
      presence: 'away',
      presenceReason: 'deskLost',
      reach: 'absent',
    });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({
      state: 'offered',
      offer: { agents: [{ agentId: 'ben' }] },
    });
  });

  test('[W14] an offer that returns to the only agent says so, not that no one else took it', async () => {
    await world.addAgent('ana');
    await world.inquire();
    await world.tick();
    await declineOffer(world.parts, answer('ana'), 'busy');
    await world.tick();
    world.pass(DEFAULT_POLICY.retrySameAgentMs);
    await world.tick();
    expect(world.lastOffer('ana').why.code).toBe('offeredAgain');
  });

  test('going away gives back an open offer', async () => {
    await world.addAgent('ana');
    const leadId = await world.inquire();
    await world.tick();
    await choosePresence(world.parts, 'ana', 'away', 'meal');
    await routeLeads(world.parts);
    expect((await world.parts.leads.byId(leadId))?.state).toBe('waiting');
    expect(world.heard.findLast((one) => one.event === 'offerEnded')).toMatchObject({
      agentId: 'ana',
      payload: { reason: 'withdrawn' },
    });
  });
});

describe('a lead and several agents', () => {
  test('[R7] who declines is passed over; the next one gets it, and the record says why', async () => {
    await world.addAgent('ana', { idleSince: world.now() - MINUTE });
    await world.addAgent('ben');
    const leadId = await world.inquire();
    await world.tick();
    await declineOffer(world.parts, answer('ana'), 'busy');
    await world.tick();
    expect(world.lastOffer('ben').why.code).toBe('onlyOneLeft');
    expect(await world.parts.leads.byId(leadId)).toMatchObject({
      state: 'offered',
      offer: { agents: [{ agentId: 'ben' }] },
    });
    const decisions = await world.parts.decisions.ofLead(leadId);
    expect(decisions).toMatchObject([
      { winners: [{ agentId: 'ana' }], passedOver: { idleLess: ['ben'] }, policyVersion: 1 },
      { winners: [{ agentId: 'ben' }], passedOver: { declined: ['ana'] } },
    ]);
  });

  test('[R16] a broadcast has one winner, however many accept in the same instant, and the others learn who', async () => {
    await world.parts.campaigns.save(
      testCampaign({ policy: { ...DEFAULT_POLICY, steps: [{ afterMs: 0, offerTo: 3, relax: [] }] } }),
    );
    for (const id of ['ana', 'ben', 'chloe']) await world.addAgent(id);
    const leadId = await world.inquire();
    await world.tick();
    const answers = await Promise.all(['ana', 'ben', 'chloe'].map((id) => acceptOffer(world.parts, answer(id))));
    const losers = answers.filter((one) => !one.ok);
    expect(losers).toHaveLength(2);
    const lead = await world.parts.leads.byId(leadId);
    const owner = lead && 'owner' in lead ? lead.owner.agentId : '';
    for (const loser of losers)
      expect(loser).toMatchObject({ code: 'offer-gone', by: owner.charAt(0).toUpperCase() + owner.slice(1) });
  });

  test('[R152] an offer to everybody goes to everyone who may take it, and the accept frees all others', async () => {
    const everybody = { afterMs: 0, offerTo: MOST_AT_ONCE, relax: [] };
    await world.parts.campaigns.save(testCampaign({ policy: { ...DEFAULT_POLICY, steps: [everybody] } }));
    const ids = Array.from({ length: 60 }, (_one, index) => `agent${index}`);
    for (const id of ids) await world.addAgent(id);
    await world.addAgent('away', { presence: 'away' });
    const leadId = await world.inquire();
    await world.tick();
    const [held] = await world.parts.leads.held();
    expect(held?.state === 'offered' && held.offer.agents.map(({ agentId }) => agentId).sort()).toEqual(ids.sort());
    await world.seeAll();
    expect(await acceptOffer(world.parts, answer('agent33'))).toMatchObject({ ok: true });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ owner: { agentId: 'agent33' } });
    // Each of the others can be offered the next one.
    const next = await world.inquire({ tel: '+12025550177' });
    await world.tick();
    const offered = await world.parts.leads.byId(next);
    expect(offered?.state === 'offered' && offered.offer.agents).toHaveLength(59);
  });

  test('[3] two routing passes at once offer each lead once and no agent two', async () => {
    for (let index = 0; index < 8; index += 1) await world.addAgent(`agent${index}`);
    for (let index = 0; index < 12; index += 1) await world.inquire({ tel: `+1202555${String(1000 + index)}` });
    await Promise.all([
      routeLeads(world.parts),
      routeLeads(world.parts),
      routeLeads(world.parts),
      routeLeads(world.parts),
    ]);
    await world.tick();
    const held = await world.parts.leads.held();
    const agents = held.flatMap((lead) =>
      lead.state === 'offered' ? lead.offer.agents.map((one) => one.agentId) : [],
    );
    expect(held).toHaveLength(8);
    expect(new Set(agents).size).toBe(8);
  });

  test('[R17] the most urgent lead goes first: the longest wait, bonus included', async () => {
    const first = await world.inquire({ tel: '+12025551001' });
    world.pass(10 * SECOND);
    await world.inquire({ tel: '+12025551002' });
    await world.addAgent('ana');
    await world.tick();
    expect(world.lastOffer('ana').lead.id).toBe(first);
  });
});

test('[8] a lead that may not be dialled any more is not offered', async () => {
  const evening = Date.parse('2026-11-19T01:59:00Z');
  world.pass(evening - world.now());
  const leadId = await world.inquire();
  world.pass(2 * MINUTE);
  await world.addAgent('ana');
  await world.tick();
  expect(await world.parts.leads.byId(leadId)).toMatchObject({
    state: 'callback',
    promise: { why: 'notPermittedYet', dueAt: Date.parse('2026-11-19T13:00:00Z') },
  });
  expect(world.heard).toEqual([]);
});

test('[T1] a clock too far from the database stops routing', async () => {
  await world.addAgent('ana');
  await world.inquire();
  const routed = await routeLeads({ ...world.parts, clock: { now: world.now, offset: () => 501 } });
  expect(routed).toMatchObject({ offered: 0, isStopped: true });
});

test('[9] that nobody could take a lead is recorded like any other choice, with each agent and the reason', async () => {
  await world.addAgent('ana', { presence: 'away', presenceReason: 'meal' });
  await world.addAgent('ben', { presence: 'offline' });
  const leadId = await world.inquire();
  world.pass(DEFAULT_POLICY.nobodyMs);
  await world.tick();
  expect((await world.parts.leads.byId(leadId))?.state).toBe('callback');
  const decisions = await world.parts.decisions.ofLead(leadId);
  expect(decisions).toMatchObject([{ winners: [], passedOver: { away: ['ana'], offline: ['ben'] } }]);
});

test('[R17] a campaign with a bonus goes before an older lead of one without', async () => {
  await world.inquire({ tel: '+12025551001' });
  await world.parts.campaigns.save(testCampaign({ id: 'urgent', formKey: 'urgent', bonusSeconds: 60 }));
  world.pass(10 * SECOND);
  const urgent = await world.inquire({ tel: '+12025551002', campaignId: 'urgent', formKey: 'urgent' });
  await world.addAgent('ana');
  await world.tick();
  expect(world.lastOffer('ana').lead.id).toBe(urgent);
});

test('[R18] a lead that somebody free can take is not hidden by a queue that nobody free can take', async () => {
  await world.parts.campaigns.save(testCampaign({ id: 'other', formKey: 'other', teamIds: ['others'] }));
  for (let index = 0; index < 6; index += 1)
    await world.inquire({ tel: `+1202555200${index}`, campaignId: 'other', formKey: 'other' });
  world.pass(10 * SECOND);
  const mine = await world.inquire({ tel: '+12025553001' });
  await world.addAgent('ana');
  await world.addAgent('olga', { teamIds: ['others'], presence: 'away' });
  // The quick pass, which looks at no more than could be offered.
  await routeLeads(world.parts, { isThorough: false });
  expect(world.lastOffer('ana').lead.id).toBe(mine);
});

describe('with nobody on shift', () => {
  const decisionsOf = async (leadId: string) => (await world.parts.decisions.ofLead(leadId)).length;

  test('[P10] a lead is promised once and then waits: hours later there is neither a new promise nor a new record', async () => {
    await world.addAgent('ana', { presence: 'offline' });
    const leadId = await world.inquire();
    const run = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        world.pass(MINUTE);
        await world.tick();
      }
    };
    await run(20);
    const [records, entries] = [await decisionsOf(leadId), (await world.parts.leads.timeline(leadId)).length];
    await run(45);
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'waiting', promise: { why: 'nobodyThere' } });
    expect(await decisionsOf(leadId)).toBe(records);
    const timeline = await world.parts.leads.timeline(leadId);
    expect(timeline.slice(entries).map(({ kind }) => kind)).toEqual(['promiseLate']);
    expect(timeline.filter(({ kind }) => kind === 'promised')).toHaveLength(1);

    await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
    await world.tick();
    expect((await world.parts.leads.byId(leadId))?.state).toBe('offered');
  });

  test('[P11] whoever comes on shift is offered at once what was promised because nobody was', async () => {
    await world.addAgent('ana', { presence: 'offline', languages: ['en'] });
    const korean = await world.inquire({ tel: '+12025550101' });
    const leadId = await world.inquire({ tel: '+12025550102' });
    await world.connection
      .collection<{ _id: string }>('leads')
      .updateOne({ _id: korean }, { $set: { 'person.language': 'ko' } });
    world.pass(MINUTE);
    await world.tick();
    for (const id of [korean, leadId])
      expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'callback', promise: { why: 'nobodyThere' } });

    await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
    await world.tick();
    expect((await world.parts.leads.byId(leadId))?.state).toBe('offered');
    expect((await world.parts.leads.byId(korean))?.state).toBe('callback');
  });

  describe('[P20] what was promised because no one was free in time', () => {
    /** Promised a call because the wait was over, at the moment of `now`. */
    async function promised(tel: string): Promise<string> {
      const id = await world.inquire({ tel });
      await workLead(world.parts, id, { kind: 'giveUp', why: 'noAgent' });
      expect(await world.parts.leads.byId(id)).toMatchObject({ state: 'callback', promise: { why: 'noAgent' } });
      return id;
    }
    const stateOf = async (id: string) => (await world.parts.leads.byId(id))?.state;

    test('is offered at once to an agent whose lead is over', async () => {
      await world.addAgent('ana');
      const first = await world.inquire({ tel: '+12025550101' });
      await world.tick();
      await acceptOffer(world.parts, answer('ana'));
      await workLead(world.parts, first, { kind: 'talking', agentId: 'ana' });
      const second = await promised('+12025550102');
      world.pass(5 * SECOND);
      await world.tick();
      expect(await stateOf(second)).toBe('callback');
      await workLead(world.parts, first, { kind: 'ended', agentId: 'ana' });
      await finishLead(world.parts, 'ana', first, { outcome: 'won' });
      await world.tick();
      expect(await stateOf(second)).toBe('offered');
    });

    test('is offered at once to an agent who comes back, and to one whose desk answers again', async () => {
      await world.addAgent('ana', { presence: 'away' });
      const first = await promised('+12025550101');
      world.pass(5 * SECOND);
      await world.parts.agents.setPresence('ana', 'available', undefined, world.now());
      await world.tick();
      expect(await stateOf(first)).toBe('offered');
      await workLead(world.parts, first, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'spam' });

      await world.parts.agents.setReach('ana', 'silent', world.now());
      const second = await promised('+12025550102');
      world.pass(5 * SECOND);
      await world.parts.agents.setReach('ana', 'reachable', world.now());
      await world.tick();
      expect(await stateOf(second)).toBe('offered');
    });

    test('isn’t offered early to an agent who was free all along, nor if hours postponed it', async () => {
      await world.addAgent('ana', { idleSince: world.now() - MINUTE });
      world.pass(SECOND);
      const passedUp = await promised('+12025550101');
      world.pass(SECOND);
      await world.tick();
      expect(await stateOf(passedUp)).toBe('callback');

      const postponed = await promised('+12025550102');
      await world.connection
        .collection<{ _id: string }>('leads')
        .updateOne({ _id: postponed }, { $set: { 'promise.dueAt': new Date(world.now() + 60 * MINUTE) } });
      world.pass(SECOND);
      await world.addAgent('ben', { idleSince: world.now() });
      await world.tick();
      expect(await stateOf(passedUp)).toBe('offered');
      expect(await stateOf(postponed)).toBe('callback');
    });
  });
});
