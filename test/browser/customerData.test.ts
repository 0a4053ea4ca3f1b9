/** The page of one customer's data in a browser: looked up, erased, gone everywhere; what is sealed is opened. */
import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { words } from '../support/words.ts';

describeInBrowser('the data of one customer in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  let admin: string;
  useDemo(async (started) => {
    ({ demo, browsing } = started);
    admin = await demo.signIn('admin@demo.test');
  });

  const t = words.adminPersons;
  const look = async (page: Page, typed: string) => {
    const field = page.getByRole('search').getByLabel(t('find.label'));
    await field.fill(typed);
    await field.press('Enter');
  };

  test('[W126] a customer is looked up by number or email, and by the lead from its page, at 360 px', async () => {
    const { body } = await demo.submit({ name: 'Olive Erased', phone: '+12025550171', email: 'olive@example.com' });
    const { id } = await demo.leadOf(body.receiptId, admin);
    const page = await browsing.open(`/leads/${id}`, { cookie: admin, viewport: { width: 360, height: 740 } });
    await page.getByRole('link', { name: words.leadPage('page.customer') }).press('Enter');
    await page.waitForURL(`**/admin/customer/${id}`);
    await sees(page, '+1 202 555 0171');
    await sees(page, 'Olive Erased');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await look(page, 'OLIVE@example.com');
    await page.getByRole('button', { name: '+1 202 555 0171' }).press('Enter');
    await sees(page, 'Olive Erased');
    expect(page.url()).not.toMatch(/0171|olive/);
  });

  test('[A170] the dossier is exported from the customer’s page in one click, signed or to read', async () => {
    const { body } = await demo.submit({ name: 'Ada Proven', phone: '+12025550174' });
    const { id } = await demo.leadOf(body.receiptId, admin);
    const page = await browsing.open(`/admin/customer/${id}`, { cookie: admin, viewport: { width: 360, height: 740 } });
    for (const [name, beginning] of [
      ['dossier.json', '{\n  "format": "leadbell-dossier/1"'],
      ['dossier.html', '<!doctype html>'],
    ] as const) {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: t(name) }).press('Enter');
      const path = await (await saved).path();
      expect((await readFile(path, 'utf8')).slice(0, beginning.length)).toBe(beginning);
    }
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  test('[W127] [W128] [W129] erased with what the law requires under seal: gone everywhere, and the seal opens with a reason', async () => {
    const { body } = await demo.submit({ name: 'Ivo Erased', phone: '+12025550172', message: 'A marimba' });
    const { id } = await demo.leadOf(body.receiptId, admin);
    const page = await browsing.open('/admin/customer', { cookie: admin });
    await look(page, '(202) 555-0172');
    const erase = page.getByRole('button', { name: t('erase.go') });
    await erase.waitFor();
    expect(await erase.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: t('keeps.sealed') }).press('Space');
    await sees(page, t('effect.sealed.who'));
    await page.getByLabel(t('erase.confirm', { lastFour: '0172' })).fill('0173');
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel(t('erase.confirm', { lastFour: '0172' })).fill('0172');
    expect(await seriousFaults(page)).toEqual([]);
    await erase.press('Enter');
    await sees(page, t('result.done', { when: '' }).trim());
    await sees(page, t('result.checked', { when: '' }).slice(-20));

    // Gone everywhere: the lead, the search, the receipt.
    const lead = await demo.get<{ person: { name: string; tel?: string } }>(`/api/leads/${id}`, admin);
    expect(lead.person).toMatchObject({ name: '–' });
    const found = await demo.get<object>('/api/leads?q=Ivo', admin);
    expect(JSON.stringify([lead, found])).not.toMatch(/Ivo|5550172|marimba/);

    await page
      .getByRole('button', { name: t('seal.open'), exact: true })
      .first()
      .press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('seal.reason')).fill('Request of a court');
    await dialog.getByRole('button', { name: t('seal.open') }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await sees(page.getByRole('table', { name: t('seal.opened') }), 'Ivo Erased');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: t('storage.go') }).press('Enter');
    await sees(page, t('storage.gone', { when: '' }).slice(0, 40));
    const log = page.getByRole('main').getByRole('link', { name: t('result.log') });
    expect(await log.getAttribute('href')).toMatch(/what=erasure&id=er_/);
  });
});
