/** Steps and rules of a routing policy, and a whole draft, as lines to read in the audit log and in edit conflicts. Pure. */
import type { PolicyStep, RoutingRule } from '../../../core/routing/policy.ts';
import type { Language } from '../../../core/vocabulary/language.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { commonText } from '../../../shared/text/common.ts';
import { translator } from '../../../shared/text/index.ts';
import { policyReading, rulesReading, stepsReading, type ReadingWords } from '../campaigns/policyReading.ts';

/** Null if the value at this path isn't one of them. Names are in the value already (withNames.ts). */
export function policyLines(path: string, value: unknown, reads: Language): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const t = translator(adminPolicyText, reads);
  const words: ReadingWords = {
    ...{ t, common: translator(commonText, reads), admin: translator(adminText, reads) },
    ...{ nameOf: (id) => id, form: { interests: [], fields: [] }, language: reads },
  };
  const base = { who: t('reads.sameAgents'), order: t('reads.sameOrder') };
  if (path === 'policyDraft')
    return policyReading(value as Pick<CampaignFields, 'policy' | 'teamIds' | 'skills' | 'siteIds'>, words);
  if (/(^|\.)policy\.steps$/.test(path)) return stepsReading(value as readonly PolicyStep[], words);
  if (/(^|\.)policy\.rules$/.test(path)) return rulesReading(value as readonly RoutingRule[], base, words);
  return null;
}
