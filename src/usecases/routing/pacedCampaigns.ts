/** Campaigns as routing uses them now: with the burn of their speed budget, from facts in memory. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { pacedBy, type SpeedBudget } from '../../core/routing/speedBudget.ts';
import type { Parts } from '../../ports/parts.ts';

type Facts = Pick<Parts, 'facts' | 'clock'>;

/** All campaigns, each with its burn while that is above 1. */
export async function pacedCampaigns(parts: Facts & Pick<Parts, 'campaigns'>): Promise<readonly Campaign[]> {
  return pace(parts, await parts.campaigns.all());
}

export async function pace<C extends Pick<Campaign, 'id' | 'policy'>>(
  parts: Facts,
  campaigns: readonly C[],
): Promise<readonly C[]> {
  return pacedWith(await speedBudgets(parts, campaigns), campaigns);
}

export function pacedWith<C extends Pick<Campaign, 'id' | 'policy'>>(
  budgets: ReadonlyMap<string, SpeedBudget>,
  campaigns: readonly C[],
): readonly C[] {
  if (budgets.size === 0) return campaigns;
  return campaigns.map((campaign) => {
    const policy = pacedBy(campaign.policy, budgets.get(campaign.id)?.burn ?? null);
    return policy === campaign.policy ? campaign : { ...campaign, policy };
  });
}

/** By campaign ID, of those whose policy has an objective. Nothing is read if none has. */
export async function speedBudgets(
  parts: Facts,
  campaigns: readonly Pick<Campaign, 'id' | 'policy'>[],
): Promise<ReadonlyMap<string, SpeedBudget>> {
  const asked = campaigns.flatMap(({ id, policy: { speed } }) => (speed ? [{ id, speed }] : []));
  if (asked.length === 0) return new Map();
  const budgetOf = await parts.facts.speedBudgets(parts.clock.now());
  return new Map(asked.map(({ id, speed }) => [id, budgetOf(id, speed)]));
}
