/**
 * Removes from the database's file what erasures left in freed pages (L76): within a day automatically, and on command.
 * On MongoDB nothing can be done from here, and the answer says so.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { HOUR, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { StorageView } from '../../shared/adminPersons.ts';
import { backupDays } from '../lead/applyRetention.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import type { Administrator } from '../admin/refusals.ts';

const SETTING = 'compactedAt';
/** Writes wait for the copy, so it is made on a quiet floor; several erasures of a day share one. */
const WHEN_QUIET_MS = 6 * HOUR;
/** The sweep runs every few minutes, and a copy takes a while. */
const AT_LATEST_MS = 22 * HOUR;
const WITHIN_MS = 24 * HOUR;

type StorageParts = Pick<Parts, 'clock' | 'compaction' | 'persons' | 'settings'>;

export async function viewStorage(parts: StorageParts): Promise<StorageView> {
  const isEmbedded = await parts.compaction.isEmbedded();
  const since = await oldestLeft(parts);
  return {
    database: isEmbedded ? 'embedded' : 'mongodb',
    compactedAt: await parts.settings.get<Moment>(SETTING),
    goneBy: !isEmbedded || since === null ? null : since + WITHIN_MS,
    backupDays: await backupDays(parts),
  };
}

/** On command, by an administrator. */
export async function compactNow(
  parts: Parts,
  by: Administrator,
): Promise<{ readonly ok: true; readonly storage: StorageView } | Failure> {
  if (!(await parts.compaction.isEmbedded()))
    return failure('in-use', 'This is a MongoDB database. Leadbell can’t rewrite its files.');
  await recordAudit(parts, { by: by.id, what: 'erasure', subjectId: 'database', action: 'compact' });
  await compact(parts);
  return { ok: true, storage: await viewStorage(parts) };
}

/** The sweep. `isQuiet`: nothing happens on the floor now. */
export async function compactWhenDue(parts: Parts, isQuiet: boolean): Promise<void> {
  const since = await oldestLeft(parts);
  const waitMs = isQuiet ? WHEN_QUIET_MS : AT_LATEST_MS;
  if (since === null || parts.clock.now() < since + waitMs || !(await parts.compaction.isEmbedded())) return;
  const began = performance.now();
  await compact(parts);
  const ms = Math.round(performance.now() - began);
  parts.log.info({ ms }, 'rewrote the database’s file without what was erased');
}

/** Erasures that end during the copy are left for the next one. */
async function compact(parts: StorageParts): Promise<void> {
  const at = parts.clock.now();
  await parts.compaction.run();
  await parts.settings.set(SETTING, at);
}

/** When the oldest erasure ended whose data may still be in the file; null if there is none. */
async function oldestLeft({ persons, settings }: StorageParts): Promise<Moment | null> {
  return persons.firstEnded((await settings.get<Moment>(SETTING)) ?? 0);
}
