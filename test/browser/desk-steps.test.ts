/** The desk between two steps: menus on narrow screens, and where focus goes when a call ends. */
import { afterEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, pressUntil, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { expectFocus } from '../support/keyboard.ts';
import { openTelephone, type NetworkPhone } from '../support/networkPhone.ts';
import { until } from '../support/patience.ts';
import { CALLER, TOLL_FREE } from '../support/calls.ts';
import { before, koreanWords, words } from '../support/words.ts';

describeInBrowser('the desk, step by step', () => {
  let demo: Demo;
  let browsing: Browsing;
  const phones: NetworkPhone[] = [];
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.close();
  });
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  async function openDesk(email: string): Promise<Page> {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn(email), expected: EXPECTED });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await desk.getByRole('button', { name: words.desk('phone.ready') }).waitFor();
    return desk;
  }

  /** A caller talks to the agent of this desk. */
  async function talkTo(desk: Page): Promise<NetworkPhone> {
    const caller = await openTelephone(demo.url, CALLER);
    phones.push(caller);
    await caller.dial(TOLL_FREE);
    await caller.heard(/press 1/);
    await caller.press('1');
    await caller.heard(/What can we help/);
    await caller.press('1');
    await desk.getByRole('region', { name: words.desk('offer.label') }).waitFor();
    await desk.keyboard.press('a');
    await sees(desk, words.desk('call.connect.head'));
    await desk.keyboard.press('1');
    await sees(desk, before(words.desk, 'call.since'));
    return caller;
  }

  test('[W50] open menus are inside the window at every width, in both languages', async () => {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    const admin = await browsing.open('/admin', { cookie: await demo.signIn('admin@demo.test') });
    for (const say of [words, koreanWords]) {
      for (const width of [320, 360, 430, 500, 600, 720, 721, 900]) {
        await desk.setViewportSize({ width, height: 740 });
        for (const button of ['.presence', '.phone-button']) {
          await desk.locator(button).click();
          expect({ width, button, cut: await cutOff(desk, '.menu-list, .menu-list *') }).toMatchObject({ cut: [] });
          await desk.keyboard.press('Escape');
        }
        await admin.setViewportSize({ width, height: 740 });
        if (width < 480) await admin.locator('.pages-menu').click();
        expect({ width, cut: await cutOff(admin, '.pages-list, .pages-list *') }).toMatchObject({ cut: [] });
        if (width < 480) await admin.keyboard.press('Escape');
      }
      for (const page of [desk, admin]) await page.getByRole('button', { name: say.common('language.other') }).click();
    }
  });

  test('[W51] [W52] hanging up shows no other call, and focus goes to the next step, also after a consultation', async () => {
    const ana = await openDesk('ana@demo.test');
    await talkTo(ana);
    const ben = await openDesk('ben@demo.test');
    await watchOtherCalls(ana);
    await watchOtherCalls(ben);
    const consultBen = async () => {
      await ana.keyboard.press('r');
      await ana.getByRole('button', { name: new RegExp(`${words.desk('transfer.warm')}.*Ben`) }).click();
      await ben.getByRole('button', { name: `${words.desk('call.answer')} A` }).waitFor();
      await ben.keyboard.press('a');
      await pressUntil(
        ben.getByRole('button', { name: `${words.desk('call.connect')} 1` }),
        ben.getByText(words.desk('asked.there', { name: 'Ana Silva' })),
      );
      await sees(ana, words.desk('consult.there', { name: 'Ben Carter' }));
    };
    await consultBen();
    await ben.keyboard.press('e');
    await expectFocus(ben, words.desk('idle.available'));
    await ana.getByText(words.desk('consult.there', { name: 'Ben Carter' })).waitFor({ state: 'detached' });
    await expectFocus(ana, words.lead('state.talking'));

    await ana.keyboard.press('e');
    await sees(ana, words.desk('wrap.title'));
    for (const desk of [ana, ben]) await desk.getByRole('button', { name: words.desk('phone.ready') }).waitFor();
    await expectFocus(ana, words.desk('wrap.title'));
    expect(await otherCalls(ana)).toEqual([]);
    expect(new Set(await otherCalls(ben))).toEqual(
      new Set([words.desk('asked.head', { name: 'Ana Silva' }), words.desk('asked.there', { name: 'Ana Silva' })]),
    );
  });

  test('[W52] a call that the agent doesn’t connect in time leaves focus on the idle desk', async () => {
    const ana = await openDesk('ana@demo.test');
    await watchOtherCalls(ana);
    await demo.submit({ name: 'Tim Too Late' });
    await ana.getByRole('heading', { name: 'Tim Too Late' }).waitFor();
    await ana.keyboard.press('a');
    await sees(ana, words.desk('call.connect.head'));
    await sees(ana, before(words.desk, 'lead.takenAway'));
    await ana.getByRole('button', { name: words.desk('phone.ready') }).waitFor();
    await until(() => ana.evaluate(() => (document.activeElement?.textContent ?? '').trim() !== ''));
    expect(await otherCalls(ana)).toEqual([]);
  });
});

const EXPECTED = [/409.*\/phone\/network\/telephone\/signal/, /403.*\/phone\/network\/telephone\/events/];

/** What matches the selector, is visible and extends beyond the window’s left or right edge. */
function cutOff(page: Page, selector: string): Promise<readonly string[]> {
  return page.locator(selector).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => ({ one, at: one.getBoundingClientRect() }))
      .filter(({ at }) => at.left < 0 || at.right > innerWidth)
      .map(({ one, at }) => `${one.outerHTML.slice(0, 60)} ${at.left} to ${at.right}`),
  );
}

/** Records the headings of calls that aren’t the current lead’s. */
function watchOtherCalls(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const head = document.querySelector('.desk-main > section.call .call-head')?.textContent;
      if (head) seen.push(head);
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  });
}

function otherCalls(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}
