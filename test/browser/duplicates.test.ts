/** The page of possible duplicates in a real browser: reasons, which lead is kept, merging, undo, and two people. */
import { expect, test } from '@jest/globals';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { words } from '../support/words.ts';

describeInBrowser('the page of duplicates', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('[V222] [V224] [V225] [W146] two leads are proposed with their reasons, merged, unmerged, and marked as two people', async () => {
    const t = words.duplicates;
    const email = 'rosa@example.com';
    await demo.submit({ name: 'Rosa Twice', phone: '+12025550161', email });
    await demo.submit({ name: 'Rosa Again', phone: '+12025550162', email });
    const page = await browsing.open('/leads', { cookie: await demo.signIn('sam@demo.test') });
    await page.getByRole('link', { name: words.leads('duplicates'), exact: true }).click();
    const row = (name: string) => page.locator('[data-lead]').filter({ hasText: name });
    await row('Rosa Again').getByText(t('reason.sameEmail')).waitFor();
    await row('Rosa Again').getByText(t('reason.similarNumber')).waitFor();
    await row('Rosa Twice').getByText(t('keep'), { exact: true }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await row('Rosa Again').getByRole('radio').focus();
    await page.keyboard.press('Space');
    await row('Rosa Twice').getByText(t('reason.sameEmail')).waitFor();
    await page.getByRole('checkbox', { name: t('group.select', { name: 'Rosa Again …\u20600162' }) }).check();
    await page.getByRole('button', { name: t('merge.selected') }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(t('dialog.pair', { goes: 'Rosa Twice …\u20600161', stays: 'Rosa Again …\u20600162' }))
      .waitFor();
    await dialog.getByText(t('result.possible')).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: t('dialog.do', { count: 1 }) }).click();
    await dialog.getByText(t('result.done'), { exact: true }).waitFor();
    await dialog.getByRole('button', { name: words.leads('bulk.undo') }).click();
    await dialog.getByRole('heading', { name: words.leads('bulk.verb.undo') }).waitFor();
    await dialog.getByText(words.leads('bulk.changed', { count: 1 })).waitFor();
    await dialog.getByRole('button', { name: words.common('close') }).click();

    await row('Rosa Twice').getByText(t('reason.unmerged')).waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await overflow(page)).toEqual(0);
    await page.getByRole('button', { name: t('notDuplicate.this', { name: 'Rosa Twice …\u20600161' }) }).click();
    await sees(page, t('empty'));
    await page.reload();
    await sees(page, t('empty'));
  });
});
