/** RULES.md and the tests name the same rules. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;

/** Leadbell and the packages beside it: each has rules and tests. */
async function rooms(): Promise<readonly string[]> {
  const packages = await readdir(`${root}packages`);
  return [root, ...packages.map((name) => `${root}packages/${name}/`)];
}

async function textsOf(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.test\.tsx?$/.test(file));
  return Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
}

async function namedInTests(): Promise<ReadonlySet<string>> {
  const texts = (await Promise.all((await rooms()).map((room) => textsOf(`${room}test`)))).flat();
  // A name is a string that begins with its rules in brackets, wherever jest's `each` puts it.
  const names = texts.flatMap((text) => [...text.matchAll(/['"`]((?:\[[A-Z]*\d+\] ?)+)/g)]);
  return new Set(names.flatMap((match) => [...(match[1] ?? '').matchAll(/\[(\w+)\]/g)].map((one) => one[1] ?? '')));
}

/** The numbers of each RULES.md, in order. */
async function listed(): Promise<readonly (readonly string[])[]> {
  const texts = await Promise.all((await rooms()).map((room) => readFile(`${room}RULES.md`, 'utf8')));
  return texts.map((text) => [...text.matchAll(/^- \*\*([A-Z]*\d+)\*\*/gm)].map((match) => match[1] ?? ''));
}

test('every rule has a test, and every test names a rule that exists', async () => {
  const rules = new Set((await listed()).flat());
  const named = await namedInTests();
  expect(rules.size).toBeGreaterThan(20);
  expect({ rulesWithoutTest: [...rules].filter((rule) => !named.has(rule)) }).toEqual({ rulesWithoutTest: [] });
  expect({ unknownRules: [...named].filter((rule) => !rules.has(rule)) }).toEqual({ unknownRules: [] });
});

test('every rule has its own number, and the rules of a letter are sorted', async () => {
  const files = await listed();
  const numberOf = (rule: string) => Number(rule.replace(/^[A-Z]*/, ''));
  const misplaced = files.flatMap((rules) =>
    rules.filter((rule, index) => {
      const letter = rule.replace(/\d+$/, '');
      const before = rules.slice(0, index).filter((other) => other.replace(/\d+$/, '') === letter);
      return before.some((other) => numberOf(other) >= numberOf(rule));
    }),
  );
  const all = files.flat();
  const repeated = all.filter((rule, index) => all.indexOf(rule) !== index);
  expect({ repeated }).toEqual({ repeated: [] });
  expect({ misplaced }).toEqual({ misplaced: [] });
});
