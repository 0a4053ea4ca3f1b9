/** A customer proves their number by a call, downloads what is stored about it, and deletes it; in a browser. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { layoutFaults } from '../support/layout.ts';
import { openTelephone } from '../support/networkPhone.ts';
import { koreanWords, words } from '../support/words.ts';

const TOLL_FREE = '+18005550100';

describeInBrowser('everything about a customer’s number', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    async (started) => {
      ({ demo, browsing } = started);
      await demo.tune({ policy: { nobodyMs: 1000 } });
    },
    { keepsFloor: true },
  );

  /** The path of the customer’s page, from the email about their callback. */
  async function pageOf(email: string, phone: string): Promise<{ readonly path: string; readonly receiptId: string }> {
    const { body } = await demo.submit({ email, phone, consent: { call: true, now: true, email: true } });
    const outbox = await browsing.open('/outbox');
    await outbox
      .getByRole('link', { name: new RegExp(email) })
      .filter({ hasText: new RegExp(words.mail('promiseThere.subject')) })
      .click();
    const link = outbox.frameLocator('iframe').getByRole('link', { name: words.mail('page.openPromise') });
    return { path: new URL((await link.getAttribute('href')) ?? '').pathname, receiptId: body.receiptId };
  }

  /** What a call from the number hears. */
  async function codeFor(number: string): Promise<string> {
    const phone = await openTelephone(demo.url, number);
    await phone.dial(TOLL_FREE);
    await phone.heard(/To hear the code/);
    await phone.press('1');
    const said = await phone.heard(/Your code is/);
    await phone.hangUp();
    phone.close();
    return (/Your code is: ([\d ]+)/.exec(said)?.[1] ?? '').replaceAll(' ', '');
  }

  const enter = async (page: Page, code: string) => {
    await page.getByLabel(words.customerData('code.label')).fill(code);
    await page.getByRole('button', { name: words.customerData('code.do') }).click();
  };

  test('[W149] [L80] [L84] page → call → code → copy → deleted, without a script', async () => {
    const number = '+12025550191';
    const { path, receiptId } = await pageOf('ines@example.com', number);
    const sam = await demo.signIn('sam@demo.test');
    const { id } = await demo.leadOf(receiptId, sam);
    const person = await browsing.person({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await person.newPage();
    await page.goto(path);
    await page.getByRole('link', { name: words.customerPage('data.number') }).click();
    await page.getByRole('button', { name: words.customerData('start.do') }).click();
    await sees(page, words.customerData('call.title'));
    const code = await codeFor(number);
    await enter(page, code === '123456' ? '654321' : '123456');
    await sees(page, words.customerData('code.left', { count: 4 }));
    await enter(page, code);
    await sees(page, words.customerData('known.title'));

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: words.customerData('copy.html') }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^dossier-[\d-]+\.html$/);

    await page.getByRole('link', { name: words.customerData('erase.ask') }).click();
    await page.getByLabel(words.customerData('erase.label')).fill(number.slice(-4));
    await page.getByRole('button', { name: words.customerData('erase.do') }).click();
    await page.getByRole('heading', { name: words.customerData('erased.done.title') }).waitFor();
    const left = await fetch(`${demo.url}/api/leads/${id}`, { headers: { cookie: sam } });
    expect(await left.text()).not.toContain(number.slice(-7));
    await page.goto(path);
    await sees(page, words.form('missing.page'));
    // The wrong code, and the link that has ended.
    expect(browsing.complaints().filter((complaint) => !/ 422 | 404 /.test(complaint))).toEqual([]);
  });

  test.each([
    [
      'narrow',
      '+12025550192',
      [
        ['en', 'light', 360],
        ['ko', 'dark', 320],
      ],
    ],
    [
      'wide',
      '+12025550193',
      [
        ['ko', 'light', 1280],
        ['en', 'dark', 1280],
      ],
    ],
  ] as const)(
    '[W149] each step fits %s windows, in light and dark and both languages, and is used by keyboard',
    async (name, number, windows) => {
      const { path } = await pageOf(`jorge-${name}@example.com`, number);
      const prove: ((code: string) => Promise<void>)[] = [];
      for (const [lang, colorScheme, width] of windows) {
        const say = (lang === 'ko' ? koreanWords : words).customerData;
        const viewport = { width, height: 740 };
        const page = await browsing.open(`${path}/data?lang=${lang}`, { colorScheme, viewport });
        const look = async (step: string) => {
          if (process.env['SHOTS'])
            await page.screenshot({
              path: `${process.env['SHOTS']}/data-${step}-${lang}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
          expect([step, await overflow(page)]).toEqual([step, 0]);
          expect([step, await seriousFaults(page)]).toEqual([step, []]);
          expect([step, await layoutFaults(page)]).toEqual([step, []]);
        };
        await look('start');
        await page.getByRole('button', { name: say('start.do') }).focus();
        await page.keyboard.press('Enter');
        await sees(page, say('call.title'));
        await look('asked');
        const code = page.getByLabel(say('code.label'));
        await code.fill('000000');
        await page.keyboard.press('Enter');
        await sees(page, say('code.wrong'));
        await look('wrong');
        prove.push(async (heard) => {
          await code.fill(heard);
          await code.press('Enter');
          await sees(page, say('known.title'));
          await look('known');
          await page.getByRole('link', { name: say('erase.ask') }).focus();
          await page.keyboard.press('Enter');
          await sees(page, say('erase.sure'));
          await look('sure');
          await page.context().close();
        });
      }
      // One call is for every browser that waits.
      const heard = await codeFor(number);
      for (const each of prove) await each(heard);
      expect(browsing.complaints().filter((complaint) => !complaint.includes('422'))).toEqual([]);
    },
  );
});
