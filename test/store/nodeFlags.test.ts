import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { NODE_FLAGS } from '../../src/store/nodeFlags.ts';

const textOf = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

test('[O65] every way to start the service or the embedded database runs Node with the same flags', async () => {
  const { scripts } = JSON.parse(await textOf('package.json')) as { scripts: Record<string, string> };
  for (const name of ['start', 'demo', 'db']) expect(scripts[name]).toContain(` node ${NODE_FLAGS.join(' ')} dist/`);
  expect(await textOf('Dockerfile')).toContain(
    `CMD ${JSON.stringify(['node', ...NODE_FLAGS, 'dist/main.js']).replaceAll(',', ', ')}`,
  );
});
