/** How long each kind of data is kept: shown with its reasons, and changed as a whole. */
import {
  FIXED_RETENTION,
  RETENTION,
  RETENTION_KINDS,
  retentionWarnings,
  type RetentionPolicy,
} from '../../core/retention.ts';
import { isSame } from '../../core/administration/changedFields.ts';
import type { Parts } from '../../ports.ts';
import type { RetentionView } from '../../shared/api.ts';
import { policyOf, RETENTION_SETTING, storedRetention, type StoredRetention } from '../applyRetention.ts';
import { alone } from './alone.ts';
import { audited } from './recordAudit.ts';
import { editedMeanwhile, namesOf, nextRevision, revisionOf, type Administrator, type Saved } from './refusals.ts';

export async function viewRetention(parts: Parts): Promise<RetentionView> {
  return present(parts, await storedRetention(parts));
}

/** `basedOn` 0: nobody has chosen yet. */
export function saveRetention(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  policy: RetentionPolicy,
): Promise<Saved<RetentionView>> {
  return alone(parts, async () => {
    const stored = await storedRetention(parts);
    if (stored.version !== basedOn) return editedMeanwhile(parts, stored, await present(parts, stored));
    const before = policyOf(stored);
    if (isSame(before, policy)) return { ok: true, saved: await present(parts, stored) };
    const next = { ...policy, ...nextRevision(parts, basedOn, by) };
    const replaced = await audited(
      parts,
      {
        ...{ by: by.id, what: 'service', subjectId: RETENTION_SETTING, action: 'edit', before, after: policy },
        ...{ version: next.version, at: next.changedAt },
      },
      () => parts.settings.replace(RETENTION_SETTING, next, basedOn),
      (result) => result === 'done',
    );
    if (replaced === 'stale') {
      const now = await storedRetention(parts);
      return editedMeanwhile(parts, now, await present(parts, now));
    }
    return { ok: true, saved: await present(parts, next) };
  });
}

async function present(parts: Parts, stored: StoredRetention): Promise<RetentionView> {
  const policy = policyOf(stored);
  return {
    kinds: RETENTION_KINDS.map((kind) => ({
      ...{ kind, days: policy[kind], default: RETENTION[kind].fallback, least: RETENTION[kind].least },
      why: RETENTION[kind].why,
    })),
    fixed: FIXED_RETENTION,
    warnings: retentionWarnings(policy),
    ...revisionOf(stored, await namesOf(parts, [stored])),
  };
}
