/** What leads occupy in the embedded database: pages in use and index keys. */
import { join } from 'node:path';
import { open } from 'lmdb';
import mongoose from 'mongoose';
import { MOST_TREES, openTrees } from '../packages/embedded-mongo/src/trees.ts';
import { dataIn } from './programs.ts';

export interface Footprint {
  /** Pages in use; the file itself may be larger. */
  readonly bytes: number;
  /** Over all collections, including those on `_id`. */
  readonly indexKeys: number;
  /** Of the collection `leads`, including `_id`. */
  readonly indexesOnLeads: number;
}

interface Pages {
  readonly pageSize: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly overflowPages: number;
}

/** Requires a running database that is idle. */
export async function footprintOf(folder: string, uri: string, name: string): Promise<Footprint> {
  return { bytes: await bytesIn(folder), ...(await indexesIn(uri, name)) };
}

async function bytesIn(folder: string): Promise<number> {
  const options = { encoding: 'binary', keyEncoding: 'binary', readOnly: true, maxDbs: MOST_TREES } as const;
  const root = open<Buffer, Buffer>({ path: join(dataIn(folder), 'store'), ...options });
  let bytes = 0;
  for (const tree of openTrees(root, false).all) {
    const { pageSize, treeBranchPageCount, treeLeafPageCount, overflowPages } = tree.getStats() as Pages;
    bytes += (treeBranchPageCount + treeLeafPageCount + overflowPages) * pageSize;
  }
  await root.close();
  return bytes;
}

async function indexesIn(uri: string, name: string): Promise<Omit<Footprint, 'bytes'>> {
  const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
  try {
    let indexKeys = 0;
    let indexesOnLeads = 0;
    for (const collection of await connection.listCollections()) {
      const command = { validate: collection.name };
      const { keysPerIndex } = (await connection.db?.command(command)) as { keysPerIndex: Record<string, number> };
      const counts = Object.values(keysPerIndex);
      indexKeys += counts.reduce((sum, count) => sum + count, 0);
      if (collection.name === 'leads') indexesOnLeads = counts.length;
    }
    return { indexKeys, indexesOnLeads };
  } finally {
    await connection.close();
  }
}
