/** The choice of days as a form has it. Pure. */
import type { RetentionKind, RetentionPolicy } from '../../../core/retention.ts';
import type { RetentionView } from '../../../shared/api.ts';

export function retentionFields(kinds: RetentionView['kinds']): RetentionPolicy {
  const days = (wanted: RetentionKind) => kinds.find(({ kind }) => kind === wanted)?.days ?? null;
  return {
    rawBodies: days('rawBodies') ?? 0,
    deliveredEffects: days('deliveredEffects') ?? 0,
    decisions: days('decisions') ?? 0,
    closedLeads: days('closedLeads'),
  };
}

/** Whether saving removes something that would have stayed. What is not filled in yet is no choice. */
export function isShorter(next: RetentionPolicy, before: RetentionPolicy): boolean {
  const kinds = Object.keys(before) as RetentionKind[];
  return kinds.some((kind) => {
    const [days, had] = [next[kind], before[kind] ?? Infinity];
    return days !== null && days > 0 && days < had;
  });
}
