/** What a decision about a lead is made on besides the lead: its campaign's policy and hours, and the law's lists. */
import { PlainError } from '../core/errors.ts';
import type { Campaign } from '../core/campaign.ts';
import type { Context } from '../core/lead/step.ts';
import type { Parts } from '../ports.ts';

export async function campaignOf(parts: Parts, campaignId: string): Promise<Campaign> {
  const campaign = await parts.campaigns.byId(campaignId);
  if (!campaign) throw new PlainError(`a lead belongs to campaign ${campaignId}, which is not there`);
  return campaign;
}

/** What a decision about a lead of this campaign may look at. */
export async function contextOf(parts: Parts, campaign: Campaign, tel: string | undefined): Promise<Context> {
  return {
    now: parts.clock.now(),
    policy: campaign.policy,
    cadence: campaign.cadence,
    hours: campaign.hours,
    contactBy: campaign.contactBy,
    bonusSeconds: campaign.bonusSeconds,
    ...(campaign.calls && { lineMs: campaign.calls.line.maxWaitMs }),
    doNotCallSince: tel === undefined ? null : await parts.doNotCall.since(tel),
  };
}
