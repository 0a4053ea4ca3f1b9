/** What is worth knowing about a routing policy, whether it was saved on its own, with its campaign, or as a draft. */
import { isOfRouting, type CampaignDraft } from '../../core/administration/campaign.ts';
import { checkCampaign } from '../../core/administration/checkCampaign.ts';
import { skillsInFlow } from '../../core/call/flow.ts';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import type { StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CampaignSaved, CampaignView } from '../../shared/admin.ts';
import { idleSettings, type IdleContext } from '../../shared/idleSettings.ts';
import type { Saved } from './refusals.ts';
import { loadValidationContext } from './validationContext.ts';

/**
 * For any policy of this campaign: what keeps it from being activated today, as staff changes on its own and earlier versions
 * checked less; then its settings that have no effect.
 */
export async function loadWarnings(
  parts: Parts,
  campaign: Pick<StoredCampaign, 'id' | 'calls' | 'scoring'>,
): Promise<(draft: CampaignDraft) => readonly Mistake[]> {
  const { id, calls, scoring } = campaign;
  const [loaded, active] = await Promise.all([loadValidationContext(parts, id), parts.campaigns.byId(id)]);
  const context: IdleContext = {
    takers: loaded.agents,
    callersChooseSkills: calls !== undefined && skillsInFlow(calls).length > 0,
    isScored: scoring !== undefined || active?.model !== undefined,
  };
  return (draft) => [
    ...checkCampaign(draft, { ...loaded, asked: null }).filter(({ path }) => isOfRouting(path)),
    ...idleSettings(draft, context),
  ];
}

/** A campaign as saved, with the warnings of its policy. */
export async function withWarnings(parts: Parts, result: Saved<CampaignView>): Promise<Saved<CampaignSaved>> {
  if (!result.ok) return result;
  const { saved } = result;
  const { calls, ...campaign } = saved;
  const warn = await loadWarnings(parts, { ...campaign, ...(calls && { calls }) });
  return { ok: true, saved: { ...saved, warnings: warn(saved) } };
}
