/** Administration as people do it: in a browser, from an empty database on. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, startBrowser, type Browsing } from '../support/browser.ts';
import { PASSWORD, startFresh, type Fresh } from '../support/fresh.ts';
import { press, tabTo, typeInto } from '../support/keyboard.ts';

/** What a refused save answers with is no trouble of the page's. */
const REFUSED = [/status of (403|409|422)/];

describeInBrowser('a new service, by keyboard alone', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  beforeAll(async () => {
    fresh = await startFresh();
    browsing = await startBrowser(fresh.url);
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await browsing.stop();
    await fresh.stop();
  });

  test('[W6] leads from an empty database to the first closed lead', leadThrough);

  async function leadThrough(): Promise<void> {
    const admin = await browsing.open(fresh.setupPath);
    await typeInto(admin, admin.getByLabel('Your name'), 'Robin Hale');
    await typeInto(admin, admin.getByLabel('E-mail address'), 'robin@example.com');
    await typeInto(admin, admin.getByLabel('Password', { exact: true }), PASSWORD);
    await admin.keyboard.press('Enter');
    await admin.getByText('0 of 5 done').waitFor();

    await press(admin, admin.getByRole('link', { name: 'Start: Say who you are' }));
    await typeInto(admin, admin.getByLabel('Name'), 'Brightroof');
    await tabTo(admin, admin.getByLabel('By the week'));
    await admin.keyboard.press('ArrowRight');
    await admin.keyboard.press('ControlOrMeta+s');
    await admin.getByText('Saved. It counts at once.').waitFor();

    await press(admin, admin.getByRole('link', { name: 'Overview' }));
    await admin.getByText('2 of 5 done').waitFor();
    await press(admin, admin.getByRole('link', { name: 'Start: Make the first campaign' }));
    await typeInto(admin, admin.getByLabel('English').first(), 'Solar for you');
    expect(await admin.getByLabel('Address of the form').inputValue()).toBe('solar-for-you');
    await admin.keyboard.press('ControlOrMeta+s');
    await admin.getByText('The campaign is on.').waitFor();
    expect(await admin.getByLabel('The form’s address').inputValue()).toBe(`${fresh.url}/f/solar-for-you`);

    await press(admin, admin.getByRole('link', { name: 'Overview' }));
    await press(admin, admin.getByRole('link', { name: 'Start: Invite people' }));
    await typeInto(admin, admin.getByLabel('Name'), 'Ana Silva');
    await typeInto(admin, admin.getByLabel('E-mail address'), 'ana@example.com');
    await admin.keyboard.press('Enter');
    await admin.getByText('Mail is off, so hand it on yourself').waitFor();
    const invitation = await admin.getByLabel('One-time link').inputValue();

    const ana = await browsing.open(invitation);
    await typeInto(ana, ana.getByLabel('New password'), PASSWORD);
    await ana.keyboard.press('Enter');
    await press(ana, ana.getByRole('button', { name: 'Start shift' }));
    await ana.getByText('Available since').waitFor();

    const prospect = await browsing.open('/f/solar-for-you');
    await sendForm(prospect);
    await prospect.getByRole('heading', { name: 'An agent is being found' }).waitFor();

    await ana.getByRole('heading', { name: 'Maria Lopez' }).waitFor();
    await ana.keyboard.press('a');
    await closeByKeyboard(ana);
    await prospect.getByRole('heading', { name: 'This request is finished' }).waitFor();

    await press(admin, admin.getByRole('link', { name: 'Overview' }));
    await admin.getByRole('heading', { name: 'Needs attention' }).waitFor();
    await admin.getByText('Mail is off').waitFor();
  }

  test('[W5] a link that was used says so, and what to do', async () => {
    const page = await browsing.open(fresh.setupPath, { expected: REFUSED });
    await typeInto(page, page.getByLabel('Your name'), 'Somebody Else');
    await typeInto(page, page.getByLabel('E-mail address'), 'else@example.com');
    await typeInto(page, page.getByLabel('Password', { exact: true }), PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('This link no longer works').waitFor();
    expect(await page.getByLabel('Your name').count()).toBe(0);
    await press(page, page.getByRole('link', { name: 'Go to sign-in' }));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

async function sendForm(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('Maria Lopez', { delay: 60 });
  await tabTo(page, page.getByLabel('Telephone'));
  await page.keyboard.type('202-555-0143', { delay: 60 });
  await tabTo(page, page.getByLabel('may call me about my request'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Please call me right away'));
  await page.keyboard.press('Space');
  await press(page, page.getByRole('button', { name: 'Call me' }));
}

/** From connecting to closed. A step that was only just begun takes no press, so it is pressed until it shows. */
async function closeByKeyboard(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'We’re talking' }).waitFor();
  await pressUntilShown(desk, 't', 'Talking for');
  await pressUntilShown(desk, 't', 'How did it end?');
  await tabTo(desk, desk.getByLabel('Won'));
  await desk.keyboard.press('Space');
  await press(desk, desk.getByRole('button', { name: 'Close lead' }));
  await desk.getByRole('heading', { name: 'Nothing is ringing' }).waitFor();
}

async function pressUntilShown(page: Page, key: string, sign: string): Promise<void> {
  const shown = page.getByText(sign);
  while (!(await shown.isVisible())) {
    await page.keyboard.press(key);
    await shown.waitFor({ timeout: 400 }).catch(() => undefined);
  }
}
