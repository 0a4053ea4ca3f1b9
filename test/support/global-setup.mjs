import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Tests run the built programs (the embedded database, the whole service), so these are built once, first.
export default async function globalSetup() {
  await import('../../scripts/build.mjs');
  // The workers' databases (environment.mjs).
  process.env.LEADBELL_TESTS_FOLDER = await mkdtemp(join(tmpdir(), 'leadbell-tests-'));
}
