/** kill -9 of the service at each step of an offer: nothing acknowledged is lost, and the lead moves on. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { startDemo, type Demo, type DeskClient } from '../support/demo.ts';
import { until } from '../support/patience.ts';

let demo: Demo;
beforeEach(async () => {
  demo = await startDemo();
  await demo.tune({ policy: { offerMs: 3000, retrySameAgentMs: 100 } });
});
afterEach(() => demo.stop());

/** Takes the lead to a step, whatever state that leaves the desk in. */
const steps: Record<string, (ana: DeskClient) => Promise<void>> = {
  'waiting, nobody there yet': () => Promise.resolve(),
  'offered, not yet seen': async (ana) => {
    ana.attentive = false;
    await ana.available();
    await ana.offer();
  },
  'offered and seen': async (ana) => {
    await ana.available();
    await ana.offer();
  },
  'accepted, connecting': async (ana) => {
    await ana.available();
    await ana.ask('offer:accept', { offerId: (await ana.offer()).offerId });
  },
  'in conversation': async (ana) => {
    await ana.available();
    const { offerId, lead } = await ana.offer();
    await ana.ask('offer:accept', { offerId });
    await ana.ask('lead:talking', { leadId: lead.id });
  },
  'in wrap-up': async (ana) => {
    await ana.available();
    const { offerId, lead } = await ana.offer();
    await ana.ask('offer:accept', { offerId });
    await ana.ask('lead:talking', { leadId: lead.id });
    await ana.ask('lead:ended', { leadId: lead.id });
  },
};

test.each(Object.keys(steps))(
  '[1] %s: after kill -9 and a restart the lead is in its place and can be finished',
  async (step) => {
    const ana = await demo.desk('ana@demo.test');
    const { status, body } = await demo.submit();
    expect(status).toBe(201);
    await steps[step]?.(ana);

    await demo.kill();
    ana.attentive = true;
    const since = ana.heard.length;
    await demo.restart();
    const sam = await demo.signIn('sam@demo.test');
    expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0 });

    // The desk reconnects automatically and gets its current state.
    const snapshot = await ana.hear('snapshot', undefined, since);
    const leadId = (await demo.leadOf(body.receiptId, sam)).id;
    if (!snapshot.lead) {
      await ana.available();
      const offer = snapshot.offer ?? (await ana.hear('offer', ({ lead }) => lead.id === leadId, since));
      const accepted = await ana.ask('offer:accept', { offerId: offer.offerId });
      if (!accepted.ok) {
        const again = await ana.hear('offer', ({ offerId }) => offerId !== offer.offerId, since);
        expect(await ana.ask('offer:accept', { offerId: again.offerId })).toMatchObject({ ok: true });
      }
    }
    await ana.ask('lead:talking', { leadId });
    expect(await ana.ask('lead:close', { leadId, outcome: 'won' })).toEqual({ ok: true });
    expect(await demo.leadOf(body.receiptId, sam)).toMatchObject({ state: 'closed', outcome: 'won' });
    expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0, repaired: 0 });
  },
);

test('[1] every submission acknowledged before kill -9 under load still exists afterwards, once', async () => {
  const acknowledged: string[] = [];
  let isKilled = false;
  const submitting = Array.from({ length: 8 }, async (_, worker) => {
    for (let index = 0; !isKilled; index += 1) {
      const phone = `+1202555${String(1000 + worker * 1000 + index).slice(-4)}`;
      const answer = await demo.submit({ phone }, { 'idempotency-key': `k-${worker}-${index}` }).catch(() => null);
      if (answer?.status === 201) acknowledged.push(answer.body.receiptId);
      if (acknowledged.length === 60) {
        isKilled = true;
        await demo.kill();
      }
    }
  });
  await Promise.all(submitting);
  await demo.restart();

  const inquiries = demo.connection.collection('inquiries');
  expect(await inquiries.countDocuments({ receiptId: { $in: acknowledged } })).toBe(acknowledged.length);
  await demo.connection
    .collection('inquiries')
    .updateMany({ orphanSince: { $exists: true } }, { $set: { orphanSince: new Date(0) } });
  await until(async () => (await inquiries.countDocuments({ orphanSince: { $exists: true } })) === 0);
  const sam = await demo.signIn('sam@demo.test');
  for (const receiptId of acknowledged)
    expect(await demo.leadOf(receiptId, sam)).toMatchObject({ id: expect.any(String) });
  expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0 });
});

