/**
 * `npm run verify-dossier -- FILE [--keys FILE]`: checks an exported dossier with public keys alone. It needs no server,
 * no database and no network. Exit code 0: every check passed; 1: one failed, with its place; 2: wrong usage.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verifyDossier, type Check } from '../evidence/verifyDossier.ts';
import type { PublicKey } from '../ports/evidence.ts';
import { visible } from './visible.ts';

const USAGE = 'Usage: npm run verify-dossier -- FILE [--keys FILE]';

class WrongUsage extends Error {}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${visible((error as Error).message)}\n${error instanceof WrongUsage ? '' : `${USAGE}\n`}`);
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keys: { type: 'string' } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new WrongUsage(USAGE);
  const trusted = values.keys === undefined ? undefined : await readKeys(values.keys);
  const checks = verifyDossier(textIn(await readFile(file)), trusted);
  process.stdout.write(`${checks.map(line).join('\n')}\n`);
  if (!trusted)
    process.stdout.write(
      'Checked with the keys in the file itself. Get the keys from /.well-known/leadbell-keys.json of the sender and pass them with --keys.\n',
    );
  const failed = checks.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(failed === 0 ? 'Everything passed.\n' : `${failed} of ${checks.length} checks failed.\n`);
  return failed === 0 ? 0 : 1;
}

async function readKeys(file: string): Promise<readonly PublicKey[]> {
  const { keys = [] } = JSON.parse(await readFile(file, 'utf8')) as { readonly keys?: readonly PublicKey[] };
  if (keys.length === 0) throw new WrongUsage(`${file}: no “keys”`);
  return keys;
}

/** Bytes that aren’t UTF-8 are refused: once replaced, they would be a different text from the one sent. */
function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}

const MOST_SHOWN = 20;

function line({ name, problems, said, unproved = [] }: Check): string {
  return problems.length === 0
    ? `ok    ${name}: ${visible(said)}${listed(unproved)}`
    : `FAIL  ${name}${listed(problems)}`;
}

function listed(all: readonly string[]): string {
  const shown = all.slice(0, MOST_SHOWN).map((one) => `\n      ${visible(one)}`);
  const more = all.length > MOST_SHOWN ? `\n      and ${all.length - MOST_SHOWN} more` : '';
  return shown.join('') + more;
}
