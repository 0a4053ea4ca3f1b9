/** The main pages in Firefox: they work, and every text is painted. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { clearFloor } from '../support/browser.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { describeInFirefox, startFirefox, type Firefox, type FirefoxPage } from '../support/firefox.ts';
import { before, words } from '../support/words.ts';

describeInFirefox('in Firefox', () => {
  let demo: Demo;
  let firefox: Firefox;
  beforeAll(async () => {
    demo = await startDemo();
    firefox = await startFirefox(demo.url);
  });
  afterEach(async () => {
    await clearFloor(demo);
    expect(firefox.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await firefox.stop();
    await demo.stop();
  });

  /** Waits for a text, and checks that all other text is painted. */
  async function look(at: FirefoxPage, text: string): Promise<void> {
    await at.see(text);
    expect({ text, undrawn: await at.undrawn() }).toEqual({ text, undrawn: [] });
  }

  async function signIn(name: string): Promise<FirefoxPage> {
    const at = await firefox.open('/');
    await at.press(name);
    return at;
  }

  test('[W39] the form is filled in, refused, corrected and sent; the receipt says what happens next', async () => {
    const at = await firefox.open('/f/demo');
    await look(at, words.form('label.phone'));
    await at.page.type('#name', 'Fiona Fox', { delay: 120 });
    await at.page.type('#phone', '12');
    await at.press(words.form('send'));
    await look(at, words.form('summary.title', { count: 2 }));
    await at.page.$eval('#phone', (field) => ((field as HTMLInputElement).value = ''));
    await at.page.type('#phone', '202-555-0184');
    await at.press('You may call me');
    await at.press('Please call me right away');
    await at.press(words.form('send'));
    await look(at, words.status('finding.title'));
  });

  test('[W39] the desk takes a lead from the offer to its outcome', async () => {
    const at = await signIn('Ana Silva');
    await look(at, words.desk('shift.start'));
    // By hand, without a phone.
    await at.press(words.desk('shift.phone'));
    await at.press(words.desk('shift.start'));
    await look(at, before(words.desk, 'strip.available'));
    await demo.submit({ name: 'Fabian Fox', interest: 'roof', message: 'Soon?' });
    await look(at, 'Fabian Fox');
    await at.page.keyboard.press('d');
    await look(at, words.desk('offer.keepRinging'));
    await at.page.keyboard.press('Escape');
    await look(at, words.desk('offer.accept'));
    await at.page.keyboard.press('a');
    await look(at, words.desk('call.talking'));
    await at.press(words.desk('call.notReached'));
    await look(at, words.desk('result.why'));
    await at.press(`← ${words.desk('call.talking')}`);
    // A new step ignores the second half of a double click.
    await at.page.waitForFunction(
      (name) => document.activeElement?.textContent.includes(name),
      {},
      words.desk('call.notReached'),
    );
    await at.press(words.desk('call.talking'));
    await look(at, before(words.desk, 'call.since'));
    await at.press(words.lead('outcome.won'));
    await at.press(words.desk('wrap.close'));
    await look(at, words.desk('idle.available'));
    await at.press(words.desk('keys'));
    await look(at, words.deskKeys('single'));
  });

  test('[W39] the floor shows waiting leads, and the lead page its actions', async () => {
    await demo.submit({ name: 'Flora Fox', phone: '+12025550180' });
    const at = await signIn('Sam Ortiz');
    await look(at, 'Flora Fox');
    await at.press(words.floor('lead.actions', { name: 'Flora Fox' }));
    await look(at, words.lead('action.close'));
    await at.press(words.lead('action.close'));
    await look(at, words.lead('outcome.notInterested'));
    await at.press(words.common('cancel'));
    await at.press('Flora Fox');
    await look(at, words.leadPage('chain.whole'));
  });

  test('[W39] the phone calls, mutes and hangs up, and each button is painted', async () => {
    const phone = await firefox.open('/phone#+12025550176');
    await look(phone, words.phone('state.idle'));
    await phone.page.waitForSelector('.phone-actions button:not([disabled])');
    await phone.press(words.phone('call'));
    await look(phone, words.phone('mute'));
    await phone.press(words.phone('mute'));
    await look(phone, words.phone('unmute'));
    await phone.press(words.phone('hangUp'));
    await look(phone, words.phone('ended.completed'));
  });
});
