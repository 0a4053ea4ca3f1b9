/** The lists of rules (RULES.md names them) and the tests name the same rules. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const root = new URL('..', import.meta.url).pathname;

interface RuleList {
  /** Path from the root, as RULES.md links it. */
  readonly path: string;
  readonly rules: readonly string[];
}

const packages = await readdir(`${root}packages`);

/** The lists of Leadbell, and of the packages beside it. */
async function lists(): Promise<readonly RuleList[]> {
  const own = (await readdir(`${root}docs/rules`)).map((file) => `docs/rules/${file}`);
  const paths = [...own, ...packages.map((name) => `packages/${name}/RULES.md`)];
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(`${root}${path}`, 'utf8');
      return { path, rules: [...text.matchAll(/^- \*\*([A-Z]*\d+)\*\*/gm)].map((match) => match[1] ?? '') };
    }),
  );
}

async function textsOf(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.test\.tsx?$/.test(file));
  return Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
}

/** How many tests name each rule. */
async function countTests(): Promise<ReadonlyMap<string, number>> {
  const folders = [`${root}test`, ...packages.map((name) => `${root}packages/${name}/test`)];
  const texts = (await Promise.all(folders.map(textsOf))).flat();
  const counts = new Map<string, number>();
  // A name is a string that begins with its rules in brackets, wherever jest's `each` puts it.
  for (const [, rules = ''] of texts.flatMap((text) => [...text.matchAll(/['"`]((?:\[[A-Z]*\d+\] ?)+)/g)])) {
    for (const [, rule = ''] of rules.matchAll(/\[(\w+)\]/g)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

const letterOf = (rule: string) => rule.replace(/\d+$/, '');
const numberOf = (rule: string) => Number(rule.replace(/^[A-Z]*/, ''));

test('every rule has a test, and every test names a rule that exists', async () => {
  const rules = (await lists()).flatMap((list) => list.rules);
  const counts = await countTests();
  expect(rules.length).toBeGreaterThan(300);
  const testsOf = Object.fromEntries(rules.map((rule) => [rule, counts.get(rule) ?? 0]));
  expect({ rulesWithoutTest: rules.filter((rule) => testsOf[rule] === 0) }).toEqual({ rulesWithoutTest: [] });
  expect({ unknownRules: [...counts.keys()].filter((rule) => !(rule in testsOf)) }).toEqual({ unknownRules: [] });
});

test('every rule has its own number, and the rules of a letter are sorted, in one list', async () => {
  const all = await lists();
  const rules = all.flatMap((list) => list.rules);
  expect({ repeated: rules.filter((rule, index) => rules.indexOf(rule) !== index) }).toEqual({ repeated: [] });
  const misplaced = all.flatMap((list) =>
    list.rules.filter((rule, index) =>
      list.rules
        .slice(0, index)
        .some((other) => letterOf(other) === letterOf(rule) && numberOf(other) > numberOf(rule)),
    ),
  );
  expect({ misplaced }).toEqual({ misplaced: [] });
  const letters = all.flatMap((list) => [...new Set(list.rules.map(letterOf))]);
  expect(letters).toEqual([...new Set(letters)]);
});

test('RULES.md names every list with its letters', async () => {
  const index = await readFile(`${root}RULES.md`, 'utf8');
  const named = [...index.matchAll(/^- \[.+\]\((.+)\) \((.+)\):/gm)].map(([, path, letters]) => `${path} ${letters}`);
  const all = (await lists()).map(({ path, rules }) => {
    const letters = [...new Set(rules.map(letterOf))].map((letter) => letter || 'numbers only');
    return `${path} ${letters.join(', ')}`;
  });
  expect([...named].sort()).toEqual([...all].sort());
});
