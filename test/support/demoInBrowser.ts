/**
 * The frame of browser tests: one demo and one browser for all tests of a `describe`. After each test people’s windows
 * are closed, the floor is empty, and no page may have complained.
 */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { clearFloor, startBrowser, type Browsing } from './browser.ts';
import { startDemo, type Demo } from './demo.ts';

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

/** `setUp` receives what was started, and prepares what the tests share. */
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
    // Exceptions, console errors and violations of the content policy.
    expect(started.browsing.complaints()).toEqual([]);
  });
  afterAll(async () => {
    await started.browsing.stop();
    await started.demo.stop();
  });
}
