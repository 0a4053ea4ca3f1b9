/** What someone without the key can do to a dossier, and how a check with the trusted key names it. */
import { expect, test } from '@jest/globals';
import { signDossier, textOf, type Dossier } from '../../src/evidence/dossier.ts';
import { makeKey } from '../../src/evidence/keys.ts';
import { verifyDossier } from '../../src/evidence/verifyDossier.ts';

const KEY = makeKey(1);
const { privateKey: _privateKey, ...PUBLIC } = KEY;
const TEXT = textOf(
  signDossier(
    {
      ...{ exportedAt: 1, exportedBy: 'robin', business: 'Solar', version: '0' },
      ...{ person: { emails: [], names: ['Maria'] }, records: [], items: [], inquiries: [], wordings: {} },
      ...{ leads: [], calls: [], doNotCall: { since: 7, marks: [] }, registry: null, campaigns: [], agents: {} },
      ...{ roots: [], keys: [PUBLIC], notProved: [] },
    },
    KEY,
  ),
);
const problemsIn = (text: string) => verifyDossier(text, [PUBLIC]).flatMap(({ problems }) => problems);
const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const define = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, enumerable: true });
const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());

test('[L93] as signed it passes', () => {
  expect(problemsIn(TEXT)).toEqual([]);
  expect(written(JSON.parse(TEXT))).toBe(TEXT);
});

test.each<[string, (dossier: Dossier) => unknown, RegExp]>([
  [
    'a changed part beside another of the same path',
    ({ format, body, ...rest }) => {
      const moved = { ...body, doNotCall: { ...body.doNotCall, since: null }, 'doNotCall.since': 7 };
      return { format, body: moved, ...rest };
    },
    /body\.doNotCall\.since: was changed.*body\["doNotCall\.since"\]: was added/s,
  ],
  [
    'a name with a bracket beside an entry of a list',
    (dossier) => ({ ...dossier, body: { ...dossier.body, 'keys[0].id': 'x' } }),
    /body\["keys\[0\]\.id"\]: was added/,
  ],
  ['a member of the file', (dossier) => ({ ...dossier, note: 'Consent was given' }), /line \d+: not in the form/],
  ['__proto__ in the file', (dossier) => define(dossier, '__proto__', { x: 1 }), /line \d+: not in the form/],
  [
    '__proto__ in the body',
    (dossier) => ({ ...dossier, body: define({ ...dossier.body }, '__proto__', { since: 1 }) }),
    /body\.__proto__\.since: was added/,
  ],
  [
    '__proto__ among the parts',
    (dossier) => ({ ...dossier, parts: define({ ...dossier.parts }, '__proto__', 'x') }),
    /__proto__: is missing/,
  ],
  [
    'constructor in place of a part',
    (dossier) => ({ ...dossier, body: { ...dossier.body, constructor: 1 } }),
    /body\.constructor: was added/,
  ],
  [
    'a member of the signature',
    (dossier) => ({ ...dossier, signature: { ...dossier.signature, by: 'court' } }),
    /line \d+: not in the form/,
  ],
  [
    'another order in the body',
    (dossier) => ({ ...dossier, body: reversed(dossier.body) }),
    /body\.exportedAt: is out of order/,
  ],
  [
    'another order deep inside',
    (dossier) => ({ ...dossier, body: { ...dossier.body, keys: dossier.body.keys.map(reversed) } }),
    /body\.keys\[0\]\.\w+: is out of order/,
  ],
  [
    'another order of the parts',
    (dossier) => ({ ...dossier, parts: reversed(dossier.parts) }),
    /body\.\w+.*: is out of order/,
  ],
  ['another order of the file', (dossier) => reversed(dossier), /line 2: not in the form/],
])('[L93] names %s', (_what, change, place) => {
  const text = written(change(JSON.parse(TEXT) as Dossier));
  expect(text).not.toBe(TEXT);
  expect(problemsIn(text).join('\n')).toMatch(place);
});

test('[L93] names the line of a member that is there twice', () => {
  const twice = TEXT.replace(/^ {4}"business".*$/m, (line) => `${line.replace('Solar', 'Lunar')}\n${line}`);
  expect(problemsIn(twice).join()).toMatch(/line 6: not in the form/);
});

test('[L93] a file too deep to read fails with a sentence', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(problemsIn(TEXT.replace('"Solar"', () => deep)).length).toBeGreaterThan(0);
});
