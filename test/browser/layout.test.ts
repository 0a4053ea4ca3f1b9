/** Every page on the smallest windows, in both languages: nothing cut off, nothing over anything, every page within reach. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/core/vocabulary/language.ts';
import { clearFloor, describeInBrowser, pressUntil, startBrowser, type Browsing, sees } from '../support/browser.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { layoutFaults } from '../support/layout.ts';
import { until } from '../support/patience.ts';
import { before, koreanWords, words } from '../support/words.ts';

const LANGUAGES = ['en', 'ko'] as const;
/** A small phone, and a page at 400% zoom (WCAG 1.4.10). */
const WIDTHS = [360, 320];
const NAME = 'Maria Agreeable-Whitman';

describeInBrowser('layout on small windows', () => {
  let demo: Demo;
  let browsing: Browsing;
  beforeAll(async () => {
    demo = await startDemo();
    browsing = await startBrowser(demo.url);
  });
  afterEach(async () => {
    await browsing.closePeople();
    await clearFloor(demo);
  });
  afterAll(async () => {
    await browsing.stop();
    await demo.stop();
  });

  /** Signed in, with the account in this language. */
  async function openAs(email: string, path: string, language: Language): Promise<Page> {
    const cookie = await demo.signIn(email);
    const chosen = await fetch(`${demo.url}/api/me/language`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ language }),
    });
    expect(chosen.ok).toBe(true);
    return browsing.open(path, { cookie, locale: localeOf(language) });
  }

  const SIGNED_OUT = ['/', '/sign-in', '/forgot', '/setup', '/f/demo', '/f/nothing', '/phone', '/outbox', '/nothing'];

  test.each(LANGUAGES)('[W70] [W71] [W72] pages of visitors and of the demo, in %s', async (language) => {
    const { body } = await demo.submit({ name: NAME, phone: '+12025550171' });
    const page = await browsing.open('/', { locale: localeOf(language) });
    const seen: string[] = [];
    for (const path of [...SIGNED_OUT, new URL(body.statusUrl, demo.url).pathname]) {
      await page.goto(path);
      seen.push(...(await faultsOf(page, path, language)));
    }
    expect(seen).toEqual([]);
  });

  test.each(LANGUAGES)('[W70] [W71] [W72] the floor and a lead, in %s', async (language) => {
    await demo.tune({ policy: { offerMs: 120_000 } });
    const desk = await demo.desk('ana@demo.test');
    await desk.available();
    const email = 'same@example.com';
    await demo.submit({ name: NAME, phone: '+12025550172', interest: 'advice', email });
    const { offerId } = await desk.offer();
    await desk.ask('offer:accept', { offerId });
    const { body } = await demo.submit({ name: NAME, phone: '+12025550173', interest: 'advice', email });
    const page = await openAs('sam@demo.test', '/floor', language);
    const { id } = await demo.leadOf(body.receiptId, await demo.signIn('sam@demo.test'));
    await sees(page, NAME);
    const seen = [...(await faultsOf(page, 'floor', language))];
    await page.goto(`/leads/${id}`);
    await page.getByRole('heading', { name: NAME }).waitFor();
    seen.push(...(await faultsOf(page, 'lead', language)));
    await page.goto('/leads?state=open&sort=waiting');
    await page.getByRole('link', { name: NAME }).first().waitFor();
    seen.push(...(await faultsOf(page, 'leads', language)));
    await page.goto('/leads/duplicates');
    await page.locator('[data-group]').first().waitFor();
    seen.push(...(await faultsOf(page, 'duplicates', language)));
    await page.goto('/reports?by=source&compare=previous');
    await page.locator('.chart canvas').nth(1).waitFor();
    seen.push(...(await faultsOf(page, 'reports', language)));
    for (const report of ['agents', 'callers']) {
      await page.goto(`/reports/${report}?compare=previous`);
      await page.locator('.reports-figures').waitFor();
      seen.push(...(await faultsOf(page, report, language)));
    }
    for (const report of ['survey', 'compliance']) {
      await page.goto(`/reports/${report}?compare=previous&by=source`);
      await page.locator('.reports-filters').waitFor();
      seen.push(...(await faultsOf(page, report, language)));
    }
    expect(seen).toEqual([]);
  });

  test.each(LANGUAGES)('[W70] [W71] [W72] every page of admin, in %s', async (language) => {
    const page = await openAs('admin@demo.test', '/', language);
    const seen = [...(await faultsOf(page, 'home', language))];
    await page.goto('/admin');
    const listed = page.locator('.admin-pages a');
    await listed.last().waitFor({ state: 'attached' });
    const pages = await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const more = ['/admin/people/new', '/admin/campaigns/new', '/admin/campaigns/demo', '/admin/campaigns/demo#timing'];
    more.push('/admin/campaigns/demo#survey');
    more.push('/admin/campaigns/demo/calls');
    for (const path of [...pages, ...more]) {
      await page.goto(path);
      seen.push(...(await faultsOf(page, path, language)));
    }
    expect(seen).toEqual([]);
  });

  test.each(LANGUAGES)('[W70] [W71] [W72] the desk in every state, in %s', async (language) => {
    const t = language === 'en' ? words : koreanWords;
    // Looking takes longer than an offer usually lasts.
    await demo.tune({ policy: { offerMs: 120_000 } });
    const desk = await openAs('ana@demo.test', '/desk', language);
    const seen: string[] = [];
    const look = async (state: string) => seen.push(...(await faultsOf(desk, state, language)));
    await desk.getByRole('button', { name: t.desk('shift.start') }).waitFor();
    await look('off shift');
    await desk.getByRole('button', { name: t.desk('shift.start') }).click();
    await sees(desk, t.desk('idle.available'));
    await look('idle');
    await demo.submit({ name: NAME, phone: '+12025550174', interest: 'advice' });
    await desk.getByRole('region', { name: t.desk('offer.label') }).waitFor();
    await look('ringing');
    await desk.getByRole('button', { name: t.desk('offer.accept') }).click();
    await desk.getByRole('button', { name: t.desk('call.talking') }).waitFor();
    await look('connecting');
    await pressUntil(
      desk.getByRole('button', { name: t.desk('call.talking') }),
      desk.getByRole('button', { name: t.desk('call.over') }),
    );
    await look('talking');
    await pressUntil(desk.getByRole('button', { name: t.desk('call.over') }), desk.getByText(t.desk('wrap.title')));
    await look('wrapping up');
    // Passed over during wrap-up; the demo's own past has nothing of today right after midnight.
    const ben = await demo.desk('ben@demo.test');
    await ben.available();
    await demo.submit({ name: NAME, phone: '+12025550175', interest: 'advice' });
    await ben.offer();
    await until(async () => {
      await desk.goto('/why');
      await desk.locator('.why-list').waitFor({ state: 'attached' });
      return (await desk.getByRole('listitem').count()) > 0;
    });
    await look('why not me');
    await desk.goto('/week');
    await desk.locator('.chart canvas').waitFor();
    await look('my week');
    expect(seen).toEqual([]);
  });

  test.each(LANGUAGES)('[W73] the form fits a frame of 240 px, in %s', async (language) => {
    const page = await browsing.open('/f/demo', { locale: localeOf(language), viewport: { width: 240, height: 740 } });
    await sees(page, before(language === 'en' ? words.form : koreanWords.form, 'label.phone'));
    expect(await layoutFaults(page)).toEqual([]);
  });
});

function localeOf(language: Language): string {
  return language === 'en' ? 'en-US' : 'ko-KR';
}

/** Faults of the page and its frames at each width, with the menus of the top bar closed and open. */
async function faultsOf(page: Page, where: string, language: Language): Promise<readonly string[]> {
  const loading = (language === 'en' ? words : koreanWords).common('loading');
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    await page.waitForFunction(() => document.querySelector('main')?.innerText.trim() !== '');
    await page.getByText(loading).first().waitFor({ state: 'hidden' });
    const look = async (what: string) => {
      for (const frame of page.frames())
        faults.push(...(await layoutFaults(frame)).map((fault) => `${where}${what}, ${width}: ${fault}`));
    };
    await look('');
    const menus = page.locator('.topbar [aria-expanded="false"]:visible');
    for (let index = 0; index < (await menus.count()); index += 1) {
      const menu = menus.nth(index);
      const name = (await menu.getAttribute('aria-label')) ?? (await menu.innerText());
      await menu.click();
      await page.locator('.topbar [aria-expanded="true"]').waitFor();
      await look(` with ${name} open`);
      await page.keyboard.press('Escape');
      await page.locator('.topbar [aria-expanded="true"]').waitFor({ state: 'hidden' });
    }
  }
  return faults;
}
