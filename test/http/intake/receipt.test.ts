/** What a receipt shows, over the real use cases and a clock that the test controls. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/core/vocabulary/time.ts';
import { describeStatus } from '../../../src/shared/text/form.ts';
import type { CallbackPromise } from '../../../src/core/vocabulary/promise.ts';
import { promiseTold } from '../../../src/usecases/mail/promiseTold.ts';
import type { ReceiptStatus } from '../../../src/shared/api.ts';
import { acceptOffer } from '../../../src/usecases/routing/answerOffer.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { receiptStatus, statusFor } from '../../../src/usecases/intake/receiptStatus.ts';
import { sweepDeadlines } from '../../../src/usecases/lead/sweepDeadlines.ts';
import { TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { NEW_YORK } from '../../support/leads.ts';
import { renderReceipt } from '../../../src/http/intake/ReceiptPage.tsx';
import { startWorld, testCampaign, testInquiry, type World } from '../../support/world.ts';
import { words } from '../../support/words.ts';

describe('the receipt of an inquiry', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.addAgent('ana');
    await world.parts.users.add(
      {
        id: 'ana',
        name: 'Ana Silva',
        email: 'ana.silva@test.example',
        role: 'agent',
        language: 'en',
        passwordHash: 'none',
        active: true,
      },
      world.now(),
    );
  });
  afterAll(() => world.stop());

  const stepOf = async (receiptId: string) => (await receiptStatus(world.parts, receiptId))?.status;

  test('[F18] it follows its lead from the queue to the end, and names the agent who accepted', async () => {
    const tel = '+12025550111';
    await world.inquire({ tel }, false);
    expect(await stepOf('rc_in_1')).toMatchObject({ step: 'received' });
    const leadId = await world.inquire({ tel });
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'finding' });

    await world.tick();
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'finding' });
    await world.seeAll();
    world.pass(1000);
    expect(await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId })).toMatchObject({
      ok: true,
    });
    expect(await stepOf('rc_in_2')).toEqual({ step: 'connecting', agent: 'Ana', serverNow: world.now() });
    await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
    expect(await stepOf('rc_in_2')).toMatchObject({ step: 'talking', agent: 'Ana' });
    expect(await stepOf('rc_in_2')).not.toHaveProperty('onLine');
  });

  test('[F19] an inquiry that arrived during someone else’s learns nothing about it', async () => {
    world.pass(1000);
    await world.inquire({ tel: '+12025550111' });
    expect(await stepOf('rc_in_3')).toEqual({ step: 'finding', serverNow: world.now() });
    expect(await receiptStatus(world.parts, 'rc_nobody')).toBeNull();
  });
});

describe('the receipt of a request that may not be acted on', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [] } });
    await world.addAgent('ana');
  });
  afterAll(() => world.stop());
  const shown = async (leadId: string) => {
    const inquiries = (await world.parts.leads.byId(leadId))?.inquiries ?? [];
    const inquiry = await world.parts.inquiries.byId(inquiries.at(-1)?.id ?? '');
    const view = await receiptStatus(world.parts, inquiry?.receiptId ?? '');
    return [view?.status, describeStatus(view!.status, 'en'), describeStatus(view!.status, 'ko')];
  };

  test('[L22] says the same of a listed number and of what looks like spam', async () => {
    const tel = '+12025550131';
    const act = { id: 'act_1', tel, at: world.now(), by: { kind: 'agent', id: 'ana' }, source: 'outcome' } as const;
    await world.parts.doNotCall.add(act);
    world.pass(1000);
    const listed = await world.inquire({ tel });
    const spam = await world.inquire({ tel: '+12025550132', spamReasons: ['honeypot'] });
    const said = await shown(listed);
    expect(said[0]).toEqual({ step: 'finding', callUs: TOLL_FREE, serverNow: world.now() });
    expect(said[1]).toMatchObject({
      detail: expect.stringMatching(/allowed to call\..* call \(800\) 555-0100 .* press 1/),
    });
    expect(await shown(spam)).toEqual(said);

    // Waiting for a permitted hour and expiring after a week look the same too.
    world.pass(8 * 24 * 3_600_000);
    await sweepDeadlines(world.parts);
    expect(await world.parts.leads.byId(listed)).toMatchObject({ state: 'closed', outcome: 'doNotCall' });
    expect(await shown(listed)).toEqual(await shown(spam));
    expect((await shown(listed))[1]).toMatchObject({
      detail: 'To get a call from us, call (800) 555-0100 from your phone and press 1.',
    });
  });

  test('[L181] the receipt and the emails name the number of the campaign that they wrote to', async () => {
    const calls = { ...TEST_FLOW, languages: ['en'], questions: [], numbers: ['+18005550109'] } as const;
    await world.parts.campaigns.save(testCampaign({ id: 'roofs', formKey: 'roofs', calls }));
    const leadId = await world.inquire({ tel: '+12025550135' });
    await world.inquire({ tel: '+12025550135', campaignId: 'roofs', formKey: 'roofs' });
    const lead = await world.parts.leads.byId(leadId);
    const inquiry = await world.parts.inquiries.byId(lead?.inquiries.at(-1)?.id ?? '');
    if (!lead || !inquiry) throw new Error('there are both');
    expect([lead.campaignId, inquiry.campaignId]).toEqual(['solar', 'roofs']);
    const recipient = { to: 'maria@example.com', language: 'en' } as const;
    const promise = { dueAt: 0, windowUntil: 0 } as CallbackPromise;
    const told = await promiseTold(world.parts, lead, inquiry, recipient, promise);
    const callUs = (await receiptStatus(world.parts, inquiry.receiptId))?.status.callUs;
    expect([told.callUs, callUs]).toEqual(['+18005550109', '+18005550109']);
  });

  test('[L22] names no number to who left none', async () => {
    const plain = testInquiry('x', world.now(), '+12025550134');
    const { tel: _none, ...person } = { ...plain.person, email: 'maria@example.com' };
    await world.parts.inquiries.add({ ...plain, person });
    expect((await receiptStatus(world.parts, plain.receiptId))?.status).not.toHaveProperty('callUs');
  });
});

describe('the receipt of a request that joined someone else’s lead', () => {
  const TEL = '+12025550141';
  const NUMBER = { tel: TEL, kind: 'form' } as const;
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [] } });
  });
  afterEach(() => world.stop());
  const statusOf = async (leadId: string) => {
    const inquiries = (await world.parts.leads.byId(leadId))?.inquiries ?? [];
    const inquiry = await world.parts.inquiries.byId(inquiries.at(-1)?.id ?? '');
    return (await receiptStatus(world.parts, inquiry?.receiptId ?? ''))?.status;
  };
  const asked = (dueAt: number) => ({
    ...{ step: 'promised', isAsked: true, dueAt, windowUntil: dueAt + 10 * MINUTE, zone: NEW_YORK },
    ...{ callUs: TOLL_FREE, serverNow: world.now() },
  });

  test('[L170] it says nothing of a time that was promised before, nor of a call that is due then', async () => {
    const at = world.now() + 2 * HOUR;
    const leadId = await world.inquire({ ...NUMBER, callAt: at });
    expect(await statusOf(leadId)).toMatchObject({ step: 'promised', dueAt: at });
    world.pass(MINUTE);
    await world.inquire({ ...NUMBER, callAt: at + 3 * HOUR });
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ promise: { dueAt: at } });
    // What it asked for itself, as of a number that nobody knows.
    expect(await statusOf(leadId)).toEqual(asked(at + 3 * HOUR));

    await world.addAgent('ana');
    world.pass(2 * HOUR);
    await world.tick();
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ state: 'offered' });
    expect(await statusOf(leadId)).toEqual(asked(at + 3 * HOUR));
    await world.seeAll();
    await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
    expect(await statusOf(leadId)).toEqual(asked(at + 3 * HOUR));
  });

  test('[L173] it says what a number that nobody knows would see, in every state and after hours', async () => {
    const same = async (leadId: string, state: string, step: string) => {
      world.pass(MINUTE);
      await world.inquire(NUMBER);
      const unknown = await world.inquire({ tel: `+120255504${String((count += 1) + 10)}`, kind: 'form' });
      expect([(await world.parts.leads.byId(leadId))?.state, await statusOf(leadId)]).toEqual([
        state,
        await statusOf(unknown),
      ]);
      expect((await statusOf(leadId))?.step).toBe(step);
    };
    let count = 0;
    const leadId = await world.inquire({ ...NUMBER, callAt: world.now() + 2 * HOUR });
    await same(leadId, 'waiting', 'finding');
    await world.addAgent('ana');
    await world.tick();
    await world.seeAll();
    await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await same(leadId, 'connecting', 'finding');
    await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
    await same(leadId, 'talking', 'finding');
    await changeLead(world.parts, leadId, { kind: 'ended', agentId: 'ana' });
    await same(leadId, 'wrapUp', 'finding');
  });

  test('[L173] after hours, it says when the campaign opens, as to everyone', async () => {
    world.pass(12 * HOUR);
    const leadId = await world.inquire(NUMBER);
    world.pass(MINUTE);
    await world.inquire(NUMBER);
    const unknown = await world.inquire({ tel: '+12025550142', kind: 'form' });
    const status = await statusOf(unknown);
    expect(status).toMatchObject({ step: 'promised' });
    expect(await statusOf(leadId)).toEqual(status);
  });

  test('[L170] it names the time that it brought forward, and none that is chosen elsewhere afterward', async () => {
    const at = world.now() + 5 * HOUR;
    const leadId = await world.inquire({ ...NUMBER, callAt: at });
    await world.inquire({ ...NUMBER, callAt: at - HOUR });
    expect(await statusOf(leadId)).toMatchObject({ step: 'promised', dueAt: at - HOUR });
    const covers = ['in_1', 'in_2'];
    const moves = { kind: 'customerMoves', inquiryId: 'in_1', covers, seen: at - HOUR, at: at - 2 * HOUR } as const;
    await changeLead(world.parts, leadId, moves);
    expect(await world.parts.leads.byId(leadId)).toMatchObject({ promise: { dueAt: at - 2 * HOUR } });
    expect(await statusOf(leadId)).toEqual(asked(at - HOUR));
  });

  test('[L170] it doesn’t say that the customer is on the line', async () => {
    const leadId = await world.inquire({ tel: TEL });
    const liveCall = { callId: 'call_1', direction: 'inbound', since: world.now() } as const;
    const lead = await world.parts.leads.byId(leadId);
    const inquiry = await world.parts.inquiries.byId('in_1');
    const shown = async () => (await statusFor(world.parts, { ...lead!, liveCall }, inquiry!)).onLine;
    expect(await shown()).toBe(true);
    await world.inquire({ tel: TEL });
    const joined = await world.parts.leads.byId(leadId);
    const status = await statusFor(world.parts, { ...joined!, liveCall }, inquiry!);
    expect(status).toMatchObject({ step: 'finding' });
    expect(status).not.toHaveProperty('onLine');
  });
});

describe('[L181] the receipt tells a listed number from no other, at any time', () => {
  const DAY = 24 * HOUR;
  const MOMENTS = [0, 10, 40, 240, 290, 330, 600, 899, 905, 960, 1200, 1505, 1600, 3600, 7000, 7230, 8000]
    .map((seconds) => seconds * 1000)
    .concat([10 * HOUR, DAY, 2 * DAY, 3.9 * DAY, 4.5 * DAY, 6.9 * DAY, 7.1 * DAY, 9 * DAY]);
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [] } });
  });
  afterEach(() => world.stop());

  /** Every kind of sender of the same form, each with another number. */
  async function send(callAt: number | undefined): Promise<ReadonlyMap<string, string>> {
    const asking = { kind: 'form' as const, ...(callAt !== undefined && { callAt }) };
    const tel = (index: number) => `+120255508${10 + index}`;
    const by = { kind: 'agent', id: 'ana' } as const;
    await world.parts.doNotCall.add({ id: 'act_1', tel: tel(1), at: world.now(), by, source: 'outcome' });
    const open = await world.inquire({ tel: tel(2) });
    await changeLead(world.parts, open, {
      kind: 'followUp',
      by: { kind: 'supervisor', id: 'sam' },
      at: world.now() + 30 * DAY,
    });
    const closed = await world.inquire({ tel: tel(3) });
    await changeLead(world.parts, closed, {
      kind: 'close',
      by: { kind: 'supervisor', id: 'sam' },
      outcome: 'notInterested',
    });
    world.pass(1000);
    const receipts = new Map<string, string>();
    const kinds = { fresh: 0, listed: 1, known: 2, closed: 3, spam: 4 };
    for (const [kind, index] of Object.entries(kinds)) {
      const leadId = await world.inquire({
        tel: tel(index),
        ...asking,
        ...(kind === 'spam' && { spamReasons: ['honeypot'] }),
      });
      const inquiries = (await world.parts.leads.byId(leadId))?.inquiries ?? [];
      receipts.set(kind, (await world.parts.inquiries.byId(inquiries.at(-1)?.id ?? ''))?.receiptId ?? '');
    }
    return receipts;
  }

  /** Rounded, since a deadline is applied within about a second. */
  const rounded = ({ dueAt, windowUntil, ...status }: ReceiptStatus) => ({
    ...status,
    ...(dueAt !== undefined && { dueAt: Math.round(dueAt / (2 * MINUTE)) }),
    ...(windowUntil !== undefined && { windowUntil: Math.round(windowUntil / (2 * MINUTE)) }),
  });

  /** Ana has another customer on the phone. */
  async function keepAnaBusy(): Promise<void> {
    await world.addAgent('ana');
    const leadId = await world.inquire({ tel: '+12025550900' });
    await world.tick();
    await world.seeAll();
    await acceptOffer(world.parts, { agentId: 'ana', offerId: world.lastOffer('ana').offerId });
    await changeLead(world.parts, leadId, { kind: 'talking', agentId: 'ana' });
  }

  test.each([
    ['nobody is on shift', false, undefined, Infinity],
    ['only agents at another site are there', false, undefined, Infinity, ['busan']],
    ['every agent is busy', true, undefined, 1300_000],
    ['a time was asked for', false, 2 * HOUR, Infinity],
    ['a time was asked for, and every agent is busy', true, 15 * MINUTE, 1300_000],
  ] as [string, boolean, number | undefined, number, (readonly string[])?][])('[R186] while %s', async (...given) => {
    const [, isAnyoneThere, wish, until, siteIds = []] = given;
    if (isAnyoneThere) await keepAnaBusy();
    else await world.addAgent('ben', siteIds.length > 0 ? {} : { presence: 'away', presenceReason: 'meal' });
    const calls = { ...TEST_FLOW, languages: ['en' as const], questions: [] };
    await world.parts.campaigns.save(testCampaign({ calls, callsPerSlot: 5, siteIds }));
    const receipts = await send(wish === undefined ? undefined : world.now() + 1000 + wish);
    const start = world.now();
    const steps = new Set<string>();
    for (const moment of MOMENTS.filter((at) => at < until)) {
      while (world.now() < start + moment) {
        const left = start + moment - world.now();
        world.pass(Math.min(left, world.now() - start < 20 * MINUTE ? 10_000 : left));
        await world.tick();
      }
      const shown = new Map<string, unknown>();
      for (const [kind, receiptId] of receipts) {
        const { status } = (await receiptStatus(world.parts, receiptId))!;
        shown.set(kind, rounded(status));
        steps.add(status.step);
      }
      for (const kind of receipts.keys())
        expect([moment, kind, shown.get(kind)]).toEqual([moment, kind, shown.get('fresh')]);
    }
    const all = until === Infinity ? ['promised', 'received'] : ['promised', 'finding'];
    expect([...steps]).toEqual(expect.arrayContaining(all));
  });
});

