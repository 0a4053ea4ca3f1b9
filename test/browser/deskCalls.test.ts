/**
 * Calls at the desk, in browsers with a phone on the demo's network, from the ring to the outcome. One service and one
 * browser for all tests.
 */
import { afterEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, pressUntil, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import { press } from '../support/keyboard.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { openTelephone, type NetworkPhone } from '../support/networkPhone.ts';
import { CALLER, TOLL_FREE } from '../support/calls.ts';
import { before, koreanWords, words } from '../support/words.ts';

const EXPECTED = [
  // WebRTC candidates may arrive just after a browser left the call (409), or reloaded, which ends its phone (404).
  /(404|409).*\/phone\/network\/telephone\/signal/,
  // A window is notified when another one takes its phone.
  /403.*\/phone\/network\/telephone\/events/,
];

describeInBrowser('calls at the desk', () => {
  let demo: Demo;
  let browsing: Browsing;
  const phones: NetworkPhone[] = [];
  afterEach(async () => {
    for (const phone of phones.splice(0)) {
      await phone.hangUp().catch(() => undefined);
      phone.close();
    }
  });
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  async function openDesk(email: string): Promise<Page> {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn(email), expected: EXPECTED });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    await desk.getByRole('button', { name: words.desk('phone.ready') }).waitFor();
    return desk;
  }

  async function telephone(number = CALLER): Promise<NetworkPhone> {
    const phone = await openTelephone(demo.url, number);
    phones.push(phone);
    return phone;
  }

  /** Calls in and waits until the caller is in line. */
  async function callIn(): Promise<NetworkPhone> {
    const caller = await telephone();
    await caller.dial(TOLL_FREE);
    await caller.heard(/press 1/);
    await caller.press('1');
    await caller.heard(/What can we help/);
    await caller.press('1');
    await caller.heard(/in line/);
    return caller;
  }

  /** Submits a form with a number that behaves automatically, which the form itself would not accept. */
  async function submitAs(tel: string, name: string): Promise<string> {
    const { body } = await demo.submit({ name });
    const { id } = await demo.leadOf(body.receiptId, await demo.signIn('sam@demo.test'));
    const leads = demo.connection.collection<{ _id: string }>('leads');
    const set = { 'person.tel': tel, 'person.telType': 'FIXED_LINE_OR_MOBILE', openKeys: [`tel:${tel}`], tels: [tel] };
    await leads.updateOne({ _id: id }, { $set: set, $inc: { rev: 1 } });
    return id;
  }

  const leadInDatabase = (id: string) =>
    demo.connection.collection<{ _id: string; attempts: { result: string }[] }>('leads').findOne({ _id: id });

  async function acceptAndConnect(desk: Page, name: string): Promise<void> {
    await desk.getByRole('heading', { name }).waitFor();
    // The lead is changed behind the service (submitAs), so an offer may be withdrawn and come again.
    await pressUntil(
      desk.getByRole('button', { name: words.desk('offer.accept'), exact: false }).first(),
      desk.getByText(words.desk('call.connect.head')),
    );
    await desk.keyboard.press('1');
  }

  async function close(desk: Page, outcome: string): Promise<void> {
    await sees(desk, words.desk('wrap.title'));
    await desk.locator('.outcomes').getByText(outcome, { exact: true }).click();
    await desk.getByRole('button', { name: words.desk('wrap.close') }).click();
    await desk.getByRole('heading', { name: words.desk('idle.available') }).waitFor();
  }

  test('an inbound call at the desk: accept, connect, talk, mute, hold, keys, warm transfer, hang up, close', async () => {
    const ana = await openDesk('ana@demo.test');
    const caller = await callIn();
    const card = ana.getByRole('region', { name: words.desk('offer.label') });
    await sees(card, words.desk('offer.onLine'));
    await sees(card, '(202) 555-0143');
    await ana.keyboard.press('a');

    // Answered automatically, since the agent clicked Accept. The whisper is a caption and asks for the key.
    await sees(ana, words.desk('call.connect.head'));
    await sees(ana, before(words.desk, 'call.onLine'));
    await sees(ana, before(words.desk, 'call.goesOn'));
    await sees(ana, '(202) 555-0143');
    await sees(ana, /Panels on my roof/i);
    expect(await ana.getByRole('button', { name: words.desk('call.talking') }).count()).toBe(0);
    await ana.keyboard.press('1');
    await sees(ana, before(words.desk, 'call.since'));
    await caller.hears('client:user_ana');
    expect(await seriousFaults(ana)).toEqual([]);

    // Typing the name must not trigger shortcuts.
    await ana.getByLabel(words.desk('name.label'), { exact: true }).fill('Hugh Mehta');
    await ana.keyboard.press('Enter');
    await ana.getByRole('heading', { name: 'Hugh Mehta' }).waitFor();
    await sees(ana, words.lead('timeline.profile'));
    await ana.getByText(before(words.desk, 'call.since')).click();

    await ana.keyboard.press('u');
    await ana.getByRole('button', { name: `${words.desk('call.mute')} U`, pressed: true }).waitFor();
    await sees(ana, words.desk('call.muted'));
    await ana.keyboard.press('u');
    await ana.getByRole('button', { name: `${words.desk('call.mute')} U`, pressed: false }).waitFor();

    caller.forget();
    await ana.keyboard.press('h');
    await ana.getByRole('button', { name: words.desk('call.hold'), pressed: true }).waitFor();
    await caller.music();
    await ana.keyboard.press('h');
    await ana.getByRole('button', { name: words.desk('call.hold'), pressed: false }).waitFor();
    await caller.hears('client:user_ana');

    await ana.keyboard.press('k');
    const keypad = ana.getByRole('dialog', { name: words.deskKeys('keypad') });
    await keypad.waitFor();
    await ana.keyboard.type('42');
    await keypad.getByRole('button', { name: '#' }).click();
    await caller.digits('#');
    await ana.keyboard.press('Escape');

    const ben = await openDesk('ben@demo.test');
    await ana.keyboard.press('r');
    caller.forget();
    await ana.getByRole('button', { name: new RegExp(`${words.desk('transfer.warm')}.*Ben`) }).click();
    await sees(ana, words.desk('consult.ringing', { name: 'Ben Carter' }));
    await caller.music();
    await sees(ben, words.desk('asked.head', { name: 'Ana Silva' }));
    await ben.getByRole('button', { name: `${words.desk('call.answer')} A` }).waitFor();
    expect(await ben.title()).toBe(`${words.desk('title.phone')} · Leadbell`);
    await ben.keyboard.press('a');
    await pressUntil(
      ben.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
      ben.getByText(words.desk('asked.there', { name: 'Ana Silva' })),
    );
    await sees(ana, words.desk('consult.there', { name: 'Ben Carter' }));
    await pressUntil(
      ana.getByRole('button', { name: words.desk('consult.complete') }),
      ana.getByRole('heading', { name: words.desk('idle.available') }),
    );
    await sees(ben, before(words.desk, 'call.since'));
    await caller.hears('client:user_ben');

    await pressUntil(
      ben.getByRole('button', { name: words.deskKeys('hangUp') }),
      ben.getByText(words.desk('wrap.title')),
    );
    await caller.state('idle');
    await close(ben, words.lead('outcome.won'));
  });

  test('a web lead with a busy line: call again, then at a time that the agent chooses; each attempt counts', async () => {
    const id = await submitAs('+15005552000', 'Busy Bea');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Busy Bea');
    await sees(ana, words.desk('missed.busy'), { exact: true });
    expect(await seriousFaults(ana)).toEqual([]);
    await pressUntil(
      ana.getByRole('button', { name: words.desk('missed.again') }),
      ana.getByText(words.lead('attempts', { count: 2 })),
    );
    await ana.getByRole('button', { name: words.desk('missed.at') }).click();
    await pressUntil(
      ana.getByRole('button', { name: words.desk('wrap.promise') }),
      ana.getByText(before(words.desk, 'result.planned')),
    );
    expect(await leadInDatabase(id)).toMatchObject({
      state: 'callback',
      promise: { why: 'notReached', ownerId: 'user_ana', attemptsMade: 2 },
      attempts: [{ result: 'busy' }, { result: 'busy' }],
    });
  });

  test('a web lead without an answer: reported, and the next attempt is scheduled', async () => {
    const id = await submitAs('+15005552001', 'Nobody Nick');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Nobody Nick');
    await sees(ana, words.desk('call.dialling'));
    await ana.getByText(words.desk('missed.noAnswer'), { exact: true }).waitFor({ timeout: 40_000 });
    await pressUntil(
      ana.getByRole('button', { name: words.desk('missed.later') }),
      ana.getByText(before(words.desk, 'result.planned')),
    );
    expect(await leadInDatabase(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'noAnswer' }] });
  });

  test('voicemail detected by the network: a message is left, counted once', async () => {
    const id = await submitAs('+15005554103', 'Mailbox Max');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Mailbox Max');
    await sees(ana, words.desk('mailbox.head'));
    expect(await seriousFaults(ana)).toEqual([]);
    for (const name of [words.desk('missed.again'), words.desk('missed.at'), words.desk('mailbox.noMessage')])
      expect(await ana.getByRole('button', { name }).isVisible()).toBe(true);
    await pressUntil(
      ana.getByRole('button', { name: words.desk('mailbox.leftMessage') }),
      ana.getByText(before(words.desk, 'result.planned')),
    );
    expect(await leadInDatabase(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'voicemail' }] });
  });

  test('voicemail noticed only by the agent: one key leads to the same choice', async () => {
    await detect(false);
    try {
      const id = await submitAs('+15005554104', 'Silent Sue');
      const ana = await openDesk('ana@demo.test');
      await acceptAndConnect(ana, 'Silent Sue');
      await sees(ana, before(words.desk, 'call.since'));
      await pressUntil(
        ana.getByRole('button', { name: words.desk('call.voicemail') }),
        ana.getByText(words.desk('mailbox.head')),
      );
      await pressUntil(
        ana.getByRole('button', { name: words.desk('mailbox.noMessage') }),
        ana.getByText(before(words.desk, 'result.planned')),
      );
      expect(await leadInDatabase(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'voicemail' }] });
    } finally {
      await detect(true);
    }
  });

  async function detect(detectsVoicemail: boolean): Promise<void> {
    const campaigns = demo.connection.collection<{ _id: string }>('campaigns');
    await campaigns.updateOne({ _id: 'demo' }, { $set: { 'calls.dialling.detectsVoicemail': detectsVoicemail } });
    await demo.changed();
  }

  test('an agent whose account is closed in the middle of a call: the caller stays on the line and goes to the next agent', async () => {
    const ben = await openDesk('ben@demo.test');
    const caller = await callIn();
    await sees(ben, words.desk('offer.onLine'));
    await ben.keyboard.press('a');
    await pressUntil(
      ben.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
      ben.getByText(before(words.desk, 'call.since')),
    );
    await caller.hears('client:user_ben');

    const ana = await openDesk('ana@demo.test');
    caller.forget();
    const admin = await demo.signIn('admin@demo.test');
    await setActive(admin, false);
    try {
      await caller.heard(/in line/);
      await sees(ana, words.desk('offer.onLine'));
      await ana.keyboard.press('a');
      await pressUntil(
        ana.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
        ana.getByText(before(words.desk, 'call.since')),
      );
      await caller.hears('client:user_ana');
      await caller.hangUp();
      await close(ana, words.lead('outcome.won'));
    } finally {
      await setActive(admin, true);
      demo.forget('ben@demo.test');
    }
  });

  async function setActive(cookie: string, isActive: boolean): Promise<void> {
    const path = '/api/admin/people/user_ben';
    const { version } = await demo.get<{ version: number }>(path, cookie);
    const response = await fetch(`${demo.url}${path}/${isActive ? 'reactivate' : 'deactivate'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ version }),
    });
    expect(response.ok).toBe(true);
  }

  test('[K31] a supervisor listens from the floor, muted, joins and whispers with a click each, and again from the lead’s page', async () => {
    const ana = await openDesk('ana@demo.test');
    await callIn();
    await sees(ana, words.desk('offer.onLine'));
    await ana.keyboard.press('a');
    await pressUntil(
      ana.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
      ana.getByText(before(words.desk, 'call.since')),
    );

    const cookie = await demo.signIn('sam@demo.test');
    const floor = await browsing.open('/floor', { cookie, expected: EXPECTED });
    await sees(floor, words.floor('agent.onPhone'));
    await floor.getByRole('button', { name: words.floor('supervise.listen') }).click();
    await sees(floor, words.floor('supervise.in.listen'));
    expect(await seriousFaults(floor)).toEqual([]);
    await ana.keyboard.press('h');
    await sees(floor, words.floor('agent.onHold'));
    await ana.keyboard.press('h');

    const panel = floor.locator('.supervise-panel');
    await panel.getByRole('button', { name: words.floor('supervise.join') }).click();
    await sees(panel, words.floor('supervise.in.join'));
    await sees(ana, words.desk('call.joined', { names: 'Sam Ortiz', count: 1 }));
    expect(await seriousFaults(floor)).toEqual([]);
    expect(await seriousFaults(ana)).toEqual([]);
    await panel.getByRole('button', { name: words.floor('supervise.whisper') }).click();
    await sees(panel, words.floor('supervise.in.whisper'));
    await ana.getByText(words.desk('call.joined', { names: 'Sam Ortiz', count: 1 })).waitFor({ state: 'detached' });
    await floor.reload();
    await floor.getByRole('button', { name: words.floor('supervise.listen') }).click();
    await sees(floor, words.floor('supervise.in.listen'));
    await floor.getByRole('button', { name: words.floor('supervise.end') }).click();

    await floor.locator('.agent-lead a').click();
    await floor.getByRole('heading', { name: words.leadPage('page.call'), exact: true }).waitFor();
    await floor.getByRole('button', { name: words.floor('supervise.whisper') }).click();
    await sees(floor, words.floor('supervise.in.whisper'));
    await pressUntil(
      ana.getByRole('button', { name: words.deskKeys('hangUp') }),
      ana.getByText(words.desk('wrap.title')),
    );
    await floor.getByText(words.floor('supervise.in.whisper')).waitFor({ state: 'detached' });
  });

  const focus = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  const hasPhone = (page: Page, how: string) => page.getByRole('button', { name: how, exact: true }).waitFor();

  test('[K33] one phone, two windows: a call moves only where the agent asks for it', async () => {
    const first = await openDesk('ana@demo.test');
    const second = await first.context().newPage();
    await second.goto('/desk');
    await hasPhone(second, words.desk('phone.ready'));
    await sees(first, words.desk('phone.elsewhere'));

    // Accepted in the window without the phone, which says where it rings.
    const caller = await callIn();
    await sees(first, words.desk('offer.onLine'));
    await first.keyboard.press('a');
    await sees(first, words.desk('call.ringsElsewhere'));
    await second.getByRole('button', { name: `${words.desk('call.answer')} A` }).waitFor();
    expect(await seriousFaults(first)).toEqual([]);
    await first.getByRole('button', { name: words.desk('call.ringHere') }).click();
    await pressUntil(
      first.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
      first.getByText(before(words.desk, 'call.since')),
    );
    await caller.hears('client:user_ana');
    await sees(second, words.desk('call.talksElsewhere'));

    await focus(second);
    const third = await first.context().newPage();
    await third.goto('/desk');
    await sees(third, words.desk('call.talksElsewhere'));
    await second.keyboard.press('u');
    await sees(first, words.desk('call.muted'));
    await second.keyboard.press('u');
    await first.getByText(words.desk('call.muted')).waitFor({ state: 'detached' });
    await hasPhone(first, words.desk('phone.inCall'));
    await third.close();

    await second.getByRole('button', { name: words.desk('call.talkHere') }).click();
    await hasPhone(second, words.desk('phone.inCall'));
    await sees(first, words.desk('call.talksElsewhere'));
    await caller.hears('client:user_ana');
    await pressUntil(
      second.getByRole('button', { name: words.deskKeys('hangUp') }),
      second.getByText(words.desk('wrap.title')),
    );
    await close(second, words.lead('outcome.won'));
  });

  test('[K33] a supervisor with a desk keeps listening while they look at it, and gets the phone back there afterwards', async () => {
    const people = demo.connection.collection<{ _id: string; agent?: object }>('users');
    const agents = demo.connection.collection<{ _id: string }>('agents');
    const like = {
      user: await people.findOne({ _id: 'user_ana' }),
      agent: await agents.findOne({ _id: 'user_ana' }),
    };
    await agents.insertOne({ ...like.agent, _id: 'user_sam', name: 'Sam Ortiz' } as { _id: string });
    await people.updateOne({ _id: 'user_sam' }, { $set: { agent: like.user?.agent } });
    await demo.changed();
    try {
      const ana = await openDesk('ana@demo.test');
      await callIn();
      await sees(ana, words.desk('offer.onLine'));
      await ana.keyboard.press('a');
      await pressUntil(
        ana.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
        ana.getByText(before(words.desk, 'call.since')),
      );

      const desk = await openDesk('sam@demo.test');
      const floor = await desk.context().newPage();
      await floor.goto('/floor');
      await floor.getByRole('button', { name: words.floor('supervise.listen') }).click();
      await sees(floor, words.floor('supervise.in.listen'));
      await sees(desk, words.desk('phone.elsewhere'));
      await focus(desk);
      await floor
        .locator('.supervise-panel')
        .getByRole('button', { name: words.floor('supervise.whisper') })
        .click();
      await sees(floor, words.floor('supervise.in.whisper'));
      await sees(desk, words.desk('phone.elsewhere'));
      await floor.getByRole('button', { name: words.floor('supervise.end') }).click();
      await hasPhone(desk, words.desk('phone.ready'));
      await pressUntil(
        ana.getByRole('button', { name: words.deskKeys('hangUp') }),
        ana.getByText(words.desk('wrap.title')),
      );
      await close(ana, words.lead('outcome.won'));
    } finally {
      await people.updateOne({ _id: 'user_sam' }, { $unset: { agent: 1 } });
      await agents.deleteOne({ _id: 'user_sam' });
    }
  });

  test('in Korean, on a narrow screen, by keyboard alone', async () => {
    const cookie = await demo.signIn('chloe@demo.test');
    const desk = await browsing.open('/desk', { cookie, viewport: { width: 360, height: 740 }, expected: EXPECTED });
    await desk.getByLabel(koreanWords.desk('shift.phone')).waitFor();
    await press(desk, desk.getByRole('button', { name: koreanWords.desk('shift.start') }));
    await desk.getByRole('button', { name: koreanWords.desk('phone.ready') }).waitFor();
    const caller = await callIn();
    await sees(desk, koreanWords.desk('offer.onLine'));
    await press(desk, desk.getByRole('button', { name: '수락' }));
    await press(desk, desk.getByRole('button', { name: `${koreanWords.desk('call.connect')} 1` }));
    await sees(desk, new RegExp(`^${before(koreanWords.desk, 'call.since')} \\d`));
    expect(await overflow(desk)).toBe(0);
    expect(await seriousFaults(desk)).toEqual([]);
    await press(desk, desk.getByRole('button', { name: '보류' }));
    await sees(desk, koreanWords.desk('call.held'));
    await press(desk, desk.getByRole('button', { name: koreanWords.deskKeys('transfer') }));
    await sees(desk, koreanWords.desk('transfer.nobody'));
    expect(await overflow(desk)).toBe(0);
    await desk.keyboard.press('Escape');
    await caller.hangUp();
    await sees(desk, koreanWords.desk('wrap.title'));
  });
});
