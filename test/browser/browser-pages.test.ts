/** Every page: accessible, within its content security policy, and unaffected by hostile input. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, pressUntil, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { before, words } from '../support/words.ts';

const NOT_FOUND = [/status of 404/];
const SCHEMES = ['light', 'dark'] as const;

describeInBrowser('pages in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('the form works without JavaScript: mistakes appear at their fields, input stays, then a receipt', async () => {
    // The console error of a refused form is expected.
    const page = await browsing.open('/f/demo', { javaScriptEnabled: false, expected: [/status of 422/] });
    await page.getByLabel(words.desk('name.label'), { exact: true }).pressSequentially('Iris Plain', { delay: 120 });
    await page.getByLabel(words.form('label.phone')).fill('12');
    await page.getByLabel(words.form('label.message')).fill('No script here');
    await page.getByRole('button', { name: words.form('send') }).click();
    await sees(page, words.form('summary.title', { count: 2 }));
    await page.locator('#phone-error', { hasText: before(words.form, 'phone.invalid') }).waitFor();
    await sees(page, words.form('error.consentCall'));
    expect(await page.getByLabel(words.desk('name.label'), { exact: true }).inputValue()).toBe('Iris Plain');
    expect(await page.getByLabel(words.form('label.phone')).inputValue()).toBe('12');
    expect(await page.getByLabel(words.form('label.message')).inputValue()).toBe('No script here');

    await page.getByLabel(words.form('label.phone')).fill('202-555-0184');
    await page.getByLabel('You may call me').check();
    await page.getByLabel('Please call me right away').check();
    await page.getByRole('button', { name: words.form('send') }).click();
    await page.waitForURL(/\/r\//);
    await page.getByRole('heading', { name: words.status('finding.title') }).waitFor();
  });

  test('hostile input is plain text on the desk, the floor and the lead page, and moves nothing', async () => {
    const window = { width: 360, height: 740 };
    const sam = await demo.signIn('sam@demo.test');
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test'), viewport: window });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    const { body } = await demo.submit({ name: HOSTILE_NAME, message: HOSTILE_MESSAGE, phone: '+12025550185' });
    const { id } = await demo.leadOf(body.receiptId, sam);

    const floor = await browsing.open('/floor', { cookie: sam, viewport: window });
    await sees(floor, SCRIPT);
    await desk.getByRole('heading', { name: SCRIPT }).waitFor();
    await expectHarmless(desk, floor);

    await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
    await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
    await sees(desk.locator('.wants-message'), '<img src=x');
    await floor.goto(`/leads/${id}`);
    await floor.getByRole('heading', { name: '김민수' }).waitFor();
    await expectHarmless(desk, floor);
    for (const page of [desk, floor]) {
      const fold = page.getByRole('button', { name: words.common('showAll') });
      while ((await fold.count()) > 0) await fold.first().click();
    }
    await expectHarmless(desk, floor);
  });

  test('pages outside the work areas: no serious axe violation, in light and dark, none too wide for a phone', look);

  async function look(): Promise<void> {
    const sam = await demo.signIn('sam@demo.test');
    const { body } = await demo.submit({ name: 'Axel Checked', phone: '+12025550186' });
    const { id } = await demo.leadOf(body.receiptId, sam);
    const receipt = new URL(body.statusUrl, demo.url).pathname;
    const admin = await demo.signIn('admin@demo.test');
    const signedOut = await browsing.open('/', { expected: NOT_FOUND });
    const supervisor = await browsing.open('/floor', { cookie: sam });
    const administrator = await browsing.open('/admin', { cookie: admin });

    const seen: string[] = [];
    const visit = async (page: Page, path: string, sign: string) => {
      await page.goto(path);
      await sees(page, sign);
      seen.push(...(await faultsOf(page, path)));
    };
    await visit(signedOut, '/', words.home('demo.people'));
    await visit(signedOut, '/sign-in', words.home('signIn.email'));
    await visit(signedOut, '/f/demo', words.form('label.consent'));
    await visit(signedOut, receipt, words.status('finding.title'));
    await visit(signedOut, '/f/nothing', words.form('missing.form.title'));
    await visit(signedOut, '/setup', 'one-time link');
    await visit(signedOut, '/setup#token', words.home('setup.name'));
    await visit(signedOut, '/nothing-here', words.common('failed.notFound'));
    await visit(supervisor, '/floor', 'Axel Checked');
    await visit(supervisor, `/leads/${id}`, words.leadPage('chain.whole'));
    await supervisor.getByRole('button', { name: words.lead('action.close') }).click();
    await sees(supervisor.getByRole('dialog'), words.lead('outcome.notInterested'));
    seen.push(...(await faultsOf(supervisor, 'the dialog')));
    await visit(administrator, '/admin', words.adminOverview('attention'));
    expect(seen).toEqual([]);
  }

  test('the desk in every state: no serious axe violation, in light and dark, none too wide for a phone', async () => {
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    const seen: string[] = [];
    const look = async (state: string) => seen.push(...(await faultsOf(desk, state)));
    await desk.getByRole('button', { name: words.desk('shift.start') }).waitFor();
    await look('off shift');
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    await look('idle');
    await desk.getByRole('button', { name: words.desk('keys') }).click();
    await look('the keys');
    await desk.keyboard.press('Escape');
    await demo.submit({ name: 'Rita Ringing', phone: '+12025550187', interest: 'roof', message: 'Soon?' });
    await desk.getByRole('region', { name: words.desk('offer.label') }).waitFor();
    await look('ringing');
    await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
    await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
    await look('connecting');
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.talking') }),
      desk.getByText(before(words.desk, 'call.since')),
    );
    await look('talking');
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.over') }),
      desk.getByText(words.desk('wrap.title')),
    );
    await desk.getByLabel(words.desk('wrap.followUp')).check();
    await look('wrapping up');
    expect(seen).toEqual([]);
  });
});

const SCRIPT = '<script>';
const HOSTILE_NAME = '<script>window.pwned=1</script>\u202egnp.exe 👩🏽‍🚀 김민수 "><svg onload=window.pwned=1>';
const HOSTILE_MESSAGE = `<img src=x onerror="window.pwned=1"> \u202e${'unbroken'.repeat(120)} ${'말씀드립니다 '.repeat(120)}`;

async function expectHarmless(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('#app script, #app svg[onload], #app img').count()).toBe(0);
    expect({ page: page.url(), tooWide: await overflow(page) }).toEqual({ page: page.url(), tooWide: 0 });
  }
}

async function faultsOf(page: Page, where: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    faults.push(...(await seriousFaults(page)).map((fault) => `${where}, ${colorScheme}: ${fault}`));
  }
  const window = page.viewportSize() ?? { width: 1280, height: 720 };
  // A small phone, and a page at 400% zoom (WCAG 1.4.10).
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    const tooWide = await overflow(page);
    if (tooWide > 0) faults.push(`${where}: ${tooWide} px too wide at ${width} px`);
  }
  await page.setViewportSize(window);
  return faults;
}
