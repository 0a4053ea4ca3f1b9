/** The call flow of a campaign, and the campaign of a dialled number. */
import { PlainError } from '../../core/vocabulary/errors.ts';
import type { CallFlow } from '../../core/call/flow.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Parts } from '../../ports/parts.ts';

/** Calls belong to campaigns with a flow; a missing flow is a configuration error. */
export function flowOf(campaign: Campaign): CallFlow {
  if (!campaign.calls) throw new PlainError(`a call belongs to campaign ${campaign.id}, which no longer takes calls`);
  return campaign.calls;
}

export async function campaignOfNumber(parts: Parts, number: string): Promise<Campaign | null> {
  const campaigns = await parts.campaigns.all();
  return campaigns.find(({ active, calls }) => active && calls?.numbers.includes(number)) ?? null;
}
