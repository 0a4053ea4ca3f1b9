/** When an agent is scheduled: edited on the person's page, and who isn't here on the floor. */
import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import type { PersonView } from '../../src/shared/admin.ts';
import { describeInBrowser, overflow, seriousFaults, sees, type Browsing } from '../support/browser.ts';
import { useFresh } from '../support/demoInBrowser.ts';
import {
  AGENT,
  firstAdministrator,
  join,
  openBusiness,
  type Fresh,
  type FreshAdministrator,
} from '../support/fresh.ts';
import { words } from '../support/words.ts';

const REFUSED = [/status of 422/];
const DAY_MS = 24 * 60 * 60 * 1000;
const dateIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

describeInBrowser('schedules in a browser', () => {
  let fresh: Fresh;
  let browsing: Browsing;
  let robin: FreshAdministrator;
  useFresh(async (started, browser) => {
    [fresh, browsing] = [started, browser];
    robin = await firstAdministrator(fresh);
    await openBusiness(robin);
  });

  test('[W137] [W138] a schedule is edited by week and by exception, and the floor names who isn’t here', async () => {
    const ana = await join(fresh, robin, { name: 'Ana Silva', email: 'ana@example.com', agent: AGENT });
    const page = await browsing.open(`/admin/people/${ana.id}`, { cookie: robin.cookie, expected: REFUSED });
    const has = page.getByLabel(words.adminPeople('schedule.has'));
    await has.check();
    const wednesday = words.adminFields('*.weekly.3');
    await page.getByRole('button', { name: words.admin('hours.remove', { day: wednesday, n: 1 }) }).click();
    // As it was, when turned on again.
    await has.uncheck();
    await has.check();
    await page.getByRole('group', { name: wednesday }).getByText(words.adminPeople('schedule.off')).waitFor();

    const field = (name: 'from' | 'until' | 'kind') =>
      page.getByLabel(words.adminFields(`schedule.exceptions.#.${name}`), { exact: true });
    await page.getByRole('button', { name: words.adminPeople('schedule.add') }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('summary.title', { count: 2 }));
    expect(await field('from').getAttribute('aria-invalid')).toBe('true');

    // Around the clock, so that no hour of the test is outside.
    await field('from').fill(dateIn(-2));
    expect(await field('until').inputValue()).toBe(dateIn(-2));
    await field('until').fill(dateIn(2));
    await field('kind').selectOption('hours');
    const name = `${words.adminFields('schedule.exceptions.#', { n: 1 })}: ${words.adminFields('schedule.exceptions.#.spans')}`;
    await page.getByLabel(words.admin('hours.from', { day: name, n: 1 })).fill('00:00');
    await page.getByLabel(words.admin('hours.to', { day: name, n: 1 })).fill('00:00');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('ControlOrMeta+s');
    await sees(page, words.admin('save.saved'));
    const { schedule } = await robin.ask<PersonView>('GET', `/api/admin/people/${ana.id}`);
    expect(schedule?.weekly[3]).toEqual([]);
    expect(schedule?.exceptions).toEqual([
      { kind: 'hours', from: dateIn(-2), until: dateIn(2), spans: [{ from: 0, to: 1440 }] },
    ]);

    // Nobody is late from before it was saved.
    const client = await mongoose.mongo.MongoClient.connect(fresh.databaseUri);
    await client
      .db()
      .collection('users')
      .updateOne({ schedule: { $exists: true } }, { $set: { scheduleAt: new Date(Date.now() - DAY_MS) } });
    await client.close();

    const floor = await browsing.open('/floor', { cookie: robin.cookie });
    await sees(floor, words.floor('scheduled', { count: 1 }));
    const missing = floor.getByRole('list', { name: words.floor('missing') });
    await sees(missing, 'Ana Silva');
    await sees(missing, words.floor('missing.late', { time: '' }).trim());
    expect(await seriousFaults(floor)).toEqual([]);

    const desk = await browsing.open('/desk', { cookie: ana.cookie });
    await desk.getByRole('button', { name: words.desk('shift.start') }).click();
    await missing.waitFor({ state: 'detached' });
  });
});
