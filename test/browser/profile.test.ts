/** The customer's details, asked for in the conversation and corrected on the lead page. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, overflow, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { CampaignView } from '../../src/shared/admin.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { press } from '../support/keyboard.ts';
import { words } from '../support/words.ts';

const HOME = 'Your home';
const BILL = 'Electricity bill per month, in dollars';
const VISIT = 'A good day for a visit';
const OWNER = 'Home ownership';
const EMAIL = words.lead('profile.email');

describeInBrowser('the customer’s details', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  /** The desk of an agent who dials by hand. */
  async function openDesk(email: string): Promise<Page> {
    const context = await browsing.person({ cookie: await demo.signIn(email) });
    await context.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('leadbell.talk', 'off'));
    const desk = await context.newPage();
    await desk.goto('/desk');
    await press(desk, desk.getByRole('button', { name: words.desk('shift.start') }));
    return desk;
  }

  async function take(desk: Page, name: string): Promise<void> {
    await desk.getByRole('heading', { name }).waitFor();
    await desk.keyboard.press('a');
    await desk.getByRole('heading', { name: words.lead('profile.ask') }).waitFor();
  }

  const asked = (desk: Page) =>
    desk
      .locator('section')
      .filter({ has: desk.getByRole('heading', { name: words.lead('profile.ask') }) })
      .last();

  test('[V67] what is missing is asked for and saved as it’s entered, and the next agent is asked for the rest', async () => {
    const sam = await demo.signIn('sam@demo.test');
    const ana = await openDesk('ana@demo.test');
    const { body } = await demo.submit({ name: 'Fay Fills', interest: 'roof', visit: '2027-03-31' });
    await take(ana, 'Fay Fills');
    const card = asked(ana);
    expect(await card.locator('.label').allInnerTexts()).toEqual([HOME, BILL, OWNER, EMAIL]);

    await sees(card, 'Only an owner can order an installation.');
    await card.getByLabel(BILL).fill('plenty');
    await card.getByLabel(EMAIL).focus();
    await sees(card, words.mistakes('notNumber'));
    await sees(ana, `${BILL}: ${words.mistakes('notNumber')}`);
    await card.getByLabel(BILL).fill('150,5');
    await ana.keyboard.press('Enter');
    await sees(card, words.desk('wrap.noteSaved'));
    await card.getByLabel(HOME).selectOption({ label: 'An apartment' });
    await ana.getByText('An apartment').nth(1).waitFor();
    // Known now, but still in its place.
    expect(await card.locator('.label').allInnerTexts()).toEqual([HOME, BILL, OWNER, EMAIL]);
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(ana)).toBe(0);

    const ben = await openDesk('ben@demo.test');
    const { id } = await demo.leadOf(body.receiptId, sam);
    const { status } = await fetch(`${demo.url}/api/leads/${id}/reassign`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: sam, origin: demo.url },
      body: JSON.stringify({ agentId: 'user_ben' }),
    });
    expect(status).toBe(200);
    await take(ben, 'Fay Fills');
    expect(await asked(ben).locator('.label').allInnerTexts()).toEqual([OWNER, EMAIL]);
    await ben.getByText(words.lead('profile.edit')).click();
    expect(await ben.getByLabel(BILL).inputValue()).toBe('150.5');
    expect(await ben.getByLabel(VISIT).inputValue()).toBe('2027-03-31');
  });

  test('[V63] a supervisor corrects the details on the lead page', async () => {
    const cookie = await demo.signIn('sam@demo.test');
    const { body } = await demo.submit({ name: 'Wrong Name' });
    const { id } = await demo.leadOf(body.receiptId, cookie);
    const page = await browsing.open(`/leads/${id}`, { cookie, expected: [/status of 422/] });
    await press(page, page.getByText(words.lead('profile.edit')));
    await page.getByLabel(words.lead('profile.name'), { exact: true }).fill('Right Name');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Right Name' }).waitFor();
    await sees(page, words.lead('timeline.profile'));
    await page.getByLabel(EMAIL).fill('no address');
    await page.keyboard.press('Enter');
    await sees(page, words.mistakes('mailShape'));
    await page.getByLabel(EMAIL).fill('right@example.com');
    await page.keyboard.press('Enter');
    await page.getByText(words.mistakes('mailShape')).first().waitFor({ state: 'detached' });
    await page.getByLabel(words.lead('profile.language')).selectOption('ko');
    await sees(page, 'English → Korean');
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(page)).toBe(0);
  });

  test('[V333] [W211] what someone else changed meanwhile isn’t overwritten: the field shows both, and a click decides', async () => {
    const cookie = await demo.signIn('sam@demo.test');
    const admin = await demo.signIn('admin@demo.test');
    const { body } = await demo.submit({ name: 'Olga Over' });
    const { id } = await demo.leadOf(body.receiptId, cookie);
    const change = async (changes: object) => {
      const { status } = await fetch(`${demo.url}/api/leads/${id}/profile`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: admin, origin: demo.url },
        body: JSON.stringify(changes),
      });
      expect(status).toBe(200);
    };
    const both = (now: string, mine: string) => words.overtaken('both', { now, mine });
    const page = await browsing.open(`/leads/${id}`, { cookie, expected: [/status of 409/] });
    await press(page, page.getByText(words.lead('profile.edit')));
    const email = page.getByLabel(EMAIL, { exact: true });

    await email.fill('mine@example.com');
    await change({ email: 'theirs@example.com' });
    await page.keyboard.press('Enter');
    await sees(page, both('theirs@example.com', 'mine@example.com'));
    expect(await email.inputValue()).toBe('mine@example.com');
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(page)).toBe(0);
    await press(page, page.getByRole('button', { name: words.overtaken('leave') }));
    expect(await email.inputValue()).toBe('theirs@example.com');

    await page.getByLabel(BILL).fill('90');
    await change({ answers: { bill: 120 } });
    await page.keyboard.press('Enter');
    await sees(page, both('120', '90'));
    await press(page, page.getByRole('button', { name: words.overtaken('mine') }));
    await page.getByText(both('120', '90')).waitFor({ state: 'detached' });
    await sees(page, '120 → 90');
  });

  test('[W80] an administrator adds a field that agents ask for, and the preview of the form leaves it out', async () => {
    const cookie = await demo.signIn('admin@demo.test');
    const page = await browsing.open('/admin/campaigns/demo#form', { cookie });
    await press(page, page.getByRole('button', { name: words.adminCampaigns('field.add') }));
    const item = page.locator('[id="fields.4"]');
    await item.locator('[id="fields.4.label.en"]').fill('Year of birth');
    await item.getByLabel(words.adminFields('fields.#.kind')).selectOption('number');
    const preview = page.frameLocator('iframe');
    await sees(preview, 'Year of birth');
    await item.getByLabel(words.adminFields('fields.#.askedBy')).selectOption('agent');
    await preview.getByText('Year of birth').waitFor({ state: 'detached' });
    await sees(preview, BILL);
    await item.locator('[id="fields.4.why.en"]').fill('The rate depends on age.');
    await item.getByLabel(words.adminFields('fields.#.seenBy')).selectOption('supervisors');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('save.saved'));
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(page)).toBe(0);
    const { fields } = await demo.get<CampaignView>('/api/admin/campaigns/demo', cookie);
    expect(fields[4]).toEqual({
      name: 'yearOfBirth',
      label: { en: 'Year of birth' },
      required: false,
      kind: 'number',
      askedBy: 'agent',
      why: { en: 'The rate depends on age.' },
      seenBy: 'supervisors',
    });
  });

  test('[V70] [V71] [V72] [V73] the offer shows earlier leads, the history is people’s, tags stay, and keys close the lead', async () => {
    const sam = await demo.signIn('sam@demo.test');
    const ana = await openDesk('ana@demo.test');
    const phone = '+12025550177';
    await demo.submit({ name: 'Early Bird', phone });
    await take(ana, 'Early Bird');
    await press(ana, ana.getByRole('button', { name: words.desk('call.talking') }));
    await ana.getByRole('heading', { name: words.desk('wrap.titleTalking') }).waitFor();

    expect(await ana.getByText(words.lead('timeline.offered')).count()).toBe(0);
    await ana.getByRole('button', { name: /system event/ }).click();
    await sees(ana, words.lead('timeline.offered'));
    await ana.getByRole('button', { name: words.lead('history.people') }).click();
    await ana.getByText(words.lead('timeline.offered')).first().waitFor({ state: 'detached' });

    await ana.getByLabel(words.lead('tags.add')).fill('#VIP');
    await ana.keyboard.press('Enter');
    await sees(ana, 'vip', { exact: true });
    await ana.getByLabel(words.lead('tags.add')).fill('Wrong');
    await ana.keyboard.press(',');
    await ana.getByRole('button', { name: words.lead('tags.remove', { tag: 'wrong' }) }).click();
    await ana.getByText('wrong', { exact: true }).first().waitFor({ state: 'detached' });

    await ana.getByRole('heading', { name: 'Early Bird' }).focus();
    await ana.keyboard.press('3');
    const third = ana.getByRole('radio', { name: words.lead('outcome.notInterested') });
    await ana.getByLabel(words.desk('wrap.note')).fill('Call again in spring');
    expect(await third.isChecked()).toBe(true);
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.keyboard.press('Control+Enter');
    await ana.getByRole('heading', { name: words.desk('idle.available') }).waitFor();

    const { body } = await demo.submit({ name: 'Early Again', phone });
    const offer = ana.getByRole('region', { name: words.desk('offer.label') });
    await sees(offer, 'Call again in spring');
    await sees(offer, words.lead('outcome.notInterested'));
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(ana)).toBe(0);
    const { id } = await demo.leadOf(body.receiptId, sam);
    const page = await browsing.open(`/leads/${id}`, { cookie: sam });
    // Also among the possible duplicates.
    await page.getByRole('link', { name: 'Early Bird' }).first().click();
    await sees(page, 'vip', { exact: true });
  });
});
