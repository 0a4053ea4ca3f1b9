/** The table of leads in a real browser: filters, back and forward, the keyboard, phones, and what no longer exists. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { layoutFaults } from '../support/layout.ts';
import { until } from '../support/patience.ts';
import { koreanWords, words } from '../support/words.ts';

describeInBrowser('the leads page', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo(
    (started) => {
      ({ demo, browsing } = started);
    },
    { keepsFloor: true },
  );

  const open = async (email: string, path: string, options: object = {}) =>
    browsing.open(path, { cookie: await demo.signIn(email), ...options });
  const rows = (page: Page) => page.locator('[data-lead]');
  const names = (page: Page) => page.locator('[data-lead] .leads-name a').allInnerTexts();
  const filter = async (page: Page, label: string, choice: string) => {
    await page.getByRole('button', { name: words.leads('filter'), exact: true }).click();
    await page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice });
    await page.keyboard.press('Escape');
  };

  test('[V80] a supervisor filters, opens a lead, and comes back to the same list; words stay out of the URL', async () => {
    const page = await open('sam@demo.test', '/leads');
    await rows(page).first().waitFor();
    const all = await names(page);
    await filter(page, words.leads('filter.outcome'), words.lead('outcome.won'));
    await until(async () => (await rows(page).count()) < all.length);
    expect(new URL(page.url()).search).toBe('?outcome=won');
    const won = await names(page);
    await page.goBack();
    await until(async () => (await rows(page).count()) === all.length);
    await page.goForward();
    await until(async () => (await rows(page).count()) === won.length);

    const [first = ''] = won;
    await page.getByRole('searchbox').fill(first);
    await until(async () => (await names(page)).join() === first);
    expect(page.url()).not.toContain(first.split(' ')[0]);
    await rows(page).first().getByRole('link').click();
    await page.getByRole('heading', { name: first }).waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    await until(async () => (await names(page)).join() === first);
    expect(await page.getByRole('searchbox').inputValue()).toBe(first);
    // Nothing but the path and the filter was ever asked for by URL.
    await page.getByRole('searchbox').fill('zzzz');
    await sees(page, words.leads('empty.found'));
    await page.getByRole('button', { name: words.leads('empty.clear') }).click();
    await until(async () => (await rows(page).count()) === all.length);
  });

  test('[W93] the keyboard moves, opens and searches, and types where someone types', async () => {
    const page = await open('sam@demo.test', '/leads');
    await rows(page).first().waitFor();
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-lead]')?.dataset['lead']);
    const ids = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-lead')));
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(ids[2]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(ids[1]);
    await page.keyboard.press('/');
    await page.keyboard.type('jk/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk/');
    await page.getByRole('searchbox').fill('');
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/leads/${ids[0] ?? ''}$`));
  });

  test('[V81] headings sort, the choice of columns stays, and both survive a reload', async () => {
    const page = await open('sam@demo.test', '/leads');
    await rows(page).first().waitFor();
    const newest = await names(page);
    await page
      .getByRole('columnheader', { name: words.leads('column.created') })
      .getByRole('button')
      .click();
    await until(async () => (await names(page)).join() === [...newest].reverse().join());
    expect(new URL(page.url()).search).toBe('?sort=oldest');
    await page.getByRole('button', { name: words.leads('columns') }).click();
    await page.getByRole('checkbox', { name: words.leads('column.source'), exact: true }).check();
    await page.getByRole('columnheader', { name: words.leads('column.source'), exact: true }).waitFor();
    await page.reload();
    await rows(page).first().waitFor();
    await page.getByRole('columnheader', { name: words.leads('column.source') }).waitFor();
    expect(await names(page)).toEqual([...newest].reverse());
    expect(new URL(page.url()).search).toBe('?sort=oldest');
  });

  test('[V80] an agent sees their own leads, without filtering by agent or exporting', async () => {
    const page = await open('ana@demo.test', '/leads');
    await page.getByRole('heading', { name: words.leads('title.mine') }).waitFor();
    await rows(page).first().waitFor();
    const sams = await open('sam@demo.test', '/leads?owner=user_ana');
    await rows(sams).first().waitFor();
    expect(await names(page)).toEqual(await names(sams));
    await page.getByRole('button', { name: words.leads('filter'), exact: true }).click();
    await page.getByRole('combobox', { name: words.leads('filter.state') }).waitFor();
    expect(await page.getByRole('combobox', { name: words.leads('filter.owner'), exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.leads('export') }).count()).toBe(0);
  });

  test('[V83] [V84] [V85] a supervisor selects with the keyboard, closes many leads, and takes it back', async () => {
    for (const n of [1, 2, 3])
      await demo.submit({ name: `Bulk Person ${n}`, phone: `+1202555019${n}`, consent: { call: true, now: true } });
    const page = await open('sam@demo.test', '/leads?state=open');
    await page.getByRole('searchbox').fill('bulk person');
    await until(async () => (await names(page)).filter((name) => name.startsWith('Bulk')).length === 3);
    await until(async () => (await rows(page).count()) === 3);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const bar = page.getByRole('region', { name: words.leads('bulk.label') });
    await sees(bar, words.leads('selected', { count: 2 }));
    await page.getByRole('checkbox', { name: words.leads('select.all') }).check();
    await sees(bar, words.leads('selected', { count: 3 }));
    expect(await seriousFaults(page)).toEqual([]);
    await bar.getByRole('button', { name: words.leads('bulk.close'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption('notQualified');
    await sees(dialog, words.leads('bulk.possible', { possible: 3, count: 3 }));
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: words.leads('bulk.do', { count: 3 }) }).click();
    await sees(dialog, words.leads('bulk.changed', { count: 3 }));
    await dialog.getByRole('button', { name: words.leads('bulk.undo'), exact: true }).click();
    await dialog.getByRole('heading', { name: words.leads('bulk.verb.undo') }).waitFor();
    await sees(dialog, words.leads('bulk.changed', { count: 3 }));
    await dialog.getByRole('button', { name: words.common('close') }).click();
    await until(async () => (await rows(page).count()) === 3);
    for (const name of await names(page)) expect(name).toMatch(/^Bulk Person [123]$/);
  });

  test('[V231] [V232] [V233] selected leads are exported; a tag is added to many leads, found by its filter, and taken back', async () => {
    for (const n of [1, 2])
      await demo.submit({ name: `Tag Person ${n}`, phone: `+1202555018${n}`, consent: { call: true, now: true } });
    const page = await open('sam@demo.test', '/leads?state=open');
    await page.getByRole('searchbox').fill('tag person');
    await until(async () => (await names(page)).filter((name) => name.startsWith('Tag')).length === 2);
    await until(async () => (await rows(page).count()) === 2);
    await page.getByRole('checkbox', { name: words.leads('select.all') }).check();
    const bar = page.getByRole('region', { name: words.leads('bulk.label') });
    const saved = page.waitForEvent('download');
    await bar.getByRole('button', { name: words.leads('bulk.export') }).click();
    expect((await saved).suggestedFilename()).toBe('leads.csv');
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 760 });
    await bar.getByRole('button', { name: words.leads('bulk.addTag'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: words.leads('filter.tag') }).fill('#Spring');
    await sees(dialog, words.leads('bulk.possible', { possible: 2, count: 2 }));
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: words.leads('bulk.do', { count: 2 }) }).click();
    await sees(dialog, words.leads('bulk.changed', { count: 2 }));
    const found = await open('sam@demo.test', '/leads?tag=spring');
    await until(async () => (await rows(found).count()) === 2);
    await dialog.getByRole('button', { name: words.leads('bulk.undo'), exact: true }).click();
    await dialog.getByRole('heading', { name: words.leads('bulk.verb.undo') }).waitFor();
    await sees(dialog, words.leads('bulk.changed', { count: 2 }));
    await found.reload();
    await sees(found, words.filters('unused.tag', { value: 'spring' }));
  });

  test('[V242] [V243] [W170] what leads lack is listed in one click and filled in, one lead after the other', async () => {
    for (const n of [1, 2])
      await demo.submit({ name: `Gap Person ${n}`, phone: `+1202555017${n}`, consent: { call: true, now: true } });
    const page = await open('sam@demo.test', '/leads', { expected: [/status of 422/] });
    await page.getByRole('button', { name: words.leads('toComplete'), exact: true }).click();
    await page.getByRole('searchbox').fill('gap person');
    await until(async () => (await names(page)).join() === 'Gap Person 2,Gap Person 1');
    expect(new URL(page.url()).searchParams.get('missing')).toBe('any');
    const lacks = (n: number) =>
      rows(page)
        .filter({ hasText: `Gap Person ${n}` })
        .locator('.leads-gaps');
    const email = words.lead('profile.email');
    expect(await lacks(2).innerText()).toContain(email);
    expect(await seriousFaults(page)).toEqual([]);
    await lacks(2).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Gap Person 2' }).and(page.locator(':focus')).waitFor();
    const field = dialog.getByLabel(email, { exact: true });
    await field.fill('not an address');
    await field.press('Enter');
    await dialog.locator('[aria-invalid]').waitFor();
    await field.fill('gap2@example.com');
    await field.press('Enter');
    await sees(dialog, words.desk('wrap.noteSaved'));
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: words.leads('complete.next') }).click();
    await dialog.getByRole('heading', { name: 'Gap Person 1' }).and(page.locator(':focus')).waitFor();
    await dialog.getByLabel(words.lead('profile.interest'), { exact: true }).selectOption({ index: 1 });
    await sees(dialog, words.desk('wrap.noteSaved'));
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 760 });
    await dialog.getByRole('button', { name: words.common('close') }).click();
    await filter(page, words.leads('filter.missing'), email);
    await until(async () => (await names(page)).join() === 'Gap Person 1');
    expect(await lacks(1).innerText()).not.toContain(words.lead('profile.interest'));
    await filter(page, words.leads('filter.band'), words.leads('band.high'));
    await sees(page, words.leads('empty.found'));
  });

  test('[V86] a view is saved and shared, and opens for others, whatever is gone by then', async () => {
    const page = await open('sam@demo.test', '/leads?outcome=won&campaign=gone&sort=oldest', { expected: [/422/] });
    const save = async (name: string, isShared: boolean) => {
      await page.getByRole('button', { name: words.leads('views'), exact: true }).click();
      await page.getByRole('textbox', { name: words.leads('views.save') }).fill(name);
      if (isShared) await page.getByRole('checkbox', { name: words.leads('views.share') }).check();
      await page.getByRole('button', { name: words.common('save') }).click();
      await page.getByRole('link', { name, exact: true }).waitFor();
      await page.keyboard.press('Escape');
    };
    await save('Old wins', true);
    expect(await seriousFaults(page)).toEqual([]);
    const ana = await open('ana@demo.test', '/leads', { expected: [/422/] });
    await ana.getByRole('button', { name: words.leads('views'), exact: true }).click();
    expect(await ana.getByRole('button', { name: words.leads('views.remove', { name: 'Old wins' }) }).count()).toBe(0);
    await ana.getByRole('link', { name: 'Old wins', exact: true }).click();
    await sees(ana, words.filters('unknown', { name: words.leads('filter.campaign'), value: 'gone' }));
    expect(new URL(ana.url()).search).toBe('?outcome=won&campaign=gone&sort=oldest');
    await ana.goBack();
    await rows(ana).first().waitFor();
    await page.getByRole('button', { name: words.leads('views'), exact: true }).click();
    await page.getByRole('button', { name: words.leads('views.remove', { name: 'Old wins' }) }).click();
    await page.getByRole('link', { name: 'Old wins', exact: true }).waitFor({ state: 'detached' });
  });

  test('[W94] [W212] filters that don’t exist are named without leads, and removed with one click', async () => {
    const page = await open('sam@demo.test', '/leads?campaign=gone&state=dreaming&outcome=won', { expected: [/422/] });
    const alert = page.getByRole('alert');
    await sees(alert, words.filters('unknown', { name: words.leads('filter.state'), value: 'dreaming' }));
    expect(await rows(page).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.leads('export'), exact: true }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toBe(0);
    const remove = (count: number) =>
      page.getByRole('button', { name: words.filters('remove', { count }), exact: true });
    await sees(alert, words.filters('unknown', { name: words.leads('filter.campaign'), value: 'gone' }));
    await remove(2).press('Enter');
    await rows(page).first().waitFor();
    expect(new URL(page.url()).search).toBe('?outcome=won');
    await page.goto('/leads?missing=answers.removed');
    await sees(page, words.filters('unknown', { name: words.leads('filter.missing'), value: 'answers.removed' }));
    await page.goto('/leads?tag=nobody&cameFrom=nowhere');
    await sees(page, words.filters('unused.tag', { value: 'nobody' }));
    await sees(page, words.filters('unused.cameFrom', { value: 'nowhere' }));
    await remove(2).click();
    await rows(page).first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test.each(['en-US', 'ko-KR'])('[V80] the page is accessible and fits, on a phone too, in %s', async (locale) => {
    const t = locale === 'en-US' ? words : koreanWords;
    const cookie = await demo.signIn('sam@demo.test');
    await fetch(`${demo.url}/api/me/language`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ language: locale.slice(0, 2) }),
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browsing.open('/leads?sort=due', { cookie, locale, colorScheme });
      await rows(page).first().waitFor();
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 760 });
        expect(await seriousFaults(page)).toEqual([]);
        await page.getByRole('button', { name: t.leads('filter'), exact: true }).click();
        expect(await seriousFaults(page)).toEqual([]);
        expect(await layoutFaults(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: t.leads('views'), exact: true }).click();
        expect(await layoutFaults(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: t.leads('columns') }).click();
        expect(await layoutFaults(page)).toEqual([]);
        await page.keyboard.press('Escape');
        expect(await overflow(page)).toBe(0);
      }
    }
    await fetch(`${demo.url}/api/me/language`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ language: 'en' }),
    });
  });
});
