/**
 * The lists that this node uses, as files in its data folder, each with its ten million bits. They stay open, and a lookup reads
 * one byte: the system keeps what is read often in memory.
 */
import { closeSync, openSync, readSync, fstatSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { registryNumber, isStale, NO_REGISTRY } from '../../core/law/registry.ts';
import type { Registry, RegistryArea, RegistryStatus } from '../../core/law/registry.ts';
import { HOUR, type Moment } from '../../core/vocabulary/time.ts';
import { BITMAP_BYTES, hasBit } from './bits.ts';

const SUFFIX = '.bits';
/** Nodes that share a folder may be about to open a file that this one doesn't know yet. */
const UNUSED_FOR_MS = HOUR;

interface OpenList extends RegistryArea {
  readonly file: number;
}

export interface ListFiles {
  readonly folder: string;
  statusOf(tel: string, now: Moment): RegistryStatus;
  known(): Registry;
  /** The bits of a list in use; null if there is none for the area code. */
  bitsOf(areaCode: number): Uint8Array | null;
  save(listId: string, bits: Uint8Array): Promise<void>;
  /** Switches to a registry; `fetch` supplies the lists that this node doesn't have. */
  use(registry: Registry, fetch: (listId: string) => Promise<Uint8Array>): Promise<void>;
  close(): void;
}

export function listFiles(folder: string): ListFiles {
  let lists = new Map<number, OpenList>();
  let registry = NO_REGISTRY;
  const byte = new Uint8Array(1);
  const pathOf = (listId: string) => join(folder, listId + SUFFIX);

  async function save(listId: string, bits: Uint8Array): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = `${pathOf(listId)}.${process.pid}`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(bits);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, pathOf(listId));
  }

  async function removeUnused(): Promise<void> {
    const used = new Set(registry.areas.map(({ listId }) => listId + SUFFIX));
    for (const name of await readdir(folder).catch(() => [])) {
      if (used.has(name)) continue;
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > UNUSED_FOR_MS) await rm(path, { force: true });
    }
  }

  return {
    folder,
    save,
    known: () => registry,
    statusOf(tel, now) {
      const read = registryNumber(tel);
      const list = read && lists.get(read.areaCode);
      if (!read || !list) return 'unknown';
      if (isStale(list, now)) return 'stale';
      if (readSync(list.file, byte, 0, 1, read.number >> 3) !== 1) return 'unknown';
      return hasBit(byte[0] ?? 0, read.number) ? 'listed' : 'unlisted';
    },
    bitsOf(areaCode) {
      const list = lists.get(areaCode);
      if (!list) return null;
      const bits = new Uint8Array(BITMAP_BYTES);
      return readSync(list.file, bits, 0, BITMAP_BYTES, 0) === BITMAP_BYTES ? bits : null;
    },
    async use(next, fetch) {
      const opened = new Map<number, OpenList>();
      const fresh: number[] = [];
      try {
        for (const area of next.areas) {
          const areaCode = Number(area.areaCode);
          const same = lists.get(areaCode);
          if (same?.listId === area.listId) {
            opened.set(areaCode, { ...area, file: same.file });
            continue;
          }
          let file = openWhole(pathOf(area.listId));
          if (file === null) {
            await save(area.listId, await fetch(area.listId));
            file = openSync(pathOf(area.listId), 'r');
          }
          fresh.push(file);
          opened.set(areaCode, { ...area, file });
        }
      } catch (error) {
        for (const file of fresh) closeSync(file);
        throw error;
      }
      const kept = new Set([...opened.values()].map(({ file }) => file));
      const before = lists;
      lists = opened;
      registry = next;
      for (const { file } of before.values()) if (!kept.has(file)) closeSync(file);
      await removeUnused();
    },
    close() {
      for (const { file } of lists.values()) closeSync(file);
      lists = new Map();
      registry = NO_REGISTRY;
    },
  };
}

/** Null when the file is missing or incomplete. */
function openWhole(path: string): number | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  if (fstatSync(file).size === BITMAP_BYTES) return file;
  closeSync(file);
  return null;
}
