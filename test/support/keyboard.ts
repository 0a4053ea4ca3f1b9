/** A person without a mouse: tabs through the page until the focus is where they want it, and types. */
import type { Locator, Page } from 'playwright-core';
import { until } from './patience.ts';

/** More stops than any page has. */
const MOST_STOPS = 150;

export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached by Tab`);
}

/** Replaces the content of a field. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text, { delay: 8 });
}

/** Goes to a link or button and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Waits until an element with this text or name has focus. The body never has it. */
export async function expectFocus(page: Page, text: string): Promise<void> {
  const at = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return 'the body';
      return `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`;
    });
  await until(async () => {
    const focused = await at();
    return focused !== 'the body' && focused.includes(text);
  }, `focus on ${text}`);
}
