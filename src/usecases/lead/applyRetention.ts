/**
 * Deletes data older than the policy allows, in small batches so that nothing is blocked. The next run does the rest;
 * an interrupted run leaves nothing half-deleted.
 */
import { cutoff, DEFAULT_RETENTION, DELETED_KINDS, type RetentionPolicy } from '../../core/administration/retention.ts';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';

export const RETENTION_SETTING = 'retention';
const BATCH = 200;
/** A few seconds of work, so the job's lease and shutdown aren't delayed. */
const MOST_BATCHES = 20;

type RetentionParts = Pick<Parts, 'clock' | 'log' | 'retention' | 'settings' | 'vitals'>;

export type StoredRetention = RetentionPolicy & Edited;

/** The saved policy with defaults for the rest; version 0 until one is saved. */
export async function storedRetention({ settings }: Pick<Parts, 'settings'>): Promise<StoredRetention> {
  return { ...DEFAULT_RETENTION, version: 0, ...(await settings.get<Partial<StoredRetention>>(RETENTION_SETTING)) };
}

export function policyOf(stored: StoredRetention): RetentionPolicy {
  const { rawBodies, deliveredEffects, decisions, closedLeads, backups } = stored;
  return { rawBodies, deliveredEffects, decisions, closedLeads, backups };
}

/** For how many days the business keeps backups; null if it didn't say. */
export async function backupDays(parts: Pick<Parts, 'settings'>): Promise<number | null> {
  return (await storedRetention(parts)).backups;
}

/** One run; returns how much of each kind was deleted. */
export async function applyRetention(parts: RetentionParts): Promise<Readonly<Record<string, number>>> {
  const policy = policyOf(await storedRetention(parts));
  const removed: Record<string, number> = {};
  for (const kind of DELETED_KINDS) {
    const before = cutoff(policy, kind, parts.clock.now());
    if (before === null) continue;
    let after = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const { count, reached } = await parts.retention.removeSome(kind, { before, after, limit: BATCH });
      if (count > 0) {
        removed[kind] = (removed[kind] ?? 0) + count;
        parts.vitals.removed(kind, count);
      }
      if (reached === null) break;
      after = reached;
    }
  }
  if (Object.keys(removed).length > 0)
    parts.log.info({ removed }, 'removed old data according to the retention settings');
  return removed;
}
