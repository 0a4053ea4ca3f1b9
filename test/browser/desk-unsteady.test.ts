/** The desk while something is missing: its script, the network, a response or a phone. */
import { expect, test } from '@jest/globals';
import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { describeInBrowser, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { before, words } from '../support/words.ts';

const OFFLINE = [/ERR_INTERNET_DISCONNECTED/, /WebSocket connection to/];

describeInBrowser('an unsteady desk', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  const agent = async (expected: readonly RegExp[] = []): Promise<BrowserContext> =>
    browsing.person({ cookie: await demo.signIn('ana@demo.test'), expected });

  async function openDesk(context: BrowserContext): Promise<Page> {
    const desk = await context.newPage();
    await desk.goto('/desk');
    await desk.getByRole('button', { name: words.desk('shift.start') }).waitFor();
    return desk;
  }

  async function startShift(desk: Page): Promise<void> {
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
  }

  test('[W32] the desk reports being offline at the browser’s offline event', async () => {
    const context = await agent(OFFLINE);
    const desk = await openDesk(context);
    await startShift(desk);
    await desk.evaluate((said) => {
      addEventListener('offline', () =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            Object.assign(globalThis, { isSaid: document.querySelector('.strip')?.textContent.includes(said) });
          }),
        ),
      );
    }, words.desk('strip.reconnecting'));
    await context.setOffline(true);
    await until(() => desk.evaluate(() => 'isSaid' in globalThis));
    expect(await desk.evaluate(() => (globalThis as unknown as { isSaid: boolean }).isSaid)).toBe(true);
    await context.setOffline(false);
    await sees(desk, before(words.desk, 'strip.available'));
  });

  test('[W32] a click with a late reply is shown as unconfirmed until the reply comes', async () => {
    const context = await agent();
    let isHeld = false;
    const held: (() => void)[] = [];
    await context.routeWebSocket(/socket\.io/, (page: WebSocketRoute) => {
      const server = page.connectToServer();
      page.onMessage((message) => server.send(message));
      server.onMessage((message) => {
        if (isHeld) held.push(() => page.send(message));
        else page.send(message);
      });
    });
    const desk = await openDesk(context);
    isHeld = true;
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, words.desk('strip.late'));
    isHeld = false;
    for (const pass of held.splice(0)) pass();
    await sees(desk, before(words.desk, 'strip.available'));
    expect(await desk.getByText(words.desk('strip.late')).count()).toBe(0);
  });

  test('[W33] an offer that expires while the desk is offline disappears, and is reported afterwards', async () => {
    // Back well before a lost desk is set to Away, and not offered again before that.
    await demo.tune({ policy: { offerMs: 8000, retrySameAgentMs: 3_600_000 } });
    const context = await agent(OFFLINE);
    const desk = await openDesk(context);
    await startShift(desk);
    await demo.submit({ name: 'Otto Offline' });
    await desk.getByRole('heading', { name: 'Otto Offline' }).waitFor();
    await context.setOffline(true);
    await desk.getByRole('heading', { name: 'Otto Offline' }).waitFor({ state: 'detached' });
    expect(await desk.getByRole('button', { name: words.desk('offer.accept') }).count()).toBe(0);
    expect(await desk.title()).toBe(`${words.desk('title')} · Leadbell`);
    await sees(desk, words.desk('strip.reconnecting'));
    await context.setOffline(false);
    await sees(desk, words.desk('ended.whileAway'));
  });

  test('[W34] a browser that cannot be a phone says so, without a connect button', async () => {
    const context = await agent();
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
    const desk = await openDesk(context);
    await startShiftWithoutPhone(desk);
    await sees(desk, words.desk('phone.trouble.browser'));
    await desk.getByRole('button', { name: words.desk('phone.failed') }).click();
    for (const name of ['phone.connectHere', 'phone.again', 'phone.connect'] as const)
      expect(await desk.getByRole('button', { name: words.desk(name), exact: true }).count()).toBe(0);
    expect(await desk.locator('.strip-bad').count()).toBe(0);
  });

  test('[W34] choosing to call without this browser is not an error', async () => {
    const desk = await openDesk(await agent());
    await desk.getByLabel(words.desk('shift.phone')).uncheck();
    await startShift(desk);
    await desk.getByRole('heading', { name: words.desk('idle.available') }).waitFor();
    await sees(desk, words.desk('phone.hint.off'));
    expect(await desk.locator('.strip-bad, .strip-warn').count()).toBe(0);
    expect(await desk.getByRole('button', { name: words.desk('phone.connectHere') }).count()).toBe(0);
  });

  async function startShiftWithoutPhone(desk: Page): Promise<void> {
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await desk.getByRole('heading', { name: words.desk('phone.outOfReach') }).waitFor();
  }

  test.each([1280, 360])(
    '[W37] the frame of the desk is there before its script, at its place, at %s px',
    async (width) => {
      const context = await browsing.person({
        cookie: await demo.signIn('ana@demo.test'),
        viewport: { width, height: 740 },
      });
      const desk = await context.newPage();
      let pass: () => void = () => undefined;
      const isPassed = new Promise<void>((resolve) => (pass = resolve));
      await desk.route('**/build/*.js', async (route) => {
        await isPassed;
        await route.continue();
      });
      await desk.goto('/desk', { waitUntil: 'commit' });
      await desk.locator('.desk-side .day').waitFor();
      const waiting = await boxesOf(desk);
      expect(await desk.getByRole('button').count()).toBe(0);
      pass();
      await desk.getByRole('button', { name: words.desk('shift.start') }).waitFor();
      expect(await boxesOf(desk)).toEqual(waiting);
    },
  );

  test('[W38] the phone page cannot call before it knows a number', async () => {
    const context = await browsing.person();
    const page = await context.newPage();
    let pass: () => void = () => undefined;
    const isPassed = new Promise<void>((resolve) => (pass = resolve));
    await page.route('**/phone/network', async (route) => {
      await isPassed;
      await route.continue();
    });
    await page.goto('/phone');
    const call = page.getByRole('button', { name: words.phone('call'), exact: true });
    await sees(page, words.phone('state.idle'));
    expect(await call.isDisabled()).toBe(true);
    pass();
    await until(() => call.isEnabled());
    await page.getByLabel(words.phone('dial.label')).fill('');
    await until(() => call.isDisabled());
  });
});

/** The position of each part of the frame in whole pixels. The height of the last card depends on its content. */
function boxesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ['.demo-strip', '.topbar', '.brand', '.strip', '.idle', '.day', '.desk-side > :last-child .card-head'].map(
      (part) => {
        const { x, y, width, height } = document.querySelector(part)?.getBoundingClientRect() ?? new DOMRect();
        return `${part} ${[x, y, width, height].map(Math.round).join(' ')}`;
      },
    ),
  );
}
