/**
 * Runs all tests, as on the build machine. A file that fails is run once more by itself. A file that fails twice has
 * failed. One that passes the second time is named, because it depends on timing instead of events and should be fixed.
 * The last line is `N passed, N failed`; exits with 1 if any failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** More failures than this are no accident. */
const MOST_AGAIN = 12;

const folder = mkdtempSync(join(tmpdir(), 'leadbell-tests-'));
try {
  // File patterns, as for Jest; by default all files.
  const first = run('first', process.argv.slice(2));
  const failed = first.filter(({ isFailed }) => isFailed);
  const isTriedAgain = failed.length > 0 && failed.length <= MOST_AGAIN;
  if (isTriedAgain) {
    console.log(`\nRunning again, by itself: ${failed.map(({ name }) => name).join(' ')}\n`);
  }
  const again = isTriedAgain
    ? // A test that failed may have left something open, which must not keep this run from ending.
      run('again', ['--maxWorkers=1', '--forceExit', '--runTestsByPath', ...failed.map(({ name }) => name)])
    : failed;
  if (isTriedAgain) {
    for (const { name, failures } of failed)
      if (again.some((file) => file.name === name && !file.isFailed))
        for (const failure of failures) console.log(`failed with others, passed by itself: ${name} › ${failure}`);
  }
  const all = [...first.filter(({ isFailed }) => !isFailed), ...again];
  const sum = (count) => all.reduce((total, file) => total + count(file), 0);
  const failures = sum((file) => (file.isFailed ? Math.max(1, file.failures.length) : 0));
  console.log(`${sum(({ passed }) => passed)} passed, ${failures} failed`);
  process.exitCode = failures > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Each test file, with its number of passed tests and the names of the failed ones; none if the file couldn’t be
 * loaded.
 */
function run(name, options) {
  const results = join(folder, `${name}.json`);
  spawnSync('npm', ['test', '--silent', '--', '--json', `--outputFile=${results}`, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { testResults } = JSON.parse(readFileSync(results, 'utf8'));
  return testResults.map(({ name: path, status, assertionResults }) => ({
    name: path,
    isFailed: status === 'failed',
    passed: assertionResults.filter((one) => one.status === 'passed').length,
    failures: assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName),
  }));
}
