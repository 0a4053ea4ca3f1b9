/**
 * A real browser for journeys: one Chromium per file, one context per person. Hidden problems of a page (exceptions,
 * console errors, violations of the content policy) are collected; `complaints()` returns them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from '@jest/globals';
import axe from 'axe-core';
import {
  chromium,
  errors,
  type BrowserContext,
  type BrowserContextOptions,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import type { CallbackList, LeadList } from '../../src/shared/api.ts';
import type { Demo } from './demo.ts';
import { PATIENCE_MS } from './patience.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function findChromium(): string | null {
  return [process.env['CHROME_PATH'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Like `describe`, but skipped with a warning if there is no browser. With REQUIRE_BROWSER=1 that is a failure. */
export function describeInBrowser(name: string, body: () => void): void {
  if (findChromium() !== null) return describe(name, body);
  const sentence =
    `No browser for the tests of "${name}". Install one (Debian: apt-get install -y chromium), ` +
    'or set CHROME_PATH to one. REQUIRE_BROWSER=1 makes this a failure.';
  console.warn(`SKIPPED: ${sentence}`);
  if (process.env['REQUIRE_BROWSER'] === '1') {
    describe(name, () => {
      test('a browser is there', () => {
        throw new Error(sentence);
      });
    });
  } else describe.skip(name, body);
}

interface PersonOptions extends Omit<BrowserContextOptions, 'baseURL'> {
  /** The cookie of a signed-in person, as `demo.signIn` returns it. */
  readonly cookie?: string;
  /** Console errors that the test provokes on purpose. */
  readonly expected?: readonly RegExp[];
}

export interface Browsing {
  /** A separate browser context: other people’s cookies and pages aren’t in it. */
  person(options?: PersonOptions): Promise<BrowserContext>;
  /** A person and their page, opened at a URL. */
  open(path: string, options?: PersonOptions): Promise<Page>;
  /** Hidden problems since the last call. */
  complaints(): readonly string[];
  closePeople(): Promise<void>;
  stop(): Promise<void>;
}

/** A microphone that beeps and is always allowed, and WebRTC peers on this machine only. */
export const WITH_MICROPHONE = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
];

export async function startBrowser(baseURL: string, flags: readonly string[] = []): Promise<Browsing> {
  const args = [...FLAGS, ...flags];
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args, headless: true });
  const people = new Set<BrowserContext>();
  let wrong: string[] = [];

  const browsing: Browsing = {
    async person({ cookie, expected = [], ...options } = {}) {
      const context = await browser.newContext({ baseURL, locale: 'en-GB', ...options });
      people.add(context);
      context.setDefaultTimeout(PATIENCE_MS);
      if (cookie !== undefined) await context.addCookies([asCookie(cookie, baseURL)]);
      await listen(context, expected, (complaint) => wrong.push(complaint));
      return context;
    },
    async open(path, options) {
      const context = await browsing.person(options);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    complaints() {
      const found = wrong;
      wrong = [];
      return found;
    },
    async closePeople() {
      await Promise.all([...people].map((context) => context.close()));
      people.clear();
    },
    async stop() {
      await browser.close();
    },
  };
  return browsing;
}

function asCookie(cookie: string, url: string) {
  const [name = '', value = ''] = cookie.split('=', 2);
  return { name, value, url, httpOnly: true, sameSite: 'Lax' as const };
}

/** When signed out, pages request the current user and get 401. */
const ALWAYS_EXPECTED = [/401.*\/api\/me$/];

async function listen(
  context: BrowserContext,
  expected: readonly RegExp[],
  tell: (complaint: string) => void,
): Promise<void> {
  const reportUnlessExpected = (complaint: string) => {
    if (![...ALWAYS_EXPECTED, ...expected].some((pattern) => pattern.test(complaint))) tell(complaint);
  };
  context.on('weberror', (problem) => reportUnlessExpected(`exception: ${String(problem.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error') reportUnlessExpected(`console: ${message.text()} ${message.location().url}`);
  });
  await context.exposeBinding('tellBreach', (_source, breach: string) => reportUnlessExpected(`policy: ${breach}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { tellBreach: reportBreach } = globalThis as unknown as { tellBreach(breach: string): void };
      reportBreach(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
}

/**
 * A browser that treats pages as it does for people: a background tab is hidden and its timers are throttled. The
 * default one keeps every page in the foreground for the tests.
 */
export async function startPlainBrowser(): Promise<{ context: BrowserContext; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lb-chromium-'));
  const flags = [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'];
  const child = spawn(findChromium() ?? '', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const match = /DevTools listening on (\S+)/.exec(printed);
      if (match?.[1]) resolve(match[1]);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the browser ended with ${code}:\n${printed.slice(-2000)}`)));
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const context = browser.contexts()[0];
  if (!context) throw new Error('the browser came without a window');
  context.setDefaultTimeout(PATIENCE_MS);
  return {
    context,
    async stop() {
      const gone = once(child, 'exit');
      await browser.close();
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Serious or critical axe issues of the page, each with its location. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: { run(options: object): Promise<axe.AxeResults> } };
    const { violations } = await checker.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} – ${failureSummary.slice(0, 300)}`),
      );
  });
}

/**
 * Waits until the text is visible. A notice, the history and a card may show the same words at once, so one of them is
 * enough.
 */
export function sees(
  scope: Page | Locator | FrameLocator,
  text: string | RegExp,
  options?: { exact?: boolean },
): Promise<void> {
  return scope.getByText(text, options).filter({ visible: true }).first().waitFor();
}

/**
 * Clicks until the page shows the result: a step that has just appeared ignores clicks, so that a double click doesn’t
 * take two steps.
 */
export async function pressUntil(button: Locator, sign: Locator): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await sign.isVisible())) {
    if (Date.now() > deadline) throw new Error(`clicking ${String(button)} did not bring ${String(sign)}`);
    await button.click({ timeout: 5000 }).catch((gone: unknown) => {
      if (!(gone instanceof errors.TimeoutError)) throw gone;
    });
    // A second click would be a second step, so only repeat a lost one.
    await sign.waitFor({ timeout: 10_000 }).catch(() => undefined);
  }
}

/** How far the page overflows the window sideways, in pixels; 0 for a good page. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Between two journeys over one service: everyone goes offline, and leads still in hand are closed. */
export async function clearFloor(demo: Demo): Promise<void> {
  const cookie = await demo.signIn('sam@demo.test');
  for (const email of ['ana@demo.test', 'ben@demo.test', 'chloe@demo.test']) {
    const desk = await demo.desk(email);
    const { lead } = await desk.snapshot();
    if (lead?.state === 'talking') await desk.ask('lead:ended', { leadId: lead.id });
    await desk.ask('presence:set', { presence: 'offline' });
    desk.close();
  }
  const close = (id: string) =>
    fetch(`${demo.url}/api/leads/${id}/close`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: demo.url },
      body: JSON.stringify({ outcome: 'notInterested' }),
    });
  for (const state of ['waiting', 'offered', 'connecting', 'wrapUp'] as const) {
    const { leads } = await demo.get<LeadList>(`/api/leads?state=${state}`, cookie);
    for (const { id } of leads) await close(id);
  }
  // Otherwise a customer who waits for anyone is called by the next test’s agents.
  const { callbacks } = await demo.get<CallbackList>('/api/callbacks', cookie);
  for (const { leadId, why } of callbacks) if (why === 'nobodyThere') await close(leadId);
}
