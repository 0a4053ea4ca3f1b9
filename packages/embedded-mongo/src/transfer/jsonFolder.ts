/**
 * A folder of files for other tools: for each collection `NAME.ndjson`, one document of Extended JSON a line, as in mongoimport
 * and mongoexport, and `NAME.indexes.json`; and `manifest.json` with counts and checksums. A folder without a
 * manifest, another tool's, is read too; then only its lines are checked.
 */
import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Document } from '../language/values.ts';
import { exists, makeWayFor } from './files.ts';
import { syncPath } from '../sync-path.ts';
import { documentBytes, documentLine, fromLine, portableIndexes, toLine } from './json.ts';
import { linesOf } from './lines.ts';
import { TransferError, type Piece, type Source, type Target } from './pieces.ts';

const MANIFEST = 'manifest.json';
const FORMAT = 1;
const FLUSH_BYTES = 256 * 1024;

interface Entry {
  readonly documents: number;
  readonly sha256: string;
}

export async function toJsonFolder(path: string, { at }: Pick<Source, 'at'>): Promise<Target> {
  const folder = resolve(path);
  await makeWayFor(folder);
  const part = `${folder}.part-${process.pid}`;
  await mkdir(part, { mode: 0o700 });
  const entries: Record<string, Entry> = {};
  let current: { name: string; file: FileHandle; sum: Hash; documents: number } | undefined;
  let pending = '';

  const flush = async () => {
    const text = pending;
    pending = '';
    current?.sum.update(text);
    await current?.file.appendFile(text);
  };
  const complete = async () => {
    if (!current) return;
    await flush();
    await current.file.sync();
    await current.file.close();
    entries[current.name] = { documents: current.documents, sha256: current.sum.digest('hex') };
    current = undefined;
  };
  const writeWhole = async (name: string, text: string) => {
    const file = await open(join(part, name), 'wx', 0o600);
    await file.appendFile(text);
    await file.sync();
    await file.close();
  };

  return {
    async write(piece: Piece) {
      if (piece.kind === 'collection') {
        await complete();
        const name = encodeURIComponent(piece.name);
        const file = await open(join(part, `${name}.ndjson`), 'wx', 0o600);
        current = { name, file, sum: createHash('sha256'), documents: 0 };
        await writeWhole(`${name}.indexes.json`, `${toLine(portableIndexes(piece.indexes))}\n`);
        return;
      }
      if (!current) return;
      pending += `${documentLine(piece.bytes, current.name)}\n`;
      current.documents += 1;
      if (pending.length >= FLUSH_BYTES) await flush();
    },
    async finish() {
      await complete();
      const manifest = { format: FORMAT, at: (at ?? new Date()).toISOString(), collections: entries };
      await writeWhole(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
      syncPath(part);
      await rename(part, folder);
      syncPath(dirname(folder));
    },
    async abandon() {
      await current?.file.close().catch(() => undefined);
      await rm(part, { recursive: true, force: true });
    },
  };
}

/** Checks every file first; TransferError names the file and line of the first error. */
export async function fromJsonFolder(folder: string): Promise<Source> {
  const manifest = (await exists(join(folder, MANIFEST))) ? await readManifest(join(folder, MANIFEST)) : null;
  const found = (await readdir(folder)).filter((file) => file.endsWith('.ndjson')).map((file) => file.slice(0, -7));
  const names = manifest ? Object.keys(manifest) : found.sort();
  if (names.length === 0) throw new TransferError(`${folder} contains no .ndjson files.`);
  let expected = 0;
  for (const name of names) {
    const entry = manifest?.[name];
    const documents = await verify(join(folder, `${name}.ndjson`), entry);
    await indexesOf(folder, name, entry !== undefined);
    expected += documents;
  }
  return {
    expected,
    ...(manifest ? {} : { warning: `${folder} has no ${MANIFEST}: its lines are checked, not whether all are there.` }),
    async *pieces() {
      for (const name of names) {
        const indexes = await indexesOf(folder, name, false);
        yield { kind: 'collection', name: decodeURIComponent(name), indexes };
        for await (const { bytes } of linesOf(join(folder, `${name}.ndjson`)))
          if (bytes.length > 0) yield { kind: 'document', bytes: documentBytes(bytes.toString('utf8')) };
      }
    },
    close: () => Promise.resolve(),
  };
}

async function readManifest(path: string): Promise<Readonly<Record<string, Entry>>> {
  try {
    const manifest = JSON.parse(await readFile(path, 'utf8')) as { format: number; collections: Record<string, Entry> };
    if (manifest.format !== FORMAT) throw new Error('unknown format');
    return Object.fromEntries(Object.entries(manifest.collections));
  } catch (error) {
    throw new TransferError(`${path} is damaged, or of another format than ${FORMAT}.`, { cause: error });
  }
}

async function verify(path: string, entry: Entry | undefined): Promise<number> {
  if (!(await exists(path))) throw new TransferError(`${path} is missing.`);
  const sum = createHash('sha256');
  let documents = 0;
  for await (const { number, byte, bytes, isWhole } of linesOf(path)) {
    sum.update(bytes);
    if (isWhole) sum.update('\n');
    if (bytes.length === 0) continue;
    try {
      documentBytes(bytes.toString('utf8'));
    } catch (error) {
      throw new TransferError(`${path} is damaged at line ${number}, byte ${byte}: it is not a document.`, {
        cause: error,
      });
    }
    documents += 1;
  }
  if (entry && entry.documents !== documents)
    throw new TransferError(`${path} should have ${entry.documents} documents but has ${documents}.`);
  if (entry && entry.sha256 !== sum.digest('hex'))
    throw new TransferError(`${path} is not as it was written: its checksum differs.`);
  return documents;
}

async function indexesOf(folder: string, name: string, isRequired: boolean): Promise<readonly Document[]> {
  const path = join(folder, `${name}.indexes.json`);
  if (!isRequired && !(await exists(path))) return [];
  try {
    const { indexes } = fromLine(`{"indexes":${await readFile(path, 'utf8')}}`);
    if (!Array.isArray(indexes)) throw new Error('not a list');
    return indexes as readonly Document[];
  } catch (error) {
    throw new TransferError(`${path} is missing or damaged.`, { cause: error });
  }
}
