/**
 * A file of the largest size in a browser: 100,000 rows, one in a hundred broken. It is checked whole and started as open
 * leads, of which agents get a few at a time; what is fixed of it is imported as history, twice, and undone. That 100,000 rows
 * become history takes minutes and is measured by `npm run bench -- --only imports` instead.
 */
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser, sees, type Browsing } from '../support/browser.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { people } from '../support/imports.ts';
import { words } from '../support/words.ts';

const ROWS = 100_000;
const BROKEN_EVERY = 100;
const BROKEN = ROWS / BROKEN_EVERY;
const figure = (count: number) => count.toLocaleString('en-US');
/** The service checks some thousand rows a second on a busy machine. */
const CHECK_MS = 240_000;

describeInBrowser('a large import in a browser', () => {
  let browsing: Browsing;
  let admin: string;
  useDemo(
    async (started) => {
      ({ browsing } = started);
      admin = await started.demo.signIn('admin@demo.test');
    },
    { keepsFloor: true },
  );

  const t = words.adminImport;
  const field = words.adminFields;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const reaches = (page: Page, state: 'ready' | 'checked' | 'running' | 'done' | 'undone' | 'canceled') =>
    page.getByRole('heading', { name: t(`heading.${state}`), exact: true }).waitFor({ timeout: CHECK_MS });
  const counted = async (page: Page, fate: 'fresh' | 'broken' | 'again' | 'removed') =>
    page
      .locator('.line')
      .filter({ has: page.getByText(t(`fate.${fate}`), { exact: true }) })
      .locator('dd')
      .innerText();
  /** Sends the file, maps it as guessed, and checks every row. */
  const check = async (page: Page, name: string, table: string, mode: 'history' | 'open') => {
    await page.goto('/admin/import');
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(table) };
    await page.getByLabel(t('file.label')).setInputFiles(file);
    await press(page, t('file.send'));
    await reaches(page, 'ready');
    await page.getByLabel(t('basis.written')).press('Space');
    await page.getByLabel(field('basis.at')).fill('2026-03-02');
    await page.getByLabel(field('basis.statement')).fill('Card at the spring fair');
    await page.getByLabel(t(`mode.${mode}`)).press('Space');
    if (mode === 'open') await page.getByLabel(field('perHour')).fill('60');
    await press(page, t('check'));
    await reaches(page, 'checked');
  };

  test('[F57] [F58] [F64] [W123] 100,000 rows with 1,000 broken ones: checked, started, fixed, imported once, undone', async () => {
    const [heading = '', ...lines] = people(ROWS).trim().split('\n');
    const broken = lines.map((line, row) =>
      row % BROKEN_EVERY === 0 ? line.replace(/,\(202\)[^,]*/, ',unknown') : line,
    );
    const page = await browsing.open('/admin/import', { cookie: admin });
    await check(page, 'fair.csv', [heading, ...broken].join('\n'), 'open');
    expect(await counted(page, 'fresh')).toBe(figure(ROWS - BROKEN));
    expect(await counted(page, 'broken')).toBe(figure(BROKEN));
    const downloads = page.waitForEvent('download');
    await page.getByRole('link', { name: t('failed.file') }).click();
    const toFix = parse<Record<string, string>>(await readFile(await (await downloads).path()), {
      columns: true,
      bom: true,
    });
    expect(toFix).toHaveLength(BROKEN);
    await press(page, t('start.open'));
    await reaches(page, 'running');
    await sees(page, t('progress.waiting', { count: ROWS - BROKEN, rows: figure(ROWS - BROKEN) }));
    const large = page.url();

    const fixed = toFix.map((row) => ({ ...row, Phone: phoneOf(lines, row['Name'] ?? '') }));
    const table = stringify(fixed, { header: true });
    await check(page, 'fixed.csv', table, 'history');
    expect(await counted(page, 'fresh')).toBe(figure(BROKEN));
    await press(page, t('start.history'));
    await reaches(page, 'done');
    const small = page.url();
    await check(page, 'fixed.csv', table, 'history');
    await sees(page, t('dry.nothing'));
    expect(await counted(page, 'again')).toBe(figure(BROKEN));
    expect(await page.getByRole('button', { name: t('start.history') }).count()).toBe(0);

    const dialog = page.getByRole('dialog');
    await page.goto(small);
    await press(page, t('undo'));
    await dialog.getByRole('button', { name: t('undo'), exact: true }).click();
    await reaches(page, 'undone');
    expect(await counted(page, 'removed')).toBe(figure(BROKEN));
    await page.goto(large);
    await press(page, t('cancel'));
    await dialog.getByRole('button', { name: t('cancel'), exact: true }).click();
    await reaches(page, 'canceled');
  });
});

function phoneOf(lines: readonly string[], name: string): string {
  return lines.find((line) => line.startsWith(`${name},`))?.split(',')[1] ?? '';
}
