/** Records administrative changes in the audit log. */
import { changedFields } from '../../core/administration/changedFields.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { AuditIntent, AuditRecord } from '../../ports/audit.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Audited } from '../../shared/adminAudit.ts';
import { settleAudit } from './settleAudit.ts';

export interface Change {
  /** ID of the user or API key, `system`, or `prospect`: the customer. */
  readonly by: string;
  readonly what: Audited;
  readonly subjectId: string;
  readonly action: string;
  /** Before and after, without secrets; only differences are stored. Absent if the thing didn't or doesn't exist. */
  readonly before?: object;
  readonly after?: object;
  /** The version that the change created, so that a repeated change gets one entry. */
  readonly version?: number;
  /** When the change was made, as stored with the version; defaults to now. */
  readonly at?: Moment;
}

/** Records an action that has no write of its own to pair with. */
export async function recordAudit(parts: Pick<Parts, 'audit' | 'clock' | 'random'>, change: Change): Promise<void> {
  await parts.audit.add(recordOf(parts, change));
}

/**
 * Makes a change and records it. An intent is stored first; if the process crashes between the two, settleAudit derives
 * from the document whether the change was made. Returns the result of `write`.
 */
export async function withAudit<T>(
  parts: Parts,
  change: Change,
  write: () => Promise<T>,
  isMade: (result: T) => boolean,
): Promise<T> {
  const { what, subjectId, version } = change;
  // Settle intents left open by earlier changes while their version is still visible.
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
    by,
    what,
    subjectId,
    action,
    ...changedFields(before, after),
  };
}
