/** The text to a missed caller, over the real stores, with a telephone network that says what the test wants. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mayText } from '../../../src/core/law/mayText.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/vocabulary/time.ts';
import type { Phone } from '../../../src/ports/calls.ts';
import type { Parts } from '../../../src/ports/parts.ts';
import { receiveCall } from '../../../src/usecases/calls/answerCall.ts';
import { attachInquiry } from '../../../src/usecases/intake/attachInquiry.ts';
import { changeLead } from '../../../src/usecases/lead/changeLead.ts';
import { attachCallToLead } from '../../../src/usecases/calls/attachCall.ts';
import { handleCallEnd } from '../../../src/usecases/calls/settleCalls.ts';
import { actOnPage } from '../../../src/usecases/customerPage/actOnPage.ts';
import { readPageLink } from '../../../src/usecases/customerPage/pageLink.ts';
import { viewPage } from '../../../src/usecases/customerPage/viewPage.ts';
import { sweepEffects } from '../../../src/usecases/effects/runEffects.ts';
import { CALLER, TEST_FLOW, TOLL_FREE } from '../../support/calls.ts';
import { NEW_YORK, NOON } from '../../support/leads.ts';
import { fakePhone } from '../../support/phone.ts';
import { startWorld, testCampaign, testInquiry, type World } from '../../support/world.ts';

const TEXT = { en: 'Sorry we missed you. We will call you back.', ko: '전화를 받지 못해 죄송합니다.' };

let world: World;
let parts: Parts;
let sent: { to: string; from: string; body: string; pagePath?: string }[];
let answer: Awaited<ReturnType<Phone['sendText']>>;
let arrived: boolean;

beforeEach(async () => {
  world = await startWorld({ calls: { ...TEST_FLOW, languages: ['en'], questions: [], textBack: TEXT } });
  [sent, answer, arrived] = [[], { kind: 'sent' }, false];
  const phone = fakePhone({
    sendText: (text) => {
      sent.push(text);
      return Promise.resolve(answer);
    },
    hasText: () => Promise.resolve(arrived),
  });
  parts = { ...world.parts, phone };
});
afterEach(() => world.stop());

/** Sent a form with or without the box for texts, rang a minute later, and hung up unserved. */
async function missed({
  text = true,
  language = 'en',
  telType = 'FIXED_LINE_OR_MOBILE',
}: { text?: boolean; language?: 'en' | 'ko'; telType?: string } = {}): Promise<string> {
  const plain = testInquiry('x', world.now(), CALLER);
  const id = await world.inquire({
    consent: { ...plain.consent, text },
    person: { ...plain.person, language, telCountry: 'US', telType },
  });
  world.pass(MINUTE);
  await receiveCall(parts, { sid: 'CA1', from: CALLER, to: TOLL_FREE });
  world.pass(20 * SECOND);
  await handleCallEnd(parts, 'CA1', 'completed', 2);
  return id;
}
const sweep = async (afterMs = 6 * SECOND) => {
  world.pass(afterMs);
  await sweepEffects(parts);
};
const history = async (id: string) =>
  (await parts.leads.timeline(id)).filter(({ kind }) => kind === 'textSent' || kind === 'textNotSent');

