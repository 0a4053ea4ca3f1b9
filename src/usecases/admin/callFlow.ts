/** A campaign's call flow, saved as a whole, separately from the campaign's other settings. */
import { changedFields } from '../../core/administration/changedFields.ts';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import { checkFlow, type FlowContext } from '../../core/administration/checkFlow.ts';
import type { CallFlow } from '../../core/call/flow.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { callingCodeOf } from '../../intake/numbers.ts';
import type { StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CampaignView } from '../../shared/admin.ts';
import { withAdminLease } from './adminLease.ts';
import { viewCampaign } from './campaigns.ts';
import { withAudit } from './recordAudit.ts';
import { editConflict, nextRevision, refuseMistakes, type Administrator, type Saved } from './refusals.ts';

/** `calls` is null to stop taking calls. `basedOn` is the campaign version that was edited. */
export function saveCallFlow(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  calls: CallFlow | null,
): Promise<Saved<CampaignView>> {
  return withAdminLease(parts, async () => {
    const { all, skills } = await loadTeamsAndSkills(parts);
    const before = all.find((campaign) => campaign.id === id);
    if (!before) return failure('not-found', 'Campaign not found.');
    if (before.version !== basedOn) return editConflict(parts, before, await viewCampaign(parts, id));
    const mistakes = calls ? checkFlow(calls, flowContext(parts, before, all, skills)) : [];
    if (mistakes.length > 0) return refuseMistakes(mistakes);

    const { calls: _before, ...rest } = before;
    const next = { ...rest, ...(calls && { calls }), ...nextRevision(parts, basedOn, by) };
    const replaced = await withAudit(
      parts,
      {
        by: by.id,
        what: 'campaign',
        subjectId: id,
        action: 'calls',
        version: next.version,
        at: next.changedAt,
        ...changedFields({ calls: before.calls ?? null }, { calls }),
      },
      () => parts.campaigns.replace(next, basedOn),
      (result) => result === 'done',
    );
    const view = await viewCampaign(parts, id);
    if (replaced !== 'done' || !view) return editConflict(parts, before, view);
    parts.desk.floorChanged();
    return { ok: true, saved: view };
  });
}

/** Validation errors in the parts of a flow that can be judged. */
export async function mistakesOfFlow(parts: Parts, id: string, calls: CallFlow): Promise<readonly Mistake[]> {
  const { all, skills } = await loadTeamsAndSkills(parts);
  const campaign = all.find((one) => one.id === id);
  return campaign ? checkFlow(calls, flowContext(parts, campaign, all, skills)) : [];
}

async function loadTeamsAndSkills(parts: Parts) {
  const [all, skills] = await Promise.all([parts.campaigns.stored(), parts.skills.all()]);
  return { all, skills };
}

function flowContext(
  parts: Parts,
  campaign: StoredCampaign,
  all: readonly StoredCampaign[],
  skills: readonly { readonly id: string }[],
): FlowContext {
  return {
    campaign,
    callingCode: callingCodeOf(campaign.country),
    takenNumbers: all.filter((one) => one.id !== campaign.id).flatMap((one) => one.calls?.numbers ?? []),
    skillIds: skills.map((skill) => skill.id),
  };
}
