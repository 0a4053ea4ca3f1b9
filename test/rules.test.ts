/** RULES.md and the tests name the same rules. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;

async function namedInTests(): Promise<ReadonlySet<string>> {
  const files = (await readdir(`${root}test`, { recursive: true })).filter((file) => /\.test\.tsx?$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(`${root}test/${file}`, 'utf8')));
  // A name is a string that begins with its rules in brackets, wherever jest's `each` puts it.
  const names = texts.flatMap((text) => [...text.matchAll(/['"`]((?:\[[A-Z]*\d+\] ?)+)/g)]);
  return new Set(names.flatMap((match) => [...(match[1] ?? '').matchAll(/\[(\w+)\]/g)].map((one) => one[1] ?? '')));
}

async function listed(): Promise<readonly string[]> {
  const text = await readFile(`${root}RULES.md`, 'utf8');
  return [...text.matchAll(/^- \*\*([A-Z]*\d+)\*\*/gm)].map((match) => match[1] ?? '');
}

test('every rule has a test, and every test names a rule that exists', async () => {
  const rules = new Set(await listed());
  const named = await namedInTests();
  expect(rules.size).toBeGreaterThan(20);
  expect({ rulesWithoutTest: [...rules].filter((rule) => !named.has(rule)) }).toEqual({ rulesWithoutTest: [] });
  expect({ unknownRules: [...named].filter((rule) => !rules.has(rule)) }).toEqual({ unknownRules: [] });
});

test('every rule has its own number, and the rules of a letter are sorted', async () => {
  const rules = await listed();
  const numberOf = (rule: string) => Number(rule.replace(/^[A-Z]*/, ''));
  const misplaced = rules.filter((rule, index) => {
    const letter = rule.replace(/\d+$/, '');
    const before = rules.slice(0, index).filter((other) => other.replace(/\d+$/, '') === letter);
    return before.some((other) => numberOf(other) >= numberOf(rule));
  });
  expect({ misplaced }).toEqual({ misplaced: [] });
});
