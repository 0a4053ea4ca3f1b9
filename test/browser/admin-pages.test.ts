/** Admin pages: mistakes, edit conflicts, consequences, leaving, links, and accessibility. */
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { CampaignView, Invited, PersonView } from '../../src/shared/admin.ts';
import type { Me } from '../../src/shared/api.ts';
import { describeInBrowser, overflow, pressUntil, seriousFaults, type Browsing, sees } from '../support/browser.ts';
import {
  AGENT,
  firstAdministrator,
  join,
  openBusiness,
  PASSWORD,
  type Fresh,
  type FreshAdministrator,
} from '../support/fresh.ts';
import { useFresh } from '../support/demoInBrowser.ts';
import { until } from '../support/patience.ts';
import { before, koreanWords, words } from '../support/words.ts';

/** The console errors of refused saves are expected. */
const REFUSED = [/status of (401|403|404|409|422)/];
const CUT = [...REFUSED, /WebSocket connection to/];

describeInBrowser('administration in a browser', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  let robin: FreshAdministrator;
  let campaign: CampaignView;
  useFresh(async (started, browser) => {
    [fresh, browsing] = [started, browser];
    robin = await firstAdministrator(fresh);
    campaign = await openBusiness(robin);
  });

  const open = (path: string, who = robin) => browsing.open(path, { cookie: who.cookie, expected: REFUSED });
  const campaignPath = (section: string) => `/admin/campaigns/${campaign.id}#${section}`;

  test('[W2] every mistake is named in a summary that leads to its field; nothing typed is lost', async () => {
    const page = await open(campaignPath('script'));
    await page.getByLabel(words.lead('language.en')).fill('Hello {naem}, this is {agent}.');
    await page.getByRole('link', { name: words.adminCampaigns('section.timing') }).click();
    await page.getByLabel(words.adminFields('policy.seenMs'), { exact: true }).fill('29');
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('summary.title', { count: 2 }));
    await sees(page, '{naem}');

    await page.getByRole('link', { name: `${words.adminFields('script')} · ${words.admin('language.en')}` }).click();
    const script = page.getByLabel(words.lead('language.en'));
    await expectFocus(script);
    expect(await script.inputValue()).toBe('Hello {naem}, this is {agent}.');
    expect(await script.getAttribute('aria-invalid')).toBe('true');
    await script.fill('Hello {name}, this is {agent}.');

    await page
      .getByRole('link', { name: `${words.adminCampaigns('section.timing')} · ${words.adminFields('policy.seenMs')}` })
      .click();
    await expectFocus(page.getByLabel(words.adminFields('policy.seenMs'), { exact: true }));
    await page.getByLabel(words.adminFields('policy.seenMs'), { exact: true }).fill('4');
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('save.saved'));
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect([campaign.policy.seenMs, campaign.script.en]).toEqual([4000, 'Hello {name}, this is {agent}.']);
  });

  test('[W2] an emptied time stays empty and is reported as missing at its field', async () => {
    const page = await open('/admin/business');
    await page.getByText(words.admin('hours.weekly')).click();
    const from = page.getByLabel(words.admin('hours.from', { day: words.adminFields('*.weekly.3'), n: 1 }));
    const before = await robin.ask<object>('GET', '/api/admin/business');
    await from.fill('');
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('summary.title', { count: 1 }));
    await page
      .getByRole('link', {
        name: `${words.adminFields('*.weekly.3')} · ${words.adminFields('*.weekly.#.#', { n: 1 })} · ${words.adminFields('*.weekly.#.#.from')}`,
      })
      .click();
    await expectFocus(from);
    expect(await from.inputValue()).toBe('');
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    await page.getByText(words.mistakes('missing')).last().waitFor();
    expect(await robin.ask('GET', '/api/admin/business')).toEqual(before);
  });

  test('[W1] leaving with unsaved changes asks first, by link and by the browser’s back', async () => {
    const page = await open('/admin/people');
    await page.getByRole('link', { name: words.admin('nav.business') }).click();
    await page.getByLabel(words.desk('name.label')).fill('Brightroof Ltd');
    await page.getByRole('link', { name: words.admin('nav.campaigns') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.admin('leave.stay') })
      .click();
    expect(await page.getByLabel(words.desk('name.label')).inputValue()).toBe('Brightroof Ltd');

    await page.goBack();
    await sees(page.getByRole('dialog'), words.admin('leave.title'));
    expect(new URL(page.url()).pathname).toBe('/admin/business');
    await page.getByRole('button', { name: words.admin('leave.go') }).click();
    await page.getByRole('heading', { name: words.admin('nav.people') }).waitFor();
    await page.getByRole('link', { name: words.admin('nav.business') }).click();
    expect(await page.getByLabel(words.desk('name.label')).inputValue()).toBe('Brightroof');
  });

  test('[W3] two administrators at one campaign: the second sees who, when and what, and chooses field by field', async () => {
    const sam = await join(fresh, robin, { name: 'Sam Ortiz', email: 'sam@example.com', role: 'administrator' });
    const first = await open(campaignPath('basics'));
    const second = await open(campaignPath('basics'), sam);
    for (const page of [first, second]) await page.getByLabel(words.lead('language.en')).waitFor();

    await first.getByLabel(words.lead('language.en')).fill('Robin’s name');
    await first.getByLabel(words.lead('language.ko')).fill('로빈의 이름');
    await first.keyboard.press('ControlOrMeta+s');
    await sees(first, words.admin('save.saved'));

    await second.getByLabel(words.lead('language.en')).fill('Sam’s name');
    await second.getByLabel(words.adminFields('country')).selectOption('KR');
    await second.keyboard.press('ControlOrMeta+s');
    const dialog = second.getByRole('dialog', { name: words.admin('meanwhile.title', { name: 'Robin Hale' }) });
    await sees(dialog, 'Robin’s name');
    await sees(dialog, words.admin('meanwhile.both'));
    const goOn = dialog.getByRole('button', { name: words.admin('meanwhile.goOn') });
    expect(await goOn.isDisabled()).toBe(true);
    await dialog
      .getByRole('group', { name: `${words.adminFields('name')} · ${words.admin('language.en')}` })
      .getByLabel(words.admin('meanwhile.mine'))
      .check();
    await goOn.click();

    // Nothing is saved by choosing: their value where only they changed it, mine where I chose it.
    expect(await nameOf()).toEqual({ en: 'Robin’s name', ko: '로빈의 이름' });
    expect(await second.getByLabel(words.lead('language.ko')).inputValue()).toBe('로빈의 이름');
    await second.keyboard.press('ControlOrMeta+s');
    await sees(second, words.admin('save.saved'));
    expect(await nameOf()).toEqual({ en: 'Sam’s name', ko: '로빈의 이름' });
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect(campaign.country).toBe('KR');
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, { ...bodyOf(campaign), country: 'US' });
  });

  const nameOf = async () => (await robin.ask<CampaignView>('GET', `/api/admin/campaigns/${campaign.id}`)).name;

  test('[W9] the preview shows the input in either language and runs no scripts', async () => {
    const page = await open(campaignPath('basics'));
    const preview = page.frameLocator('.preview-frame');
    await preview.getByRole('heading', { name: 'Sam’s name' }).waitFor();
    await page.getByLabel(words.lead('language.en')).fill('<script>window.top.pwned=1</script> Roofs');
    await sees(preview, '<script>window.top.pwned=1</script> Roofs');
    await page.getByRole('button', { name: words.lead('language.ko') }).click();
    await sees(preview, '로빈의 이름');
    await page.getByRole('link', { name: words.adminCampaigns('section.form') }).click();
    await page.getByRole('button', { name: words.adminCampaigns('field.add') }).click();
    await page.getByLabel(words.lead('language.en')).last().fill('Monthly bill');
    await sees(preview, 'Monthly bill');
    expect(await page.getByLabel(words.adminFields('interests.#.value')).last().inputValue()).toBe('monthlyBill');
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('.preview-frame').getAttribute('sandbox')).toBe('allow-same-origin');
    await page.getByRole('button', { name: words.admin('save.discard') }).click();
  });

  test('[W10] calls: switched on by keyboard, mistakes at their fields, an outline in either language', async () => {
    const path = `/admin/campaigns/${campaign.id}/calls`;
    const page = await open(path);
    const takes = page.getByLabel(words.adminCalls('takes'));
    await takes.focus();
    await page.keyboard.press('Space');
    const outline = page.getByRole('complementary', { name: words.adminCalls('outline.title') });
    await sees(outline, 'Thank you for calling');
    await page.keyboard.press('ControlOrMeta+s');
    await page
      .getByRole('link', { name: `${words.adminCalls('title')} · ${words.adminFields('calls.numbers')}` })
      .click();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: words.adminCalls('number.add') }).click();
    await page.keyboard.type('1-800');
    await page.getByRole('button', { name: words.adminCalls('question.add') }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('summary.title', { count: 3 }));
    await page.getByRole('link', { name: words.adminFields('calls.numbers.#', { n: 1 }) }).click();
    await expectFocus(page.getByRole('textbox', { name: words.adminFields('calls.numbers.#', { n: 1 }) }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('+18005550199');
    const question = page.locator('[id="calls.questions.0"]');
    await question
      .getByRole('group', { name: words.adminFields('calls.greeting.text') })
      .getByLabel(words.lead('language.en'))
      .fill(words.form('label.interest'));
    await question
      .getByRole('group', { name: words.adminFields('calls.questions.#.choices.#.label') })
      .getByLabel(words.lead('language.en'))
      .fill('a roof');
    await question
      .getByRole('group', { name: words.adminFields('calls.questions.#.choices.#.label') })
      .getByLabel(words.lead('language.ko'))
      .fill('지붕');
    await sees(outline, 'For a roof, press 1.');
    await outline.getByRole('button', { name: words.lead('language.ko') }).click();
    await sees(outline, '지붕, 1번.');

    // Someone else saved in the meantime: nothing is overwritten.
    const before = await robin.ask<CampaignView>('GET', `/api/admin/campaigns/${campaign.id}`);
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, {
      ...bodyOf(before),
      version: before.version,
      country: 'KR',
    });
    await page.keyboard.press('ControlOrMeta+s');
    const dialog = page.getByRole('dialog', { name: 'saved a newer version' });
    await dialog.getByRole('button', { name: words.admin('meanwhile.goOn') }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('save.saved'));
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect(campaign).toMatchObject({ country: 'KR', calls: { numbers: ['+18005550199'], questions: [{}] } });
    const { entries } = await robin.ask<{ entries: { action: string; after: object }[] }>(
      'GET',
      '/api/admin/audit?what=campaign',
    );
    expect(entries[0]).toMatchObject({ action: 'calls', after: { calls: { numbers: ['+18005550199'] } } });
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, { ...bodyOf(campaign), country: 'US' });
  });

  test('[W4] deactivated in the middle of a call: effects are explained first, the desk is disconnected, the lead is routed again', async () => {
    const ana = await join(fresh, robin, { name: 'Ana Silva', email: 'ana@example.com', agent: AGENT });
    const desk = await browsing.open('/desk', { cookie: ana.cookie, expected: CUT });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
    await submit(fresh, campaign.formKey);
    await desk.getByRole('button', { name: words.desk('offer.accept') }).click();
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.talking') }),
      desk.getByText(before(words.desk, 'call.since')),
    );

    const ben = await join(fresh, robin, { name: 'Ben Carter', email: 'ben@example.com', agent: AGENT });
    const next = await browsing.open('/desk', { cookie: ben.cookie });
    await next.getByRole('button', { name: words.desk('shift.start') }).click();
    await sees(next, before(words.desk, 'strip.available'));

    const page = await open(`/admin/people/${ana.id}`);
    await page.getByRole('button', { name: words.adminPeople('deactivate') }).click();
    const dialog = page.getByRole('dialog', { name: words.adminPeople('deactivate.title', { name: 'Ana Silva' }) });
    await sees(dialog, `${before(words.adminPeople, 'deactivate.hand')} Maria Lopez`);
    await dialog.getByRole('button', { name: words.adminPeople('deactivate.do') }).click();
    await sees(page, words.adminPeople('deactivate.done', { name: 'Ana Silva' }));

    await desk.waitForURL(/\/sign-in/);
    await next.getByRole('heading', { name: 'Maria Lopez' }).waitFor();
    await next.getByRole('button', { name: words.desk('offer.accept') }).click();
    await sees(next, words.lead('why.deactivated'));
  });

  test('[S11] a deactivated person is notified on the open page and at sign-in', async () => {
    const fay = await join(fresh, robin, { name: 'Fay Gone', email: 'fay@example.com', role: 'supervisor' });
    const person = await robin.ask<PersonView>('GET', `/api/admin/people/${fay.id}`);
    await robin.ask('POST', `/api/admin/people/${fay.id}/deactivate`, { version: person.version });
    const page = await browsing.open('/floor', { cookie: fay.cookie, expected: CUT });
    await page.waitForURL(/\/sign-in/);
    await sees(page.getByRole('status'), words.home('signIn.closed'));
    await page.getByLabel(words.home('signIn.email')).fill('fay@example.com');
    await page.getByLabel(words.home('signIn.password'), { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await sees(page.getByRole('alert'), words.home('signIn.closed'));
  });

  test('[W5] a new password by a link: signed in at once, the old sign-in is over, the link works once', async () => {
    const cho = await join(fresh, robin, { name: 'Cho Han', email: 'cho@example.com', role: 'supervisor' });
    const page = await open(`/admin/people/${cho.id}`);
    await page.getByRole('button', { name: words.adminPeople('link.reset') }).click();
    const link = await page.getByLabel(words.adminPeople('link.label')).inputValue();

    const reset = await browsing.open(link, { expected: REFUSED });
    await reset.getByLabel(words.home('password.new')).fill('short');
    await reset.keyboard.press('Enter');
    await reset.locator('[aria-invalid=true]').waitFor();
    await reset.getByLabel(words.home('password.new')).fill('quite another sentence');
    await reset.keyboard.press('Enter');
    await reset.waitForURL(/\/floor$/);
    expect((await cho.get('/api/me')).status).toBe(401);

    const again = await browsing.open(link, { expected: REFUSED });
    await sees(again, words.home('link.gone.title'));
    expect(await again.getByLabel(words.home('password.new')).count()).toBe(0);
    await again.getByLabel(words.home('signIn.email')).fill('nobody@example.com');
    await again.getByRole('button', { name: words.home('forgot.do') }).click();
    // This service sends no email and tells everyone the same.
    await sees(again, words.home('forgot.mailOff'));
  });

  test('[W4] an item in use is not removed, and its users are listed; keys are revoked with a warning', async () => {
    const page = await open('/admin/teams');
    await page.getByPlaceholder(words.adminTeams('teams.new')).fill('Residential');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: words.adminTeams('rename.item', { name: 'Residential' }) }).waitFor();
    const { teams } = await robin.ask<{ teams: { id: string }[] }>('GET', '/api/admin/teams');
    const dee = await join(fresh, robin, {
      name: 'Dee Stone',
      email: 'dee@example.com',
      agent: { ...AGENT, teamIds: [teams[0]!.id] },
    });
    expect(dee.id).not.toBe('');
    await page.reload();
    await page.getByRole('button', { name: words.admin('list.remove.item', { item: 'Residential' }) }).click();
    await sees(page.getByRole('dialog'), 'Dee Stone');
    await page.keyboard.press('Escape');

    await page.goto('/admin/keys');
    await page.getByRole('button', { name: words.adminKeys('new') }).click();
    await page.getByLabel(words.adminKeys('name')).fill('Website');
    await page.getByRole('button', { name: words.adminKeys('make') }).click();
    expect(await page.getByRole('textbox', { name: 'Website' }).inputValue()).toMatch(/^lb_/);
    await page.getByRole('button', { name: `${words.adminKeys('revoke')}: Website` }).click();
    await sees(page.getByRole('dialog'), words.adminKeys('revoke.body'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.adminKeys('revoke') })
      .click();
    await sees(page, /^revoked/);
  });

  test('[W4] [A29] removing the last agent of a required team names the campaign before saving', async () => {
    const team = await robin.ask<{ id: string }>('POST', '/api/admin/teams', { name: 'Night' });
    const agent = { ...AGENT, teamIds: [team.id] };
    const nora = await join(fresh, robin, { name: 'Nora Night', email: 'nora@example.com', agent });
    const night = await robin.ask<CampaignView>('POST', '/api/admin/campaigns', {
      ...(await robin.ask<object>('GET', '/api/admin/campaigns/template')),
      formKey: 'night',
      name: { en: 'Night calls' },
      teamIds: [team.id],
    });
    const page = await open(`/admin/people/${nora.id}`);
    await page.getByLabel('Night', { exact: true }).uncheck();
    await page.keyboard.press('ControlOrMeta+s');
    const dialog = page.getByRole('dialog', { name: words.adminPeople('alone.title') });
    await sees(dialog, '“Night calls”');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: words.common('cancel') }).click();
    expect((await robin.ask<PersonView>('GET', `/api/admin/people/${nora.id}`)).agent?.teamIds).toEqual([team.id]);

    await page.keyboard.press('ControlOrMeta+s');
    await dialog.getByRole('button', { name: words.adminPeople('alone.do') }).click();
    await sees(page, words.admin('save.saved'));
    expect((await robin.ask<PersonView>('GET', `/api/admin/people/${nora.id}`)).agent?.teamIds).toEqual([]);
    await robin.ask('POST', `/api/admin/campaigns/${night.id}/pause`, { version: night.version });
  });

  test('the audit log shows each change, field by field, before and after', async () => {
    const page = await open('/admin/audit?what=campaign');
    const entry = page.locator('details').filter({ hasText: 'changed' }).first();
    await entry.locator('summary').click();
    await entry.getByRole('columnheader', { name: words.adminAudit('before') }).waitFor();
    await page.getByLabel(words.adminAudit('what')).selectOption({ label: words.adminAudit('what.key') });
    await page.locator('summary', { hasText: words.adminAudit('action.revoke') }).waitFor();
    expect(new URL(page.url()).search).toBe('?what=key');
  });

  test('[W11] a page keeps its chosen language for the next visit', async () => {
    const page = await open('/admin/business');
    await page.getByRole('button', { name: koreanWords.lead('language.ko') }).click();
    await page.getByRole('heading', { name: '회사', exact: true }).waitFor();
    const again = await open('/admin');
    await again
      .getByRole('link', { name: koreanWords.leads('filter.campaign') })
      .first()
      .waitFor();
    await again.getByRole('button', { name: words.lead('language.en') }).click();
    await again
      .getByRole('link', { name: words.admin('nav.campaigns') })
      .first()
      .waitFor();
    await until(async () => (await robin.ask<Me>('GET', '/api/me')).language === 'en');
    await Promise.all([page.close(), again.close()]);
  });

  test('a link to a section moves keyboard focus there', async () => {
    const page = await open('/admin/business#hours');
    await until(() => page.evaluate(() => document.getElementById('hours')?.contains(document.activeElement) === true));
    await page.close();
  });

  test('on a phone the pages are behind a button, and Escape returns to it', async () => {
    const page = await open('/admin');
    await page.setViewportSize({ width: 360, height: 740 });
    const menu = page.getByRole('button', { name: words.common('nav.label'), exact: true });
    await menu.click();
    await page.getByRole('link', { name: words.floor('title'), exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expectFocus(menu);
    expect(await page.getByRole('link', { name: words.floor('title'), exact: true }).isVisible()).toBe(false);
    await page.close();
  });

  test('[A24] the retention page sets how long data is kept and warns about legal minimums', async () => {
    const page = await open('/admin/retention');
    await page.locator('#closedLeads').getByText(words.adminRetention('afterDays')).click();
    await page.getByLabel(`${words.adminFields('closedLeads')}: ${words.adminRetention('days')}`).fill('400');
    await sees(page, words.adminRetention('fiveYears', { days: 400 }));
    await sees(page, words.adminRetention('shorter'));
    await page.getByRole('button', { name: words.common('save') }).click();
    await sees(page, words.admin('save.saved'));
    await page.getByLabel(`${words.adminFields('rawBodies')}: ${words.adminRetention('days')}`).fill('');
    await page.getByRole('button', { name: words.common('save') }).click();
    await page.getByRole('link', { name: words.adminFields('rawBodies') }).waitFor();
    expect(await page.getByText(words.admin('save.saved')).count()).toBe(0);
    await page.close();
  });

  test('[W7] every page: no serious axe violation, in light and dark, none too wide for a phone', async () => {
    const invited = await robin.ask<Invited>('POST', '/api/admin/people', {
      name: 'Eve Late',
      email: 'eve@example.com',
      role: 'agent',
      language: 'en',
      agent: AGENT,
    });
    expect(
      await faultsOfAll([
        ['/admin', words.adminOverview('attention')],
        ['/admin/business', words.adminBusiness('hours')],
        ['/admin/people', 'Eve Late'],
        ['/admin/people/new', words.adminFields('agent')],
        [`/admin/people/${invited.person.id}`, words.adminPeople('link.invite')],
        ['/admin/teams', 'Residential'],
        ['/admin/campaigns', 'Sam’s name'],
        ['/admin/keys', 'Website'],
        ['/admin/import', words.adminImport('none')],
        ['/admin/costs', words.adminCosts('none')],
        ['/admin/mail', words.adminMails('off')],
        ['/admin/scoring', words.adminScoring('never')],
        ['/admin/retention', words.adminFields('closedLeads')],
        ['/admin/audit', words.adminAudit('intro')],
        ['/admin/nowhere', words.admin('notHere.body')],
        [invited.link, words.home('password.new')],
        ['/welcome#token', words.home('link.gone.title')],
        ['/reset#token', words.home('link.gone.title')],
        ['/reset', words.home('forgot.do')],
      ]),
    ).toEqual([]);
  });

  test('[W7] every section of a campaign: no serious axe violation, in light and dark, none too wide for a phone', async () => {
    const sections = SECTIONS.map(([section, sign]) => [campaignPath(section), sign] as const);
    const calls = [`/admin/campaigns/${campaign.id}/calls`, words.adminCalls('part.money')] as const;
    expect(await faultsOfAll([...sections, calls, ['/admin/campaigns/new', words.adminCampaigns('create')]])).toEqual(
      [],
    );
  });

  async function faultsOfAll(pages: readonly (readonly [path: string, sign: string])[]): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const [path, sign] of pages) {
      const page = await open(path);
      await sees(page, sign);
      faults.push(...(await faultsOf(page, path)));
      await page.close();
    }
    return faults;
  }
});

