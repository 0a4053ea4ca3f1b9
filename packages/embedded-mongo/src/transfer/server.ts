/**
 * A database behind a mongodb:// address, this program's or MongoDB's own, read and filled through the driver. The driver
 * is loaded only here, because the server does not need it.
 */
import type mongoose from 'mongoose';
import type { Document } from '../language/values.ts';
import { decodeDocument } from '../wire.ts';
import { portableIndexes } from './json.ts';
import { TransferError, type Piece, type Source, type Target } from './pieces.ts';

const DEFAULT_DATABASE = 'leadbell';
const PATIENCE_MS = 5000;
const BATCH_DOCUMENTS = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;

interface Place {
  readonly client: mongoose.mongo.MongoClient;
  readonly db: mongoose.mongo.Db;
  readonly isReplicaSet: boolean;
}

async function reach(uri: string, wanted: string | undefined): Promise<Place> {
  const { default: driver } = await import('mongoose');
  try {
    const client = await driver.mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: PATIENCE_MS });
    const named = client.options.dbName;
    const db = client.db(wanted ?? (/^mongodb(\+srv)?:\/\/[^/]*\/[^?]/.test(uri) ? named : DEFAULT_DATABASE));
    const hello = await db.command({ hello: 1 });
    return { client, db, isReplicaSet: typeof hello['setName'] === 'string' };
  } catch (error) {
    // The address may contain a password, so print only the driver's message.
    throw new TransferError(`The database cannot be reached: ${(error as Error).message}`, { cause: error });
  }
}

async function collectionNames(db: mongoose.mongo.Db): Promise<readonly string[]> {
  const listed = await db.listCollections({}, { nameOnly: true }).toArray();
  return listed
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

export async function fromServer(uri: string, wanted: string | undefined): Promise<Source> {
  const { client, db, isReplicaSet } = await reach(uri, wanted);
  const names = await collectionNames(db);
  if (names.length === 0) {
    await client.close();
    throw new TransferError(`The database ${db.databaseName} there is empty.`);
  }
  // A replica set can give many reads the same snapshot; a single server cannot.
  const session = isReplicaSet ? client.startSession({ snapshot: true }) : undefined;
  return {
    ...(session
      ? {}
      : {
          warning:
            'This server keeps no snapshots: what is written during the copy may be in it or not. Stop its users first.',
        }),
    async *pieces() {
      for (const name of names) {
        const indexes = (await db.collection(name).listIndexes().toArray()) as Document[];
        yield { kind: 'collection', name, indexes: portableIndexes(indexes) };
        const cursor = db.collection(name).find({}, { raw: true, ...(session && { session }) });
        for await (const bytes of cursor) yield { kind: 'document', bytes: bytes as unknown as Uint8Array };
      }
    },
    close: async () => {
      await session?.endSession();
      await client.close();
    },
  };
}

export async function toServer(uri: string, wanted: string | undefined): Promise<Target> {
  const { client, db } = await reach(uri, wanted);
  for (const name of await collectionNames(db)) {
    if ((await db.collection(name).findOne({})) === null) continue;
    await client.close();
    throw new TransferError(
      `The database ${db.databaseName} there already holds documents (${name}). Name an empty one.`,
    );
  }
  const made: string[] = [];
  let batch: Document[] = [];
  let batchBytes = 0;
  let indexes: readonly Document[] = [];

  const flush = async () => {
    const name = made.at(-1);
    if (name === undefined || batch.length === 0) return;
    await db.collection(name).insertMany(batch, { writeConcern: { w: 'majority', journal: true } });
    batch = [];
    batchBytes = 0;
  };
  const complete = async () => {
    await flush();
    const name = made.at(-1);
    if (name !== undefined && indexes.length > 0)
      await db.collection(name).createIndexes(indexes as unknown as mongoose.mongo.IndexDescription[]);
  };

  return {
    async write(piece: Piece) {
      if (piece.kind === 'collection') {
        await complete();
        made.push(piece.name);
        indexes = piece.indexes;
        await db.createCollection(piece.name);
        return;
      }
      batch.push(decodeDocument(piece.bytes));
      batchBytes += piece.bytes.length;
      if (batch.length >= BATCH_DOCUMENTS || batchBytes >= BATCH_BYTES) await flush();
    },
    async finish() {
      await complete();
      await client.close();
    },
    async abandon() {
      for (const name of made) await db.dropCollection(name).catch(() => undefined);
      await client.close();
    },
  };
}
