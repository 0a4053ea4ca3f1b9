// Builds the server programs into dist/ and the browser's pages into public/build/.
// One bundler (esbuild) for both; packages stay outside the server's bundles.
import { readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;

const serverPrograms = {
  main: 'src/main.ts',
  'embedded-mongo': 'src/embedded-mongo/main.ts',
  'phone-network': 'src/phone-network/main.ts',
  bench: 'bench/main.ts',
  'bench-relay': 'bench/relay.ts',
  'bench-plain': 'bench/plain.ts',
  'bench-commands': 'bench/commandTap.ts',
  'bench-signed': 'bench/signedTwiml.ts',
  'bench-sampler': 'bench/sampler.ts',
  'bench-floor': 'bench/database/floor.ts',
};

const browserPages = {
  home: 'src/web/home/main.tsx',
  desk: 'src/web/desk/main.tsx',
  floor: 'src/web/floor/main.tsx',
  outbox: 'src/web/outbox/main.tsx',
  phone: 'src/web/phone/main.tsx',
  admin: 'src/web/admin/main.tsx',
  form: 'src/web/form/main.ts',
};

const existing = (entries) => Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(root + path)));

export async function buildServer() {
  await build({
    absWorkingDir: root,
    entryPoints: existing(serverPrograms),
    outdir: 'dist',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
}

export async function buildBrowser() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: existing(browserPages),
    outdir: 'public/build',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    logLevel: 'warning',
  });
  // Chunks of earlier builds go last: a page that is being loaded meanwhile still finds its own.
  const made = new Set(Object.keys(metafile.outputs).map((path) => path.slice('public/build/'.length)));
  const old = (await readdir(`${root}public/build`)).filter((file) => !made.has(file));
  await Promise.all(old.map((file) => rm(`${root}public/build/${file}`, { force: true })));
}

await Promise.all([buildServer(), buildBrowser()]);
