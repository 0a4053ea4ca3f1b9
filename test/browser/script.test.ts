/** The script's steps and objection cards: edited by an administrator, followed on the desk. */
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeInBrowser, overflow, sees, seriousFaults, type Browsing } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { press } from '../support/keyboard.ts';
import { words } from '../support/words.ts';

describeInBrowser('the script', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  test('[A118] [V168] [V169] an administrator writes steps and cards, and an agent follows them without anything moving', async () => {
    const admin = await browsing.open('/admin/campaigns/demo#script', { cookie: await demo.signIn('admin@demo.test') });
    const add = (key: 'script.addStep' | 'script.addChoice' | 'script.addCard') =>
      admin
        .getByRole('button', { name: words.adminCampaigns(key) })
        .first()
        .click();
    const field = (path: string): Locator => admin.locator(`[id="${path}"]`);
    await add('script.addStep');
    await field('scriptSteps.0.text.en').fill('Do you own your home, {name}?');
    await add('script.addChoice');
    await field('scriptSteps.0.choices.0.label.en').fill('Yes, I do');
    await sees(admin, words.mistakes('stepUnknown'));
    await add('script.addStep');
    await field('scriptSteps.1.text.en').fill('When can we visit?');
    await sees(admin, words.mistakes('stepUnreached'));
    await field('scriptSteps.0.choices.0.to').selectOption('step2');
    await admin.getByText(words.mistakes('stepUnreached')).first().waitFor({ state: 'detached' });
    await add('script.addCard');
    await field('objections.0.title.en').fill('Too expensive');
    await field('objections.0.answer.en').fill('It pays for itself within eight years.');
    await admin.getByRole('button', { name: 'Yes, I do' }).click();
    await sees(admin.locator('.script-panel'), 'When can we visit?');
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
    await demo.submit({ name: 'Stu Steps' });
    await ana.getByRole('heading', { name: 'Stu Steps' }).waitFor();
    await ana.keyboard.press('a');
    const panel = ana.locator('.script-panel');
    await sees(panel, 'Do you own your home, Stu Steps?');
    const below = ana.getByRole('heading', { name: words.lead('profile.ask') });
    const from = async () => ((await below.boundingBox())?.y ?? 0) - ((await panel.boundingBox())?.y ?? 0);
    const before = await from();
    await press(ana, panel.getByRole('button', { name: 'Yes, I do' }));
    await sees(panel, 'When can we visit?');
    await ana.keyboard.press('o');
    await sees(panel, 'It pays for itself within eight years.');
    expect(await from()).toBe(before);
    await panel.getByRole('button', { name: words.script('steps.back') }).click();
    await sees(panel, 'Do you own your home, Stu Steps?');
    expect(await seriousFaults(ana)).toEqual([]);
    await ana.setViewportSize({ width: 320, height: 740 });
    expect(await overflow(ana)).toBe(0);
  });
});
