/**
 * Firefox for journeys, over WebDriver BiDi: one browser per file, one context per person. The usual browser is Chromium
 * (browser.ts); here is what tells whether pages work elsewhere as well.
 */
import { existsSync } from 'node:fs';
import { describe, test } from '@jest/globals';
import { launch, type ElementHandle, type Page } from 'puppeteer-core';
import { PATIENCE_MS } from './patience.ts';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

function findFirefox(): string | null {
  return [process.env['FIREFOX_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Like `describe`, but skipped loudly where there is no Firefox; with REQUIRE_BROWSER=1 that is a failure. */
export function describeInFirefox(name: string, body: () => void): void {
  if (findFirefox() !== null) return describe(name, body);
  const sentence =
    `No Firefox for the tests of "${name}". Install one (Debian: apt-get install -y firefox-esr), ` +
    'or set FIREFOX_PATH to one. REQUIRE_BROWSER=1 makes this a failure.';
  console.warn(`SKIPPED: ${sentence}`);
  if (process.env['REQUIRE_BROWSER'] === '1') {
    describe(name, () => {
      test('Firefox is there', () => {
        throw new Error(sentence);
      });
    });
  } else describe.skip(name, body);
}

export interface Firefox {
  /** A browser of one's own, with a page of it opened at an address. */
  open(path: string): Promise<FirefoxPage>;
  /** What went wrong unseen since the last time it was asked: exceptions of any page. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

export interface FirefoxPage {
  readonly page: Page;
  /** Clicks the first button or link that can be used and has this text or name. */
  press(name: string): Promise<void>;
  /** Waits until the page shows this text. */
  see(text: string): Promise<void>;
  /** Texts that are in the page and not drawn, though nothing hides them. */
  undrawn(): Promise<readonly string[]>;
}

/** A microphone that beeps and is always allowed. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'intl.accept_languages': 'en-US',
};

export async function startFirefox(baseURL: string): Promise<Firefox> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: findFirefox() ?? '',
    headless: true,
    protocolTimeout: PATIENCE_MS,
    extraPrefsFirefox: PREFERENCES,
  });
  const wrong: string[] = [];
  return {
    async open(path) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      page.on('pageerror', (error) => wrong.push(String(error)));
      await page.setViewport({ width: 1280, height: 800 });
      await page.goto(new URL(path, baseURL).href);
      return {
        page,
        async press(name) {
          const found = await page.waitForFunction(findPressable, {}, name);
          await (found as ElementHandle).click();
        },
        async see(text) {
          await page.waitForFunction(findText, {}, text);
        },
        undrawn: () => page.evaluate(findUndrawn),
      };
    },
    complaints: () => wrong.splice(0),
    stop: () => browser.close(),
  };
}

// These run in the page, which has no body yet while it is being loaded.
function findText(text: string): boolean {
  return document.readyState !== 'loading' && document.body.innerText.includes(text);
}

function findPressable(name: string): Element | false {
  const all = [...document.querySelectorAll('button:not([disabled]), a[href], label')];
  const isNamed = (one: Element) => one.textContent.includes(name) || one.getAttribute('aria-label') === name;
  return all.find((one) => isNamed(one) && one.checkVisibility()) ?? false;
}

function findUndrawn(): readonly string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const undrawn: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const around = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (!around || text === '' || around.closest('script, style, noscript, select, textarea, .visually-hidden'))
      continue;
    if (!around.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (![...range.getClientRects()].some(({ width, height }) => width > 0 && height > 0)) undrawn.push(text);
  }
  return undrawn;
}
