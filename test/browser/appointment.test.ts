/** An appointment in browsers: booked on the desk, in the email and on the customer’s page, and on the lead’s page. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { before, koreanWords, words } from '../support/words.ts';
import { describeInBrowser, overflow, pressUntil, sees, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { press } from '../support/keyboard.ts';
import { layoutFaults } from '../support/layout.ts';

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describeInBrowser('an appointment', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('[P28] [M21] talked → booked with a place → on the desk, in the email, on the customer’s page → canceled', async () => {
    const context = await browsing.person({ cookie: await demo.signIn('ana@demo.test') });
    await context.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('leadbell.talk', 'off'));
    const desk = await context.newPage();
    await desk.goto('/desk');
    await press(desk, desk.getByRole('button', { name: words.desk('shift.start') }));
    await sees(desk, before(words.desk, 'strip.available'));
    const email = 'nora@example.com';
    await demo.submit({
      name: 'Nora Date',
      email,
      phone: '+12025550177',
      consent: { call: true, now: true, email: true },
    });
    await desk.getByRole('heading', { name: 'Nora Date' }).waitFor();
    await desk.keyboard.press('a');
    const reached = desk.getByRole('button', { name: words.desk('call.talking') });
    await pressUntil(reached, desk.getByText(before(words.desk, 'call.since')));
    const over = desk.getByRole('button', { name: words.desk('call.over') });
    await pressUntil(over, desk.getByText(words.desk('wrap.title')));

    // Nobody is asked to come at a time that the desk made up.
    await desk.locator('.outcomes').getByText(words.lead('outcome.appointment')).click();
    const bookIt = desk.getByRole('button', { name: words.desk('wrap.appoint') });
    await press(desk, bookIt);
    await desk.locator('input[type=datetime-local]:invalid').waitFor();
    await desk
      .getByRole('button', { name: before(words.desk, 'quick.tomorrowMorning') })
      .first()
      .click();
    await desk.getByLabel(words.desk('wrap.place')).fill('12 Main Street, Springfield');
    expect(await overflow(desk)).toBe(0);
    await shot(desk, `wrap`);
    await press(desk, bookIt);
    await sees(desk, '12 Main Street, Springfield');
    await shot(desk, `desk`);

    const outbox = await browsing.open('/outbox');
    const subject = words.mail('appointment.made.subject').split('{')[0] ?? '';
    await outbox
      .getByRole('link', { name: new RegExp(`${subject}.*`) })
      .first()
      .click();
    const link = outbox.frameLocator('iframe').getByRole('link', { name: words.mail('appointment.open') });
    const path = new URL((await link.getAttribute('href')) ?? '').pathname;
    await shot(outbox, `outbox`);
    for (const [lang, colorScheme, width] of [
      ['en', 'light', 320],
      ['ko', 'dark', 1280],
    ] as const) {
      const page = await browsing.open(`${path}?lang=${lang}`, { colorScheme, viewport: { width, height: 740 } });
      const say = lang === 'ko' ? koreanWords : words;
      await sees(page, say.customerPage('fact.place'));
      expect(await layoutFaults(page)).toEqual([]);
      await shot(page, `page-${lang}`);
    }
    const row = desk.locator('.promises li', { hasText: 'Nora Date' });
    const page = await browsing.open(path);
    await page.getByText(words.customerPage('cancelAppointment.title')).first().click();
    await page.getByRole('button', { name: words.customerPage('cancelAppointment.do') }).click();
    await sees(page, words.customerPage('done.canceled'));
    await row.waitFor({ state: 'detached' });
    await outbox.goto('/outbox');
    const canceled = words.mail('appointment.over.subject').split('{')[0] ?? '';
    await outbox
      .getByRole('link', { name: new RegExp(canceled) })
      .first()
      .waitFor();
  });
});
