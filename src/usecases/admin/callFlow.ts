/** What happens to a campaign's calls, saved as a whole or not at all, beside the campaign's own page. */
import { changedFields } from '../../core/administration/changedFields.ts';
import type { Mistake } from '../../core/vocabulary/mistake.ts';
import { checkFlow, type FlowSurroundings } from '../../core/administration/checkFlow.ts';
import type { CallFlow } from '../../core/call/flow.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import type { StoredCampaign } from '../../ports/business.ts';
import type { Parts } from '../../ports/parts.ts';
import type { CampaignView } from '../../shared/admin.ts';
import { alone } from './alone.ts';
import { viewCampaign } from './campaigns.ts';
import { audited } from './recordAudit.ts';
import { editedMeanwhile, nextRevision, refuseMistakes, type Administrator, type Saved } from './refusals.ts';

/** `calls` null: the campaign takes no calls any more. `basedOn` is the campaign's version that was looked at. */
export function saveCallFlow(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  calls: CallFlow | null,
): Promise<Saved<CampaignView>> {
  return alone(parts, async () => {
    const { all, skills } = await whatIsThere(parts);
    const before = all.find((campaign) => campaign.id === id);
    if (!before) return failure('not-found', 'Campaign not found.');
    if (before.version !== basedOn) return editedMeanwhile(parts, before, await viewCampaign(parts, id));
    const mistakes = calls ? checkFlow(calls, around(parts, before, all, skills)) : [];
    if (mistakes.length > 0) return refuseMistakes(mistakes);

    const { calls: _before, ...rest } = before;
    const next = { ...rest, ...(calls && { calls }), ...nextRevision(parts, basedOn, by) };
    const replaced = await audited(
      parts,
      {
        ...{ by: by.id, what: 'campaign', subjectId: id, action: 'calls', version: next.version, at: next.changedAt },
        ...changedFields({ calls: before.calls ?? null }, { calls }),
      },
      () => parts.campaigns.replace(next, basedOn),
      (result) => result === 'done',
    );
    const view = await viewCampaign(parts, id);
    if (replaced !== 'done' || !view) return editedMeanwhile(parts, before, view);
    parts.desk.floorChanged();
    return { ok: true, saved: view };
  });
}

/** What is wrong with the meaning of a flow, of whatever of it can be judged. */
export async function mistakesOfFlow(parts: Parts, id: string, calls: CallFlow): Promise<readonly Mistake[]> {
  const { all, skills } = await whatIsThere(parts);
  const campaign = all.find((one) => one.id === id);
  return campaign ? checkFlow(calls, around(parts, campaign, all, skills)) : [];
}

async function whatIsThere(parts: Parts) {
  const [all, skills] = await Promise.all([parts.campaigns.stored(), parts.skills.all()]);
  return { all, skills };
}

function around(
  parts: Parts,
  campaign: StoredCampaign,
  all: readonly StoredCampaign[],
  skills: readonly { readonly id: string }[],
): FlowSurroundings {
  return {
    ...{ campaign, callingCode: parts.callingCodeOf(campaign.country) },
    takenNumbers: all.filter((one) => one.id !== campaign.id).flatMap((one) => one.calls?.numbers ?? []),
    skillIds: skills.map((skill) => skill.id),
  };
}
