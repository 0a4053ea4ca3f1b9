/**
 * Lists that are being read from a file. Only a few bitmaps are in memory; the others wait in files. The registry's files are
 * sorted by area code, so that in practice each is written once.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegistryArea } from '../../core/law/registry.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import { BITMAP_BYTES, countBits, setBit } from './bits.ts';

/** 40 MB. */
const IN_MEMORY = 32;

export interface ListFile {
  readonly listId: string;
  readonly bits: Uint8Array;
}

interface Options {
  readonly id: string;
  readonly folder: string;
  /** Reads the list in force that an area code's changes start from; null if there is none. Absent for full lists. */
  readonly baseOf?: (areaCode: number) => Uint8Array | null;
  readonly save: (file: ListFile) => Promise<void>;
}

export function draftLists({ id, folder, baseOf, save }: Options) {
  const inMemory = new Map<number, Uint8Array>();
  const areas = new Set<number>();
  let last: { readonly areaCode: number; readonly bits: Uint8Array } | null = null;
  const pathOf = (areaCode: number) => join(folder, `${id}-${areaCode}.draft`);

  const begin = (areaCode: number): Uint8Array | null => {
    if (areas.has(areaCode)) return new Uint8Array(readFileSync(pathOf(areaCode)));
    return baseOf ? baseOf(areaCode) : new Uint8Array(BITMAP_BYTES);
  };
  const makeRoom = () => {
    const [oldest] = inMemory;
    if (inMemory.size < IN_MEMORY || !oldest) return;
    const [areaCode, bits] = oldest;
    writeAll(pathOf(areaCode), bits);
    inMemory.delete(areaCode);
  };
  const open = (areaCode: number): Uint8Array | null => {
    const bits = inMemory.get(areaCode) ?? begin(areaCode);
    if (!bits) return null;
    // Used last, so written last.
    inMemory.delete(areaCode);
    makeRoom();
    inMemory.set(areaCode, bits);
    areas.add(areaCode);
    last = { areaCode, bits };
    return bits;
  };

  return {
    put(areaCode: number, number: number, isListed: boolean): boolean {
      const bits = last?.areaCode === areaCode ? last.bits : open(areaCode);
      if (!bits) return false;
      setBit(bits, number, isListed);
      return true;
    },
    async store(asOf: Moment): Promise<readonly RegistryArea[]> {
      const lists: RegistryArea[] = [];
      for (const areaCode of [...areas].sort((one, other) => one - other)) {
        const bits = inMemory.get(areaCode) ?? new Uint8Array(await readFile(pathOf(areaCode)));
        const listId = `${id}-${areaCode}`;
        await save({ listId, bits });
        lists.push({ areaCode: String(areaCode), listId, asOf, count: countBits(bits) });
      }
      return lists;
    },
    async discard(): Promise<void> {
      inMemory.clear();
      await Promise.all([...areas].map((areaCode) => rm(pathOf(areaCode), { force: true })));
    },
  };
}

function writeAll(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
}
