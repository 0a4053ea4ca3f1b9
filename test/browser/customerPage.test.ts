/** A customer’s own page in a browser: from a missed lead over the link in the email to the call. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { layoutFaults } from '../support/layout.ts';
import { koreanWords, words } from '../support/words.ts';

describeInBrowser('a customer’s own page', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    async (started) => {
      ({ demo, browsing } = started);
      await demo.tune({ policy: { nobodyMs: 1000 } });
    },
    { keepsFloor: true },
  );

  /** The path that the link in the newest email to this address opens. */
  async function pathIn(outbox: Page, email: string, label: string): Promise<string> {
    await outbox
      .getByRole('link', { name: new RegExp(email) })
      .first()
      .click();
    const link = outbox.frameLocator('iframe').getByRole('link', { name: label });
    return new URL((await link.getAttribute('href')) ?? '').pathname;
  }

  test('[F28] [P21] [P23] missed → email → page → moved → called now → kept; the history names the customer', async () => {
    const email = 'iris@example.com';
    const { body } = await demo.submit({
      email,
      phone: '+12025550195',
      consent: { call: true, now: true, email: true },
    });
    const outbox = await browsing.open('/outbox');
    await outbox.getByRole('link', { name: new RegExp(words.mail('promiseThere.subject')) }).waitFor();
    const path = await pathIn(outbox, email, words.mail('page.openPromise'));

    // As people without a script have it.
    const person = await browsing.person({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await person.newPage();
    await page.goto(path);
    await sees(page, 'Brightroof');
    const at = (await page.locator('select[name=at] option').nth(1).getAttribute('value')) ?? '';
    await page.getByLabel(words.customerPage('move.label').split('(')[0] ?? '').selectOption(at);
    await page.getByRole('button', { name: words.customerPage('move.do') }).click();
    await sees(page, words.customerPage('done.moved'));

    const ana = await demo.desk('ana@demo.test');
    await ana.available();
    await page.getByRole('button', { name: words.customerPage('now.do') }).click();
    await sees(page, words.customerPage('done.now'));
    const { offerId, lead } = await ana.offer();
    expect(await ana.ask('offer:accept', { offerId })).toMatchObject({ ok: true });
    expect(await ana.ask('lead:talking', { leadId: lead.id })).toMatchObject({ ok: true, lead: { promise: null } });
    await page.reload();
    await page.getByRole('heading', { name: words.status('talking.title', { agent: 'Ana' }) }).waitFor();
    await ana.ask('lead:ended', { leadId: lead.id });
    expect(await ana.ask('lead:close', { leadId: lead.id, outcome: 'appointment' })).toEqual({ ok: true });
    await page.reload();
    await page.getByRole('heading', { name: words.status('ended.title') }).waitFor();
    expect(await page.locator('form').count()).toBe(0);

    const sam = await demo.signIn('sam@demo.test');
    const { id } = await demo.leadOf(body.receiptId, sam);
    const history = await browsing.open(`/leads/${id}`, { cookie: sam });
    await sees(history, words.lead('timeline.movedByCustomer'));
    await sees(history, words.lead('timeline.askedNow'));

    expect(demo.output()).not.toContain(path.slice(3));
    ana.close();
  });

  test('[F28] the page fits every window, in light and dark and both languages, and can be used by keyboard', async () => {
    const email = 'jieun@example.com';
    await demo.submit({
      ...{ name: '이지은', email, phone: '+12135550196', language: 'ko' },
      consent: { call: true, now: true, email: true },
    });
    const outbox = await browsing.open('/outbox');
    await outbox.getByRole('link', { name: new RegExp(koreanWords.mail('promiseThere.subject')) }).waitFor();
    const path = await pathIn(outbox, email, koreanWords.mail('page.openPromise'));
    for (const [lang, colorScheme, width] of [
      ['en', 'light', 360],
      ['ko', 'dark', 360],
      ['ko', 'light', 1280],
      ['en', 'dark', 1280],
      ['ko', 'light', 320],
    ] as const) {
      const page = await browsing.open(`${path}?lang=${lang}`, { colorScheme, viewport: { width, height: 740 } });
      const say = lang === 'ko' ? koreanWords : words;
      for (const name of ['cancel', 'stop'] as const) {
        const summary = page.locator('summary', { hasText: say.customerPage(`${name}.title`) });
        await summary.focus();
        await page.keyboard.press('Enter');
        await sees(page, say.customerPage(`${name}.hint`));
      }
      if (process.env['SHOTS'])
        await page.screenshot({
          path: `${process.env['SHOTS']}/page-${lang}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await layoutFaults(page)).toEqual([]);
      await page.context().close();
    }

    const page = await browsing.open(path, { locale: 'ko-KR' });
    await page.locator('summary', { hasText: koreanWords.customerPage('cancel.title') }).click();
    await page.getByRole('button', { name: koreanWords.customerPage('cancel.do') }).click();
    await sees(page, koreanWords.customerPage('done.canceled'));
    await page.goto('/p/none');
    await sees(page, koreanWords.form('missing.page'));
    expect(browsing.complaints().filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });
});
