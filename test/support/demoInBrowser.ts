/**
 * The frames of browser tests: one service and one browser for all tests of a `describe`. After each test people’s
 * windows are closed, and no page may have complained: no exceptions, console errors, or violations of the content policy.
 */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { clearFloor, startBrowser, type Browsing } from './browser.ts';
import { startDemo, type Demo } from './demo.ts';
import { startFresh, type Fresh } from './fresh.ts';

export interface DemoInBrowser {
  readonly demo: Demo;
  readonly browsing: Browsing;
}

export interface FrameOptions {
  /** Flags of the browser. */
  readonly flags?: readonly string[];
  /** Tests build on the leads of the tests before them. */
  readonly keepsFloor?: boolean;
}

/** A demo, whose floor is empty again after each test. `setUp` receives what was started, and prepares what the tests share. */
export function useDemo(setUp: (started: DemoInBrowser) => void | Promise<void>, options: FrameOptions = {}): void {
  let started: DemoInBrowser;
  beforeAll(async () => {
    const demo = await startDemo();
    started = { demo, browsing: await startBrowser(demo.url, options.flags) };
    await setUp(started);
  });
  afterEach(async () => {
    await started.browsing.closePeople();
    if (options.keepsFloor !== true) await clearFloor(started.demo);
    expect(started.browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await started.browsing.stop();
    await started.demo.stop();
  });
}

/** A service that was never set up. */
export function useFresh(setUp: (fresh: Fresh, browsing: Browsing) => void | Promise<void>): void {
  let fresh: Fresh;
  let browsing: Browsing;
  beforeAll(async () => {
    fresh = await startFresh();
    browsing = await startBrowser(fresh.url);
    await setUp(fresh, browsing);
  });
  afterEach(async () => {
    await browsing.closePeople();
    expect(browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await browsing.stop();
    await fresh.stop();
  });
}