const SECTIONS = [
  ['basics', words.adminFields('formKey')],
  ['form', words.adminCampaigns('field.add')],
  ['consent', words.adminFields('consent.text')],
  ['hours', words.admin('hours.business')],
  ['people', 'can take these leads'],
  ['timing', words.adminFields('policy.offerMs')],
  ['scoring', words.adminFields('scoring')],
  ['callbacks', words.adminFields('cadence.firstMs')],
  ['script', words.adminCampaigns('script.about')],
  ['outcomes', words.lead('outcome.notInterested')],
  ['share', words.adminFields('embedOrigins')],
] as const;

async function expectFocus(target: Locator): Promise<void> {
  await until(() => target.evaluate((element) => element === document.activeElement));
}

/** The body of a PUT with a campaign's current values. */
function bodyOf(view: CampaignView): object {
  const { id: _id, active: _a, changedAt: _at, changedBy: _by, ...rest } = view;
  const { consentVersion: _c, policyVersion: _p, hasLeads: _h, formPath: _f, calls: _t, ...fields } = rest;
  return fields;
}

async function submit(fresh: Fresh, formKey: string): Promise<void> {
  const response = await fetch(`${fresh.url}/api/forms/${formKey}/leads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Maria Lopez', phone: '+12025550143', consent: { call: true, now: true } }),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function faultsOf(page: Page, where: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      faults.push(...(await seriousFaults(page)).map((fault) => `${where}, ${width}, ${colorScheme}: ${fault}`));
    }
    const tooWide = await overflow(page);
    if (tooWide > 0) faults.push(`${where}: ${tooWide} px too wide at ${width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}
