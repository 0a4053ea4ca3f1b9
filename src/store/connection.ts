/**
 * One connection to the database, with settings for every store on it: durable writes, no buffering while the database
 * is down, no unknown fields in schemas or filters, no operators in filters except the code's own.
 *
 * A store is a function of the connection. It declares its schema, including indexes, and registers its model:
 *
 *     const SCHEMA = new Schema({ _id: String, at: Date }, SCHEMA_OPTIONS).index({ at: 1 });
 *     export function thingStore(connection: Connection): ThingStore {
 *       const things = connection.model('Thing', SCHEMA, 'things');
 *       …
 *     }
 *
 * Filters with operators are wrapped in `trusted({ $lt: now })`; otherwise mongoose turns them into `{ $eq: … }`.
 */
import mongoose, { type Connection } from 'mongoose';
import { runGuarded, SILENCE_MS } from './plain.ts';

export { trusted } from 'mongoose';
export type { Connection } from 'mongoose';

/** Options of every schema: identifiers are our own strings, and mongoose adds nothing. */
export const SCHEMA_OPTIONS = {
  versionKey: false,
  minimize: false,
  id: false,
  strict: 'throw',
  strictQuery: 'throw',
  autoIndex: false,
  autoCreate: false,
} as const;

/** The same for subdocuments. */
export const EMBEDDED_OPTIONS = { ...SCHEMA_OPTIONS, _id: false } as const;

mongoose.set('sanitizeFilter', true);
mongoose.set('strictQuery', 'throw');

/** Timeouts in ms; 0 is unlimited. */
interface Patience {
  /** To reach the database. The driver retries for up to half a second before it fails. */
  readonly reach: number;
  /** For a response from a database that is connected but silent. */
  readonly silence: number;
  /** For the response to a heartbeat. */
  readonly heartbeat: number;
}

/** A person waits about 3 s, Twilio 15. */
const PATIENCE: Patience = { reach: 2000, silence: SILENCE_MS, heartbeat: 2000 };
/** For index builds over a million documents: the response arrives when the index is built. */
const BUILDERS_PATIENCE: Patience = { reach: 2000, silence: 0, heartbeat: 0 };

/** A second connection for migrations and index builds, which may take minutes. Otherwise like `connect`. */
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
    // A command that fails makes the driver look at once; only an absence that nothing notices takes this long.
    heartbeatFrequencyMS: 5000,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
    retryWrites: true,
    appName: 'leadbell',
  });
  // Failing calls report a lost connection; without a listener the event would end the process.
  connection.on('error', () => undefined);
  try {
    await runGuarded(() => connection.asPromise());
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    throw error;
  }
  return connection;
}

const DEFAULT_DATABASE = 'leadbell';

// The name in `mongodb://host/name`, if any. A socket path is percent-encoded and contains no slash.
function databaseName(uri: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]*\/([^?]*)/.exec(uri)?.[1];
  return path ? decodeURIComponent(path) : DEFAULT_DATABASE;
}

/** Writes one document durably: the real test of "can you store?". */
export async function provesWritable(connection: Connection, at: number): Promise<void> {
  await runGuarded(() =>
    connection
      .collection<{ _id: string; at: Date }>('probes')
      .updateOne({ _id: 'ready' }, { $set: { at: new Date(at) } }, { upsert: true }),
  );
}
