/** One promise from end to end, over the whole service and in browsers, on a clock that the test moves. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { HOUR, MINUTE, SECOND } from '../../src/core/vocabulary/time.ts';
import { dayAndTime } from '../../src/shared/text/clockTime.ts';
import { pagePathFor } from '../../src/usecases/customerPage/pageLink.ts';
import { attachInquiry } from '../../src/usecases/intake/attachInquiry.ts';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import { layoutFaults } from '../support/layout.ts';
import { NEW_YORK } from '../support/leads.ts';
import { startPromises, type PromiseLab } from '../support/promises.ts';
import type { Service } from '../support/service.ts';
import { koreanWords, words } from '../support/words.ts';
import { testCampaign, testInquiry } from '../support/world.ts';

describeInBrowser('one promise', () => {
  let lab: PromiseLab;
  let service: Service;
  let browsing: Browsing;
  beforeAll(async () => {
    lab = await startPromises();
    ({ service, browsing } = lab);
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(() => lab.stop());
  const now = () => lab.now();

  /** Sends the form with a time at least three hours ahead, as a customer does; returns it and the page of the receipt. */
  async function choose(name: string, phone: string, email: string): Promise<{ at: number; receipt: Page }> {
    const page = await browsing.open('/f/demo?lang=en', {
      timezoneId: NEW_YORK,
      viewport: { width: 360, height: 740 },
    });
    const field = page.getByLabel(words.form('label.callAt'));
    const times = await field
      .locator('option')
      .evaluateAll((options) => options.map((one) => Number((one as HTMLOptionElement).value)));
    const at = times.find((time) => time > now() + 3 * HOUR) ?? 0;
    await page.getByLabel(words.form('label.name'), { exact: false }).first().pressSequentially(name, { delay: 150 });
    await page.getByLabel(words.form('label.phone'), { exact: false }).first().fill(phone);
    await page.getByLabel(words.form('label.email'), { exact: false }).first().fill(email);
    await field.selectOption(String(at));
    await page.locator('input[name="consent.call"]').check();
    await page.locator('input[name="consent.email"]').check();
    await page.getByRole('button', { name: words.form('send') }).click();
    await page.locator('[data-step=promised]').waitFor();
    return { at, receipt: page };
  }

  test('[P25] [P5] a time chosen on the form → confirmed → reminder → rings then, not before → talked: kept', async () => {
    const email = 'iris@example.com';
    const { at, receipt } = await choose('Iris Promised', '(202) 555-0164', email);
    lab.passTo(now() + MINUTE);
    const made = await lab.emailTo(email, 'promiseMade');
    expect(made).toMatchObject({ dueAt: at });
    lab.passTo(at - 29 * MINUTE);
    const { pagePath } = await lab.emailTo(email, 'promiseReminder');
    const page = await browsing.open(pagePath, { viewport: { width: 360, height: 740 } });
    await sees(page, dayAndTime(at, 'en', NEW_YORK).split(', ').at(-1) ?? '');

    lab.passTo(at - 30 * SECOND);
    const desk = await lab.openDesk('ana@demo.test');
    await sees(desk, words.desk('idle.available'));
    expect(await desk.getByRole('heading', { name: 'Iris Promised' }).count()).toBe(0);
    lab.passTo(at);
    await desk.getByRole('heading', { name: 'Iris Promised' }).waitFor();
    await desk.keyboard.press('a');
    await desk.getByRole('button', { name: words.desk('call.talking') }).click();
    await receipt.locator('[data-step=talking]').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: words.status('talking.title', { agent: 'Ana' }) }).waitFor();
    const leads = await service.parts.leads.ofTel('+12025550164', 5);
    expect(leads).toMatchObject([{ state: 'talking', inquiries: [{ callAt: at }] }]);
    expect(leads[0]?.promise).toBeUndefined();
    await receipt.close();
  });

  test.each([
    ['en', 'light', 1280],
    ['ko', 'dark', 320],
  ] as const)(
    '[W160] [P52] [L171] another time, and everything about an address: in %s, %s, at %i px, by keyboard',
    async (lang, colorScheme, width) => {
      const say = lang === 'ko' ? koreanWords : words;
      const look = async (page: Page, step: string) => {
        if (process.env['SHOTS'])
          await page.screenshot({
            path: `${process.env['SHOTS']}/${step}-${lang}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        expect([step, await overflow(page)]).toEqual([step, 0]);
        expect([step, await seriousFaults(page)]).toEqual([step, []]);
        expect([step, await layoutFaults(page)]).toEqual([step, []]);
      };
      const id = `in_${lang}_${width}`;
      const tel = `+1202555${String(width).padStart(4, '0')}`;
      const booked = testInquiry(id, now(), tel, {
        campaignId: 'demo',
        callAt: Math.ceil(now() / HOUR) * HOUR + 2 * HOUR,
      });
      await service.parts.inquiries.add(booked);
      await attachInquiry(service.parts, booked);
      const how = { colorScheme, viewport: { width, height: 740 }, expected: [/422/] };
      const page = await browsing.open(`/r/${booked.receiptId}?lang=${lang}`, how);
      await look(page, 'receipt');
      await page.getByRole('link', { name: say.status('receipt.choose') }).focus();
      await page.keyboard.press('Enter');
      await sees(page, say.form('choose.do'));
      await look(page, 'choose');
      await page.getByRole('button', { name: say.form('choose.do') }).focus();
      await page.keyboard.press('Enter');
      await page.locator('[data-step=promised]').waitFor();

      await service.parts.campaigns.save(testCampaign({ id: 'letters', formKey: 'letters', contactBy: 'email' }));
      const email = `${id}@example.com`;
      const { tel: _tel, telShown: _shown, ...nobody } = booked.person;
      const person = { ...nobody, email, language: lang };
      const written = testInquiry(`${id}_letter`, now(), tel, { campaignId: 'letters', formKey: 'letters', person });
      await service.parts.inquiries.add(written);
      await attachInquiry(service.parts, written);
      const data = say.customerData;
      await page.goto(`${await pagePathFor(service.parts, written, email)}?lang=${lang}`);
      await look(page, 'own');
      await page.getByRole('link', { name: say.customerPage('data.address') }).focus();
      await page.keyboard.press('Enter');
      await sees(page, data('address.start.title'));
      await look(page, 'address-start');
      await page.getByRole('button', { name: data('address.start.do') }).focus();
      await page.keyboard.press('Enter');
      await sees(page, data('address.sent.title'));
      await look(page, 'address-sent');
      const letter = await lab.emailTo(email, 'addressCode');
      await page.getByLabel(data('code.label')).fill(letter.code);
      await page.keyboard.press('Enter');
      await sees(page, data('known.title'));
      await look(page, 'address-known');
      await page.getByRole('link', { name: data('erase.ask') }).focus();
      await page.keyboard.press('Enter');
      await sees(page, data('address.erase.sure'));
      await look(page, 'address-sure');
      await page.getByLabel(data('address.erase.label')).fill('someone@example.com');
      await page.keyboard.press('Enter');
      await sees(page, data('address.erase.unlike'));
      await page.getByLabel(data('address.erase.label')).fill(email);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: data('erased.done.title') }).waitFor();
      const leadId = (await service.parts.inquiries.byId(written.id))?.leadId ?? '';
      expect(await service.parts.leads.byId(leadId)).toMatchObject({
        state: 'closed',
        outcome: 'erased',
        erased: true,
      });
    },
  );

  test('[L29] [L24] a promised call → “Stop contacting me” → its time comes, and nothing is dialed or offered', async () => {
    const email = 'noor@example.com';
    const { at, receipt } = await choose('Noor Stops', '(202) 555-0165', email);
    lab.passTo(now() + MINUTE);
    const { pagePath } = await lab.emailTo(email, 'promiseMade');
    const page = await browsing.open(pagePath, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.getByText(words.customerPage('stop.title')).first().click();
    await page.getByRole('button', { name: words.customerPage('stop.do') }).click();
    await page.getByRole('heading', { name: words.customerPage('withdrawn.title') }).waitFor();
    await receipt.close();

    lab.passTo(at - 10 * SECOND);
    const desk = await lab.openDesk('ben@demo.test');
    lab.passTo(at + MINUTE);
    await sees(desk, words.desk('idle.available'));
    const [lead] = await service.parts.leads.ofTel('+12025550165', 5);
    expect(lead).toMatchObject({ state: 'closed' });
    expect(lead?.attempts).toEqual([]);
    const history = await service.parts.leads.timeline(lead?.id ?? '');
    expect(history.map(({ kind }) => kind)).not.toContain('offered');
  });
});
