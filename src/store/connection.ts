/**
 * One connection to the database, and what holds for every store on it: durable writes, no waiting for a database that
 * is not there, no unknown field in a schema or a filter, no operator in a filter that the code did not put there.
 *
 * A store is a function of the connection. It declares its schema, indexes included, and registers its model:
 *
 *     const SCHEMA = new Schema({ _id: String, at: Date }, SCHEMA_OPTIONS).index({ at: 1 });
 *     export function thingStore(connection: Connection): ThingStore {
 *       const things = connection.model('Thing', SCHEMA, 'things');
 *       …
 *     }
 *
 * Filters with operators are wrapped in `trusted({ $lt: now })`; without it mongoose turns them into `{ $eq: … }`.
 */
import mongoose, { type Connection } from 'mongoose';
import { guarded, SILENCE_MS } from './plain.ts';

export { trusted } from 'mongoose';
export type { Connection } from 'mongoose';

/** Every schema's options: identifiers are our own strings, and mongoose adds nothing. */
export const SCHEMA_OPTIONS = {
  versionKey: false,
  minimize: false,
  id: false,
  strict: 'throw',
  strictQuery: 'throw',
  autoIndex: false,
  autoCreate: false,
} as const;

/** The same for what is embedded in a document. */
export const EMBEDDED_OPTIONS = { ...SCHEMA_OPTIONS, _id: false } as const;

mongoose.set('sanitizeFilter', true);
mongoose.set('strictQuery', 'throw');

/** How long a call waits: ms; 0 is without end. */
interface Patience {
  /** For a database that is not there. The driver tries again for up to half a second before it knows. */
  readonly reach: number;
  /** For the answer of one that is there and says nothing. */
  readonly silence: number;
  /** For the answer to "are you there?". */
  readonly heartbeat: number;
}

/** A person waits about 3 s, Twilio 15. */
const PATIENCE: Patience = { reach: 2000, silence: SILENCE_MS, heartbeat: 2000 };
/** For whoever builds an index over a million documents: the answer comes when it is built. */
const BUILDERS_PATIENCE: Patience = { reach: 2000, silence: 0, heartbeat: 0 };

/** A second connection for migrations and index builds, whose answers may take minutes. Otherwise as `connect`. */
export function connectToBuild(uri: string): Promise<Connection> {
  return connect(uri, BUILDERS_PATIENCE);
}

/** Connects, or throws StoreUnavailable. */
export async function connect(uri: string, patience: Patience = PATIENCE): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: databaseName(uri),
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: patience.reach,
    connectTimeoutMS: patience.heartbeat,
    waitQueueTimeoutMS: patience.reach,
    socketTimeoutMS: patience.silence,
    heartbeatFrequencyMS: 2000,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
    retryWrites: true,
    appName: 'leadbell',
  });
  // Losing the connection is told by the calls that fail; without a listener the event would end the process.
  connection.on('error', () => undefined);
  try {
    await guarded(() => connection.asPromise());
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    throw error;
  }
  return connection;
}

const DEFAULT_DATABASE = 'leadbell';

// `mongodb://host/name`: the name when there is one. A socket's path is percent-encoded and holds no slash.
function databaseName(uri: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]*\/([^?]*)/.exec(uri)?.[1];
  return path ? decodeURIComponent(path) : DEFAULT_DATABASE;
}

/** Writes one document durably: the honest answer to "can you store?". */
export async function provesWritable(connection: Connection, at: number): Promise<void> {
  await guarded(() =>
    connection
      .collection<{ _id: string; at: Date }>('probes')
      .updateOne({ _id: 'ready' }, { $set: { at: new Date(at) } }, { upsert: true }),
  );
}
