/** The reports in a real browser: filters in the URL, pictures and table, a narrow screen. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { adminCostsText } from '../../src/shared/text/adminCosts.ts';
import { reportsText } from '../../src/shared/text/reports.ts';
import { translator } from '../../src/shared/text/index.ts';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { words } from '../support/words.ts';

const t = translator(reportsText, 'en');
const costs = translator(adminCostsText, 'en');

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
  const rowNames = (page: Page) => page.locator('table').first().locator('tbody th').allInnerTexts();
  const grouping = (page: Page) => page.locator('.reports-table thead th').first().innerText();

  test('[W74] [V107] [V266] [V300] what is chosen is in the URL; a link and the way back show the same report, with its pictures', async () => {
    const page = await open('/reports');
    await page.locator('.chart canvas').nth(1).waitFor();
    const byDay = await rowNames(page);
    await page.getByLabel(t('by'), { exact: true }).selectOption({ label: t('by.source') });
    await page.getByLabel(t('compare'), { exact: true }).selectOption({ label: t('compare.previous') });
    await until(() => page.url().endsWith('/reports?compare=previous&by=source'));
    await until(async () => (await grouping(page)) === t('by.source'));
    const bySource = await rowNames(page);
    await sees(page, /Eastern Time/);
    // Nothing came in the period before: no curve is compared with.
    expect(await page.getByText(t('chart.before', { name: t('toTalk') })).count()).toBe(0);
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

    // [V300] Also what the law permitted and refused.
    await page.goto('/reports/compliance?last=7&compare=previous');
    await page.getByLabel(t('by'), { exact: true }).selectOption({ label: t('by.hour') });
    await until(async () => (await grouping(page)) === t('by.hour'));
    expect(new URL(page.url()).search).toBe('?last=7&compare=previous&by=hour');
    expect(await page.getByRole('link', { name: t('export') }).getAttribute('href')).toContain('by=hour');
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    const linked = await open('/reports?compare=previous&by=source', { viewport: { width: 320, height: 640 } });
    await linked.locator('.chart canvas').nth(1).waitFor();
    expect(await rowNames(linked)).toEqual(bySource);
    expect(await overflow(linked)).toBeLessThanOrEqual(0);
  });

  test('[V150] [V152] [V153] [V305] [W212] a wrong link says so without figures and recovers; who may not see reports gets no filters', async () => {
    const page = await open('/reports?last=7');
    await page.locator('.reports-figures').first().waitFor();
    await page.goto('/reports?by=nonsense');
    const alert = page.getByRole('alert');
    const remove = page.getByRole('button', { name: words.filters('remove', { count: 1 }), exact: true });
    await sees(alert, words.filters('unknown', { name: t('by'), value: 'nonsense' }));
    await remove.click();
    await page.locator('.reports-figures').first().waitFor();
    await page.goto('/reports?from=2026-11-20&to=2026-11-21');
    await page.locator('.reports-figures').first().waitFor();
    await page.locator('input[type=date]').last().fill('2026-11-02');
    await page.locator('.notice-bad').waitFor();
    expect(await page.locator('.reports-figures, .reports-table').count()).toBe(0);
    await page.locator('input[type=date]').last().fill('');
    await page.locator('.reports-figures').first().waitFor();
    expect(new URL(page.url()).search).toBe('?from=2026-11-20');
    // [V305] A campaign that doesn’t exist.
    await page.goto('/reports/survey?last=7&campaign=gone');
    await sees(alert, words.filters('unknown', { name: t('campaign'), value: 'gone' }));
    await remove.click();
    await page.locator('.notice-bad').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?last=7');
    await page.goto('/week');
    await sees(page, t('week.noLeads'));
    expect(await page.locator('.reports-figures').count()).toBe(0);

    const ana = await browsing.open('/reports/agents', { cookie: await demo.signIn('ana@demo.test') });
    await ana.locator('.notice-bad').waitFor();
    expect(await ana.locator('.reports-filters, .reports-figures').count()).toBe(0);
    // The refusals themselves.
    expect(browsing.complaints().filter((complaint) => !/status of (403|422)/.test(complaint))).toEqual([]);
  });

  test('[V100] [V101] [V306] the page shows what the raw histories of the leads say', async () => {
    const sam = await demo.signIn('sam@demo.test');
    for (const [index, outcome] of ['notInterested', 'wrongNumber', 'notInterested', ''].entries()) {
      const utm = { source: index % 2 === 0 ? 'radio' : 'letter' };
      const { body } = await demo.submit({ phone: `+1202555${3100 + index}`, utm });
      const { id } = await demo.leadOf(body.receiptId, sam);
      if (outcome === '') continue;
      const closed = await fetch(`${demo.url}/api/leads/${id}/close`, {
        method: 'POST',
        headers: {
          ...{ cookie: sam, origin: demo.url, 'content-type': 'application/json' },
          'idempotency-key': `reports-${index}`,
        },
        body: JSON.stringify({ outcome }),
      });
      expect(closed.status).toBeLessThan(300);
    }
    const page = await open('/reports?by=source');
    await page.locator('.reports-figures').first().waitFor();
    const shown = async (label: string) =>
      Object.fromEntries(
        await page
          .locator(`section[aria-label="${label}"] .reports-figures > div`)
          .evaluateAll((all) => all.map((one) => [one.children[0]?.textContent, one.children[1]?.textContent])),
      ) as Record<string, string>;
    const stored = demo.connection.collection<{ timeline: { kind: string; data?: { outcome?: string } }[] }>('leads');
    const histories = (await stored.find().toArray()).map(({ timeline }) => timeline);
    const outcomes = histories.map((history) => history.findLast(({ kind }) => kind === 'closed')?.data?.outcome);
    const counted = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    expect((await shown(t('summary')))[t('leads')]).toBe(String(histories.length - counted('spam')));
    const byOutcome = await shown(t('outcomes'));
    expect(Number(byOutcome['Not interested'])).toBe(counted('notInterested'));
    expect(Number(byOutcome['Wrong number'])).toBe(counted('wrongNumber'));
    const tables = page.locator('table');
    const radio = (table: number) =>
      tables.nth(table).locator('tbody tr', { hasText: 'radio' }).locator('td').allInnerTexts();
    expect((await radio(0))[0]).toBe('2');
    // [V306] Both closed as not interested.
    const named = await tables.nth(1).locator('thead th.number').allInnerTexts();
    expect((await radio(1))[named.indexOf('Not interested')]).toBe('2');
  });

  test('[W180] [V261] a file of costs is read into the table and then saved; callers are shown against the goal', async () => {
    const page = await browsing.open('/admin/costs', { cookie: await demo.signIn('admin@demo.test') });
    const choose = (buffer: Buffer) =>
      page.getByLabel(costs('file')).setInputFiles({ name: 'costs.csv', mimeType: 'text/csv', buffer });
    const typed = () => page.locator('textarea').inputValue();
    await choose(Buffer.from('date,source,amount\n2026-11-02,tv,99.50\n'));
    await until(async () => (await typed()).includes('2026-11-02,tv,99.50'));
    await choose(Buffer.alloc(900_001, 'x'));
    await sees(page, costs('file.tooLarge'));
    expect(await typed()).toContain('99.50');
    await page.getByRole('button', { name: costs('save') }).click();
    await sees(page, costs('saved', { count: 1 }));
    await page.goto('/reports/callers');
    await page.locator('.reports-figures').first().waitFor();
    expect(await page.locator('.reports-figures dt').allInnerTexts()).toContainEqual(expect.stringContaining('80%'));
  });

  test('[V151] tables fit an A4 page', async () => {
    const wide: string[] = [];
    const fit = async (page: Page, path: string) => {
      await page.goto(path);
      await page.locator('.reports-table').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      const over = await page
        .locator('.reports-table')
        .evaluateAll((cards) => cards.map((card) => card.scrollWidth - card.clientWidth));
      if (over.some((by) => by > 0)) wide.push(`${path}: ${over.join(', ')}`);
    };
    const page = await open('/reports', { viewport: { width: 718, height: 1000 } });
    for (const path of ['/reports?by=source', '/reports/agents', '/reports/compliance?by=source'])
      await fit(page, `${path}${path.includes('?') ? '&' : '?'}compare=previous`);
    const ana = await browsing.open('/week', {
      cookie: await demo.signIn('ana@demo.test'),
      viewport: { width: 718, height: 1000 },
    });
    await fit(ana, '/week');
    expect(wide).toEqual([]);
  });
});