describe('[K25] a missed caller who allowed texts is sent one', () => {
  test('by the sweep, in their language, from the number they rang, and it is in the history', async () => {
    const id = await missed({ language: 'ko' });
    expect(sent).toEqual([]);
    await sweep();
    expect(sent).toEqual([{ callId: 'CA1', to: CALLER, from: TOLL_FREE, body: TEXT.ko }]);
    await sweep();
    expect(sent).toHaveLength(1);
    expect(await history(id)).toMatchObject([{ kind: 'textSent', data: { callId: 'CA1' } }]);
  });

  test('[O45] and while the clock is wrong by hours, once it is right', async () => {
    const right = parts.clock;
    await missed();
    parts = { ...parts, clock: { now: world.now, offset: () => 3 * HOUR } };
    await sweep();
    expect(sent).toEqual([]);
    parts = { ...parts, clock: right };
    await sweep(2 * MINUTE);
    expect(sent).toHaveLength(1);
  });

  test('who never ticked that box is sent none, and owes the outbox nothing', async () => {
    const id = await missed({ text: false });
    await sweep();
    expect(sent).toEqual([]);
    expect(await history(id)).toEqual([]);
  });

  test('an order without an answer is given again only once the network’s list lacks it, later each time', async () => {
    await missed();
    answer = { kind: 'unknown' };
    await sweep();
    expect(sent).toHaveLength(1);
    await sweep(20 * SECOND);
    expect(sent).toHaveLength(1);
    await sweep(20 * SECOND);
    expect(sent).toHaveLength(2);
    await sweep(40 * SECOND);
    expect(sent).toHaveLength(2);
    arrived = true;
    await sweep(20 * SECOND);
    await sweep(HOUR);
    expect(sent).toHaveLength(2);
    expect(await history('ld_in_1')).toMatchObject([{ kind: 'textSent' }]);
  });

  test('what the network refuses for good is not tried again, and the history says so', async () => {
    const id = await missed();
    answer = { kind: 'refused', reason: '400 21610' };
    await sweep();
    await sweep(HOUR);
    expect(sent).toHaveLength(1);
    expect(await history(id)).toMatchObject([{ kind: 'textNotSent', data: { reason: 'refused' } }]);
  });

  test('[F23] a number of a range that nobody knows gets none: no person has looked at it', async () => {
    const id = await missed({ telType: 'UNKNOWN' });
    await sweep();
    expect(sent).toEqual([]);
    expect(await history(id)).toMatchObject([{ kind: 'textNotSent', data: { reason: 'numberType' } }]);
  });

  test('on the do-not-call list they get none, whatever was ticked before', async () => {
    const id = await missed();
    await parts.doNotCall.add({ id: 'act_1', tel: CALLER, at: world.now(), by: { kind: 'system' }, source: 'text' });
    await sweep();
    expect(sent).toEqual([]);
    expect(await history(id)).toMatchObject([{ data: { reason: 'do-not-call', rule: 'L5' } }]);
  });

  test('who is being served by then needs none', async () => {
    await missed();
    await receiveCall(parts, { sid: 'CA2', from: CALLER, to: TOLL_FREE });
    await sweep();
    expect(sent).toEqual([]);
  });
});

describe('[K49] at most once, whoever asks for it at the same time', () => {
  /** The effect that the missed call left, and one like it. */
  const doubled = async (id: string) => {
    const leads = world.connection.collection<{ _id: string; effects: { id: string; kind: string }[] }>('leads');
    const lead = await leads.findOne({ _id: id });
    const text = lead!.effects.find(({ kind }) => kind === 'textBack')!;
    const effects = [text, { ...text, id: `${text.id}:again` }];
    await leads.updateOne({ _id: id }, { $set: { effects }, $inc: { rev: 1 } });
  };

  test('two effects for one call, run at once, send one text', async () => {
    const id = await missed();
    await doubled(id);
    await sweep();
    expect(sent).toHaveLength(1);
    // Whether or not the network's list has it yet.
    await sweep(MINUTE);
    expect(sent).toHaveLength(1);
    expect(await history(id)).toHaveLength(1);
  });

  test('two sweeps at once send one text; one that died after it claimed the text is followed by another', async () => {
    const id = await missed();
    await doubled(id);
    world.pass(6 * SECOND);
    const dies = { ...parts, phone: { ...parts.phone!, sendText: () => Promise.reject(new Error('killed')) } };
    await sweepEffects(dies);
    expect(sent).toHaveLength(0);
    await Promise.all([sweepEffects(parts), sweepEffects(parts)]);
    expect(sent).toHaveLength(0);
    await sweep(MINUTE);
    await sweep(MINUTE);
    expect(sent).toHaveLength(1);
  });
});

test('[K50] a call that is over is not on the line again, however late it is brought to its lead', async () => {
  const id = await missed();
  const before = await parts.leads.byId(id);
  const call = await parts.calls.byId('CA1');
  const campaign = await parts.campaigns.byId('solar');
  expect(await attachCallToLead(parts, campaign!, call!, 'inLine')).toBe(id);
  // By a request, too, that read the call before it was over.
  const inquiry = await parts.inquiries.byId('inq_CA1');
  const liveCall = { callId: 'CA1', direction: 'inbound', since: call!.startedAt } as const;
  expect(await attachInquiry(parts, inquiry!, { liveCall })).toBe(id);
  expect(await parts.leads.byId(id)).toEqual(before);
  // The next call is another one.
  await receiveCall(parts, { sid: 'CA2', from: CALLER, to: TOLL_FREE });
  expect(await parts.leads.byId(id)).toMatchObject({ state: 'waiting', liveCall: { callId: 'CA2' } });
});

