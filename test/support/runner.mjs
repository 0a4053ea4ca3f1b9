/**
 * Jest's runner, except that tests that drive a browser run one after another, beside all the others: two browsers at once,
 * each with its service, are too much for two processors.
 */
import TestRunner from 'jest-runner';

const IN_BROWSER = /[/\\]test[/\\]browser[/\\]/;

export default class Runner extends TestRunner {
  #listeners = [];

  on(event, listener) {
    this.#listeners.push([event, listener]);
    return () => undefined;
  }

  async runTests(tests, watcher, options) {
    const inBrowser = tests.filter(({ path }) => IN_BROWSER.test(path));
    const others = tests.filter((test) => !inBrowser.includes(test));
    const { maxWorkers } = this._globalConfig;
    const workers = inBrowser.length > 0 ? Math.max(1, maxWorkers - 1) : maxWorkers;
    const runs = [
      [others, workers],
      [inBrowser, 1],
    ].filter(([some]) => some.length > 0);
    const start = ([some, count]) => {
      const runner = new TestRunner({ ...this._globalConfig, maxWorkers: count }, this._context);
      for (const [event, listener] of this.#listeners) runner.on(event, listener);
      return runner.runTests(some, watcher, options);
    };
    if (options.serial) for (const run of runs) await start(run);
    else await Promise.all(runs.map(start));
  }
}
