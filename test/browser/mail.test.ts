/** Email in a browser: a form sent in the demo is acknowledged, and the email can be read at /outbox. */
import { expect, test } from '@jest/globals';
import { describeInBrowser, overflow, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { words } from '../support/words.ts';

describeInBrowser('mail in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    (started) => {
      ({ demo, browsing } = started);
    },
    { keepsFloor: true },
  );

  test('[M10] [M15] a form with consent to email is acknowledged; the email appears at /outbox and links to the receipt', async () => {
    const outbox = await browsing.open('/outbox');
    await outbox.getByRole('heading', { name: words.outbox('empty') }).waitFor();

    const form = await browsing.open('/f/demo');
    await form.getByLabel(words.desk('name.label'), { exact: true }).pressSequentially('Iris Written', { delay: 120 });
    await form.getByLabel(words.form('label.phone')).fill('202-555-0191');
    await form.getByLabel(words.form('label.email'), { exact: false }).first().fill('iris@example.com');
    await form.getByLabel('You may call me').check();
    await form.getByLabel('You may email me').check();
    await form.getByRole('button', { name: words.form('send') }).click();
    await form.waitForURL(/\/r\//);

    // It arrives automatically and is reachable by keyboard.
    const row = outbox.getByRole('link', { name: /iris@example.com/ });
    await row.waitFor();
    await row.focus();
    await outbox.keyboard.press('Enter');
    const mail = outbox.frameLocator('iframe');
    await mail.getByRole('heading', { name: words.mail('acknowledgement.title', { name: 'Iris Written' }) }).waitFor();
    expect(await mail.getByRole('link', { name: words.mail('receipt.open') }).getAttribute('href')).toBe(form.url());

    await outbox.getByRole('button', { name: words.outbox('as.text') }).click();
    await outbox.getByRole('link', { name: form.url() }).waitFor();
    expect(demo.output()).not.toMatch(/iris/i);
  });

  test('the outbox has no serious axe violation, in light and dark, and fits a phone, in both languages', async () => {
    await demo.submit({
      name: '이지은 '.repeat(20),
      email: `${'long'.repeat(12)}@example.com`,
      phone: '+12135550190',
      language: 'ko',
      consent: { call: true, now: true, email: true },
    });
    for (const [locale, colorScheme, width] of [
      ['en-GB', 'light', 360],
      ['ko-KR', 'dark', 360],
      ['ko-KR', 'light', 1280],
      ['en-GB', 'dark', 1280],
    ] as const) {
      const page = await browsing.open('/outbox', { locale, colorScheme, viewport: { width, height: 740 } });
      await page.locator('.outbox-rows a').first().waitFor();
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.locator('.outbox-rows a').first().click();
      await page.frameLocator('iframe').getByRole('heading').waitFor();
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.context().close();
    }
  });
});