test('[K50] nor does it open a second lead once its own is closed', async () => {
  const id = await missed();
  await changeLead(parts, id, { kind: 'close', by: { kind: 'supervisor', id: 'sam' }, outcome: 'notInterested' });
  const campaign = await parts.campaigns.byId('solar');
  expect(await attachCallToLead(parts, campaign!, (await parts.calls.byId('CA1'))!, 'inLine')).toBe(id);
  expect(await parts.leads.openByKey(`tel:${CALLER}`)).toBeNull();
});

describe('[K25] by night', () => {
  // The test's world begins at 10 h in New York; twelve hours later it is 22 h there.
  test('a text waits for the morning', async () => {
    world.pass(12 * HOUR);
    await missed();
    await sweep();
    expect(sent).toEqual([]);
    await sweep(10 * HOUR);
    expect(sent).toHaveLength(1);
  });

  test('“ring me now” covers the hour of a call, and of no text', () => {
    const consent = { inquiryId: 'in', at: NOON, call: true, now: true, text: true, email: false, wordingVersion: 1 };
    const night = NOON + 12 * HOUR;
    const asked = {
      tel: CALLER,
      doNotCallSince: null,
      attempts: [],
      maxPerDay: 3,
      zones: [NEW_YORK],
      places: ['US-NY'],
    };
    expect(mayText({ ...asked, now: night, consents: [{ ...consent, at: night }] })).toMatchObject({
      allowed: false,
      reason: 'outside-hours',
    });
    expect(mayText({ ...asked, now: NOON, consents: [{ ...consent, text: false }] })).toMatchObject({
      reason: 'no-permission',
    });
  });
});

describe('[K102] the link in the text to a missed caller', () => {
  const missedWithLink = async () => {
    const textBack = { en: 'We missed you. Your call: {page}' };
    const calls = { ...TEST_FLOW, languages: ['en'], questions: [], textBack } as const;
    await world.parts.campaigns.save(testCampaign({ calls, version: 2 }));
    return missed();
  };
  const linked = async () => {
    const leadId = await missedWithLink();
    await sweep();
    const token = sent[0]?.pagePath?.slice('/p/'.length) ?? '';
    return { leadId, token };
  };

  test('goes to the number, and covers what it sent and called about', async () => {
    const { leadId, token } = await linked();
    expect(sent).toEqual([expect.objectContaining({ to: CALLER, body: 'We missed you. Your call: {page}' })]);
    expect(token).not.toContain(CALLER.slice(-7));
    expect(await readPageLink(parts, token)).toMatchObject({ inquiry: { kind: 'call' }, address: CALLER });
    const lead = await parts.leads.byId(leadId);
    expect(lead?.inquiries.map(({ kind }) => kind)).toEqual(['form', 'call']);
    const page = await viewPage(parts, token);
    expect(page).toMatchObject({ kind: 'whole', seen: lead?.promise?.dueAt, mayCancel: true, mayStop: true });
    expect(await actOnPage(parts, token, { act: 'cancel', seen: page?.seen ?? null })).toBe('done');
    expect(await parts.leads.byId(leadId)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('lists the number, whoever else sent something about it', async () => {
    const { token } = await linked();
    const plain = testInquiry('x', world.now(), CALLER);
    await world.inquire({ person: { ...plain.person, email: 'someone@example.com' } });
    expect(await actOnPage(parts, token, { act: 'stop', id: 'x'.repeat(20), wording: 'Stop' })).toBe('done');
    expect(await parts.doNotCall.since(CALLER)).not.toBeNull();
  });

  test('is left out if nothing that came from the number is left', async () => {
    const leadId = await missedWithLink();
    const lead = await parts.leads.byId(leadId);
    for (const { id } of lead?.inquiries ?? []) await parts.inquiries.remove(id);
    await sweep();
    expect(sent).toEqual([{ callId: 'CA1', to: CALLER, from: TOLL_FREE, body: 'We missed you. Your call:' }]);
  });

  test('no longer opens anything once what it is about was removed', async () => {
    const { token } = await linked();
    const [, id = ''] = /^([^.]+)/.exec(token) ?? [];
    await parts.inquiries.remove(id);
    expect(await readPageLink(parts, token)).toBeNull();
  });
});
