/** A survey: edited by an administrator, asked on the desk, read in the report. */
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { press } from '../support/keyboard.ts';
import { words } from '../support/words.ts';

describeInBrowser('the survey', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('[A196] [V207] [V210] [V212] an administrator writes questions, an agent asks them, and a supervisor reads the results', async () => {
    const admin = await browsing.open('/admin/campaigns/demo#survey', { cookie: await demo.signIn('admin@demo.test') });
    const add = (key: 'survey.addQuestion' | 'survey.addChoice') =>
      admin
        .getByRole('button', { name: words.adminCampaigns(key) })
        .first()
        .click();
    const field = (path: string): Locator => admin.locator(`[id="${path}"]`);
    await add('survey.addQuestion');
    await field('survey.0.label.en').fill('Do you own it?');
    for (const [index, choice] of ['Yes', 'No'].entries()) {
      await add('survey.addChoice');
      await field(`survey.0.choices.${index}.label.en`).fill(choice);
    }
    await add('survey.addQuestion');
    await field('survey.1.label.en').fill('How likely are you to recommend us?');
    await field('survey.1.kind').selectOption('number');
    await sees(admin.locator('.survey-panel'), 'How likely are you to recommend us?');
    expect(await seriousFaults(admin)).toEqual([]);
    await admin.keyboard.press('ControlOrMeta+s');
    await sees(admin, words.admin('save.saved'));
    await admin.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(admin)).toBe(0);

    const context = await browsing.person({ cookie: await demo.signIn('ana@demo.test') });
    await context.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('leadbell.talk', 'off'));
    const ana = await context.newPage();
    await ana.goto('/desk');
    await press(ana, ana.getByRole('button', { name: words.desk('shift.start') }));
    await demo.submit({ name: 'Sue Survey' });
    await ana.getByRole('heading', { name: 'Sue Survey' }).waitFor();
    await ana.keyboard.press('a');
    const panel = ana.locator('.survey-panel');
    await panel.getByRole('button', { name: 'Yes', exact: true }).click();
    await sees(panel, words.survey('answered', { count: 1, all: 2 }));
    const grade = panel.getByLabel('How likely are you to recommend us?', { exact: true });
    await grade.fill('nine');
    await grade.press('Enter');
    await sees(panel, words.mistakes('notNumber'));
    await grade.fill('9');
    await grade.press('Enter');
    await sees(panel, words.survey('answered', { count: 2, all: 2 }));
    await panel.getByLabel(`${words.survey('refuse')}: Do you own it?`).check();
    await panel.getByRole('button', { name: 'Yes', exact: true, pressed: false }).waitFor();
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(ana)).toBe(0);

    const sam = await browsing.open('/reports/survey?last=7', { cookie: await demo.signIn('sam@demo.test') });
    await sees(sam, words.survey('report.leads', { count: 1 }));
    await sees(sam, words.survey('report.counts', { answered: 0, refused: 1 }));
    await sees(sam.getByRole('table', { name: 'How likely are you to recommend us?' }), '9');
    expect(await seriousFaults(sam)).toEqual([]);
    await sam.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(sam)).toBe(0);
  });
});
