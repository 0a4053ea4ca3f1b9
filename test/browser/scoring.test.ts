/** A campaign's scoring in admin, and the leads that it puts first. */
import { expect, test } from '@jest/globals';
import type { CampaignView } from '../../src/shared/admin.ts';
import { describeInBrowser, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import { useFresh } from '../support/demoInBrowser.ts';
import { firstAdministrator, openBusiness, type Fresh, type FreshAdministrator } from '../support/fresh.ts';
import { words } from '../support/words.ts';

describeInBrowser('scoring', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  let robin: FreshAdministrator;
  let campaign: CampaignView;
  useFresh(async (started, browser) => {
    fresh = started;
    browsing = browser;
    robin = await firstAdministrator(started);
    campaign = await openBusiness(robin);
  });

  const inquire = async (name: string, phone: string, interest: string) => {
    const response = await fetch(`${fresh.url}/api/forms/${campaign.formKey}/leads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, phone, interest, consent: { call: true, now: true } }),
    });
    expect(response.status).toBeLessThan(300);
  };

  test('[W134] [V193] rules score the last leads while they are typed; saved, they sort the leads page', async () => {
    await inquire('Early Bird', '+12025550141', 'offer');
    const page = await browsing.open(`/admin/campaigns/${campaign.id}#scoring`, {
      cookie: robin.cookie,
      expected: [/status of 422/],
    });
    await page.getByLabel(words.adminFields('scoring'), { exact: true }).check();
    const aside = page.getByRole('complementary', { name: words.adminCampaigns('scoring.preview') });
    await sees(aside, 'Early Bird');
    await page.getByRole('button', { name: words.adminCampaigns('rule.add') }).click();
    await sees(aside, words.mistakes('missing'));
    await page.getByLabel(words.adminFields('scoring.rules.#.name'), { exact: true }).fill('Wants an offer');
    await sees(aside, words.mistakes('ruleAlways'));
    await page.getByLabel(words.adminFields('scoring.rules.#.points'), { exact: true }).fill('35');
    await page.getByRole('checkbox', { name: 'I would like an offer' }).check();
    await sees(aside, '85');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: words.common('save'), exact: true }).click();
    await sees(page, words.admin('save.saved'));

    await inquire('Advice First', '+12025550142', 'advice');
    await inquire('Offer Now', '+12025550143', 'offer');
    const leads = await browsing.open('/leads', { cookie: robin.cookie });
    await leads.getByRole('button', { name: words.leads('mostLikely') }).click();
    await sees(leads, words.leads('sort.onlyOpen'));
    // The one that came before the rules has no score, and comes last.
    await sees(leads.locator('[data-lead]').nth(2), 'Early Bird');
    expect(await leads.locator('[data-lead] .leads-name a').allInnerTexts()).toEqual([
      'Offer Now',
      'Advice First',
      'Early Bird',
    ]);
    expect(new URL(leads.url()).searchParams.get('sort')).toBe('score');
    await leads.getByRole('link', { name: 'Offer Now' }).click();
    await sees(leads, 'Wants an offer');
    await sees(leads, words.score('byRules'));
  });

  test('[W135] [V196] the model’s page warns about protected traits, and says why a model isn’t used', async () => {
    const page = await browsing.open('/admin/scoring', { cookie: robin.cookie });
    await sees(page, words.adminScoring('never'));
    await sees(page, words.adminScoring('protected.none'));
    await page.getByLabel(words.adminFields('usesProtected'), { exact: true }).check();
    await sees(page, words.adminScoring('protected.about'));
    await page.getByLabel(words.adminFields('usesProtected'), { exact: true }).uncheck();
    await page.getByLabel(words.adminFields('isOn'), { exact: true }).check();
    await page.getByRole('button', { name: words.common('save'), exact: true }).click();
    await sees(page, words.admin('save.saved'));
    await page.getByRole('button', { name: words.adminScoring('train') }).click();
    await sees(page, words.adminScoring('refusal.oneClass'));
    await sees(page, words.adminScoring('unused'));
    expect(await seriousFaults(page)).toEqual([]);
  });
});
