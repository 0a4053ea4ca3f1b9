/**
 * The key space lies in several B-trees of one LMDB environment, chosen by the number that keys start with (keys.ts). What
 * is written in order, such as documents, then fills its pages, and a small index stays shallow. The catalog lies in the
 * environment's main tree, next to LMDB's own entries for the others. A folder that an older program made has the main tree
 * only, until it is restored from a backup.
 */
import type { Database, RootDatabase } from 'lmdb';
import { CATALOG } from './keys.ts';

type Tree = Database<Buffer, Buffer>;

const TREES = 128;
/** For lmdb's `maxDbs`. */
export const MOST_TREES = TREES + 2;
const OPTIONS = { encoding: 'binary', keyEncoding: 'binary' } as const;
const nameOf = (index: number): string => `tree${index}`;

export interface Trees {
  /** The tree that holds a key. */
  of(key: Buffer): Tree;
  readonly all: readonly Tree[];
}

/** `mayCreate`: makes the trees if nothing was stored yet. */
export function openTrees(root: RootDatabase<Buffer, Buffer>, mayCreate: boolean): Trees {
  const [first] = [...root.getKeys({ start: Buffer.from(nameOf(0)), limit: 1 })];
  const isDivided = first?.toString().startsWith(nameOf(0)) ?? false;
  const isNew = mayCreate && (root.getStats() as { readonly entryCount: number }).entryCount === 0;
  if (!isDivided && !isNew) return { of: () => root, all: [root] };
  const trees: Tree[] = [];
  const open = () => {
    for (let index = 0; index < TREES; index += 1) trees.push(root.openDB({ name: nameOf(index), ...OPTIONS }));
  };
  // One commit for all of them.
  if (isNew) root.transactionSync(open);
  else open();
  return {
    of(key) {
      const number = key.readUInt32BE(0);
      return number === CATALOG ? root : (trees[number % TREES] ?? root);
    },
    all: [root, ...trees],
  };
}
