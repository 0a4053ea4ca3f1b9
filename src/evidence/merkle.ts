/** Merkle trees as in RFC 6962, 2.1. Digests are SHA-256, hex. */
import { createHash } from 'node:crypto';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** From the leaf up: the digest beside it, and on which side that is. */
export type Path = readonly { readonly side: 'left' | 'right'; readonly digest: string }[];

/** The root of these leaves; of none, the digest of nothing. */
export function rootOf(leaves: readonly string[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  return treeOf(leaves).at(-1)?.[0] ?? '';
}

/** Proves that the leaf at `index` is under the root. */
export function pathTo(leaves: readonly string[], index: number): Path {
  const path: Path[number][] = [];
  let at = index;
  for (const level of treeOf(leaves).slice(0, -1)) {
    const isLeft = at % 2 === 0;
    const digest = level[isLeft ? at + 1 : at - 1];
    // The last of an odd number moves up as it is.
    if (digest !== undefined) path.push({ side: isLeft ? 'right' : 'left', digest });
    at = Math.floor(at / 2);
  }
  return path;
}

/** The root to which a path leads from a leaf. */
export function rootFrom(leaf: string, path: Path): string {
  return path.reduce(
    (here, { side, digest }) => (side === 'left' ? nodeOf(digest, here) : nodeOf(here, digest)),
    leafOf(leaf),
  );
}

/** Level by level: the hashed leaves first, the root last. */
function treeOf(leaves: readonly string[]): readonly (readonly string[])[] {
  const levels: string[][] = [leaves.map(leafOf)];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left = '', right] = [level[at], level[at + 1]];
      next.push(right === undefined ? left : nodeOf(left, right));
    }
    levels.push(next);
  }
  return levels;
}

function leafOf(leaf: string): string {
  return createHash('sha256').update(LEAF).update(Buffer.from(leaf, 'hex')).digest('hex');
}

function nodeOf(left: string, right: string): string {
  return createHash('sha256')
    .update(NODE)
    .update(Buffer.from(left, 'hex'))
    .update(Buffer.from(right, 'hex'))
    .digest('hex');
}
