import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/vocabulary/time.ts';
import type { CallbackList, DecisionView } from '../../src/shared/api.ts';
import type { Floor } from '../../src/shared/floor.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { until } from '../support/patience.ts';

let demo: Demo;
beforeEach(async () => {
  demo = await startDemo();
});
afterEach(() => demo.stop());

const nobodyElse = (receiptId: string) => demo.signIn('sam@demo.test').then((cookie) => demo.leadOf(receiptId, cookie));

describe('from the form to the outcome', () => {
  test('a submission is offered at the desk, accepted, talked with and closed; the receipt shows each step', async () => {
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    const { status, body } = await demo.submit({ interest: 'roof', message: 'How much is it?' });
    expect(status).toBe(201);

    const offer = await ana.offer();
    expect(offer.lead).toMatchObject({
      message: 'How much is it?',
      person: { name: 'Maria Lopez', whyNoTel: 'accept-first' },
    });
    expect(offer.remainingMs).toBeGreaterThan(15 * SECOND);
    expect(await demo.status(body.statusUrl)).toMatchObject({
      step: expect.stringMatching(/finding|ringing/),
    });

    const accepted = await ana.ask('offer:accept', { offerId: offer.offerId });
    expect(accepted).toMatchObject({ ok: true, lead: { state: 'connecting', person: { tel: '+12025550143' } } });
    expect(await ana.ask('offer:accept', { offerId: offer.offerId })).toMatchObject({ ok: true });
    expect(await demo.status(body.statusUrl)).toMatchObject({ step: 'connecting', agent: 'Ana' });

    const leadId = offer.lead.id;
    expect(await ana.ask('lead:talking', { leadId })).toMatchObject({ ok: true, lead: { state: 'talking' } });
    expect(await ana.ask('lead:ended', { leadId })).toMatchObject({ ok: true, lead: { state: 'wrapUp' } });
    expect(await ana.ask('lead:close', { leadId, outcome: 'appointment', note: 'Tuesday at ten' })).toEqual({
      ok: true,
    });
    expect(await nobodyElse(body.receiptId)).toMatchObject({
      state: 'closed',
      outcome: 'appointment',
      owner: 'Ana Silva',
    });
    expect(await demo.status(body.statusUrl)).toMatchObject({ step: 'ended' });

    const sam = await demo.signIn('sam@demo.test');
    const { decisions } = await demo.get<{ decisions: DecisionView[] }>(`/api/leads/${leadId}/decisions`, sam);
    expect(decisions[0]?.winners).toMatchObject([{ name: 'Ana Silva' }]);
    const { entries, chain } = await demo.get<{ entries: { kind: string; by: string }[]; chain: string }>(
      `/api/leads/${leadId}/timeline`,
      sam,
    );
    expect(chain).toBe('whole');
    expect(entries.map(({ kind }) => kind)).toEqual([
      'created',
      'offered',
      'seen',
      'accepted',
      'talking',
      'ended',
      'closed',
    ]);
    expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
  });

  test('[5] an offer survives a refresh of the desk with its remaining seconds, and a second desk shows the same', async () => {
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    await demo.submit();
    const offer = await ana.offer();
    ana.close();
    const refreshed = await demo.desk('ana@demo.test');
    const snapshot = await refreshed.snapshot();
    expect(snapshot.offer).toMatchObject({ offerId: offer.offerId, expiresAt: offer.expiresAt });
    expect(snapshot.offer?.remainingMs).toBeLessThanOrEqual(offer.remainingMs);

    const second = await demo.desk('ana@demo.test');
    expect((await second.snapshot()).offer?.offerId).toBe(offer.offerId);
    await second.ask('offer:accept', { offerId: offer.offerId });
    expect(await refreshed.hear('lead', ({ lead }) => lead?.state === 'connecting')).toBeDefined();
  });
});

describe('missed, scheduled, called back', () => {
  test('[P7] a lead that nobody took becomes a callback, is shown as such, and comes back when due', async () => {
    await demo.tune({ policy: { offerMs: 800, giveUpMs: 1500, retrySameAgentMs: 100 }, cadence: { firstMs: 10_000 } });
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    const { body } = await demo.submit();
    await ana.offer();
    await ana.hear('offer:ended', ({ reason }) => reason === 'expired');

    const sam = await demo.signIn('sam@demo.test');
    await until(async () => (await demo.leadOf(body.receiptId, sam)).state === 'callback');
    const { id } = await demo.leadOf(body.receiptId, sam);
    const status = await demo.status(body.statusUrl);
    expect(status.step).toBe('promised');
    expect(status.dueAt).toBeGreaterThan(0);
    const { callbacks } = await demo.get<CallbackList>('/api/callbacks', sam);
    expect(callbacks.find(({ leadId }) => leadId === id)).toMatchObject({ name: 'Maria Lopez', owner: null });
    // Supervisors share a floor that may be a second old; the callback isn’t due for ten.
    await until(async () => {
      const floor = await demo.get<Floor>('/api/floor', sam);
      return floor.callbacks.some(({ leadId }) => leadId === id);
    });

    // Two missed offers may have set her to Away: one click back, and the callback is offered when due.
    const before = ana.heard.length;
    await ana.available();
    const again = await ana.hear('offer', (offer) => offer.lead.id === id, before);
    expect(await ana.ask('offer:accept', { offerId: again.offerId })).toMatchObject({
      ok: true,
      lead: { promise: { why: expect.any(String) } },
    });
    expect(await ana.ask('lead:talking', { leadId: id })).toMatchObject({ ok: true, lead: { promise: null } });
  });
});

describe('several agents', () => {
  test('[R16] an offer to two at once, both accept at the same moment: one wins, the other learns who', async () => {
    await demo.tune({ policy: { steps: [{ afterMs: 0, offerTo: 2, relax: [] }] } });
    const desks = await Promise.all(['ana@demo.test', 'ben@demo.test'].map((email) => demo.desk(email)));
    for (const desk of desks) await desk.available();
    await demo.submit();
    const offers = await Promise.all(desks.map((desk) => desk.offer()));
    const answers = await Promise.all(
      desks.map((desk, index) => desk.ask('offer:accept', { offerId: offers[index]?.offerId ?? '' })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = answers.findIndex(({ ok }) => ok);
    expect(answers[1 - winner]).toMatchObject({
      ok: false,
      code: 'offer-gone',
      by: ['Ana Silva', 'Ben Carter'][winner],
    });
    expect(await desks[1 - winner]?.hear('offer:ended')).toMatchObject({
      reason: 'accepted-elsewhere',
      by: ['Ana Silva', 'Ben Carter'][winner],
    });
  });

  test('[R5] an agent disappears during an offer: the next one has the lead within seconds', async () => {
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    const ben = await demo.desk('ben@demo.test');
    await ben.available();
    ana.attentive = false;
    ana.socket.disconnect();
    await demo.submit();
    const offer = await ben.offer();
    expect(await ben.ask('offer:accept', { offerId: offer.offerId })).toMatchObject({ ok: true });
  });

  test('[R5] a desk that is connected but shows nothing does not keep the lead', async () => {
    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    const ben = await demo.desk('ben@demo.test');
    ana.attentive = false;
    await ben.available();
    const began = performance.now();
    await demo.submit();
    await ana.offer();
    await ben.offer();
    expect(performance.now() - began).toBeGreaterThan(2500);
    expect(await ana.hear('offer:ended')).toMatchObject({ reason: 'expired' });
  });
});
