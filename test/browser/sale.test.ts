/** The value of a sale: entered on the desk, corrected on the lead page. */
import { expect, test } from '@jest/globals';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { expectFocus, press } from '../support/keyboard.ts';
import { words } from '../support/words.ts';

describeInBrowser('the value of a sale', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('[V162] [V163] the desk asks for it, says what is wrong, and a supervisor corrects it', async () => {
    const admin = await browsing.open('/admin/business', { cookie: await demo.signIn('admin@demo.test') });
    await admin.locator('[id="outcomes.0.asksValue"]').selectOption('required');
    await admin.keyboard.press('ControlOrMeta+s');
    await sees(admin, words.admin('save.saved'));

    const context = await browsing.person({ cookie: await demo.signIn('ana@demo.test') });
    await context.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('leadbell.talk', 'off'));
    const ana = await context.newPage();
    await ana.goto('/desk');
    await press(ana, ana.getByRole('button', { name: words.desk('shift.start') }));
    const { body } = await demo.submit({ name: 'Bea Buys' });
    await ana.getByRole('heading', { name: 'Bea Buys' }).waitFor();
    await ana.keyboard.press('a');
    await press(ana, ana.getByRole('button', { name: words.desk('call.talking') }));
    await ana.getByRole('heading', { name: words.desk('wrap.titleTalking') }).waitFor();
    const field = ana.getByLabel(words.lead('sale', { currency: 'USD' }));
    expect(await field.count()).toBe(0);
    await ana.getByRole('heading', { name: 'Bea Buys' }).focus();
    await ana.keyboard.press('1');
    await field.waitFor();
    await ana.keyboard.press('Control+Enter');
    await sees(ana, words.mistakes('saleMissing'));
    await expectFocus(ana, '');
    await ana.keyboard.type('1.299,00');
    await ana.keyboard.press('Enter');
    await sees(ana, words.mistakes('saleUnread', { example: '1,299.50' }));
    expect(await field.inputValue()).toBe('1.299,00');
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(ana)).toBe(0);
    await field.fill('1,299');
    await ana.keyboard.press('Control+Enter');
    await ana.getByRole('heading', { name: words.desk('idle.available') }).waitFor();

    const sam = await demo.signIn('sam@demo.test');
    const { id } = await demo.leadOf(body.receiptId, sam);
    const page = await browsing.open(`/leads/${id}`, { cookie: sam });
    await sees(page, '$1,299.00');
    await press(page, page.getByRole('button', { name: words.lead('action.saleValue') }));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.lead('sale', { currency: 'USD' })).fill('1,499.50');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await sees(page, '$1,299.00 → $1,499.50');
  });
});
