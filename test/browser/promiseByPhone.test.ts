/** Promises of people who call and text, in browsers, over a simulated phone network and on a clock that the test moves. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { DEMO_CAMPAIGN } from '../../src/demo/campaign.ts';
import { describeInBrowser, sees, type Browsing } from '../support/browser.ts';
import { TOLL_FREE } from '../support/calls.ts';
import { PATIENCE_MS, until } from '../support/patience.ts';
import { startPromises, type PromiseLab } from '../support/promises.ts';
import { jsonOf } from '../support/service.ts';
import { ACCOUNT } from '../support/telephony.ts';
import { before, words } from '../support/words.ts';

describeInBrowser('a promise, by phone', () => {
  let lab: PromiseLab;
  let browsing: Browsing;
  beforeAll(async () => {
    lab = await startPromises();
    ({ browsing } = lab);
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(() => lab.stop());

  async function submit(fields: object): Promise<void> {
    const answer = await fetch(`${lab.service.url}/api/forms/demo/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ consent: { call: true }, ...fields }),
    });
    expect(answer.status).toBe(201);
  }

  /** What the network took for this number last. */
  async function textTo(to: string): Promise<string> {
    const { accountSid, authToken } = ACCOUNT;
    const path = `/2010-04-01/Accounts/${accountSid}/Messages.json?To=${encodeURIComponent(to)}`;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    const read = async () => {
      const answer = await fetch(lab.network.url + path, { headers: { authorization } });
      return ((await answer.json()) as { messages: { body: string }[] }).messages[0]?.body ?? '';
    };
    await until(async () => (await read()) !== '', 'a text');
    return read();
  }

  async function textMissedCallers(said: string): Promise<void> {
    const admin = await lab.service.signIn('admin@demo.test');
    const path = '/api/admin/campaigns/demo';
    const { version } = await jsonOf<{ version: number }>(admin.get(path));
    const calls = { ...DEMO_CAMPAIGN.calls, textBack: { en: said } };
    await jsonOf(admin.send('PUT', `${path}/calls`, { version, calls }, { origin: lab.service.url }));
  }

  test('[K102] [P21] [P5] missed call → text with a link → page → moved → called then, not before → talked: kept', async () => {
    const name = 'Mia Missed';
    const tel = '+12025550167';
    await textMissedCallers('Sorry we missed you. Choose another time: {page}');
    await submit({ name, phone: tel, consent: { call: true, text: true } });
    const caller = lab.network.handset(tel);
    caller.dial(TOLL_FREE);
    await caller.waitFor((event) => event.kind === 'hears', PATIENCE_MS);
    caller.hangUp();
    const link = /http\S+/.exec(await textTo(tel))?.[0] ?? '';
    expect(link).not.toContain(tel.slice(-7));

    const page = await browsing.open(new URL(link).pathname, {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    await sees(page, 'Brightroof');
    const times = await page
      .locator('select[name=at] option')
      .evaluateAll((all) => all.map((one) => Number((one as HTMLOptionElement).value)));
    const at = times.find((time) => time > lab.now() + 2 * HOUR) ?? 0;
    await page.locator('select[name=at]').selectOption(String(at));
    await page.getByRole('button', { name: words.customerPage('move.do') }).click();
    await sees(page, words.customerPage('done.moved'));

    lab.passTo(at - 30 * SECOND);
    const desk = await lab.openDesk('ana@demo.test');
    await sees(desk, words.desk('idle.available'));
    expect(await desk.getByRole('heading', { name }).count()).toBe(0);
    lab.passTo(at);
    await desk.getByRole('heading', { name }).waitFor();
    await desk.keyboard.press('a');
    await desk.getByRole('button', { name: words.desk('call.talking') }).click();
    await desk.getByText(before(words.desk, 'call.since')).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: words.status('talking.title', { agent: 'Ana' }) }).waitFor();
    // One person, one promise: the form and the call are one lead.
    const leads = await lab.service.parts.leads.ofTel(tel, 5);
    expect(leads).toMatchObject([{ state: 'talking', inquiries: [{ kind: 'api' }, { kind: 'call' }] }]);
    expect(leads[0]?.promise).toBeUndefined();
    const { cookie } = await lab.service.signIn('sam@demo.test');
    const floor = await browsing.open('/floor', { cookie, viewport: { width: 1280, height: 800 } });
    await sees(floor, words.floor('today.promisesOf', { kept: 1, due: 1 }));
  });

  test('[K57] [L5] [L24] a promised call → STOP by text → gone from the desk and the floor → nothing is dialed any more', async () => {
    const name = 'Theo Texts';
    const tel = '+12025550166';
    const handset = lab.network.handset(tel);
    const desk = await lab.openDesk('ben@demo.test');
    await submit({ name, phone: tel });
    await desk.getByRole('heading', { name }).waitFor();
    await desk.keyboard.press('a');
    await desk.getByRole('button', { name: words.desk('call.talking') }).click();
    await desk.getByLabel(words.desk('wrap.followUp')).check();
    await desk.getByRole('button', { name: words.desk('quick.inOneHour') }).click();
    await desk.getByRole('button', { name: words.desk('wrap.promise') }).click();
    const { cookie } = await lab.service.signIn('sam@demo.test');
    const floor = await browsing.open('/floor', { cookie, viewport: { width: 1280, height: 800 } });
    const callbacks = floor.locator('section', { has: floor.getByRole('heading', { name: words.floor('callbacks') }) });
    const [onDesk, onFloor] = [desk.locator('.promises li', { hasText: name }), callbacks.getByText(name)];
    await onDesk.waitFor();
    await onFloor.waitFor();
    const [lead] = await lab.service.parts.leads.ofTel(tel, 5);
    if (lead?.state !== 'callback') throw new Error('the call is promised');

    await lab.network.text({ from: tel, to: TOLL_FREE, body: 'STOP' });
    await onDesk.waitFor({ state: 'detached' });
    await onFloor.waitFor({ state: 'detached' });
    const page = await browsing.open(`/leads/${lead.id}`, { cookie });
    await sees(page, words.lead('timeline.textReceived'));
    await sees(page, words.lead('timeline.listed'));
    await sees(page, words.lead('outcome.doNotCall'));
    await browsing.closePeople();
    const isOffShift = async () => (await lab.service.parts.agents.byId('user_ben'))?.presence === 'offline';
    await until(isOffShift, 'the end of the shift');

    lab.passTo(lead.promise.dueAt - 10 * SECOND);
    const later = await lab.openDesk('ben@demo.test');
    lab.passTo(lead.promise.dueAt + MINUTE);
    // A new form is kept, and isn't called either.
    await submit({ name, phone: tel, consent: { call: true, now: true } });
    await sees(later, words.desk('idle.available'));
    const leads = await lab.service.parts.leads.ofTel(tel, 5);
    expect(leads).toMatchObject([
      { state: 'callback', promise: { why: 'doNotCall' }, attempts: [] },
      { state: 'closed', outcome: 'doNotCall', attempts: lead.attempts },
    ]);
    const dialed = handset.events.filter((event) => event.kind === 'state' && event.state === 'ringing');
    expect(dialed).toEqual([]);
  });
});
