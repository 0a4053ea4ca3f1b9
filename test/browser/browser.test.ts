/** The main workflow in a browser, by what is on the screen. One service and one browser for all tests. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HOUR } from '../../src/core/vocabulary/time.ts';
import { describeInBrowser, pressUntil, startPlainBrowser, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { before, words } from '../support/words.ts';

const BADGE = `${words.desk('title.ringing')} · Leadbell`;

describeInBrowser('in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  async function openDesk(email: string, expected: readonly RegExp[] = []): Promise<Page> {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn(email), expected });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    return desk;
  }

  test('[5] [R24] a stranger’s minute: form, ring, accept by key, talk, a minute more, close; the prospect reads each step', async () => {
    const prospect = await browsing.open('/f/demo');
    const desk = await browsing.open('/');
    await desk.getByRole('button', { name: /Ana Silva/ }).click();
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    expect(await desk.title()).toBe(`${words.desk('title')} · Leadbell`);

    await prospect
      .getByLabel(words.desk('name.label'), { exact: true })
      .pressSequentially('Maria Lopez', { delay: 60 });
    await prospect.getByLabel(words.form('label.phone')).pressSequentially('202-555-0143', { delay: 60 });
    await prospect.getByLabel(words.form('label.interest')).selectOption('roof');
    await prospect.getByLabel(words.form('label.message')).fill('How much is it?');
    await prospect.getByLabel('You may call me').check();
    await prospect.getByLabel('Please call me right away').check();
    await prospect.getByRole('button', { name: words.form('send') }).click();
    await prospect.getByRole('heading', { name: words.status('finding.title') }).waitFor();

    const card = desk.getByRole('region', { name: words.desk('offer.label') });
    await sees(card, 'How much is it?');
    await card.getByRole('heading', { name: 'Maria Lopez' }).waitFor();
    expect(await secondsOn(desk)).toBeGreaterThan(10);
    expect(await secondsOn(desk)).toBeLessThanOrEqual(20);
    expect(await desk.title()).toBe(BADGE);
    expect(await card.textContent()).not.toContain('0143');

    await desk.keyboard.press('a');
    await desk.getByRole('link', { name: new RegExp(`^${words.desk('call.dial', { number: '.*0143' })}`) }).waitFor();
    expect(await desk.title()).toBe(`${words.desk('title')} · Leadbell`);
    await prospect.getByRole('heading', { name: words.status('connecting.title', { agent: 'Ana' }) }).waitFor();

    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.talking') }),
      desk.getByText(before(words.desk, 'call.since')),
    );
    await prospect.getByRole('heading', { name: words.status('talking.title', { agent: 'Ana' }) }).waitFor();
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.over') }),
      desk.getByText(words.desk('wrap.title')),
    );
    await desk.getByRole('button', { name: '+1 min' }).click();
    await sees(desk, new RegExp(words.desk('deadline.wrapUp', { time: '[1-9]m \\d\\ds' })));
    await desk.getByLabel(words.desk('wrap.note')).fill('Visit on Tuesday at ten');
    await desk.locator('.outcomes').getByText(words.lead('outcome.won')).click();
    await desk.getByRole('button', { name: words.desk('wrap.close') }).click();
    await desk.getByRole('heading', { name: words.desk('idle.available') }).waitFor();
    await prospect.getByRole('heading', { name: words.status('ended.title') }).waitFor();
  });

  test('[W12] another key works at once after a step, but an immediate repeat of the same key does not trigger the next step', async () => {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    await demo.submit({ name: 'Quick Keys' });
    await desk.getByRole('heading', { name: 'Quick Keys' }).waitFor();
    const said = {
      reached: words.desk('call.talking'),
      onCall: before(words.desk, 'call.since'),
      outcome: words.desk('wrap.title'),
    };
    // Measured in the page, without network latency.
    const seen = await desk.evaluate(async (said) => {
      const press = (key: string) =>
        document.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true }));
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const shows = async (text: string) => {
        while (!document.body.innerText.includes(text)) await frame();
        return performance.now();
      };
      press('a');
      const connectedAt = await shows(said.reached);
      press('t');
      const talkingAt = await shows(said.onCall);
      press('t');
      for (let count = 0; count < 5; count += 1) await frame();
      return { apartMs: talkingAt - connectedAt, isOver: document.body.innerText.includes(said.outcome) };
    }, said);
    if (seen.apartMs < 600) expect(seen.isOver).toBe(false);
    if (!seen.isOver)
      await pressUntil(
        desk.getByRole('button', { name: words.desk('call.over') }),
        desk.getByText(words.desk('wrap.title')),
      );
  });

  test('[5] a reload while it rings restores the same offer with fewer seconds; a second tab shows the same', async () => {
    // The second tab takes the phone.
    const desk = await openDesk('ana@demo.test', [/403.*\/phone\/network\/telephone\/events/]);
    await demo.submit({ name: 'Nora Field' });
    await desk.getByRole('heading', { name: 'Nora Field' }).waitFor();
    const before = await secondsOn(desk);
    await expectSeconds(desk, (seconds) => seconds < before);
    await desk.reload();
    await desk.getByRole('heading', { name: 'Nora Field' }).waitFor();
    expect(await secondsOn(desk)).toBeLessThan(before);
    expect(await desk.title()).toBe(BADGE);

    const second = await desk.context().newPage();
    await second.goto('/desk');
    await second.getByRole('heading', { name: 'Nora Field' }).waitFor();
    expect(Math.abs((await secondsOn(second)) - (await secondsOn(desk)))).toBeLessThanOrEqual(1);

    await second.getByRole('button', { name: words.desk('offer.accept') }).click();
    for (const tab of [second, desk]) {
      await tab.getByRole('button', { name: words.desk('call.talking') }).waitFor();
      expect(await tab.title()).toBe(`${words.desk('title')} · Leadbell`);
    }
    // The tab that did not accept has nothing to report: it was the same user.
    await sees(desk, words.desk('strip.busy'));
  });

  test('[R5] a desk in a hidden tab stays reachable: it answers, and confirms an offer within its three seconds', async () => {
    const { context, stop } = await startPlainBrowser();
    try {
      const [name = '', value = ''] = (await demo.signIn('ben@demo.test')).split('=', 2);
      await context.addCookies([{ name, value, url: demo.url }]);
      const desk = context.pages()[0] ?? (await context.newPage());
      await desk.goto(`${demo.url}/desk`);
      await desk.getByRole('button', { name: words.desk('shift.start') }).click();
      await sees(desk, before(words.desk, 'strip.available'));

      const inFront = await context.newPage();
      await inFront.bringToFront();
      await until(() => desk.evaluate(() => document.visibilityState === 'hidden'));
      // No rendering, and timers fire once a second at best.
      expect(await ticksWithinTwoSeconds(desk)).toBeLessThanOrEqual(4);

      const sent = await demo.submit({ name: 'Hidden Tab', phone: '+12025550177' });
      const sam = await demo.signIn('sam@demo.test');
      const { id } = await demo.leadOf(sent.body.receiptId, sam);
      const kinds = async () =>
        (await demo.get<{ entries: { kind: string }[] }>(`/api/leads/${id}/timeline`, sam)).entries.map(
          ({ kind }) => kind,
        );
      await until(async () => (await kinds()).includes('seen'));
      expect(await kinds()).toEqual(['created', 'offered', 'seen']);
      expect(await desk.title()).toBe(BADGE);
      const ben = (await demo.get<{ agents: { name: string; reach: string }[] }>('/api/floor', sam)).agents.find(
        (agent) => agent.name === 'Ben Carter',
      );
      expect(ben?.reach).toBe('reachable');
      expect(await desk.evaluate(() => document.visibilityState)).toBe('hidden');

      await desk.bringToFront();
      await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
      await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
    } finally {
      await stop();
    }
  });

  test('[6] a click made while disconnected is kept, with a notice, and arrives', async () => {
    const desk = await openDesk('ana@demo.test', OFFLINE);
    await demo.submit({ name: 'Olga Offline', phone: '+12025550178' });
    await desk.getByRole('heading', { name: 'Olga Offline' }).waitFor();
    await desk.context().setOffline(true);
    // Before the page notices, which takes several seconds without an event.
    await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
    await sees(desk, words.desk('strip.reconnecting'));
    await sees(desk, words.desk('offer.acceptQueued'));
    await sees(desk, words.desk('pending.queued', { count: 1 }));
    await desk.context().setOffline(false);
    await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
    await sees(desk, words.desk('strip.busy'));
  });

  test('[R3] a click kept for too long reports what happened to the lead', async () => {
    const desk = await openDesk('ana@demo.test', OFFLINE);
    await demo.submit({ name: 'Peter Late', phone: '+12025550179' });
    await desk.getByRole('heading', { name: 'Peter Late' }).waitFor();
    await desk.context().setOffline(true);
    await sees(desk, words.desk('strip.reconnecting'));
    await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
    await sees(desk, words.desk('offer.acceptQueued'));

    const ben = await demo.desk('ben@demo.test');
    await ben.available();
    const sam = await demo.signIn('sam@demo.test');
    const [lead] = (await demo.get<{ leads: { id: string }[] }>('/api/leads?state=offered', sam)).leads;
    await act(demo, sam, `/api/leads/${lead?.id ?? ''}/reassign`, { agentId: 'user_ben' });
    const offer = await ben.offer();
    expect(await ben.ask('offer:accept', { offerId: offer.offerId })).toMatchObject({ ok: true });

    await desk.context().setOffline(false);
    await sees(desk, words.desk('ended.accepted-elsewhere', { by: 'Ben Carter' }));
    expect(await desk.getByRole('button', { name: words.desk('offer.accept') }).count()).toBe(0);
    await ben.ask('lead:unreached', { leadId: offer.lead.id, result: 'noAnswer' });
  });

  test('a supervisor sees who waits and rings, and puts a promised lead into the queue from its page', async () => {
    const sam = await demo.signIn('sam@demo.test');
    const floor = await browsing.open('/floor', { cookie: sam });
    await sees(floor, words.floor('law.whole'));
    await demo.submit({ name: 'Wanda Waiting', phone: '+12025550180' });
    const row = floor.getByRole('row').filter({ has: floor.getByRole('link', { name: 'Wanda Waiting' }) });
    // Nobody is on shift.
    await sees(row, words.floor('unattended'));
    expect(await figureOf(floor, words.floor('law.unaccounted'))).toBe('0');

    await row.getByRole('link').click();
    const page = floor;
    await page.getByRole('heading', { name: 'Wanda Waiting' }).waitFor();
    await sees(page, words.decision('now'));
    await sees(page, words.lead('timeline.created'));
    await sees(page, words.leadPage('chain.whole'));

    await page.getByRole('button', { name: words.lead('action.callback') }).click();
    await page
      .getByRole('dialog')
      .getByLabel(words.desk('wrap.followUpAt'))
      .fill(localInput(Date.now() + 5 * HOUR));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.callback') })
      .click();
    await sees(page, before(words.lead, 'action.promised'));
    await page.locator('.badge', { hasText: words.lead('state.callback') }).waitFor();

    const ana = await openDesk('ana@demo.test');
    await page.getByRole('button', { name: words.lead('action.call') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.call') })
      .click();
    await page.locator('.badge', { hasText: words.desk('activity.offered') }).waitFor();
    await sees(page, words.lead('timeline.requeued'));
    await sees(page, /Offered to Ana Silva/);
    await ana.getByRole('heading', { name: 'Wanda Waiting' }).waitFor();

    await page.goto('/floor');
    await sees(row, words.floor('ringingAt', { name: 'Ana Silva' }));
    const agent = page
      .getByRole('row')
      .filter({ hasText: 'Ana Silva' })
      .filter({ hasText: words.desk('presence.available') });
    await sees(agent, words.desk('activity.offered'), { exact: true });
    await ana.getByRole('button', { name: words.desk('offer.accept') }).click();
    await sees(agent, words.desk('activity.connecting'), { exact: true });
    expect(await figureOf(page, words.floor('law.unaccounted'))).toBe('0');
  });

  // Last, because it shortens the service's timeouts.
  test('[R8] two missed offers set the agent to away, with the reason on the desk and one click to return', async () => {
    await demo.tune({ policy: { offerMs: 1200, retrySameAgentMs: 100 } });
    const desk = await openDesk('ana@demo.test');
    const sent = await demo.submit({ name: 'Missed Twice', phone: '+12025550181' });
    await sees(desk, words.desk('away.missedOffers'));
    await desk.getByRole('heading', { name: words.desk('idle.away') }).waitFor();

    await desk.getByRole('button', { name: words.desk('strip.back') }).click();
    // The lead is still there and rings again.
    await desk.getByRole('heading', { name: 'Missed Twice' }).waitFor();
    const sam = await demo.signIn('sam@demo.test');
    expect((await demo.leadOf(sent.body.receiptId, sam)).owner).toBeUndefined();
  });
});

const OFFLINE = [/ERR_INTERNET_DISCONNECTED/, /WebSocket connection to/];

async function secondsOn(desk: Page): Promise<number> {
  return Number(await desk.locator('.countdown-number').textContent());
}

async function expectSeconds(desk: Page, holds: (seconds: number) => boolean): Promise<void> {
  await until(async () => holds(await secondsOn(desk)));
}

async function figureOf(page: Page, name: string): Promise<string> {
  const term = page.locator('dl.figures > div').filter({ has: page.getByText(name, { exact: true }) });
  return (await term.locator('dd').textContent()) ?? '';
}

function ticksWithinTwoSeconds(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let ticks = 0;
        const began = performance.now();
        const tick = () => {
          if (performance.now() - began >= 2000) resolve(ticks);
          else {
            ticks += 1;
            setTimeout(tick, 50);
          }
        };
        tick();
      }),
  );
}

async function act(demo: Demo, cookie: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${demo.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: demo.url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** The value of a date field, in this machine's zone, which is also the browser's. */
function localInput(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
