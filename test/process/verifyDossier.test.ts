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
    const file = (name: string, text: string | Buffer) =>
      writeFile(join(folder, name), text).then(() => join(folder, name));
    const good = await file('good.json', textOf(dossier));
    const keys = await file('keys.json', JSON.stringify({ keys: [publicKey] }));
    const passed = check(good, '--keys', keys);
    expect(passed).toMatchObject({ status: 0, stderr: '' });
    expect(passed.stdout).toMatch(/^ok {4}Signature of the file: .*[0-9a-f]{16}$/m);
    expect(check(good)).toMatchObject({ status: 0, stdout: expect.stringContaining('keys in the file itself') });
    const bad = check(await file('bad.json', textOf(dossier).replace('"Maria"', '"Marie"')), '--keys', keys);
    expect(bad).toMatchObject({ status: 1, stdout: expect.stringContaining('body.person.names[0]: was changed') });
    // What the file says can't pass for what the program says.
    const spoof = textOf(dossier).replace('"agents": {}', '"agents": {\n      "\u009b2J\u202e\\nok": "x"\n    }');
    const spoofed = check(await file('spoof.json', spoof), '--keys', keys);
    expect(spoofed.stdout).toContain(String.raw`body.agents["\u{9b}2J\u{202e}\nok"]: was added`);
    const hostile = { ...dossier, signature: { keyId: '\u001b[2J\nok', value: 'Everything passed.\r' } };
    const { status, stdout } = check(await file('hostile.json', textOf(hostile)), '--keys', keys);
    expect(status).toBe(1);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^ok"|^Everything passed/m);
    expect(stdout).toContain(String.raw`key \u{1b}[2J\u{a}ok`);
    expect(check(await file('bytes.json', Buffer.from('"\xff"', 'latin1')))).toMatchObject({ status: 1 });
    expect(check()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
    expect(check(join(folder, 'none.json')).status).toBe(2);
    expect(check(good, '--keys', await file('empty.json', '{}')).status).toBe(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
