/** The phone network check on a campaign's calls page: run it, read it in both languages, and fix the webhooks. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ownWebhooks } from '../../src/core/call/connection.ts';
import type { Language } from '../../src/core/vocabulary/language.ts';
import type { Me } from '../../src/shared/api.ts';
import { describeInBrowser, overflow, seriousFaults, startBrowser, type Browsing, sees } from '../support/browser.ts';
import { TOLL_FREE } from '../support/calls.ts';
import { until } from '../support/patience.ts';
import { startTelephony, type Telephony } from '../support/telephony.ts';
import { koreanWords, words } from '../support/words.ts';

const ELSEWHERE = 'https://demo.twilio.com/welcome/voice/a-long-path-that-has-to-wrap-on-narrow-screens/and-more';
const PATH = '/admin/campaigns/demo/calls';

describeInBrowser('the connection to the phone network', () => {
  let lab: Telephony;
  let browsing: Browsing;
  let cookie: string;
  beforeAll(async () => {
    lab = await startTelephony();
    browsing = await startBrowser(lab.demo.url);
    cookie = await lab.demo.signIn('admin@demo.test');
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await browsing.stop();
    await lab.stop();
  });

  /** The choice is stored with the account for the next visit. */
  const choose = async (page: Page, language: Language) => {
    await page
      .getByRole('button', { name: { en: words, ko: koreanWords }[language].lead(`language.${language}`) })
      .click();
    await until(async () => ((await (await page.request.get('/api/me')).json()) as Me).language === language);
  };
  const card = (page: Page) => page.locator('.connection');
  const shoot = async (page: Page, name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  test.each([
    ['en', words],
    ['ko', koreanWords],
  ] as const)('[V60] says what is wrong and what to do, in %s, at 1280 and 360 px', async (language, say) => {
    lab.network.numbers.set(TOLL_FREE, { voice: { url: ELSEWHERE, method: 'POST' }, sms: null });
    const page = await browsing.open('/admin', { cookie });
    if (language === 'ko') await choose(page, 'ko');
    await page.goto(PATH);
    await card(page)
      .getByRole('button', { name: say.adminConnection('test') })
      .click();
    await sees(card(page), say.adminConnection('sum.wrong', { count: 2 }));
    await sees(card(page), say.adminConnection('found.webhookElsewhere', { url: ELSEWHERE }));
    const expected = ownWebhooks(lab.demo.url);
    for (const webhook of ['voice', 'message'] as const)
      await sees(card(page), say.adminConnection('todo.webhookEmpty', { expected: expected[webhook] }));
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
      expect(await seriousFaults(page)).toEqual([]);
      await shoot(page, `connection-${language}-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    if (language === 'ko') await choose(page, 'en');
  });

  test('[V62] shows what will change, asks first, sets the webhooks, and the audit log names them', async () => {
    lab.network.numbers.set(TOLL_FREE, { voice: { url: ELSEWHERE, method: 'POST' } });
    const page = await browsing.open(PATH, { cookie });
    await card(page)
      .getByRole('button', { name: words.adminConnection('test') })
      .click();
    const set = card(page).getByRole('button', { name: words.adminConnection('set') });
    await set.click();
    const dialog = page.getByRole('dialog');
    await sees(dialog, words.adminConnection('set.from', { url: ELSEWHERE }));
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflow(page)]).toEqual([width, 0]);
      expect(await seriousFaults(page)).toEqual([]);
      await shoot(page, `connection-dialog-${width}`);
    }
    await dialog.getByRole('button', { name: words.common('cancel') }).click();
    expect(lab.network.numbers.at(TOLL_FREE)?.voice?.url).toBe(ELSEWHERE);

    await set.click();
    await dialog.getByRole('button', { name: words.adminConnection('set') }).click();
    await sees(card(page), words.adminConnection('sum.ok'));
    expect(await set.count()).toBe(0);
    expect(lab.network.numbers.at(TOLL_FREE)?.voice?.url).toBe(ownWebhooks(lab.demo.url).voice);

    await page.goto('/admin/audit');
    await page.getByText(words.adminAudit('action.webhooks')).first().click();
    await page.getByRole('cell', { name: ELSEWHERE }).waitFor();
    await page.getByRole('cell', { name: TOLL_FREE }).waitFor();
  });

  test('[V61] an unreachable phone network is reported, and nothing can be set', async () => {
    const end = lab.network.faults.add({ on: 'rest', do: 'drop' });
    const page = await browsing.open(PATH, { cookie });
    await card(page)
      .getByRole('button', { name: words.adminConnection('test') })
      .click();
    await sees(card(page), words.adminConnection('found.noAnswer'));
    expect(
      await card(page)
        .getByRole('button', { name: words.adminConnection('set') })
        .count(),
    ).toBe(0);
    end();
  });
});
