/** Accessibility: focus, announcements, names, keyboard and forced colors. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser, pressUntil, type Browsing, sees } from '../support/browser.ts';
import type { Demo } from '../support/demo.ts';
import { useDemo } from '../support/demoInBrowser.ts';
import { expectFocus, press, tabTo } from '../support/keyboard.ts';
import { until } from '../support/patience.ts';
import { before, words } from '../support/words.ts';

describeInBrowser('for everybody', () => {
  let demo: Demo;
  let browsing: Browsing;
  useDemo((started) => {
    ({ demo, browsing } = started);
  });

  /** By hand: a phone in the browser has different steps. */
  async function openDesk({ isByHand = true } = {}): Promise<Page> {
    const context = await browsing.person({ cookie: await demo.signIn('ana@demo.test') });
    // The initial blank page has no storage.
    if (isByHand)
      await context.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('leadbell.talk', 'off'));
    const desk = await context.newPage();
    await desk.goto('/desk');
    await press(desk, desk.getByRole('button', { name: words.desk('shift.start') }));
    await sees(desk, before(words.desk, 'strip.available'));
    return desk;
  }

  async function ring(desk: Page, name: string, phone = '+12025550143'): Promise<void> {
    await demo.submit({ name, phone });
    await desk.getByRole('heading', { name }).waitFor();
  }

  test('[W30] focus follows each step of a lead, from the start of the shift to the next lead', async () => {
    const desk = await openDesk();
    await expectFocus(desk, words.desk('idle.available'));

    await ring(desk, 'Fay Focus');
    await expectFocus(desk, words.desk('offer.accept'));
    await press(desk, desk.getByRole('button', { name: words.desk('offer.decline') }));
    await desk.getByRole('group', { name: words.desk('offer.declineWhy') }).waitFor();
    await desk.keyboard.press('Escape');
    await expectFocus(desk, words.desk('offer.decline'));
    await desk.keyboard.press('a');
    await expectFocus(desk, 'Fay Focus');

    await press(desk, desk.getByRole('button', { name: words.desk('call.notReached') }));
    await expectFocus(desk, words.desk('result.noAnswer'));
    await press(desk, desk.getByRole('button', { name: `← ${words.desk('call.talking')}` }));
    await expectFocus(desk, words.desk('call.notReached'));
    const reached = desk.getByRole('button', { name: words.desk('call.talking') });
    await tabTo(desk, reached);
    await pressUntil(reached, desk.getByText(before(words.desk, 'call.since')));
    await expectFocus(desk, before(words.desk, 'call.since'));
    const over = desk.getByRole('button', { name: words.desk('call.over') });
    await pressUntil(over, desk.getByText(words.desk('wrap.title')));
    await expectFocus(desk, words.desk('wrap.title'));

    const more = desk.getByRole('button', { name: '+1 min' });
    await press(desk, more);
    await sees(desk, new RegExp(words.desk('deadline.wrapUp', { time: '[1-9]m \\d\\ds' })));
    await expectFocus(desk, '+1 min');
    await desk.locator('.outcomes').getByText(words.lead('outcome.won')).click();
    await press(desk, desk.getByRole('button', { name: words.desk('wrap.close') }));
    await desk.getByRole('heading', { name: words.desk('idle.available') }).waitFor();
    await expectFocus(desk, words.desk('idle.available'));

    // A menu choice and a dialog return focus to where they were opened.
    await press(desk, desk.getByRole('button', { name: words.desk('presence.change') }));
    await press(desk, desk.getByRole('button', { name: words.desk('reason.meal') }));
    await expectFocus(desk, words.desk('presence.change'));
    await press(desk, desk.getByRole('button', { name: words.desk('strip.back') }));
    await sees(desk, before(words.desk, 'strip.available'));
    await expectFocus(desk, words.desk('idle.available'));
    await press(desk, desk.getByRole('button', { name: words.desk('keys') }));
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Escape');
    await expectFocus(desk, words.desk('keys'));
  });

  test('[W30] focus stays on the desk when another agent takes the offer, and on the list when a row disappears', async () => {
    const desk = await openDesk();
    await ring(desk, 'Gone Again');
    await expectFocus(desk, words.desk('offer.accept'));
    const floor = await browsing.open('/floor', { cookie: await demo.signIn('sam@demo.test') });
    const actions = floor.getByRole('button', { name: words.floor('lead.actions', { name: 'Gone Again' }) });
    await press(floor, actions);
    const dialog = floor.getByRole('dialog');
    await press(floor, dialog.getByRole('button', { name: words.lead('action.close'), exact: true }));
    await dialog.getByText(words.lead('outcome.notInterested')).click();
    await press(floor, dialog.getByRole('button', { name: words.lead('action.close'), exact: true }));
    await sees(floor, words.lead('done.close'));
    await actions.waitFor({ state: 'detached' });
    await expectFocus(floor, words.floor('waiting'));
    await desk.getByRole('heading', { name: 'Gone Again' }).waitFor({ state: 'detached' });
    await expectFocus(desk, words.desk('idle.available'));
  });

  test('[W30] the phone page and admin return focus to where something was opened', async () => {
    const phone = await browsing.open('/phone');
    await press(phone, phone.getByRole('button', { name: words.phone('own.change') }));
    await press(phone, phone.getByRole('button', { name: words.phone('own.use') }));
    await expectFocus(phone, words.phone('own.change'));
    await press(phone, phone.getByRole('button', { name: words.phone('call'), exact: true }));
    const hangUp = phone.getByRole('button', { name: words.phone('hangUp') });
    await hangUp.waitFor();
    await expectFocus(phone, '+1 800 555 0100');
    await press(phone, hangUp);
    await phone.getByRole('button', { name: words.phone('call'), exact: true }).waitFor();
    await expectFocus(phone, '');

    const cookie = await demo.signIn('admin@demo.test');
    const admin = await browsing.open('/admin/teams', { cookie });
    await admin.getByLabel(words.adminTeams('teams.new')).fill('Roofers');
    await admin.keyboard.press('Enter');
    const rename = admin.getByRole('button', { name: before(words.adminTeams, 'rename.item') }).first();
    await press(admin, rename);
    await admin.keyboard.press('Escape');
    await expectFocus(admin, words.adminTeams('rename'));
  });

  test('[W31] offers, saves and call states are announced from existing live regions', async () => {
    const desk = await openDesk({ isByHand: false });
    await listenIn(desk);
    await press(desk, desk.getByRole('button', { name: words.desk('keys') }));
    await ring(desk, 'Reed Aloud');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('a');
    await desk.getByRole('button', { name: words.desk('call.talking') }).waitFor();
    await desk.getByLabel(words.desk('wrap.note')).fill('Call the office');
    await desk.getByLabel(words.desk('wrap.note')).blur();
    await sees(desk, words.desk('wrap.noteSaved'));
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.talking') }),
      desk.getByText(before(words.desk, 'call.since')),
    );
    await desk.getByRole('button', { name: words.desk('wrap.close') }).click();
    const { read, late } = await heardOn(desk);
    expect(late).toEqual([]);
    for (const said of [
      /Reed Aloud/,
      words.desk('wrap.noteUnsaved'),
      words.desk('wrap.noteSaved'),
      words.desk('wrap.choose'),
    ])
      expect(read.join('\n')).toMatch(said);
    // Also in the dialog, since it silences the page behind it.
    expect(read.filter((text) => text.includes('Reed Aloud')).length).toBeGreaterThan(1);
  });

  test('[W35] every page starts with a link to its content', async () => {
    const sam = await demo.signIn('sam@demo.test');
    const { body } = await demo.submit({ name: 'Skip Ahead' });
    const { id } = await demo.leadOf(body.receiptId, sam);
    const receipt = new URL(body.statusUrl, demo.url).pathname;
    const open = (cookie?: string) => browsing.person({ ...(cookie && { cookie }), expected: [/status of 404/] });
    const everybody = await (await open()).newPage();
    const pages: readonly (readonly [Page, readonly string[]])[] = [
      [everybody, ['/', '/sign-in', '/reset', '/setup', '/welcome', '/f/demo', receipt, '/f/nothing', '/nothing-here']],
      [everybody, ['/phone', '/outbox']],
      [await (await open(sam)).newPage(), ['/floor', `/leads/${id}`]],
      [await (await open(await demo.signIn('ana@demo.test'))).newPage(), ['/desk']],
      [await (await open(await demo.signIn('admin@demo.test'))).newPage(), ['/admin', '/admin/retention']],
    ];
    for (const [page, paths] of pages) {
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole('heading').first().waitFor();
        const first = page.locator('a[href], button, input, select, textarea').first();
        expect({ path, first: await first.getAttribute('class') }).toEqual({ path, first: 'skip-link' });
        await first.focus();
        await page.keyboard.press('Enter');
        await until(() => page.evaluate(() => document.activeElement?.tagName === 'MAIN'));
      }
    }
  });

  test('[W35] every button with a shortcut names it, unless single-key shortcuts are off; close buttons have a name', async () => {
    const desk = await openDesk();
    const silent = () =>
      desk
        .locator('button:has(kbd):not([aria-keyshortcuts]), .icon-button:not([aria-label]):not(:has-text(" "))')
        .count();
    await ring(desk, 'Kay Keys', '+12025550191');
    expect(await silent()).toBe(0);
    await desk.keyboard.press('d');
    await desk.getByRole('group', { name: words.desk('offer.declineWhy') }).waitFor();
    expect(await silent()).toBe(0);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('a');
    const reached = desk.getByRole('button', { name: words.desk('call.talking') });
    await reached.waitFor();
    expect(await silent()).toBe(0);
    expect(await reached.getAttribute('aria-keyshortcuts')).toBe('T');
    await desk.getByRole('button', { name: words.desk('keys') }).click();
    await desk.getByLabel(words.deskKeys('single')).uncheck();
    expect(await reached.getAttribute('aria-keyshortcuts')).toBeNull();
    await desk.getByLabel(words.deskKeys('single')).check();
    await desk.keyboard.press('Escape');
    await desk.getByRole('button', { name: words.desk('call.notReached') }).click();
    await desk.getByRole('button', { name: words.desk('result.noAnswer') }).click();
    await sees(desk, before(words.desk, 'result.planned'));
    await desk.getByRole('button', { name: words.desk('strip.dismiss') }).click();
    await sees(desk, before(words.desk, 'strip.available'));
  });

  test('[W36] in forced colors selected, pressed and current items are visible, and dots show their state', async () => {
    const desk = await openDesk();
    await desk.emulateMedia({ forcedColors: 'active' });
    await ring(desk, 'Hugh Contrast');
    await desk.keyboard.press('a');
    await pressUntil(
      desk.getByRole('button', { name: words.desk('call.talking') }),
      desk.getByText(before(words.desk, 'call.since')),
    );
    await desk.locator('.outcomes').getByText(words.lead('outcome.won')).click();
    const looks = (page: Page, selector: string) =>
      page.locator(selector).evaluateAll((all) =>
        all.map((one) => {
          const { backgroundColor, color } = getComputedStyle(one);
          return `${backgroundColor} ${color}`;
        }),
      );
    const [chosen] = await looks(desk, '.outcomes :checked + span');
    const others = await looks(desk, '.outcomes :not(:checked) + span');
    expect(others.length).toBeGreaterThan(1);
    expect(others).not.toContain(chosen);

    const admin = await browsing.open('/admin', { cookie: await demo.signIn('admin@demo.test') });
    await admin.emulateMedia({ forcedColors: 'active' });
    for (const list of ['.pages-list', '#admin-pages']) {
      await admin.locator(`${list} a[aria-current]`).waitFor();
      const current = await looks(admin, `${list} a[aria-current]`);
      const rest = await looks(admin, `${list} a:not([aria-current])`);
      expect(rest.length).toBeGreaterThan(0);
      expect({ list, isSeen: !rest.includes(current[0] ?? '') }).toEqual({ list, isSeen: true });
    }
    const phone = await browsing.open('/phone');
    await phone.emulateMedia({ forcedColors: 'active' });
    await phone.getByRole('button', { name: words.phone('call'), exact: true }).click();
    const mute = phone.getByRole('button', { name: words.phone('mute'), exact: true });
    const [idle] = await mute.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
    await mute.click();
    const pressed = phone.locator('.phone-actions [aria-pressed=true]');
    await pressed.waitFor();
    expect(await pressed.evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe(idle);

    const dots = await desk.evaluate(() =>
      ['', 'dot-good', 'dot-warn', 'dot-bad', 'dot-accent'].map((kind) => {
        const dot = document.createElement('span');
        dot.className = `dot ${kind}`;
        document.querySelector('.phone-button')?.append(dot);
        const { backgroundColor, backgroundImage, borderRadius } = getComputedStyle(dot);
        dot.remove();
        return `${backgroundColor} ${backgroundImage} ${borderRadius}`;
      }),
    );
    expect(new Set(dots).size).toBe(dots.length);
  });
});

interface Heard {
  readonly read: string[];
  /** Regions that appeared together with their text, which screen readers do not announce. */
  readonly late: string[];
}

function listenIn(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: Heard = { read: [], late: [] };
    Object.assign(globalThis, { heard });
    const REGION = '[role=status], [role=alert], [aria-live]:not([aria-live=off])';
    const textOf = (element: Element) => element.textContent.trim();
    new MutationObserver((changes) => {
      const came = changes.flatMap(({ addedNodes }) => [...addedNodes].filter((node) => node instanceof Element));
      const regions = came.flatMap((node) => [
        ...(node.matches(REGION) ? [node] : []),
        ...node.querySelectorAll(REGION),
      ]);
      for (const region of regions) if (textOf(region) !== '') heard.late.push(region.outerHTML.slice(0, 200));
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(REGION);
        if (region && !regions.includes(region)) heard.read.push(textOf(region));
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

function heardOn(page: Page): Promise<Heard> {
  return page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);
}
