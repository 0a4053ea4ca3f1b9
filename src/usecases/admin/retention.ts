/** How long each kind of data is kept: shown with the reasons, and changed as a whole. */
import {
  kindsBelowAdvised,
  FIXED_RETENTION,
  MOST_DAYS,
  RETENTION,
  RETENTION_KINDS,
  type RetentionPolicy,
} from '../../core/administration/retention.ts';
import { isSame } from '../../core/vocabulary/isSame.ts';
import type { Parts } from '../../ports/parts.ts';
import type { RetentionView } from '../../shared/admin.ts';
import { adminRetentionText } from '../../shared/text/adminRetention.ts';
import { translator } from '../../shared/text/index.ts';
import { policyOf, RETENTION_SETTING, storedRetention, type StoredRetention } from '../lead/applyRetention.ts';
import { withAdminLease } from './adminLease.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, namesOf, nextRevision, revisionOf, type Administrator, type Saved } from './refusals.ts';

/** For API clients; the page has its own language. */
const t = translator(adminRetentionText, 'en');

export async function viewRetention(parts: Parts): Promise<RetentionView> {
  return present(parts, await storedRetention(parts));
}

/** `basedOn` is 0 if no policy was saved before. */
export function saveRetention(
  parts: Parts,
  by: Administrator,
  basedOn: number,
  policy: RetentionPolicy,
): Promise<Saved<RetentionView>> {
  return withAdminLease(parts, async () => {
    const stored = await storedRetention(parts);
    if (stored.version !== basedOn) return editConflict(parts, stored, await present(parts, stored));
    const before = policyOf(stored);
    if (isSame(before, policy)) return { ok: true, saved: await present(parts, stored) };
    const next = { ...policy, ...nextRevision(parts, basedOn, by) };
    const replaced = await withAudit(
      parts,
      {
        by: by.id,
        what: 'service',
        subjectId: RETENTION_SETTING,
        action: 'edit',
        before,
        after: policy,
        version: next.version,
        at: next.changedAt,
      },
      () => parts.settings.replace(RETENTION_SETTING, next, basedOn),
      (result) => result === 'done',
    );
    if (replaced === 'stale') {
      const now = await storedRetention(parts);
      return editConflict(parts, now, await present(parts, now));
    }
    return { ok: true, saved: await present(parts, next) };
  });
}

async function present(parts: Parts, stored: StoredRetention): Promise<RetentionView> {
  const policy = policyOf(stored);
  return {
    kinds: RETENTION_KINDS.map((kind) => ({
      kind,
      days: policy[kind],
      default: RETENTION[kind].fallback,
      least: RETENTION[kind].least,
      most: MOST_DAYS,
      advised: RETENTION[kind].advised,
      why: t(`why.${kind}`),
    })),
    fixed: FIXED_RETENTION.map((kind) => ({ kind, kept: t(`kept.${kind}`) })),
    warnings: kindsBelowAdvised(policy).map((kind) => `${kind}: ${t('fiveYears', { days: policy[kind] ?? 0 })}`),
    ...revisionOf(stored, await namesOf(parts, [stored])),
  };
}
