// Builds the server programs into dist/ and the browser’s pages into public/build/.
// One bundler (esbuild) for both; packages stay outside the server’s bundles.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;

const serverPrograms = {
  main: 'src/main.ts',
  'embedded-mongo': 'packages/embedded-mongo/src/main.ts',
  'phone-network': 'packages/twilio-network/src/main.ts',
  'verify-dossier': 'src/process/verifyDossier.ts',
  fairness: 'src/process/fairness.ts',
  'table-reader': 'src/tables/worker.ts',
  bench: 'bench/main.ts',
  'bench-relay': 'bench/relay.ts',
  'bench-plain': 'bench/plain.ts',
  'bench-commands': 'bench/commandTap.ts',
  'bench-signed': 'bench/signedTwiml.ts',
  'bench-sampler': 'bench/sampler.ts',
  'bench-desk-clients': 'bench/deskClients.ts',
  'bench-form-sender': 'bench/formSender.ts',
  'bench-floor': 'bench/database/floor.ts',
};

const browserPages = {
  home: 'src/web/home/main.tsx',
  desk: 'src/web/desk/main.tsx',
  floor: 'src/web/floor/main.tsx',
  leads: 'src/web/leads/main.tsx',
  duplicates: 'src/web/duplicates/main.tsx',
  reports: 'src/web/reports/main.tsx',
  week: 'src/web/week/main.tsx',
  why: 'src/web/why/main.tsx',
  outbox: 'src/web/outbox/main.tsx',
  phone: 'src/web/phone/main.tsx',
  admin: 'src/web/admin/main.tsx',
  form: 'src/web/form/main.ts',
};

/** The modules that pages preload; see src/http/pages.ts. */
const MODULES = 'modules.json';

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
  const outputs = Object.keys(metafile.outputs).map((path) => path.slice('public/build/'.length));
  const compressed = (await Promise.all(outputs.map(compress))).flat();
  await writeFile(`${root}public/build/${MODULES}`, JSON.stringify(modulesOf(metafile)));
  // Chunks of earlier builds are removed last, so that a page that is still loading finds its own.
  const made = new Set([...outputs, ...compressed, MODULES]);
  const old = (await readdir(`${root}public/build`)).filter((file) => !made.has(file));
  await Promise.all(old.map((file) => rm(`${root}public/build/${file}`, { force: true })));
}

/** Writes a Brotli and a gzip version next to each script and style; the server picks one. Returns their names. */
async function compress(file) {
  if (!/\.(js|css)$/.test(file)) return [];
  const path = `${root}public/build/${file}`;
  const text = await readFile(path);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  const made = {
    '.br': await promisify(brotliCompress)(text, brotli),
    '.gz': await promisify(gzip)(text, { level: 9 }),
  };
  for (const [end, bytes] of Object.entries(made)) await writeFile(path + end, bytes);
  return Object.keys(made).map((end) => file + end);
}

/** By entry name: every module that an entry script loads before it runs, including itself. */
function modulesOf({ outputs }) {
  const withImports = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement') withImports(next, seen);
    return seen;
  };
  const entries = Object.keys(browserPages).filter((name) => outputs[`public/build/${name}.js`]);
  return Object.fromEntries(
    entries.map((name) => [
      name,
      [...withImports(`public/build/${name}.js`)].map((path) => path.slice('public'.length)),
    ]),
  );
}

await Promise.all([buildServer(), buildBrowser()]);
