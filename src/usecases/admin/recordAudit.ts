/** Writes each administrative change into the audit log with its change. */
import { changedFields } from '../../core/administration/changedFields.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { AuditIntent, AuditRecord } from '../../ports/audit.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Audited } from '../../shared/admin.ts';
import { settleAudit } from './settleAudit.ts';

export interface Change {
  /** The user's identifier, a key's, or `system`. */
  readonly by: string;
  readonly what: Audited;
  readonly subjectId: string;
  readonly action: string;
  /** As it was and as it is, without secrets; what does not differ is left out. Absent for what is not there. */
  readonly before?: object;
  readonly after?: object;
  /** The version that the change made: a change that is told twice is then one entry. */
  readonly version?: number;
  /** When the change is made, as it is written beside the version; otherwise now. */
  readonly at?: Moment;
}

/** For what is only said, before it is done. */
export async function recordAudit(parts: Pick<Parts, 'audit' | 'clock' | 'random'>, change: Change): Promise<void> {
  await parts.audit.add(recordOf(parts, change));
}

/**
 * Makes a change and its entry. The entry is written down first as intended; when the process dies between the two,
 * settleAudit finds out from the thing itself whether the change was made. Returns what `write` did.
 */
export async function audited<T>(
  parts: Parts,
  change: Change,
  write: () => Promise<T>,
  isMade: (result: T) => boolean,
): Promise<T> {
  const { what, subjectId, version } = change;
  // What an earlier change of the same thing left open is found out while its version is still there to be seen.
  await settleAudit(parts, { what, subjectId });
  const record = recordOf(parts, change);
  const intent: AuditIntent = { ...record, ...(version !== undefined && { version }) };
  await parts.audit.intend(intent);
  const result = await write();
  if (isMade(result)) await parts.audit.add(record);
  await parts.audit.settle(record.id);
  return result;
}

function recordOf({ clock, random }: Pick<Parts, 'clock' | 'random'>, change: Change): AuditRecord {
  const { by, what, subjectId, action, before = {}, after = {}, version, at } = change;
  return {
    id: version === undefined ? random.id('au') : `au_${what}_${subjectId}_${action}_${version}`,
    at: at ?? clock.now(),
    ...{ by, what, subjectId, action },
    ...changedFields(before, after),
  };
}
