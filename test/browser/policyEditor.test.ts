/** The routing policy in admin: tried while it is typed, drafted, activated, rolled back, and edited by two. */
import { expect, test } from '@jest/globals';
import type { CampaignView, RoutingPolicyView } from '../../src/shared/admin.ts';
import { describeInBrowser, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import { useFresh } from '../support/demoInBrowser.ts';
import { firstAdministrator, openBusiness, type FreshAdministrator } from '../support/fresh.ts';
import { words } from '../support/words.ts';

const REFUSED = [/status of (409|422)/];

describeInBrowser('the routing policy in a browser', () => {
  let browsing: Browsing;
  let robin: FreshAdministrator;
  let campaign: CampaignView;
  let url: string;
  useFresh(async (fresh, browser) => {
    browsing = browser;
    url = fresh.url;
    robin = await firstAdministrator(fresh);
    campaign = await openBusiness(robin);
  });

  const path = () => `/api/admin/campaigns/${campaign.id}/policy`;
  const stored = () => robin.ask<RoutingPolicyView>('GET', path());
  const open = () =>
    browsing.open(`/admin/campaigns/${campaign.id}#timing`, { cookie: robin.cookie, expected: REFUSED });

  test('[W88] [A103] says who would get a lead, and names a mistake with its place while it is typed', async () => {
    const page = await open();
    const aside = page.getByRole('complementary', { name: words.adminPolicy('reads.title') });
    await sees(aside, words.decision('nobody'));
    await sees(aside, words.decision('path.unsaved'));
    expect(await seriousFaults(page)).toEqual([]);
    const after = page.getByLabel(words.adminFields('*.steps.#.afterMs'), { exact: true }).first();
    await after.fill('7');
    await sees(aside, words.adminPolicy('try.mistakes'));
    await aside.getByRole('link').first().press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'policy.steps.0.afterMs');
    await after.fill('0');
    await sees(aside, words.decision('nobody'));
    await aside.getByLabel(words.adminPolicy('try.source')).fill('ads');
    await sees(aside, words.decision('nobody'));
  });

  test('[W190] [W191] a rule has answers and steps of its own, and a lead from history shows what it does', async () => {
    const body = { name: 'Maria Lopez', phone: '+12025550143', consent: { call: true, now: true } };
    const headers = { 'content-type': 'application/json' };
    const form = { method: 'POST', headers, body: JSON.stringify(body) };
    expect((await fetch(`${url}/api/forms/${campaign.formKey}/leads`, form)).status).toBe(201);
    const page = await open();
    const aside = page.getByRole('complementary', { name: words.adminPolicy('reads.title') });
    await aside.getByLabel(words.adminPolicy('try.lead.known')).first().check();
    await sees(aside, words.adminPolicy('try.pick'));
    await aside.getByRole('radio', { name: /^Maria Lopez/ }).check();
    await sees(aside, words.decision('path.noRule'));
    await page.getByRole('button', { name: words.adminCampaigns('rule.add') }).click();
    await page.getByLabel(words.adminFields('policy.rules.#.name'), { exact: true }).fill('English');
    await sees(aside, words.decision('path.rule', { rule: 'English' }));
    await page.getByLabel(words.adminFields('policy.rules.#.steps'), { exact: true }).check();
    await sees(aside, `English · ${words.adminPolicy('reads.first')}`);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('[W95] tries the settings on yesterday, with progress and the result beside them', async () => {
    const page = await open();
    const aside = page.getByRole('complementary', { name: words.adminPolicy('reads.title') });
    await aside.getByLabel(words.adminPolicy('replay.period')).selectOption('7');
    await aside.getByRole('button', { name: words.adminPolicy('replay.start') }).click();
    await sees(aside, words.adminPolicy('replay.empty'));
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('[W89] [A101] [A102] keeps a draft, loads and activates it, and activates an earlier version again', async () => {
    const page = await open();
    const versions = page.getByRole('region', { name: words.adminPolicy('history.title') });
    await sees(versions, words.adminPolicy('draft.none'));
    await page.getByLabel(words.adminFields('policy.order.kind')).selectOption('random');
    await versions.getByRole('button', { name: words.adminPolicy('draft.keep') }).click();
    await sees(page, words.adminPolicy('draft.kept'));
    await sees(versions, words.adminPolicy('draft.there'));
    expect(await stored()).toMatchObject({
      policy: { order: { kind: 'longestIdle' } },
      draft: { policy: { order: { kind: 'random' } } },
    });

    const again = await open();
    const shown = again.getByRole('region', { name: words.adminPolicy('history.title') });
    await shown.getByRole('button', { name: words.adminPolicy('draft.load') }).click();
    await again.getByRole('button', { name: words.common('save'), exact: true }).click();
    await sees(again, words.admin('save.saved'));
    await sees(shown, words.adminPolicy('history.version', { version: 2 }));
    expect(await stored()).toMatchObject({ policyVersion: 2, policy: { order: { kind: 'random' } }, draft: null });
    await shown.getByRole('button', { name: words.adminPolicy('history.version', { version: 1 }) }).click();
    await sees(again, words.adminPolicy('history.done', { version: 1 }));
    await sees(shown, words.adminPolicy('history.version', { version: 3 }));
    expect(await stored()).toMatchObject({ policyVersion: 3, policy: { order: { kind: 'longestIdle' } } });
    expect(await again.getByLabel(words.adminFields('policy.order.kind')).inputValue()).toBe('longestIdle');
  });

  test('[W89] [A9] of two administrators, the slower one sees who was faster and what is stored now', async () => {
    const page = await open();
    const versions = page.getByRole('region', { name: words.adminPolicy('history.title') });
    const back = versions.getByRole('button', { name: words.adminPolicy('history.version', { version: 2 }) });
    await back.waitFor();
    const { version, policy, teamIds, skills } = await stored();
    const order = { kind: 'fewestToday' } as const;
    await robin.ask('PUT', path(), { version, policy: { ...policy, order }, teamIds, skills, activate: true });
    await back.click();
    await sees(versions, 'saved a newer version');
    await sees(versions, words.adminPolicy('history.version', { version: 4 }));
    expect((await stored()).policy.order).toEqual(order);
    await page.waitForFunction(
      () => (document.getElementById('policy.order.kind') as HTMLSelectElement | null)?.value === 'fewestToday',
    );
  });

  test('[W89] [A274] says what keeps a draft from being activated, and which team of it was deleted', async () => {
    const { version, policy, skills } = await stored();
    const team = await robin.ask<{ id: string }>('POST', '/api/admin/teams', { name: 'Nights' });
    await robin.ask('PUT', path(), { version, policy, teamIds: [team.id], skills, activate: false });
    await robin.ask('DELETE', `/api/admin/teams/${team.id}`);
    const page = await open();
    const versions = page.getByRole('region', { name: words.adminPolicy('history.title') });
    await sees(versions, words.adminPolicy('try.mistakes'));
    await versions.getByText(words.adminPolicy('draft.read')).click();
    await sees(versions, words.adminPolicy('reads.deleted'));
  });
});
