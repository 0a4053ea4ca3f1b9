/**
 * A backup in one file: lines of Extended JSON. A line that begins with {"$leadbell": is about the file, every other one is a
 * document (whose first field is always _id) of the collection named before it:
 *
 *   {"$leadbell":"header","format":1,"at":…,"documents":…}
 *   {"$leadbell":"collection","name":"leads","indexes":[…]}
 *   {"_id":…}
 *   {"$leadbell":"check","sha256":…}     of everything before it; after each collection and every 100 lines of it, so that
 *                                        damage can be located
 *   {"$leadbell":"end","documents":…,"sha256":…}
 *
 * Written under another name, synced, then renamed: a file with the final name is complete. Read only after all of it was
 * checked.
 */
import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Document } from '../language/values.ts';
import { documentBytes, documentLine, fromLine, portableIndexes, toLine } from './json.ts';
import { linesOf, type Line } from './lines.ts';
import { TransferError, type Piece, type Source, type Target } from './pieces.ts';
import { exists } from './files.ts';
import { syncPath } from '../sync-path.ts';

const MARK = '$leadbell';
const META = Buffer.from(`{"${MARK}":`);
const FORMAT = 1;
const CHECK_EVERY_LINES = 100;
const CHECK_EVERY_BYTES = 4 * 1024 * 1024;
const LONGEST_HEADER = 64 * 1024;
const FLUSH_BYTES = 256 * 1024;

/** Writes to `path`, which must not exist yet. */
export async function toBackupFile(path: string, { at, expected }: Pick<Source, 'at' | 'expected'>): Promise<Target> {
  if (await exists(path)) throw new TransferError(`${path} already exists. Choose another name, or move it away.`);
  const part = `${path}.part-${process.pid}`;
  const file = await open(part, 'wx', 0o600);
  const sum = createHash('sha256');
  let pending: string[] = [];
  let pendingBytes = 0;
  let unchecked = { lines: 0, bytes: 0 };
  let documents = 0;
  let collection = '';

  const flush = async () => {
    const text = pending.join('');
    pending = [];
    pendingBytes = 0;
    await file.appendFile(text);
  };
  const add = (line: string) => {
    const text = `${line}\n`;
    sum.update(text);
    pending.push(text);
    pendingBytes += text.length;
    unchecked = { lines: unchecked.lines + 1, bytes: unchecked.bytes + text.length };
  };
  const check = () => {
    add(toLine({ [MARK]: 'check', sha256: sum.copy().digest('hex') }));
    unchecked = { lines: 0, bytes: 0 };
  };

  add(
    toLine({
      [MARK]: 'header',
      format: FORMAT,
      at: at ?? new Date(),
      ...(expected !== undefined && { documents: expected }),
    }),
  );
  return {
    async write(piece: Piece) {
      if (piece.kind === 'collection') {
        if (collection !== '') check();
        collection = piece.name;
        add(toLine({ [MARK]: 'collection', name: piece.name, indexes: portableIndexes(piece.indexes) }));
      } else {
        add(documentLine(piece.bytes, collection));
        documents += 1;
      }
      if (unchecked.lines >= CHECK_EVERY_LINES || unchecked.bytes >= CHECK_EVERY_BYTES) check();
      if (pendingBytes >= FLUSH_BYTES) await flush();
    },
    async finish() {
      add(toLine({ [MARK]: 'end', documents, sha256: sum.copy().digest('hex') }));
      await flush();
      await file.sync();
      await file.close();
      await rename(part, path);
      syncPath(dirname(path));
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

/** Checks the whole file first; TransferError names the file, line and byte of the first error. */
export async function fromBackupFile(path: string): Promise<Source> {
  const { size } = await stat(path);
  if (size === 0) throw new TransferError(`${path} is empty.`);
  const { at, documents } = await verify(path);
  return {
    at,
    expected: documents,
    async *pieces() {
      for await (const line of linesOf(path)) {
        if (!isMeta(line)) {
          yield { kind: 'document', bytes: documentBytes(line.bytes.toString('utf8')) };
          continue;
        }
        const meta = fromLine(line.bytes.toString('utf8'));
        if (meta[MARK] !== 'collection') continue;
        yield { kind: 'collection', name: String(meta['name']), indexes: meta['indexes'] as readonly Document[] };
      }
    },
    close: () => Promise.resolve(),
  };
}

async function verify(path: string): Promise<{ at: Date; documents: number }> {
  const sum = createHash('sha256');
  let at: Date | undefined;
  let documents = 0;
  let isOver = false;
  let collection: string | undefined;
  let lastGood = { number: 0, byte: 0 };
  let last: Line | undefined;

  for await (const line of linesOf(path)) {
    if (last === undefined) {
      at = readHeader(path, line);
      lastGood = line;
    } else if (isOver) {
      throw new TransferError(`${path} continues after its end, ${placeOf(line)}.`);
    }
    last = line;
    if (!line.isWhole) throw cutOff(path, line);
    const content = parsed(path, line);
    if (content[MARK] === 'check' || content[MARK] === 'end') {
      if (content['sha256'] !== sum.copy().digest('hex')) {
        throw new TransferError(
          `${path} is damaged between ${placeOf(lastGood)}, and ${placeOf(line)}` +
            `${collection === undefined ? '' : `, in ${collection}`}: its checksum differs. Take another copy.`,
        );
      }
      lastGood = line;
      isOver = content[MARK] === 'end';
      if (isOver && Number(content['documents']) !== documents) {
        throw new TransferError(
          `${path} should hold ${String(content['documents'])} documents and holds ${documents}.`,
        );
      }
    } else if (content[MARK] === 'collection') collection = String(content['name']);
    else if (content[MARK] === undefined) {
      if (collection === undefined)
        throw new TransferError(`${path} has a document before any collection, ${placeOf(line)}.`);
      documents += 1;
    }
    sum.update(line.bytes).update('\n');
  }
  if (!isOver || at === undefined) throw cutOff(path, last);
  return { at, documents };
}

function readHeader(path: string, line: Line): Date {
  const foreign = new TransferError(`${path} is not a backup of this program: its first line is no header.`);
  if (!isMeta(line) || line.bytes.length > LONGEST_HEADER) throw foreign;
  if (!line.isWhole) throw cutOff(path, line);
  const header = parsed(path, line);
  if (header[MARK] !== 'header' || !(header['at'] instanceof Date)) throw foreign;
  const format = Number(header['format']);
  if (format === FORMAT) return header['at'];
  throw new TransferError(`${path} is of format ${format}, and this program reads format ${FORMAT}. Use a newer one.`);
}

function parsed(path: string, line: Line): Document {
  try {
    const content = fromLine(line.bytes.toString('utf8'));
    // Otherwise what BSON refuses would fail in the middle of writing.
    if (content[MARK] === undefined) documentBytes(line.bytes.toString('utf8'));
    return content;
  } catch (error) {
    throw new TransferError(`${path} is damaged at ${placeOf(line)}: ${reasonOf(error)}. Take another copy.`, {
      cause: error,
    });
  }
}

/** Why a line cannot be read, without its content, which may be personal data. */
function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? 'it is not JSON' : 'it is no document';
}

function cutOff(path: string, line: Line | undefined): TransferError {
  const where = line ? `, at ${placeOf(line)}` : '';
  return new TransferError(`${path} was cut off${where}: its last line is missing. Take another copy.`);
}

function placeOf({ number, byte }: Pick<Line, 'number' | 'byte'>): string {
  return `line ${number}, byte ${byte}`;
}

function isMeta({ bytes }: Line): boolean {
  return bytes.subarray(0, META.length).equals(META);
}
