/** Choosing a time in a browser: on the form by the customer, and with one click by the agent. */
import { expect, test } from '@jest/globals';
import { describeInBrowser, overflow, seriousFaults, type Browsing } from '../support/browser.ts';
import { dayAndTime } from '../../src/shared/text/clockTime.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { koreanWords, words } from '../support/words.ts';

describeInBrowser('a chosen time in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    (started) => {
      ({ demo, browsing } = started);
    },
    { keepsFloor: true },
  );

  test.each([
    ['en', 360, 'light'],
    ['ko', 1280, 'dark'],
  ] as const)(
    '[F32] [F33] in %s at %i px: shown in the browser’s zone; a taken one comes back with the nearest',
    async (lang, width, colorScheme) => {
      const say = lang === 'ko' ? koreanWords : words;
      const page = await browsing.open(`/f/demo?lang=${lang}`, {
        ...{ timezoneId: 'America/Chicago', expected: [/422/], colorScheme, viewport: { width, height: 740 } },
      });
      const field = page.getByLabel(say.form('label.callAt'));
      await field
        .locator('option', {
          hasText:
            dayAndTime(Number(await field.locator('option').nth(1).getAttribute('value')), lang, 'America/Chicago')
              .split(/[,)] /)
              .at(-1) ?? '',
        })
        .first()
        .waitFor({ state: 'attached' });
      const times = await field
        .locator('option')
        .evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value));
      // Far enough from both ends of the day for every zone of the number.
      const taken = times.slice(1).find((at) => [17, 18, 19, 20].includes(new Date(Number(at)).getUTCHours())) ?? '';
      for (const index of [1, 2]) {
        const { status } = await demo.submit({
          ...{ phone: `+1312555${width + index}`.padEnd(12, '0').slice(0, 12), consent: { call: true } },
          ...{ callAt: Number(taken), timeZone: 'America/Chicago' },
        });
        expect(status).toBe(201);
      }
      await page
        .getByLabel(say.form('label.name'), { exact: false })
        .first()
        .pressSequentially('Iris Typed', { delay: 120 });
      await page
        .getByLabel(say.form('label.phone'), { exact: false })
        .first()
        .fill(`312-555-01${(width % 90) + 10}`);
      await field.selectOption(taken);
      await page.locator('input[name="consent.call"]').check();
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}/form-${lang}-${width}.png`, fullPage: true });
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: say.form('send') }).click();
      await page.locator('#callAt-error').waitFor();
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}/taken-${lang}-${width}.png`, fullPage: true });
      expect(await page.locator('input[name=name]').inputValue()).toBe('Iris Typed');
      expect(await field.inputValue()).not.toBe(taken);
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: say.form('send') }).click();
      await page.waitForURL(/\/r\//);
      await page.locator('[data-step=promised]').waitFor();
    },
  );

  test.each(['en', 'ko'] as const)('[P27] agents choose a time with one click, in %s', async (lang) => {
    const say = lang === 'ko' ? koreanWords : words;
    const cookie = await demo.signIn('ben@demo.test');
    await fetch(`${demo.url}/api/me/language`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ language: lang }),
    });
    const agent = await demo.desk('ben@demo.test');
    await agent.available();
    await demo.submit({ phone: `+1202555${lang === 'en' ? '0181' : '0182'}` });
    const { offerId, lead } = await agent.offer();
    expect(await agent.ask('offer:accept', { offerId })).toMatchObject({ ok: true });
    expect(await agent.ask('lead:talking', { leadId: lead.id })).toMatchObject({ ok: true });
    const desk = await browsing.open('/desk', {
      cookie,
      locale: lang === 'ko' ? 'ko-KR' : 'en-US',
      viewport: { width: 360, height: 740 },
    });
    await desk.getByLabel(say.desk('wrap.followUp')).check();
    const quick = desk.getByRole('button', { name: say.desk('quick.inOneHour') });
    await quick.click();
    expect(await quick.getAttribute('aria-pressed')).toBe('true');
    if (process.env['SHOTS'])
      await desk.screenshot({ path: `${process.env['SHOTS']}/quick-${lang}.png`, fullPage: true });
    expect(await overflow(desk)).toBe(0);
    expect(await seriousFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: say.desk('wrap.promise') }).click();
    await desk.getByRole('button', { name: say.desk('wrap.promise') }).waitFor({ state: 'detached' });
    const sam = await demo.signIn('sam@demo.test');
    // The button shows that it works before the lead is closed.
    await until(
      async () => JSON.stringify(await demo.get(`/api/leads/${lead.id}`, sam)).includes('agreed'),
      'a promise that was agreed',
    );
    await agent.ask('presence:set', { presence: 'offline' });
    agent.close();
  });
});
