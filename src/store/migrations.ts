/**
 * Brings the database to this program's version at startup: migrations in order, then the indexes. A database written
 * by a newer program isn't touched.
 *
 * One node migrates at a time, under a lease; the others wait and find it done. The version is stored after each step,
 * so an interrupted step runs again: that is why each must be harmless when run twice. To add one, append it to
 * MIGRATIONS, and put documents in the previous format into test/store/fixtures.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { PlainError } from '../core/vocabulary/errors.ts';
import type { Clock, Log } from '../ports/basics.ts';
import type { SettingsStore } from '../ports/settings.ts';
import { SECOND } from '../core/vocabulary/time.ts';
import { ensureIndexes } from './indexes.ts';
import { levelSkills } from './levelSkills.ts';
import { dropDigests } from './dropDigests.ts';
import { dropSurplus } from './dropSurplus.ts';
import { fillCards, labelSuspects, renewCards } from './fillCards.ts';
import { openOutcomes } from './openOutcomes.ts';
import { splitHours } from './splitHours.ts';

interface Migration {
  /** The version of the database after this migration. */
  readonly version: number;
  readonly why: string;
  readonly up: (connection: Connection) => Promise<void>;
}

/** Append only. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, why: 'first version: collections and indexes as declared', up: () => Promise.resolve() },
  { version: 2, why: 'leads can be found by any part of their number (see version 6)', up: () => Promise.resolve() },
  { version: 3, why: 'skills have levels; users have versions', up: levelSkills },
  {
    version: 4,
    why: 'leads can be found by a given name that is written together with the family name (see version 6)',
    up: () => Promise.resolve(),
  },
  {
    version: 5,
    why: 'one query finds leads by any of their numbers; reports count facts instead of leads',
    up: () => Promise.resolve(),
  },
  {
    version: 6,
    why: 'lists and searches read cards, daily figures read facts; routing choices stay on their leads',
    up: async (connection) => {
      await fillCards(connection);
      await dropSurplus(connection);
    },
  },
  {
    version: 7,
    why: 'lists of leads are sorted by wait and by due time, and filtered by source',
    up: renewCards,
  },
  {
    version: 8,
    why: 'businesses have outcomes of their own; a campaign offers all of them unless it chose',
    up: openOutcomes,
  },
  {
    version: 9,
    why: 'lists of leads are filtered by tag; one index serves sources and tags',
    up: async (connection) => {
      await renewCards(connection);
      await dropSurplus(connection);
    },
  },
  {
    version: 10,
    why: 'nothing of an erased inquiry is left, not even a digest',
    up: dropDigests,
  },
  {
    version: 11,
    why: 'open leads that may be duplicates are listed',
    up: labelSuspects,
  },
  {
    version: 12,
    why: 'lists of leads are filtered by band and by what is missing; open leads are found by name and postal code',
    up: renewCards,
  },
  {
    version: 13,
    why: 'lines of reports are kept by the minute',
    up: splitHours,
  },
  {
    version: 14,
    why: 'inquiries of a day are counted by their keys, without those of imports',
    up: dropSurplus,
  },
  {
    version: 15,
    why: 'lists of leads are filtered by what brought them',
    up: renewCards,
  },
];

const KEY = 'schemaVersion';
const LEASE = 'migrations';
/** Renewed while held. */
const LEASE_MS = 60 * SECOND;
const ASK_AGAIN_MS = 200;

export interface MigrationParts {
  readonly settings: SettingsStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** The lease holder's identity. */
  readonly holder: string;
}

/** Queries over `connection` and changes over `builder`, a connection from `connectToBuild`. */
export async function migrate(
  connection: Connection,
  builder: Connection,
  parts: MigrationParts,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const { settings, clock, log, holder } = parts;
  const lease = () => settings.lease(LEASE, holder, clock.now(), clock.now() + LEASE_MS);
  const newest = newestVersion(migrations);
  refuseNewer(await schemaVersion(settings), newest);
  while (!(await lease())) await delay(ASK_AGAIN_MS);
  // Renews the lease during a long step. Running a step twice at once is harmless, so a failed renewal is too.
  const renewing = setInterval(() => void lease().catch(() => undefined), LEASE_MS / 3);
  try {
    // Read again: the previous lease holder may have migrated since.
    const version = await schemaVersion(settings);
    refuseNewer(version, newest);
    for (const migration of inOrder(migrations).filter((each) => each.version > version)) {
      await migration.up(builder);
      await settings.set(KEY, migration.version);
      log.info({ version: migration.version, why: migration.why }, 'database migrated');
    }
    await ensureIndexes(connection, builder, log);
  } finally {
    clearInterval(renewing);
    await settings.release(LEASE, holder).catch(() => undefined);
  }
}

/** The version of the database; 0 for an empty one. */
export async function schemaVersion(settings: SettingsStore): Promise<number> {
  return (await settings.get<number>(KEY)) ?? 0;
}

/** The version that this program migrates to. */
export function newestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return Math.max(0, ...migrations.map((migration) => migration.version));
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  return [...migrations].sort((a, b) => a.version - b.version);
}

function refuseNewer(version: number, newest: number): void {
  if (version <= newest) return;
  throw new PlainError(
    `This database has schema version ${version}, but this Leadbell supports versions up to ${newest}. Start a newer Leadbell.`,
  );
}
