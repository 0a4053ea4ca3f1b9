/** An import in a browser, by keyboard: from the file to undoing it. */
import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { layoutFaults } from '../support/layout.ts';
import { words } from '../support/words.ts';

describeInBrowser('an import in a browser', () => {
  let browsing: Browsing;
  let admin: string;
  useDemo(async (started) => {
    ({ browsing } = started);
    admin = await started.demo.signIn('admin@demo.test');
  });

  const t = words.adminImport;
  const field = words.adminFields;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().press('Enter');
  const heading = (page: Page, state: 'ready' | 'checked' | 'running' | 'done' | 'canceled' | 'undone') =>
    page.getByRole('heading', { name: t(`heading.${state}`), exact: true });
  /** The step is shown, and focus is on its heading. */
  const steps = (page: Page, state: Parameters<typeof heading>[1]) =>
    heading(page, state).and(page.locator(':focus')).waitFor();
  /** What permits contact. */
  const stateBasis = async (page: Page) => {
    await page.getByLabel(t('basis.written')).press('Space');
    await page.getByLabel(field('basis.at')).fill('2026-03-02');
    await page.getByLabel(field('basis.statement')).fill('Card at the spring fair');
  };
  const isFine = async (page: Page) => {
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await layoutFaults(page)).toEqual([]);
  };

  test('[W120] [W121] [W122] [W123] [W124] [W125] [W214] a file with a broken row: mapped, tried, canceled as open leads, imported as history, undone', async () => {
    const page = await browsing.open('/admin/import', {
      ...{ cookie: admin, viewport: { width: 320, height: 740 } },
      expected: [/422/],
    });
    await sees(page, t('none'));
    await sees(page, t('file.hint'));
    await isFine(page);
    const input = page.getByLabel(t('file.label'));
    const table = 'Name,Phone,Product line\nIda Berg,(202) 555-0131,Roof\nJon Ode,,Battery\n';
    const file = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await input.setInputFiles(file('broken.csv', 'a\n"open'));
    await press(page, t('file.send'));
    await sees(page, words.mistakes('fileOpenQuote', { row: 2 }));
    await input.setInputFiles(file('fair.csv', table));
    await press(page, t('file.send'));

    await heading(page, 'ready').waitFor();
    expect(page.url()).toMatch(/\/admin\/import\/imp_/);
    await sees(page, 'Ida Berg');
    expect(await page.getByLabel('Phone', { exact: true }).inputValue()).toBe('phone');
    expect(await page.getByLabel('Product line').inputValue()).toBe('');
    // Two columns with names, and nothing stated.
    await page.getByLabel('Product line').selectOption('name');
    await press(page, t('check'));
    const summary = page.locator('.summary');
    await summary.and(page.locator(':focus')).waitFor();
    await summary.getByRole('link', { name: field('mode') }).waitFor();
    await isFine(page);
    await stateBasis(page);
    await page.getByLabel(t('mode.open')).press('Space');
    await page.getByLabel(field('perHour')).fill('3600');
    await press(page, t('check'));
    await summary.getByRole('link', { name: `${field('mapping')} · ${field('mapping.#', { n: 3 })}` }).press('Enter');
    await page.getByLabel('Product line').and(page.locator(':focus')).selectOption('interest');
    await press(page, t('check'));

    await steps(page, 'checked');
    await isFine(page);
    await page.reload();
    await heading(page, 'checked').waitFor();
    await sees(page.getByRole('row').filter({ hasText: 'Jon Ode' }), /Phone/);
    const downloads = page.waitForEvent('download');
    await page.getByRole('link', { name: t('failed.file') }).click();
    const csv = await readFile(await (await downloads).path(), 'utf8');
    expect(csv).toMatch(/"Jon Ode".*"3"/);
    await press(page, t('start.open'));
    await steps(page, 'running');
    await sees(page.locator('.line'), t('counts.of', { done: 0, all: 1 }));
    const rows = page.waitForEvent('download');
    await page.getByRole('link', { name: t('failed.file') }).click();
    expect(await readFile(await (await rows).path(), 'utf8')).toContain('Jon Ode');
    await isFine(page);
    // No agent is there, so none was released: whether it may be at this hour is not what this test is about.
    await press(page, t('cancel'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: t('cancel'), exact: true }).press('Enter');
    await steps(page, 'canceled');

    await page.goto('/admin/import');
    await input.setInputFiles(file('fair.csv', table));
    await press(page, t('file.send'));
    await heading(page, 'ready').waitFor();
    await stateBasis(page);
    await page.getByLabel(t('mode.history')).press('Space');
    await press(page, t('check'));
    await steps(page, 'checked');
    await press(page, t('start.history'));
    await steps(page, 'done');
    await isFine(page);

    await press(page, t('undo'));
    await sees(dialog, t('undo.keeps'));
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: t('undo'), exact: true }).press('Enter');
    await steps(page, 'undone');
    await page.goto('/admin/import');
    await sees(page.getByRole('row').filter({ hasText: 'fair.csv' }), t('state.undone'));
  });
});
