/** Writes one administrative change into the audit log, and reads the log with names instead of identifiers. */
import { changedFields } from '../../core/administration/changedFields.ts';
import type { AuditQuery, AuditRecord, Parts } from '../../ports.ts';
import type { Audited, AuditList } from '../../shared/admin.ts';

export interface Change {
  /** The user's identifier, or `system`. */
  readonly by: string;
  readonly what: Audited;
  readonly subjectId: string;
  readonly action: string;
  /** As it was and as it is, without secrets; what does not differ is left out. Absent for what is not there. */
  readonly before?: object;
  readonly after?: object;
  /** The version that the change made: a change that is told twice is then one entry. */
  readonly version?: number;
}

export async function recordAudit(parts: Pick<Parts, 'audit' | 'clock' | 'random'>, change: Change): Promise<void> {
  const { by, what, subjectId, action, before = {}, after = {}, version } = change;
  const record: AuditRecord = {
    id: version === undefined ? parts.random.id('au') : `au_${what}_${subjectId}_${action}_${version}`,
    at: parts.clock.now(),
    ...{ by, what, subjectId, action },
    ...changedFields(before, after),
  };
  await parts.audit.add(record);
}

export async function viewAudit(parts: Pick<Parts, 'audit' | 'users'>, query: AuditQuery): Promise<AuditList> {
  const { items, next } = await parts.audit.list(query);
  const names = await parts.users.names(items.map(({ by }) => by));
  return {
    entries: items.map(({ id, at, by, what, subjectId, action, before, after }) => ({
      ...{ id, at, by: names.get(by) ?? by, byId: by, what, subjectId, action, before, after },
    })),
    next,
  };
}
