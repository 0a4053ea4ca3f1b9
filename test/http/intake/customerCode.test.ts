/** The code that proves a number, on a customer’s own page. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../../src/core/vocabulary/time.ts';
import { MOST_OF_LINK, MOST_TRIES, PROVEN_MS } from '../../../src/core/law/numberProof.ts';
import { customerDataText } from '../../../src/shared/text/customerData.ts';
import { startOwnData, textOf, type OwnDataLab } from '../../support/ownData.ts';

const say = customerDataText;
let lab: OwnDataLab;
beforeAll(async () => {
  lab = await startOwnData();
});
afterAll(() => lab.stop());
beforeEach(() => lab.another());

describe('[L80] without the code', () => {
  test('[L86] nothing is shown, downloaded or erased, what isn’t a button is told so, and it can be guessed five times', async () => {
    const { data, leadId } = await lab.inquire();
    const { cookie } = await lab.post(data, '', { act: 'start' });
    const code = await lab.hear();
    const acts: readonly (readonly [keyof typeof say, Record<string, string>])[] = [
      ['over', { act: 'copy' }],
      ['over', { act: 'erase', lastFour: lab.tel().slice(-4) }],
      ['code.none', { act: 'code' }],
      ['unclear', { act: 'x' }],
      ['unclear', { code }],
    ];
    for (const [said, fields] of acts) {
      const { status, html } = await lab.post(data, '', fields);
      expect([fields, status, html.includes(say[said].en as string)]).toEqual([fields, 422, true]);
      expect(html).not.toMatch(/Ottoline|marimba/);
    }
    for (let guess = 1; guess <= MOST_TRIES; guess += 1) {
      const { status, html } = await lab.post(data, cookie, { act: 'code', code: code === '000000' ? '1' : '000000' });
      expect(status).toBe(422);
      if (guess < MOST_TRIES) expect(textOf(html)).toContain(guess === MOST_TRIES - 1 ? 'One attempt' : 'attempts');
      else expect(html).toContain(say['spent.title'].en);
    }
    expect((await lab.post(data, cookie, { act: 'code', code })).status).toBe(422);
    expect((await lab.service.parts.leads.byId(leadId))?.erased).toBeUndefined();
  });

  test('[L195] whoever asks often, with this link or others, keeps no code from a browser that waits', async () => {
    const { data } = await lab.inquire();
    const start = (path: string, cookie = '') => lab.post(path, cookie, { act: 'start' });
    const { cookie } = await start(data);
    const statuses: number[] = [];
    for (let asked = 0; asked < MOST_OF_LINK + 2; asked += 1) {
      lab.pass(1);
      statuses.push((await start(data)).status);
    }
    expect(statuses).toEqual([303, 303, 429, 429, 429]);
    // Another link has its own places.
    const other = await lab.inquire('stranger@example.com');
    expect((await Promise.all([1, 2, 3, 4, 5, 6].map(() => start(other.data)))).map((one) => one.status)).toContain(
      303,
    );
    lab.pass(2 * MINUTE);
    const refused = await start(data);
    expect(textOf(refused.html)).toContain('Try again in 28 minutes.');
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect(textOf((await start(`${data}?lang=ko`)).html)).toContain('28분 후에');
    // Asking again in a browser that waits takes no place.
    expect((await start(data, cookie)).status).toBe(303);
    expect((await lab.post(data, cookie, { act: 'code', code: await lab.hear() })).status).toBe(303);
    expect((await start(data)).status).toBe(303);
  });

  test('[L179] how many attempts are left doesn’t tell whether the number got a code', async () => {
    const entering = async (hasCode: boolean) => {
      lab.another();
      const { data } = await lab.inquire();
      const { cookie } = await lab.post(data, '', { act: 'start' });
      if (hasCode) await lab.hear();
      const pages: (readonly [number, string])[] = [];
      for (let guess = 0; guess <= MOST_TRIES; guess += 1) {
        const { status, html } = await lab.post(data, cookie, { act: 'code', code: '1' });
        pages.push([status, textOf(html).replaceAll(`ending in ${lab.tel().slice(-2)}`, 'ending')]);
      }
      return pages;
    };
    const without = await entering(false);
    expect(without[0]?.[1]).toContain(`${MOST_TRIES - 1} attempts are left`);
    expect(without[0]?.[1]).toContain('If you don’t have one yet, get one first');
    expect(await entering(true)).toEqual(without);
  });

  test('a code proves its own page only, for a quarter of an hour', async () => {
    const { data } = await lab.inquire();
    const cookie = await lab.prove(data);
    const stranger = await lab.inquire('stranger@example.com');
    expect((await lab.get(stranger.data, cookie)).html).toContain(say['start.title'].en);
    expect((await lab.post(stranger.data, cookie, { act: 'copy' })).status).toBe(422);
    lab.pass(PROVEN_MS);
    expect((await lab.post(data, cookie, { act: 'copy' })).status).toBe(422);
    expect((await lab.get(data, cookie)).html).toContain(say['start.title'].en);
  });
});
