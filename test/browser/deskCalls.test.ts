/**
 * Calls as agents meet them at the desk, in browsers that are telephones, over the demo's own network: from the ring to the
 * outcome. One service and one browser for all of it.
 */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  clearFloor,
  describeInBrowser,
  overflow,
  pressUntil,
  seriousFaults,
  startBrowser,
  type Browsing,
} from '../support/browser.ts';
import { press } from '../support/keyboard.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { openTelephone, type NetworkPhone } from '../support/networkPhone.ts';
import { CALLER, TOLL_FREE } from '../support/calls.ts';

const EXPECTED = [
  // Browsers that find their way to each other go on a moment after one of them has left the call.
  /409.*\/phone\/network\/telephone\/signal/,
  // A window whose telephone another one took is told so.
  /403.*\/phone\/network\/telephone\/events/,
];

describeInBrowser('calls at the desk', () => {
  let demo: Demo;
  let browsing: Browsing;
  const phones: NetworkPhone[] = [];
  beforeAll(async () => {
    demo = await startDemo();
    browsing = await startBrowser(demo.url);
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) {
      await phone.hangUp().catch(() => undefined);
      phone.close();
    }
    await browsing.closePeople();
    await clearFloor(demo);
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await browsing.stop();
    await demo.stop();
  });

  async function openDesk(email: string): Promise<Page> {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn(email), expected: EXPECTED });
    await desk.getByRole('button', { name: 'Start shift' }).click();
    await desk.getByText('Available since').waitFor();
    await desk.getByRole('button', { name: 'Telephone connected' }).waitFor();
    return desk;
  }

  async function telephone(number = CALLER): Promise<NetworkPhone> {
    const phone = await openTelephone(demo.url, number);
    phones.push(phone);
    return phone;
  }

  /** From ringing to the line. */
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

  /** A form of somebody whose number behaves by itself, as no number that a form takes does. */
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
    await desk.keyboard.press('a');
    await desk.getByText('Ready to connect').waitFor();
    await desk.keyboard.press('1');
  }

  async function close(desk: Page, outcome: string): Promise<void> {
    await desk.getByText('How did it end?').waitFor();
    await desk.getByRole('main').getByText(outcome, { exact: true }).click();
    await desk.getByRole('button', { name: 'Close lead' }).click();
    await desk.getByRole('heading', { name: 'Nothing is ringing' }).waitFor();
  }

  test('a caller rings at the desk: accept, connect, talk, mute, hold, keys, handed over warmly, hung up, closed', async () => {
    const ana = await openDesk('ana@demo.test');
    const caller = await callIn();
    const card = ana.getByRole('region', { name: 'A lead is ringing' });
    await card.getByText('On the line').waitFor();
    await card.getByText('(202) 555-0143').waitFor();
    await ana.keyboard.press('a');

    // Answered by itself: the click said yes. The whisper is a caption, and asks for the key.
    await ana.getByText('Ready to connect').waitFor();
    await ana.getByText(/On the line since/).waitFor();
    await ana.getByText(/Goes on to a colleague in/).waitFor();
    await ana.getByText('(202) 555-0143').waitFor();
    await ana
      .getByText(/Panels on my roof/i)
      .first()
      .waitFor();
    expect(await ana.getByRole('button', { name: 'We’re talking' }).count()).toBe(0);
    await ana.keyboard.press('1');
    await ana.getByText('Talking for').waitFor();
    await caller.hears('client:user_ana');
    expect(await seriousFaults(ana)).toEqual([]);

    // Written down as they say it: a name is no row of shortcuts.
    await ana.getByLabel('Name', { exact: true }).fill('Hugh Mehta');
    await ana.keyboard.press('Enter');
    await ana.getByRole('heading', { name: 'Hugh Mehta' }).waitFor();
    await ana.getByText('The name was written down').waitFor();
    await ana.getByText('Talking for').click();

    await ana.keyboard.press('u');
    await ana.getByRole('button', { name: /^Mute/, pressed: true }).waitFor();
    await ana.getByText('Muted').waitFor();
    await ana.keyboard.press('u');
    await ana.getByRole('button', { name: /^Mute/, pressed: false }).waitFor();

    caller.forget();
    await ana.keyboard.press('h');
    await ana.getByRole('button', { name: 'Hold', pressed: true }).waitFor();
    await caller.music();
    await ana.keyboard.press('h');
    await ana.getByRole('button', { name: 'Hold', pressed: false }).waitFor();
    await caller.hears('client:user_ana');

    await ana.keyboard.press('k');
    const keypad = ana.getByRole('dialog', { name: 'Keypad' });
    await keypad.waitFor();
    await ana.keyboard.type('42');
    await keypad.getByRole('button', { name: '#' }).click();
    await caller.digits('#');
    await ana.keyboard.press('Escape');

    const ben = await openDesk('ben@demo.test');
    await ana.keyboard.press('r');
    caller.forget();
    await ana.getByRole('button', { name: /Talk first.*Ben/ }).click();
    await ana.getByText(/Ben Carter’s telephone rings/).waitFor();
    await caller.music();
    await ben.getByText('Ana Silva wants to hand somebody over to you').waitFor();
    await ben.getByRole('button', { name: 'Answer A' }).waitFor();
    expect(await ben.title()).toBe('(1) The telephone rings · Leadbell');
    await ben.keyboard.press('a');
    await pressUntil(ben.getByRole('button', { name: 'Connect 1' }), ben.getByText('You talk with Ana Silva'));
    await ana.getByText('You talk with Ben Carter').waitFor();
    await pressUntil(
      ana.getByRole('button', { name: 'Hand over' }),
      ana.getByRole('heading', { name: 'Nothing is ringing' }),
    );
    await ben.getByText('Talking for').waitFor();
    await caller.hears('client:user_ben');

    await pressUntil(ben.getByRole('button', { name: 'Hang up' }), ben.getByText('How did it end?'));
    await caller.state('idle');
    await close(ben, 'Won');
  });

  test('a web lead whose line is busy: again, then at a time of the agent’s own choice; each dial counted', async () => {
    const id = await submitAs('+15005552000', 'Busy Bea');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Busy Bea');
    await ana.getByText('The line is busy').waitFor();
    expect(await seriousFaults(ana)).toEqual([]);
    await pressUntil(ana.getByRole('button', { name: 'Try again' }), ana.getByText('2 attempts so far'));
    await ana.getByRole('button', { name: 'Call back at…' }).click();
    await pressUntil(
      ana.getByRole('button', { name: 'Promise the call' }),
      ana.getByText('The next attempt is planned for'),
    );
    expect(await leadInDatabase(id)).toMatchObject({
      state: 'callback',
      promise: { why: 'notReached', ownerId: 'user_ana', attemptsMade: 2 },
      attempts: [{ result: 'busy' }, { result: 'busy' }],
    });
  });

  test('a web lead that nobody answers: told, and the next attempt is planned', async () => {
    const id = await submitAs('+15005552001', 'Nobody Nick');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Nobody Nick');
    await ana.getByText('Ringing the person…').waitFor();
    await ana.getByText('No answer', { exact: true }).waitFor({ timeout: 40_000 });
    await pressUntil(ana.getByRole('button', { name: 'Later' }), ana.getByText('The next attempt is planned for'));
    expect(await leadInDatabase(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'noAnswer' }] });
  });

  test('a mailbox that the network finds: a message is left, counted once', async () => {
    const id = await submitAs('+15005554103', 'Mailbox Max');
    const ana = await openDesk('ana@demo.test');
    await acceptAndConnect(ana, 'Mailbox Max');
    await ana.getByText('Voicemail answered').waitFor();
    expect(await seriousFaults(ana)).toEqual([]);
    for (const name of ['Try again', 'Call back at…', 'No message'])
      expect(await ana.getByRole('button', { name }).isVisible()).toBe(true);
    await pressUntil(
      ana.getByRole('button', { name: 'Message left' }),
      ana.getByText('The next attempt is planned for'),
    );
    expect(await leadInDatabase(id)).toMatchObject({ state: 'callback', attempts: [{ result: 'voicemail' }] });
  });

  test('a mailbox that only the agent hears: one key leads to the same choice', async () => {
    await detect(false);
    try {
      const id = await submitAs('+15005554104', 'Silent Sue');
      const ana = await openDesk('ana@demo.test');
      await acceptAndConnect(ana, 'Silent Sue');
      await ana.getByText('Talking for').waitFor();
      await pressUntil(ana.getByRole('button', { name: 'It was voicemail' }), ana.getByText('Voicemail answered'));
      await pressUntil(
        ana.getByRole('button', { name: 'No message' }),
        ana.getByText('The next attempt is planned for'),
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

  test('an agent whose account is closed in the middle of a call: the caller keeps the line and goes to the next', async () => {
    const ben = await openDesk('ben@demo.test');
    const caller = await callIn();
    await ben.getByText('On the line').waitFor();
    await ben.keyboard.press('a');
    await pressUntil(ben.getByRole('button', { name: 'Connect 1' }), ben.getByText('Talking for'));
    await caller.hears('client:user_ben');

    const ana = await openDesk('ana@demo.test');
    caller.forget();
    const admin = await demo.signIn('admin@demo.test');
    await setActive(admin, false);
    try {
      await caller.heard(/in line/);
      await ana.getByText('On the line').waitFor();
      await ana.keyboard.press('a');
      await pressUntil(ana.getByRole('button', { name: 'Connect 1' }), ana.getByText('Talking for'));
      await caller.hears('client:user_ana');
      await caller.hangUp();
      await close(ana, 'Won');
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
    await ana.getByText('On the line').waitFor();
    await ana.keyboard.press('a');
    await pressUntil(ana.getByRole('button', { name: 'Connect 1' }), ana.getByText('Talking for'));

    const cookie = await demo.signIn('sam@demo.test');
    const floor = await browsing.open('/floor', { cookie, expected: EXPECTED });
    await floor.getByText('on the telephone').waitFor();
    await floor.getByRole('button', { name: 'Listen' }).click();
    await floor.getByText('Listening, muted').waitFor();
    expect(await seriousFaults(floor)).toEqual([]);
    await ana.keyboard.press('h');
    await floor.getByText('on hold').waitFor();
    await ana.keyboard.press('h');

    const panel = floor.locator('.supervise-panel');
    await panel.getByRole('button', { name: 'Join' }).click();
    await panel.getByText('In the conversation').waitFor();
    await ana.getByText('Sam Ortiz has joined').waitFor();
    expect(await seriousFaults(floor)).toEqual([]);
    expect(await seriousFaults(ana)).toEqual([]);
    await panel.getByRole('button', { name: 'Whisper' }).click();
    await panel.getByText('Whispering to the agent').waitFor();
    await ana.getByText('Sam Ortiz has joined').waitFor({ state: 'detached' });
    await floor.reload();
    await floor.getByRole('button', { name: 'Listen' }).click();
    await floor.getByText('Listening, muted').waitFor();
    await floor.getByRole('button', { name: 'Leave' }).click();

    await floor.locator('.agent-lead a').click();
    await floor.getByRole('heading', { name: 'Conversation' }).waitFor();
    await floor.getByRole('button', { name: 'Whisper' }).click();
    await floor.getByText('Whispering to the agent').waitFor();
    await pressUntil(ana.getByRole('button', { name: 'Hang up' }), ana.getByText('How did it end?'));
    await floor.getByText('Whispering to the agent').waitFor({ state: 'detached' });
  });

  const focus = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('focus')));
  const hasPhone = (page: Page, how: string) => page.getByRole('button', { name: how, exact: true }).waitFor();

  test('[K33] one telephone, two windows: a call is brought to where the agent says, and taken out of none by looking on', async () => {
    const first = await openDesk('ana@demo.test');
    const second = await first.context().newPage();
    await second.goto('/desk');
    await hasPhone(second, 'Telephone connected');
    await first.getByText('Calls ring in another window of yours.').waitFor();

    // Accepted in the window without the telephone: it is said where it rings.
    const caller = await callIn();
    await first.getByText('On the line').waitFor();
    await first.keyboard.press('a');
    await first.getByText('It rings in another window of yours.').waitFor();
    await second.getByRole('button', { name: 'Answer A' }).waitFor();
    expect(await seriousFaults(first)).toEqual([]);
    await first.getByRole('button', { name: 'Ring here' }).click();
    await pressUntil(first.getByRole('button', { name: 'Connect 1' }), first.getByText('Talking for'));
    await caller.hears('client:user_ana');
    await second.getByText('You talk in another window of yours.').waitFor();

    await focus(second);
    const third = await first.context().newPage();
    await third.goto('/desk');
    await third.getByText('You talk in another window of yours.').waitFor();
    await second.keyboard.press('u');
    await first.getByText('Muted').waitFor();
    await second.keyboard.press('u');
    await first.getByText('Muted').waitFor({ state: 'detached' });
    await hasPhone(first, 'In a call');
    await third.close();

    await second.getByRole('button', { name: 'Talk here' }).click();
    await hasPhone(second, 'In a call');
    await first.getByText('You talk in another window of yours.').waitFor();
    await caller.hears('client:user_ana');
    await pressUntil(second.getByRole('button', { name: 'Hang up' }), second.getByText('How did it end?'));
    await close(second, 'Won');
  });

  test('[K33] a supervisor who has a desk too listens on while they look at it, and has the telephone there again afterwards', async () => {
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
      await ana.getByText('On the line').waitFor();
      await ana.keyboard.press('a');
      await pressUntil(ana.getByRole('button', { name: 'Connect 1' }), ana.getByText('Talking for'));

      const desk = await openDesk('sam@demo.test');
      const floor = await desk.context().newPage();
      await floor.goto('/floor');
      await floor.getByRole('button', { name: 'Listen' }).click();
      await floor.getByText('Listening, muted').waitFor();
      await desk.getByText('Calls ring in another window of yours.').waitFor();
      await focus(desk);
      await floor.locator('.supervise-panel').getByRole('button', { name: 'Whisper' }).click();
      await floor.getByText('Whispering to the agent').waitFor();
      await desk.getByText('Calls ring in another window of yours.').waitFor();
      await floor.getByRole('button', { name: 'Leave' }).click();
      await hasPhone(desk, 'Telephone connected');
      await pressUntil(ana.getByRole('button', { name: 'Hang up' }), ana.getByText('How did it end?'));
      await close(ana, 'Won');
    } finally {
      await people.updateOne({ _id: 'user_sam' }, { $unset: { agent: 1 } });
      await agents.deleteOne({ _id: 'user_sam' });
    }
  });

  test('in Korean, on a narrow screen, by keyboard alone', async () => {
    const cookie = await demo.signIn('chloe@demo.test');
    const desk = await browsing.open('/desk', { cookie, viewport: { width: 360, height: 740 }, expected: EXPECTED });
    await desk.getByLabel('이 브라우저로 통화').waitFor();
    await press(desk, desk.getByRole('button', { name: '근무 시작' }));
    await desk.getByRole('button', { name: '전화 연결됨' }).waitFor();
    const caller = await callIn();
    await desk.getByText('전화 대기 중').waitFor();
    await press(desk, desk.getByRole('button', { name: '수락' }));
    await press(desk, desk.getByRole('button', { name: '연결 1' }));
    await desk.getByText(/^통화 \d/).waitFor();
    expect(await overflow(desk)).toBe(0);
    expect(await seriousFaults(desk)).toEqual([]);
    await press(desk, desk.getByRole('button', { name: '보류' }));
    await desk.getByText('보류 중').waitFor();
    await press(desk, desk.getByRole('button', { name: '호 전환' }));
    await desk.getByText('지금 전화가 연결된 동료가 없습니다.').waitFor();
    expect(await overflow(desk)).toBe(0);
    await desk.keyboard.press('Escape');
    await caller.hangUp();
    await desk.getByText('결과는 어땠나요?').waitFor();
  });
});
