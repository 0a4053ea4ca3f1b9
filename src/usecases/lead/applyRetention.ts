/**
 * Removes what is older than the settings allow, a small batch at a time, so that nobody waits for it. What a run does not
 * get to is the next one's; a run that is cut off leaves nothing half-removed.
 */
import {
  cutoff,
  DEFAULT_RETENTION,
  RETENTION_KINDS,
  type RetentionPolicy,
} from '../../core/administration/retention.ts';
import type { Edited } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';

export const RETENTION_SETTING = 'retention';
const BATCH = 200;
/** Some seconds of work at most: the job's lease and a stop of the process are not kept waiting. */
const MOST_BATCHES = 20;

type RetentionParts = Pick<Parts, 'clock' | 'log' | 'retention' | 'settings' | 'vitals'>;

export type StoredRetention = RetentionPolicy & Edited;

/** What the business chose, and the defaults for what it did not; at version 0 until somebody chose. */
export async function storedRetention({ settings }: Pick<Parts, 'settings'>): Promise<StoredRetention> {
  return { ...DEFAULT_RETENTION, version: 0, ...(await settings.get<Partial<StoredRetention>>(RETENTION_SETTING)) };
}

export function policyOf({ rawBodies, deliveredEffects, decisions, closedLeads }: StoredRetention): RetentionPolicy {
  return { rawBodies, deliveredEffects, decisions, closedLeads };
}

/** One run; returns how much of each kind went. */
export async function applyRetention(parts: RetentionParts): Promise<Readonly<Record<string, number>>> {
  const policy = policyOf(await storedRetention(parts));
  const removed: Record<string, number> = {};
  for (const kind of RETENTION_KINDS) {
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
