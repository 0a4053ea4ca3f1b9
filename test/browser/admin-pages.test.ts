/** The administration's pages: mistakes, two administrators, consequences, leaving, links; and each page as it is drawn. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { CampaignView, Invited, PersonView } from '../../src/shared/admin.ts';
import type { Me } from '../../src/shared/api.ts';
import {
  describeInBrowser,
  overflow,
  pressUntil,
  seriousFaults,
  startBrowser,
  type Browsing,
} from '../support/browser.ts';
import {
  AGENT,
  firstAdministrator,
  join,
  openBusiness,
  PASSWORD,
  startFresh,
  type Fresh,
  type FreshAdministrator,
} from '../support/fresh.ts';
import { until } from '../support/patience.ts';

/** What a refused save answers with is no trouble of the page's. */
const REFUSED = [/status of (401|403|404|409|422)/];
const CUT = [...REFUSED, /WebSocket connection to/];

describeInBrowser('administration in a browser', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  let robin: FreshAdministrator;
  let campaign: CampaignView;
  beforeAll(async () => {
    fresh = await startFresh();
    browsing = await startBrowser(fresh.url);
    robin = await firstAdministrator(fresh);
    campaign = await openBusiness(robin);
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await browsing.stop();
    await fresh.stop();
  });

  const open = (path: string, who = robin) => browsing.open(path, { cookie: who.cookie, expected: REFUSED });
  const campaignPath = (section: string) => `/admin/campaigns/${campaign.id}#${section}`;

  test('[W2] every mistake is named in a summary that leads to its field; nothing typed is lost', async () => {
    const page = await open(campaignPath('script'));
    await page.getByLabel('English').fill('Hello {naem}, this is {agent}.');
    await page.getByRole('link', { name: 'Timing' }).click();
    await page.getByLabel('A desk has to show it within', { exact: true }).fill('29');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('2 things need another look').first().waitFor();
    await page.getByText('{naem}').waitFor();

    await page.getByRole('link', { name: 'Script · English' }).click();
    const script = page.getByLabel('English');
    await expectFocus(script);
    expect(await script.inputValue()).toBe('Hello {naem}, this is {agent}.');
    expect(await script.getAttribute('aria-invalid')).toBe('true');
    await script.fill('Hello {name}, this is {agent}.');

    await page.getByRole('link', { name: 'Timing · A desk has to show it within' }).click();
    await expectFocus(page.getByLabel('A desk has to show it within', { exact: true }));
    await page.getByLabel('A desk has to show it within', { exact: true }).fill('4');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('Saved. It counts at once.').waitFor();
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect([campaign.policy.seenMs, campaign.script.en]).toEqual([4000, 'Hello {name}, this is {agent}.']);
  });

  test('[W2] a time that was emptied stays empty and is called missing at its field; nothing is put back', async () => {
    const page = await open('/admin/business');
    await page.getByText('By the week').click();
    const from = page.getByLabel('Wednesday, opens (1)');
    const before = await robin.ask<object>('GET', '/api/admin/business');
    await from.fill('');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('One thing needs another look').first().waitFor();
    await page.getByRole('link', { name: 'Wednesday · Span 1 · From' }).click();
    await expectFocus(from);
    expect(await from.inputValue()).toBe('');
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('This is missing. Please fill it in.').last().waitFor();
    expect(await robin.ask('GET', '/api/admin/business')).toEqual(before);
  });

  test('[W1] leaving with unsaved changes asks first, by link and by the browser’s back', async () => {
    const page = await open('/admin/people');
    await page.getByRole('link', { name: 'Business' }).click();
    await page.getByLabel('Name').fill('Brightroof Ltd');
    await page.getByRole('link', { name: 'Campaigns' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Brightroof Ltd');

    await page.goBack();
    await page.getByRole('dialog').getByText('Leave without saving?').waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/business');
    await page.getByRole('button', { name: 'Leave, lose the changes' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.getByRole('link', { name: 'Business' }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Brightroof');
  });

  test('[W3] two administrators at one campaign: the second sees who, when and what, and chooses field by field', async () => {
    const sam = await join(fresh, robin, { name: 'Sam Ortiz', email: 'sam@example.com', role: 'administrator' });
    const first = await open(campaignPath('basics'));
    const second = await open(campaignPath('basics'), sam);
    for (const page of [first, second]) await page.getByLabel('English').waitFor();

    await first.getByLabel('English').fill('Robin’s name');
    await first.getByLabel('Korean').fill('로빈의 이름');
    await first.keyboard.press('ControlOrMeta+s');
    await first.getByText('Saved. It counts at once.').waitFor();

    await second.getByLabel('English').fill('Sam’s name');
    await second.getByLabel('Country').selectOption('KR');
    await second.keyboard.press('ControlOrMeta+s');
    const dialog = second.getByRole('dialog', { name: 'Robin Hale saved a newer version' });
    await dialog.getByText('Robin’s name').waitFor();
    await dialog.getByText('both changed it').waitFor();
    const goOn = dialog.getByRole('button', { name: 'Go on with this' });
    expect(await goOn.isDisabled()).toBe(true);
    await dialog.getByRole('group', { name: 'Name · English' }).getByLabel('Yours').check();
    await goOn.click();

    // Nothing is saved by choosing; theirs where only they changed, mine where I chose.
    expect(await nameOf()).toEqual({ en: 'Robin’s name', ko: '로빈의 이름' });
    expect(await second.getByLabel('Korean').inputValue()).toBe('로빈의 이름');
    await second.keyboard.press('ControlOrMeta+s');
    await second.getByText('Saved. It counts at once.').waitFor();
    expect(await nameOf()).toEqual({ en: 'Sam’s name', ko: '로빈의 이름' });
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect(campaign.country).toBe('KR');
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, { ...bodyOf(campaign), country: 'US' });
  });

  const nameOf = async () => (await robin.ask<CampaignView>('GET', `/api/admin/campaigns/${campaign.id}`)).name;

  test('[W9] the preview shows what is typed, in either language, and runs nothing', async () => {
    const page = await open(campaignPath('basics'));
    const preview = page.frameLocator('.preview-frame');
    await preview.getByRole('heading', { name: 'Sam’s name' }).waitFor();
    await page.getByLabel('English').fill('<script>window.top.pwned=1</script> Roofs');
    await preview.getByText('<script>window.top.pwned=1</script> Roofs').waitFor();
    await page.getByRole('button', { name: 'Korean' }).click();
    await preview.getByText('로빈의 이름').waitFor();
    await page.getByRole('link', { name: 'Form fields' }).click();
    await page.getByRole('button', { name: 'Add a field' }).click();
    await page.getByLabel('English').last().fill('Monthly bill');
    await preview.getByText('Monthly bill').waitFor();
    expect(await page.getByLabel('Code').last().inputValue()).toBe('monthlyBill');
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('.preview-frame').getAttribute('sandbox')).toBe('allow-same-origin');
    await page.getByRole('button', { name: 'Discard changes' }).click();
  });

  test('[W10] calls: switched on by keyboard, mistakes at their fields, an outline in either language', async () => {
    const path = `/admin/campaigns/${campaign.id}/calls`;
    const page = await open(path);
    const takes = page.getByLabel('This campaign takes calls');
    await takes.focus();
    await page.keyboard.press('Space');
    const outline = page.getByRole('complementary', { name: 'What callers hear' });
    await outline.getByText('Thank you for calling').first().waitFor();
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('link', { name: 'Calls · Numbers' }).click();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Add a number' }).click();
    await page.keyboard.type('1-800');
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('3 things need another look').first().waitFor();
    await page.getByRole('link', { name: 'Number 1' }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('+18005550199');
    const question = page.locator('[id="calls.questions.0"]');
    await question.getByRole('group', { name: 'What is said' }).getByLabel('English').fill('What is it about?');
    await question.getByRole('group', { name: 'Said as' }).getByLabel('English').fill('a roof');
    await question.getByRole('group', { name: 'Said as' }).getByLabel('Korean').fill('지붕');
    await outline.getByText('For a roof, press 1.').waitFor();
    await outline.getByRole('button', { name: 'Korean' }).click();
    await outline.getByText('지붕, 1번.').waitFor();

    // Somebody else saved meanwhile: nothing is overwritten.
    const before = await robin.ask<CampaignView>('GET', `/api/admin/campaigns/${campaign.id}`);
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, {
      ...bodyOf(before),
      version: before.version,
      country: 'KR',
    });
    await page.keyboard.press('ControlOrMeta+s');
    const dialog = page.getByRole('dialog', { name: 'saved a newer version' });
    await dialog.getByRole('button', { name: 'Go on with this' }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('Saved. It counts at once.').waitFor();
    campaign = await robin.ask('GET', `/api/admin/campaigns/${campaign.id}`);
    expect(campaign).toMatchObject({ country: 'KR', calls: { numbers: ['+18005550199'], questions: [{}] } });
    const { entries } = await robin.ask<{ entries: { action: string; after: object }[] }>(
      'GET',
      '/api/admin/audit?what=campaign',
    );
    expect(entries[0]).toMatchObject({ action: 'calls', after: { calls: { numbers: ['+18005550199'] } } });
    await robin.ask('PUT', `/api/admin/campaigns/${campaign.id}`, { ...bodyOf(campaign), country: 'US' });
  });

  test('[W4] deactivated in the middle of a call: what happens is said before, the desk is cut, the lead goes on', async () => {
    const ana = await join(fresh, robin, { name: 'Ana Silva', email: 'ana@example.com', agent: AGENT });
    const desk = await browsing.open('/desk', { cookie: ana.cookie, expected: CUT });
    await desk.getByRole('button', { name: 'Start shift' }).click();
    await desk.getByText('Available since').waitFor();
    await submit(fresh, campaign.formKey);
    await desk.getByRole('button', { name: 'Accept' }).click();
    await pressUntil(desk.getByRole('button', { name: 'We’re talking' }), desk.getByText('Talking for'));

    const ben = await join(fresh, robin, { name: 'Ben Carter', email: 'ben@example.com', agent: AGENT });
    const next = await browsing.open('/desk', { cookie: ben.cookie });
    await next.getByRole('button', { name: 'Start shift' }).click();
    await next.getByText('Available since').waitFor();

    const page = await open(`/admin/people/${ana.id}`);
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate Ana Silva?' });
    await dialog.getByText('Now in hand: Maria Lopez').waitFor();
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Ana Silva is deactivated.').waitFor();

    await desk.waitForURL(/\/sign-in/);
    await next.getByRole('heading', { name: 'Maria Lopez' }).waitFor();
    await next.getByRole('button', { name: 'Accept' }).click();
    await next.getByText('The account was closed').first().waitFor();
  });

  test('[S11] whoever is deactivated learns it: at the page they had open, and with their password', async () => {
    const fay = await join(fresh, robin, { name: 'Fay Gone', email: 'fay@example.com', role: 'supervisor' });
    const person = await robin.ask<PersonView>('GET', `/api/admin/people/${fay.id}`);
    await robin.ask('POST', `/api/admin/people/${fay.id}/deactivate`, { version: person.version });
    const page = await browsing.open('/floor', { cookie: fay.cookie, expected: CUT });
    await page.waitForURL(/\/sign-in/);
    await page.getByRole('status').getByText('This account was closed.').waitFor();
    await page.getByLabel('E-mail address').fill('fay@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This account was closed.').waitFor();
  });

  test('[W5] a new password by a link: signed in at once, the old sign-in is over, the link works once', async () => {
    const cho = await join(fresh, robin, { name: 'Cho Han', email: 'cho@example.com', role: 'supervisor' });
    const page = await open(`/admin/people/${cho.id}`);
    await page.getByRole('button', { name: 'Link for a new password' }).click();
    const link = await page.getByLabel('One-time link').inputValue();

    const reset = await browsing.open(link, { expected: REFUSED });
    await reset.getByLabel('New password').fill('short');
    await reset.keyboard.press('Enter');
    await reset.locator('[aria-invalid=true]').waitFor();
    await reset.getByLabel('New password').fill('quite another sentence');
    await reset.keyboard.press('Enter');
    await reset.waitForURL(/\/floor$/);
    expect((await cho.get('/api/me')).status).toBe(401);

    const again = await browsing.open(link, { expected: REFUSED });
    await again.getByText('This link no longer works').waitFor();
    expect(await again.getByLabel('New password').count()).toBe(0);
    await again.getByLabel('E-mail address').fill('nobody@example.com');
    await again.getByRole('button', { name: 'Send the link' }).click();
    // This service sends no mail, and says so to everybody alike.
    await again.getByText('No mail is sent from here').waitFor();
  });

  test('[W4] what is in use is not removed, and who uses it is said; keys are revoked with a warning', async () => {
    const page = await open('/admin/teams');
    await page.getByPlaceholder('New team').fill('Residential');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename: Residential' }).waitFor();
    const { teams } = await robin.ask<{ teams: { id: string }[] }>('GET', '/api/admin/teams');
    const dee = await join(fresh, robin, {
      ...{ name: 'Dee Stone', email: 'dee@example.com' },
      agent: { ...AGENT, teamIds: [teams[0]!.id] },
    });
    expect(dee.id).not.toBe('');
    await page.reload();
    await page.getByRole('button', { name: 'Remove: Residential' }).click();
    await page.getByRole('dialog').getByText('Dee Stone').waitFor();
    await page.keyboard.press('Escape');

    await page.goto('/admin/keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('What is it for?').fill('Website');
    await page.getByRole('button', { name: 'Make the key' }).click();
    expect(await page.getByRole('textbox', { name: 'Website' }).inputValue()).toMatch(/^lb_/);
    await page.getByRole('button', { name: 'Revoke: Website' }).click();
    await page.getByRole('dialog').getByText('refused from the next request on').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/^revoked/).waitFor();
  });

  test('[W4] [A29] the last of a team that a campaign needs: the campaign is named before it is saved', async () => {
    const team = await robin.ask<{ id: string }>('POST', '/api/admin/teams', { name: 'Night' });
    const agent = { ...AGENT, teamIds: [team.id] };
    const nora = await join(fresh, robin, { name: 'Nora Night', email: 'nora@example.com', agent });
    const night = await robin.ask<CampaignView>('POST', '/api/admin/campaigns', {
      ...(await robin.ask<object>('GET', '/api/admin/campaigns/template')),
      ...{ formKey: 'night', name: { en: 'Night calls' }, teamIds: [team.id] },
    });
    const page = await open(`/admin/people/${nora.id}`);
    await page.getByLabel('Night', { exact: true }).uncheck();
    await page.keyboard.press('ControlOrMeta+s');
    const dialog = page.getByRole('dialog', { name: 'Nobody would take these leads' });
    await dialog.getByText('“Night calls”').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await robin.ask<PersonView>('GET', `/api/admin/people/${nora.id}`)).agent?.teamIds).toEqual([team.id]);

    await page.keyboard.press('ControlOrMeta+s');
    await dialog.getByRole('button', { name: 'Save all the same' }).click();
    await page.getByText('Saved. It counts at once.').waitFor();
    expect((await robin.ask<PersonView>('GET', `/api/admin/people/${nora.id}`)).agent?.teamIds).toEqual([]);
    await robin.ask('POST', `/api/admin/campaigns/${night.id}/pause`, { version: night.version });
  });

  test('the audit log shows each change, field by field, before and after', async () => {
    const page = await open('/admin/audit?what=campaign');
    const entry = page.locator('details').filter({ hasText: 'changed' }).first();
    await entry.locator('summary').click();
    await entry.getByRole('columnheader', { name: 'Before' }).waitFor();
    await page.getByLabel('What').selectOption('key');
    await page.locator('summary', { hasText: 'revoked' }).waitFor();
    expect(new URL(page.url()).search).toBe('?what=key');
  });

  test('[W11] the page is in the language that was chosen on it, at the next visit too', async () => {
    const page = await open('/admin/business');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('heading', { name: '회사', exact: true }).waitFor();
    const again = await open('/admin');
    await again.getByRole('link', { name: '캠페인' }).first().waitFor();
    await again.getByRole('button', { name: 'English' }).click();
    await again.getByRole('link', { name: 'Campaigns' }).first().waitFor();
    await until(async () => (await robin.ask<Me>('GET', '/api/me')).language === 'en');
    await Promise.all([page.close(), again.close()]);
  });

  test('a link to a part of the page leads the keyboard there', async () => {
    const page = await open('/admin/business#hours');
    await until(() => page.evaluate(() => document.getElementById('hours')?.contains(document.activeElement) === true));
    await page.close();
  });

  test('on a telephone the pages are behind a button, and Escape leads back to it', async () => {
    const page = await open('/admin');
    await page.setViewportSize({ width: 360, height: 740 });
    const menu = page.getByRole('button', { name: 'Pages', exact: true });
    await menu.click();
    await page.getByRole('link', { name: 'Floor', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expectFocus(menu);
    expect(await page.getByRole('link', { name: 'Floor', exact: true }).isVisible()).toBe(false);
    await page.close();
  });

  test('[A24] how long data is kept is chosen on a page, which warns of what the law asks for', async () => {
    const page = await open('/admin/retention');
    await page.getByText('For some days').click();
    await page.getByLabel('The person in closed leads: days').fill('400');
    await page.getByText('16 CFR 310.5, asks sellers').waitFor();
    await page.getByText('You chose less than before').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It counts at once.').waitFor();
    await page.getByLabel('Forms as they were sent: days').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Forms as they were sent' }).waitFor();
    expect(await page.getByText('Saved. It counts at once.').count()).toBe(0);
    await page.close();
  });

  test('[W7] every page: no serious fault for axe, light and dark, none too wide for a telephone', async () => {
    const invited = await robin.ask<Invited>('POST', '/api/admin/people', {
      ...{ name: 'Eve Late', email: 'eve@example.com', role: 'agent', language: 'en', agent: AGENT },
    });
    expect(
      await faultsOfAll([
        ['/admin', 'Needs attention'],
        ['/admin/business', 'Opening hours'],
        ['/admin/people', 'Eve Late'],
        ['/admin/people/new', 'Takes leads'],
        [`/admin/people/${invited.person.id}`, 'New invitation link'],
        ['/admin/teams', 'Residential'],
        ['/admin/campaigns', 'Sam’s name'],
        ['/admin/keys', 'Website'],
        ['/admin/mail', 'Mail is off'],
        ['/admin/retention', 'The person in closed leads'],
        ['/admin/audit', 'Every change made here'],
        ['/admin/nowhere', 'There is no such page'],
        [invited.link, 'New password'],
        ['/welcome#token', 'This link no longer works'],
        ['/reset#token', 'This link no longer works'],
        ['/reset', 'Send the link'],
      ]),
    ).toEqual([]);
  });

  test('[W7] every section of a campaign: no serious fault for axe, light and dark, none too wide for a telephone', async () => {
    const sections = SECTIONS.map(([section, sign]) => [campaignPath(section), sign] as const);
    const calls = [`/admin/campaigns/${campaign.id}/calls`, 'What it may cost'] as const;
    expect(await faultsOfAll([...sections, calls, ['/admin/campaigns/new', 'Create the campaign']])).toEqual([]);
  });

  async function faultsOfAll(pages: readonly (readonly [path: string, sign: string])[]): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const [path, sign] of pages) {
      const page = await open(path);
      await page.getByText(sign).first().waitFor();
      faults.push(...(await faultsOf(page, path)));
      await page.close();
    }
    return faults;
  }
});

const SECTIONS = [
  ['basics', 'Address of the form'],
  ['form', 'Add a field'],
  ['consent', 'May send text messages'],
  ['hours', 'The business’s'],
  ['people', 'can take these leads'],
  ['timing', 'An offer rings for'],
  ['callbacks', 'First callback after'],
  ['script', 'Words in braces'],
  ['outcomes', 'Not interested'],
  ['share', 'Sites that may show the form'],
] as const;

async function expectFocus(target: Locator): Promise<void> {
  await until(() => target.evaluate((element) => element === document.activeElement));
}

/** What a PUT takes of a campaign as it is shown. */
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
