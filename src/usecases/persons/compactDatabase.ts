/**
 * Removes from the database's file what erasures left in freed pages (L76): within a day by itself, and on command. On
 * MongoDB nothing can be done from here, and the answer says so.
 */
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { HOUR, type Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import type { StorageView } from '../../shared/adminPersons.ts';
import { recordAudit } from '../admin/recordAudit.ts';
import type { Administrator } from '../admin/refusals.ts';

const SETTING = 'compactedAt';
/** The sweep runs every few minutes; several erasures of a day share one copy. */
const AFTER_MS = 20 * HOUR;
const WITHIN_MS = 24 * HOUR;

type StorageParts = Pick<Parts, 'clock' | 'compaction' | 'persons' | 'settings'>;

export async function viewStorage(parts: StorageParts): Promise<StorageView> {
  const isEmbedded = await parts.compaction.isEmbedded();
  const since = await oldestLeft(parts);
  return {
    database: isEmbedded ? 'embedded' : 'mongodb',
    compactedAt: await parts.settings.get<Moment>(SETTING),
    goneBy: !isEmbedded || since === null ? null : since + WITHIN_MS,
  };
}

/** On command, by an administrator. */
export async function compactNow(
  parts: Parts,
  by: Administrator,
): Promise<{ readonly ok: true; readonly storage: StorageView } | Failure> {
  if (!(await parts.compaction.isEmbedded()))
    return failure('in-use', 'This database is a MongoDB, whose files Leadbell can’t rewrite.');
  await recordAudit(parts, { by: by.id, what: 'erasure', subjectId: 'database', action: 'compact' });
  await compact(parts);
  return { ok: true, storage: await viewStorage(parts) };
}

/** The sweep. */
export async function compactWhenDue(parts: Parts): Promise<void> {
  const since = await oldestLeft(parts);
  if (since === null || parts.clock.now() < since + AFTER_MS || !(await parts.compaction.isEmbedded())) return;
  await compact(parts);
  parts.log.info({}, 'rewrote the database’s file without what was erased');
}

/** Erasures that end during the copy are left for the next one. */
async function compact(parts: StorageParts): Promise<void> {
  const at = parts.clock.now();
  await parts.compaction.run();
  await parts.settings.set(SETTING, at);
}

/** When the oldest of the erasures ended that the file may still hold; null if there is none. */
async function oldestLeft({ persons, settings }: StorageParts): Promise<Moment | null> {
  return persons.firstEnded((await settings.get<Moment>(SETTING)) ?? 0);
}
