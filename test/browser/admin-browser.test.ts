/** Admin in a browser, starting from an empty database. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, type Browsing, sees } from '../support/browser.ts';
import { useFresh } from '../support/demoInBrowser.ts';
import { PASSWORD, type Fresh } from '../support/fresh.ts';
import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { before, words } from '../support/words.ts';

/** The console errors of refused saves are expected. */
const REFUSED = [/status of (403|409|422)/];

describeInBrowser('a new service, by keyboard alone', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  useFresh((started, browser) => {
    [fresh, browsing] = [started, browser];
  });

  test('[W6] leads from an empty database to the first closed lead', leadThrough);

  async function leadThrough(): Promise<void> {
    const admin = await browsing.open(fresh.setupPath);
    await typeInto(admin, admin.getByLabel(words.home('setup.name')), 'Robin Hale');
    await typeInto(admin, admin.getByLabel(words.home('signIn.email')), 'robin@example.com');
    await typeInto(admin, admin.getByLabel(words.home('signIn.password'), { exact: true }), PASSWORD);
    await admin.keyboard.press('Enter');
    await sees(admin, '0 of 5 done');

    await press(
      admin,
      admin.getByRole('link', { name: `${words.adminOverview('go')}: ${words.adminOverview('step.business')}` }),
    );
    await typeInto(admin, admin.getByLabel(words.desk('name.label')), 'Brightroof');
    await tabTo(admin, admin.getByLabel(words.admin('hours.weekly')));
    await admin.keyboard.press('ArrowRight');
    await admin.keyboard.press('ControlOrMeta+s');
    await sees(admin, words.admin('save.saved'));

    await press(admin, admin.getByRole('link', { name: words.admin('nav.overview') }));
    await sees(admin, '2 of 5 done');
    await press(
      admin,
      admin.getByRole('link', { name: `${words.adminOverview('go')}: ${words.adminOverview('step.campaign')}` }),
    );
    await typeInto(admin, admin.getByLabel(words.lead('language.en')).first(), 'Solar for you');
    expect(await admin.getByLabel(words.adminFields('formKey')).inputValue()).toBe('solar-for-you');
    await admin.keyboard.press('ControlOrMeta+s');
    await sees(admin, words.adminCampaigns('created'));
    expect(await admin.getByLabel(words.adminCampaigns('share.address')).inputValue()).toBe(
      `${fresh.url}/f/solar-for-you`,
    );

    await press(admin, admin.getByRole('link', { name: words.admin('nav.overview') }));
    await press(
      admin,
      admin.getByRole('link', { name: `${words.adminOverview('go')}: ${words.adminOverview('step.people')}` }),
    );
    await typeInto(admin, admin.getByLabel(words.desk('name.label')), 'Ana Silva');
    await typeInto(admin, admin.getByLabel(words.home('signIn.email')), 'ana@example.com');
    await admin.keyboard.press('Enter');
    await sees(admin, before(words.adminPeople, 'link.byHand'));
    const invitation = await admin.getByLabel(words.adminPeople('link.label')).inputValue();

    const ana = await browsing.open(invitation);
    await typeInto(ana, ana.getByLabel(words.home('password.new')), PASSWORD);
    await ana.keyboard.press('Enter');
    await press(ana, ana.getByRole('button', { name: words.desk('shift.start') }));
    await sees(ana, before(words.desk, 'strip.available'));

    const prospect = await browsing.open('/f/solar-for-you');
    await sendForm(prospect);
    await prospect.getByRole('heading', { name: words.status('finding.title') }).waitFor();

    await ana.getByRole('heading', { name: 'Maria Lopez' }).waitFor();
    await ana.keyboard.press('a');
    await closeByKeyboard(ana);
    await prospect.getByRole('heading', { name: words.status('ended.title') }).waitFor();

    await press(admin, admin.getByRole('link', { name: words.admin('nav.overview') }));
    await admin.getByRole('heading', { name: words.adminOverview('attention') }).waitFor();
    await sees(admin, words.adminOverview('attention.mailOff'));
  }

  test('[W5] a used link says so, and what to do', async () => {
    const page = await browsing.open(fresh.setupPath, { expected: REFUSED });
    await typeInto(page, page.getByLabel(words.home('setup.name')), 'Somebody Else');
    await typeInto(page, page.getByLabel(words.home('signIn.email')), 'else@example.com');
    await typeInto(page, page.getByLabel(words.home('signIn.password'), { exact: true }), PASSWORD);
    await page.keyboard.press('Enter');
    await sees(page, words.home('link.gone.title'));
    expect(await page.getByLabel(words.home('setup.name')).count()).toBe(0);
    await press(page, page.getByRole('link', { name: words.home('link.toSignIn') }));
    await page.getByRole('heading', { name: words.home('signIn.title') }).waitFor();
  });
});

async function sendForm(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel(words.desk('name.label'), { exact: true }));
  await page.keyboard.type('Maria Lopez', { delay: 60 });
  await tabTo(page, page.getByLabel(words.form('label.phone')));
  await page.keyboard.type('202-555-0143', { delay: 60 });
  await tabTo(page, page.getByLabel('may call me about my request'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Please call me right away'));
  await page.keyboard.press('Space');
  await press(page, page.getByRole('button', { name: words.form('send') }));
}

/** From connecting to closed. A new step ignores repeated key presses, so press until the next one shows. */
async function closeByKeyboard(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
  await pressUntilShown(desk, 't', before(words.desk, 'call.since'));
  await pressUntilShown(desk, 't', words.desk('wrap.title'));
  await tabTo(desk, desk.getByLabel(words.lead('outcome.won')));
  await desk.keyboard.press('Space');
  await press(desk, desk.getByRole('button', { name: words.desk('wrap.close') }));
  await desk.getByRole('heading', { name: words.desk('idle.available') }).waitFor();
}

async function pressUntilShown(page: Page, key: string, sign: string): Promise<void> {
  const shown = page.getByText(sign);
  while (!(await shown.isVisible())) {
    await page.keyboard.press(key);
    await shown.waitFor({ timeout: 400 }).catch(() => undefined);
  }
}
