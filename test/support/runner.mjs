/**
 * Jest’s runner, except that browser tests run one after another, alongside the others: two browsers at once, each with
 * its service, are too much for two CPUs.
 */
import TestRunner from 'jest-runner';

const IN_BROWSER = /[/\\]test[/\\]browser[/\\]/;
/** How many files a worker gets at a time: few enough that all workers stay busy until the end. */
const AT_A_TIME = 6;

export default class Runner extends TestRunner {
  #listeners = [];

  on(event, listener) {
    this.#listeners.push([event, listener]);
    return () => undefined;
  }

  async runTests(tests, watcher, options) {
    const run = (some, maxWorkers) => {
      const runner = new TestRunner({ ...this._globalConfig, maxWorkers }, this._context);
      for (const [event, listener] of this.#listeners) runner.on(event, listener);
      return runner.runTests(some, watcher, options);
    };
    const { maxWorkers } = this._globalConfig;
    const inBrowser = tests.filter(({ path }) => IN_BROWSER.test(path));
    if (options.serial || inBrowser.length === 0) return run(tests, maxWorkers);

    const others = tests.filter((test) => !inBrowser.includes(test));
    const lane = async (first) => {
      for (let some = first; some.length > 0; some = others.splice(0, AT_A_TIME)) await run(some, 1);
    };
    const further = Array.from({ length: Math.max(1, maxWorkers - 1) }, () => lane(others.splice(0, AT_A_TIME)));
    await Promise.all([lane(inBrowser), ...further]);
  }
}
