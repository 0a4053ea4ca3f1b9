/** The reports in a real browser: filters in the URL, pictures and table, a narrow screen. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { reportsText } from '../../src/shared/text/reports.ts';
import { translator } from '../../src/shared/text/index.ts';
import { describeInBrowser, overflow, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';

const t = translator(reportsText, 'en');

describeInBrowser('the reports page', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    (started) => {
      ({ demo, browsing } = started);
    },
    { keepsFloor: true },
  );

  const open = async (path: string, options: object = {}) =>
    browsing.open(path, { cookie: await demo.signIn('sam@demo.test'), ...options });
  const rowNames = (page: Page) => page.locator('tbody th').allInnerTexts();
  const grouping = (page: Page) => page.locator('thead th').first().innerText();

  test('[V107] what is chosen is in the URL; a link and the way back show the same report, with its pictures', async () => {
    const page = await open('/reports');
    await page.locator('.chart canvas').nth(1).waitFor();
    const byDay = await rowNames(page);
    await page.getByLabel(t('by'), { exact: true }).selectOption({ label: t('by.source') });
    await page.getByLabel(t('compare'), { exact: true }).selectOption({ label: t('compare.previous') });
    await until(() => page.url().endsWith('/reports?compare=previous&by=source'));
    await until(async () => (await grouping(page)) === t('by.source'));
    const bySource = await rowNames(page);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goBack();
    await page.goBack();
    await until(async () => (await grouping(page)) === t('by.day'));
    expect(await rowNames(page)).toEqual(byDay);

    // Another report keeps the period, and what it is compared with.
    await page.goto('/reports?last=7&compare=previous&by=source&target=30');
    await page.getByRole('link', { name: t('agents'), exact: true }).click();
    await page.locator('.chart canvas').nth(1).waitFor();
    expect(new URL(page.url()).search).toBe('?last=7&compare=previous');
    expect(await grouping(page)).toBe(t('by.agent'));
    expect(await seriousFaults(page)).toEqual([]);

    const linked = await open('/reports?compare=previous&by=source', { viewport: { width: 320, height: 640 } });
    await linked.locator('.chart canvas').nth(1).waitFor();
    expect(await rowNames(linked)).toEqual(bySource);
    expect(await overflow(linked)).toBeLessThanOrEqual(0);
  });
});
