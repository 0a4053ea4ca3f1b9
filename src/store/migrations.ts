/**
 * Brings the database to this program's shape at the start: migrations in order, each harmless when done twice, then the
 * version, then the indexes. A database written by a newer program is left alone. Two nodes that start at once may both
 * migrate; that is why each step is idempotent.
 */
import type { Connection } from 'mongoose';
import type { Log, SettingsStore } from '../ports.ts';
import { ensureIndexes } from './connection.ts';

interface Migration {
  /** The version that the database has afterwards. */
  readonly version: number;
  readonly why: string;
  readonly up: (connection: Connection) => Promise<void>;
}

/** Only ever appended to. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, why: 'the first shape: collections and indexes as declared', up: () => Promise.resolve() },
];

const KEY = 'schemaVersion';

export async function migrate(
  connection: Connection,
  settings: SettingsStore,
  log: Log,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const newest = Math.max(0, ...migrations.map((migration) => migration.version));
  const version = (await settings.get<number>(KEY)) ?? 0;
  if (version > newest) {
    throw new Error(
      `This database has schema version ${version}, and this Leadbell knows up to ${newest}. Start a newer Leadbell.`,
    );
  }
  for (const migration of migrations.filter((each) => each.version > version)) {
    await migration.up(connection);
    await settings.set(KEY, migration.version);
    log.info({ version: migration.version, why: migration.why }, 'database migrated');
  }
  await ensureIndexes(connection);
}