describe('the sentences', () => {
  const noon = Date.UTC(2027, 0, 15, 12);
  const promised = (dueAt: number): ReceiptStatus => ({
    step: 'promised',
    dueAt,
    windowUntil: dueAt + 600_000,
    zone: 'Europe/Lisbon',
    serverNow: noon,
  });

  test('[F18] [W74] a callback is shown in the customer’s time, with the day if it isn’t today', () => {
    expect(describeStatus(promised(noon + 130 * 60_000), 'en')).toEqual({
      title: 'We’ll call you at 2:10 PM',
      detail: 'Between 2:10 PM and 2:20 PM, Western European Time.\nWe only call numbers we’re allowed to call.',
    });
    expect(describeStatus(promised(noon + 130 * 60_000), 'ko').title).toBe('오후 2:10에 전화드리겠습니다');
    expect(describeStatus(promised(noon + 24 * 3_600_000), 'en').title).toContain('Saturday');
    expect(describeStatus(promised(noon - 1), 'en').title).toBe(words.status('promised.titleSoon'));
  });

  test('[W60] a conversation that is over is thanked for, and called closed only when the lead is', () => {
    const status = (step: ReceiptStatus['step']) => ({ step, serverNow: noon });
    const page = (step: ReceiptStatus['step']) =>
      renderReceipt({ status: status(step), campaign: null, path: '/r/x', language: 'en', demo: false });
    expect(describeStatus(status('talked'), 'en').title).toBe(words.status('talked.title'));
    expect(describeStatus(status('ended'), 'en').title).toBe(words.status('ended.title'));
    expect(page('talked')).not.toMatch(/<p[^>]*hidden[^>]*>/);
    expect(page('ended')).toMatch(/<p[^>]*hidden[^>]*>/);
  });

  test('[F18] the agent is named once known', () => {
    const status = (step: ReceiptStatus['step'], agent?: string) => ({
      step,
      serverNow: noon,
      ...(agent && { agent }),
    });
    expect(describeStatus(status('connecting', 'Ana'), 'en').title).toBe(
      words.status('connecting.title', { agent: 'Ana' }),
    );
    expect(describeStatus(status('connecting'), 'en').title).toBe(words.status('connecting.titleNobody'));
    expect(describeStatus(status('finding'), 'en').title).toBe(words.status('finding.title'));
  });

  test('[F18] a caller in line isn’t told that they’ll be called', () => {
    const status = (step: ReceiptStatus['step'], agent?: string) =>
      describeStatus({ step, serverNow: noon, onLine: true, ...(agent && { agent }) }, 'en');
    expect(status('connecting', 'Ben').title).toBe(words.status('onLine.titleAgent', { agent: 'Ben' }));
    expect(status('finding').detail).toBe(words.status('onLine.detail'));
    expect(status('talking', 'Ben').title).toBe(words.status('talking.title', { agent: 'Ben' }));
  });
});
