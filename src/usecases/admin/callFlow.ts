/** What happens to a campaign's calls, saved as a whole or not at all, beside the campaign's own page. */
import { checkFlow } from '../../core/call/checkFlow.ts';
import type { CallFlow } from '../../core/call/flow.ts';
import { failure } from '../../core/errors.ts';
import type { Parts } from '../../ports.ts';
import { alone } from './alone.ts';
import { viewCampaign } from './campaigns.ts';
import { recordAudit } from './recordAudit.ts';
import { editedMeanwhile, nextRevision, type Administrator, type Saved } from './refusals.ts';

export interface SavedFlow {
  readonly version: number;
  readonly calls: CallFlow | null;
}

/** `calls` null: the campaign takes no calls any more. `basedOn` is the campaign's version that was looked at. */
export function saveCallFlow(
  parts: Parts,
  by: Administrator,
  id: string,
  basedOn: number,
  calls: CallFlow | null,
): Promise<Saved<SavedFlow>> {
  return alone(parts, async () => {
    const all = await parts.campaigns.stored();
    const before = all.find((campaign) => campaign.id === id);
    if (!before) return failure('not-found', 'There is no such campaign.');
    if (before.version !== basedOn) return editedMeanwhile(parts, before, await viewCampaign(parts, id));
    const takenNumbers = all.filter((one) => one.id !== id).flatMap((one) => one.calls?.numbers ?? []);
    const fields = calls ? checkFlow(calls, { campaign: before, takenNumbers }) : {};
    if (Object.keys(fields).length > 0)
      return failure('bad-input', `Nothing was saved. Please check: ${Object.keys(fields).join(', ')}.`, { fields });

    const { calls: _before, ...rest } = before;
    const next = { ...rest, ...(calls && { calls }), ...nextRevision(parts, basedOn, by) };
    if ((await parts.campaigns.replace(next, basedOn)) !== 'done')
      return editedMeanwhile(parts, before, await viewCampaign(parts, id));
    await recordAudit(parts, {
      ...{ by: by.id, what: 'campaign', subjectId: id, action: 'calls', version: next.version },
      ...(before.calls && { before: { calls: before.calls } }),
      ...(calls && { after: { calls } }),
    });
    return { ok: true, saved: { version: next.version, calls } };
  });
}
