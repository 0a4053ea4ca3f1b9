/** The retention periods as form fields. Pure. */
import type { RetentionKind, RetentionPolicy } from '../../../core/administration/retention.ts';
import type { RetentionView } from '../../../shared/admin.ts';

export function retentionFields(kinds: RetentionView['kinds']): RetentionPolicy {
  const days = (wanted: RetentionKind) => kinds.find(({ kind }) => kind === wanted)?.days ?? null;
  return {
    rawBodies: days('rawBodies') ?? 0,
    deliveredEffects: days('deliveredEffects') ?? 0,
    decisions: days('decisions') ?? 0,
    closedLeads: days('closedLeads'),
    backups: days('backups'),
  };
}

/** Whether saving deletes data that would have stayed. Empty fields don't count. */
export function isShorter(next: RetentionPolicy, before: RetentionPolicy): boolean {
  const kinds = (Object.keys(before) as RetentionKind[]).filter((kind) => kind !== 'backups');
  return kinds.some((kind) => {
    const [days, had] = [next[kind], before[kind] ?? Infinity];
    return days !== null && days > 0 && days < had;
  });
}
