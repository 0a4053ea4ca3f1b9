/** A supervisor's work in a browser, by keyboard: merge and undo, not spam, set an agent to away. */
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { LeadList } from '../../src/shared/api.ts';
import { describeInBrowser, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { before, words } from '../support/words.ts';

describeInBrowser('supervision in a browser', () => {
  let demo: Demo;
  let browsing: Browsing;
  let sam: string;
  useDemo(async (started) => {
    ({ demo, browsing } = started);
    sam = await demo.signIn('sam@demo.test');
  });

  async function submitted(fields: Record<string, unknown>): Promise<string> {
    const { body } = await demo.submit(fields);
    return (await demo.leadOf(body.receiptId, sam)).id;
  }
  const stateOf = async (id: string) => (await demo.get<{ state: string }>(`/api/leads/${id}`, sam)).state;
  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).first().focus();
    await page.keyboard.press('Enter');
  };

  test('[V29] from the floor, by keyboard: a waiting lead is scheduled for later, then closed, without leaving the page', async () => {
    const id = await submitted({ name: 'Wanda Field', phone: '+12025550168' });
    const floor = await browsing.open('/floor', { cookie: sam, viewport: { width: 360, height: 740 } });
    const menu = floor.getByRole('button', { name: words.floor('lead.actions', { name: 'Wanda Field' }) });
    await menu.press('Enter');
    await floor
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.reassign') })
      .waitFor();
    expect(await seriousFaults(floor)).toEqual([]);
    expect(await floor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await press(floor, words.lead('action.callback'));
    await floor
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.callback') })
      .press('Enter');
    await floor.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await stateOf(id)).toBe('callback');
    expect(floor.url()).toMatch(/\/floor$/);
    await menu.press('Enter');
    await press(floor, words.common('cancel'));
    await floor.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('[V30] [W53] assigning a lead to an agent off shift needs confirmation in a visible box, shows the agent, and can be released, by keyboard', async () => {
    const id = await submitted({ name: 'Hanna Held', phone: '+12025550169' });
    const floor = await browsing.open('/floor', { cookie: sam, viewport: { width: 360, height: 740 } });
    const menu = floor.getByRole('button', { name: words.floor('lead.actions', { name: 'Hanna Held' }) });
    await menu.press('Enter');
    await press(floor, words.lead('action.reassign'));
    const dialog = floor.getByRole('dialog');
    await dialog
      .getByRole('option', { name: `Ben Carter · ${words.desk('presence.offline')}` })
      .waitFor({ state: 'attached' });
    await dialog
      .getByLabel(words.floor('agent'))
      .selectOption({ label: `Ben Carter · ${words.desk('presence.offline')}` });
    await sees(dialog, `(${words.desk('presence.offline')})`);
    expect(await dialog.getByRole('button', { name: words.lead('action.reassign') }).isDisabled()).toBe(true);
    expect(await seriousFaults(floor)).toEqual([]);
    const box = dialog.getByLabel(words.lead('action.reassign.sure', { name: 'Ben Carter' }));
    expect(await isVisibleBox(box)).toBe(true);
    await box.press('Space');
    await dialog.locator('button:enabled', { hasText: words.lead('action.reassign') }).press('Enter');
    await sees(floor, `Reserved for Ben Carter (${words.desk('presence.offline')}) until`);
    await sees(floor, `reserved for Ben Carter (${words.desk('presence.offline')}) until`);
    expect(await floor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    const page = await browsing.open(`/leads/${id}`, { cookie: sam });
    await sees(page, 'No one else is offered this lead before then.');
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, words.lead('action.release.reserved'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.release.reserved') })
      .press('Enter');
    await sees(page, words.lead('timeline.ownToAnyone'));
    await floor.getByText(/^reserved for Ben Carter/).waitFor({ state: 'detached' });
  });

  test('[V31] the first line of the floor says at once that a customer waits without an available agent, with a link', async () => {
    const floor = await browsing.open('/floor', { cookie: sam, viewport: { width: 360, height: 740 } });
    await sees(floor, words.alarm('none'));
    const below = floor.getByRole('heading', { name: words.floor('law') });
    const before = await below.boundingBox();
    await submitted({ name: 'Nora Nobody', phone: '+12025550171' });
    const line = floor.getByRole('link', { name: words.alarm('unattended', { count: 1 }) });
    await line.waitFor();
    expect(await below.boundingBox()).toEqual(before);
    expect(await floor.getByText(words.alarm('none')).count()).toBe(0);
    expect(await floor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await seriousFaults(floor)).toEqual([]);
    await line.press('Enter');
    const desk = await demo.desk('ana@demo.test');
    await desk.available();
    await line.waitFor({ state: 'detached' });
    desk.close();
  });

  test('[R23] a decline reason edited on the business page takes effect at the desk', async () => {
    const page = await browsing.open('/admin/business', { cookie: await demo.signIn('admin@demo.test') });
    await press(page, words.adminBusiness('declining.add'));
    const last = page.getByRole('group', { name: words.adminFields('declineReasons.#.label') }).last();
    await last.getByLabel(words.lead('language.en')).fill('School run');
    await page
      .getByLabel(words.adminFields('declineReasons.#.means'))
      .last()
      .selectOption({ label: words.adminBusiness('declining.away') });
    await page
      .getByLabel(words.adminFields('declineReasons.#.awayReason'))
      .last()
      .selectOption({ label: words.desk('reason.other') });
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await press(page, words.common('save'));
    await sees(page, words.desk('wrap.noteSaved'));

    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    await press(desk, words.desk('shift.start'));
    await sees(desk, before(words.desk, 'strip.available'));
    await demo.submit({ name: 'Dora Declined', phone: '+12025550170' });
    await desk.getByRole('heading', { name: 'Dora Declined' }).waitFor();
    await desk.keyboard.press('d');
    await desk.getByRole('button', { name: 'School run' }).waitFor();
    await desk.keyboard.press('5');
    await sees(desk, before(words.desk, 'strip.away'));
  });

  test('[V28] the first line of the floor links to alerts; a new alert moves nothing', async () => {
    const floor = await browsing.open('/floor', { cookie: sam, viewport: { width: 360, height: 740 } });
    await sees(floor, words.alarm('none'));
    const below = floor.getByRole('heading', { name: words.floor('law') });
    const before = await below.boundingBox();
    await demo.submit({ name: 'Robot', phone: '+12025550167', homepage: 'https://filled.example' });
    const line = floor.getByRole('link', {
      name: `${words.alarm('count', { count: 1 })} ${words.alarm('suspectedSpam')}`,
    });
    await line.waitFor();
    expect(await below.boundingBox()).toEqual(before);
    expect(await seriousFaults(floor)).toEqual([]);
    await line.press('Enter');
    await floor.waitForFunction(() => {
      const { top, bottom } = document.getElementById('alarms')?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
      return top >= 0 && bottom <= innerHeight;
    });
  });

  test('[V5] [V6] [W53] two leads of one customer are compared, merged and unmerged, by keyboard', async () => {
    const stays = await submitted({ name: 'Rosa Twice', phone: '+12025550161', email: 'rosa@example.com' });
    await submitted({ name: 'Rosa Again', phone: '+12025550162', email: 'rosa@example.com' });
    const page = await browsing.open(`/leads/${stays}`, { cookie: sam });
    await page.getByRole('link', { name: 'Rosa Again' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, words.leadPage('merge.look'));
    await sees(page, 'closes as merged');
    const sides = await page.getByRole('dialog').getByRole('radio').all();
    expect(await Promise.all(sides.map(isVisibleBox))).toEqual([true, true]);
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, words.leadPage('merge.do'));
    await sees(page, words.leadPage('merge.notDialled'));
    await sees(page, 'by Sam Ortiz');

    await demo.submit({ name: 'Rosa Again', phone: '+12025550162', message: 'SECOND message' });
    await sees(page, 'SECOND message');
    await sees(page, `${words.lead('inquiry.from')} Rosa Again`);
    expect(await seriousFaults(page)).toEqual([]);

    await press(page, words.leadPage('merge.undo'));
    await sees(page, words.lead('timeline.unmerged'));
    await sees(page, words.duplicates('reason.sameEmail'));
    await press(page, words.leadPage('merge.notDuplicate'));
    await sees(page, words.lead('timeline.notDuplicate'));
    const { leads } = await demo.get<LeadList>('/api/leads?state=waiting', sam);
    expect(leads.map(({ name }) => name).sort()).toEqual(['Rosa Again', 'Rosa Twice']);
    expect((await demo.conservation(sam)).unaccounted).toBe(0);
  });

  test('[V1] [V11] [V15] spam is found on the floor and restored; an agent is set to away and returns with one click', async () => {
    await demo.submit({ name: 'Not A Robot', phone: '+12025550163', homepage: 'https://filled.example' });
    const desk = await browsing.open('/desk', { cookie: await demo.signIn('ana@demo.test') });
    await press(desk, words.desk('shift.start'));
    await sees(desk, before(words.desk, 'strip.available'));
    const floor = await browsing.open('/floor', { cookie: sam });

    await floor.getByRole('button', { name: new RegExp(`${words.floor('agent.set')} *: *Ana Silva`) }).focus();
    await floor.keyboard.press('Enter');
    await floor.getByLabel(words.floor('agent.reason')).fill('Team meeting');
    await floor.keyboard.press('Enter');
    await sees(desk, words.desk('set.away', { by: 'Sam Ortiz', note: 'Team meeting' }));
    await sees(floor, words.floor('agent.setBy', { by: 'Sam Ortiz', note: 'Team meeting' }));
    await press(desk, words.desk('strip.back'));
    await sees(desk, before(words.desk, 'strip.available'));

    const alarms = floor.locator('section', { has: floor.getByRole('heading', { name: words.alarm('heading') }) });
    await alarms.getByRole('link', { name: 'Not A Robot' }).waitFor();
    expect(await seriousFaults(floor)).toEqual([]);
    await alarms
      .getByRole('button', { name: new RegExp(words.alarm('seen')) })
      .first()
      .press('Enter');
    await sees(alarms, words.alarm('seenBy', { name: 'Sam Ortiz' }));
    await alarms.getByRole('link', { name: 'Not A Robot' }).press('Enter');
    await press(floor, words.lead('action.notSpam'));
    await floor
      .getByRole('dialog')
      .getByRole('button', { name: words.lead('action.notSpam') })
      .press('Enter');
    await floor.getByRole('link', { name: words.leadPage('continued') }).waitFor();
    await desk.getByRole('heading', { name: 'Not A Robot' }).waitFor();
  });

  test('[V3] [V17] a filtered search by part of a number leaves no personal data in the URL', async () => {
    await submitted({ name: 'Fay Found', phone: '+12025550164' });
    const floor = await browsing.open('/floor', { cookie: sam });
    await floor.getByRole('searchbox').fill('555 0164');
    await floor.locator('.found').getByRole('link', { name: 'Fay Found' }).waitFor();
    await floor.getByLabel(words.leads('filter.state')).selectOption('closed');
    await sees(floor, before(words.floor, 'find.none'));
    expect(new URL(floor.url()).search).toBe('?state=closed');
    await floor.reload();
    await floor.locator('.found').waitFor();
    expect(await floor.getByLabel(words.leads('filter.state')).inputValue()).toBe('closed');
    const saved = floor.waitForEvent('download');
    await press(floor, words.floor('find.export'));
    expect((await saved).suggestedFilename()).toBe('leads.csv');
    expect(await seriousFaults(floor)).toEqual([]);
  });
});

/** Whether the browser draws the checkbox or radio button itself. */
function isVisibleBox(box: Locator): Promise<boolean> {
  return box.evaluate((element) => Number(getComputedStyle(element).opacity) === 1 && element.clientWidth > 0);
}
