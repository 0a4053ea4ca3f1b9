/** Which leads and callbacks a person may see, by the one rule in core/lead/visibility.ts. */
import { maySeeLead, maySeePromises } from '../../core/lead/visibility.ts';
import { teamsReached } from '../../core/administration/campaign.ts';
import type { Lead } from '../../core/lead/lead.ts';
import type { Page } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import type { User } from '../../ports/people.ts';
import { campaignOf } from './context.ts';

export async function maySee(parts: Parts, user: User, lead: Lead): Promise<boolean> {
  return maySeeLead(user, lead, teamsReached(await campaignOf(parts, lead.campaignId)));
}

/** The callbacks that this person may see, earliest first: all of them, only their own, or only anyone's. */
export async function visibleCallbacks(
  parts: Parts,
  user: User,
  { only, ...page }: { readonly only?: 'mine' | 'anyones'; readonly cursor?: string; readonly limit: number },
): Promise<Page<Lead>> {
  if (only === 'mine') return parts.leads.callbacks({ ownerId: user.id, ...page });
  const isToAnyone = only === 'anyones';
  if (user.role !== 'agent') return parts.leads.callbacks({ isToAnyone, ...page });
  const campaigns = await parts.campaigns.all();
  const campaignIds = campaigns.filter((campaign) => maySeePromises(user, teamsReached(campaign))).map(({ id }) => id);
  return parts.leads.callbacks({ seenBy: { agentId: user.id, campaignIds }, isToAnyone, ...page });
}