test('[R141] [R143] kill -9 while a backlog is given turns: after the restart each lead waits or has one turn of its own', async () => {
  const LEADS = 150;
  await demo.tune({ policy: { nobodyMs: 0 }, cadence: { windowMs: MINUTE } });
  const leads = demo.connection.collection('leads');
  const ids: string[] = [];
  // A few at once: all together would be a flood, which is refused in part.
  for (let start = 0; start < LEADS; start += 10) {
    const sent = Array.from({ length: 10 }, (_one, index) => demo.submit({ phone: `+1202555${2000 + start + index}` }));
    ids.push(...(await Promise.all(sent)).map(({ body }) => body.receiptId));
  }
  const inquiries = await demo.connection
    .collection('inquiries')
    .find({ receiptId: { $in: ids } })
    .toArray();
  const ours = { _id: { $in: inquiries.map(({ leadId }) => leadId as never) } };
  await until(async () => (await leads.countDocuments({ ...ours, state: 'callback' })) === LEADS);

  // An outage until all of them are due, the first one first.
  await demo.kill();
  // With a few slots the turns would take hours, and reach into the night.
  await demo.connection.collection('agents').updateMany({}, { $set: { capacity: 16 } });
  await demo.connection.collection('users').updateMany({ role: 'agent' }, { $set: { 'agent.capacity': 16 } });
  const due = Date.now() - LEADS * SECOND;
  for (const [index, { leadId }] of inquiries.entries()) {
    const at = new Date(due + index * SECOND);
    const times = { 'promise.dueAt': at, 'promise.since': at, deadlineAt: at };
    await leads.updateOne({ _id: leadId as never }, { $set: times });
  }
  await demo.restart();
  const turns = () => leads.find({ ...ours, state: 'callback', 'promise.why': 'backlog' }).toArray();
  await until(async () => (await turns()).length > 0);
  await demo.kill();
  await demo.restart();

  await until(async () => (await leads.countDocuments({ ...ours, deadlineAt: { $lte: new Date() } })) === 0);
  const all = await turns();
  const at = all.map(({ promise }) => (promise as { dueAt: Date }).dueAt.getTime());
  expect(new Set(at).size).toBe(at.length);
  expect(Math.min(...at)).toBeGreaterThan(Date.now());
  const waiting = await leads.find({ ...ours, state: 'waiting' }).toArray();
  expect([waiting.length, waiting.length + all.length]).toEqual([20, LEADS]);
  // Who has waited longest is in the queue, and the others’ turns follow in the same order.
  const byDue = inquiries.map(({ leadId }) => String(leadId));
  expect(new Set(waiting.map(({ _id }) => String(_id)))).toEqual(new Set(byDue.slice(0, waiting.length)));
  const turnAt = new Map(all.map(({ _id }, index) => [String(_id), at[index] ?? 0]));
  const rest = byDue.slice(waiting.length);
  expect(rest.toSorted((one, other) => (turnAt.get(one) ?? 0) - (turnAt.get(other) ?? 0))).toEqual(rest);
  const sam = await demo.signIn('sam@demo.test');
  expect(await demo.conservation(sam)).toMatchObject({ unaccounted: 0 });

  const ana = await demo.desk('ana@demo.test');
  await ana.available();
  expect((await ana.offer()).lead.id).toBe(inquiries[0]?.leadId);
});
