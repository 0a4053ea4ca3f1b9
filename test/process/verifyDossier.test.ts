/** The program that checks a dossier offline, as its users run it. */
import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signDossier, textOf } from '../../src/evidence/dossier.ts';
import { makeKey } from '../../src/evidence/keys.ts';

const PROGRAM = new URL('../../dist/verify-dossier.js', import.meta.url).pathname;

function check(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('[U17] the check of a dossier names each check and its places; its exit code says whether all passed', async () => {
  const key = makeKey(1);
  const { privateKey: _privateKey, ...publicKey } = key;
  const dossier = signDossier(
    {
      ...{
        exportedAt: 1,
        exportedBy: 'robin',
        business: 'Solar',
        version: '0',
        person: { emails: [], names: ['Maria'] },
      },
      ...{ records: [], items: [], inquiries: [], wordings: {}, leads: [], calls: [], campaigns: [], agents: {} },
      ...{ doNotCall: { since: null, marks: [] }, registry: null, roots: [], keys: [publicKey], notProved: [] },
    },
    key,
  );
  const folder = await mkdtemp(join(tmpdir(), 'dossier-'));
  try {
    const file = (name: string, text: string) => writeFile(join(folder, name), text).then(() => join(folder, name));
    const good = await file('good.json', textOf(dossier));
    const keys = await file('keys.json', JSON.stringify({ keys: [publicKey] }));
    const passed = check(good, '--keys', keys);
    expect(passed).toMatchObject({ status: 0, stderr: '' });
    expect(passed.stdout).toMatch(/^ok {4}Signature of the file: .*[0-9a-f]{16}$/m);
    expect(check(good)).toMatchObject({ status: 0, stdout: expect.stringContaining('keys in the file itself') });
    const bad = check(await file('bad.json', textOf(dossier).replace('"Maria"', '"Marie"')), '--keys', keys);
    expect(bad).toMatchObject({ status: 1, stdout: expect.stringContaining('body.person.names[0]: was changed') });
    expect(check()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
    expect(check(join(folder, 'none.json')).status).toBe(2);
    expect(check(good, '--keys', await file('empty.json', '{}')).status).toBe(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
