/** The do-not-call list in a browser, by keyboard: an administrator's page, and the button of whoever has the lead. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, pressUntil, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { words } from '../support/words.ts';

describeInBrowser('the do-not-call list in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  let admin: string;
  useDemo(async (started) => {
    ({ demo, browsing } = started);
    admin = await demo.signIn('admin@demo.test');
  });

  const t = words.adminDoNotCall;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().press('Enter');

  test('[L26] an administrator adds, looks up and lifts a number by keyboard, at 360 px', async () => {
    const page = await browsing.open('/admin/do-not-call', { cookie: admin, viewport: { width: 360, height: 740 } });
    await press(page, t('add'));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('find.tel')).fill('(202) 555-0190');
    await dialog.getByLabel(t('add.note')).fill('Wrote a letter');
    await dialog.getByRole('button', { name: t('add') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const search = page.getByRole('search').getByLabel(t('find.tel'));
    await search.fill('202.555.0190');
    await search.press('Enter');
    const found = page.getByRole('status').filter({ hasText: '+1 202 555 0190' });
    await sees(found, 'Wrote a letter');
    await page.getByRole('heading', { name: t('list.title') }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await found.getByRole('button', { name: t('lift') }).press('Enter');
    await dialog.getByLabel(t('lift.reason')).fill('Asked in person');
    await dialog.getByRole('button', { name: t('lift'), exact: true }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await sees(found, 'Asked in person');
    expect(page.url()).toMatch(/\/admin\/do-not-call$/);
  });

  test('[L27] an administrator checks a file, imports it once, and sees that the same file adds nothing', async () => {
    const page = await browsing.open('/admin/do-not-call', { cookie: admin });
    const buffer = Buffer.from('phone,name\n(202) 555-0195,Ann\nnot a number,Ben\n+12025550196,Cho\n');
    const file = { name: 'numbers.csv', mimeType: 'text/csv', buffer };
    await page.getByLabel(t('import.file'), { exact: true }).setInputFiles(file);
    await press(page, t('import.check'));
    await sees(page, 'not a number');
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, t('import.go', { count: 2, figure: '2' }));
    await sees(page, t('import.done', { total: '2', done: '2', added: '2' }));
    await sees(page, '+1 202 555 0195');
    await press(page, t('import.check'));
    await sees(page, t('import.nothing'));
  });

  test('[L28] an agent lists the number in the middle of a call, by keyboard, and keeps the lead', async () => {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    await press(desk, words.desk('shift.start'));
    const { body } = await demo.submit({ name: 'Dora Quiet', phone: '+12025550192' });
    await desk.getByRole('heading', { name: 'Dora Quiet' }).waitFor();
    const accept = desk.getByRole('button', { name: new RegExp(`^${words.desk('offer.accept')}`) });
    await pressUntil(accept, desk.getByRole('button', { name: words.lead('action.doNotCall'), exact: true }));
    await press(desk, words.lead('action.doNotCall'));
    const dialog = desk.getByRole('dialog');
    await sees(dialog, words.lead('action.doNotCall.hint'));
    expect(await seriousFaults(desk)).toEqual([]);
    await dialog.getByRole('button', { name: words.lead('action.doNotCall') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await sees(desk, words.lead('timeline.listed'));
    await desk.getByRole('heading', { name: 'Dora Quiet' }).waitFor();
    const sam = await demo.signIn('sam@demo.test');
    const { id } = await demo.leadOf(body.receiptId, sam);
    expect((await demo.get<{ state: string }>(`/api/leads/${id}`, sam)).state).not.toBe('closed');
  });

  test('[L28] a supervisor lists the number of a lead that waits, by keyboard, at 360 px: it closes', async () => {
    const sam = await demo.signIn('sam@demo.test');
    const { body } = await demo.submit({ name: 'Wanda Quiet', phone: '+12025550193' });
    const { id } = await demo.leadOf(body.receiptId, sam);
    const page = await browsing.open(`/leads/${id}`, { cookie: sam, viewport: { width: 360, height: 740 } });
    await press(page, words.lead('action.doNotCall'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words.lead('action.doNotCall') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await sees(page, words.lead('timeline.listed'));
    expect(await overflow(page)).toBe(0);
    expect(await demo.get<{ state: string; outcome?: string }>(`/api/leads/${id}`, sam)).toMatchObject({
      ...{ state: 'closed', outcome: 'doNotCall' },
    });
  });
});
