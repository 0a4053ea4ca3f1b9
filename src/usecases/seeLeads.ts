/** What somebody may see of the leads, by the one rule of core/lead/visibility.ts. */
import { maySeeLead, maySeePromises } from '../core/lead/visibility.ts';
import type { Lead } from '../core/lead/lead.ts';
import type { Page, Parts, User } from '../ports.ts';
import { campaignOf } from './context.ts';

export async function maySee(parts: Parts, user: User, lead: Lead): Promise<boolean> {
  return maySeeLead(user, lead, (await campaignOf(parts, lead.campaignId)).teamIds);
}

/** The promised callbacks that this person may see, the earliest due first; with `mine` only their own. */
export async function promisesSeenBy(
  parts: Parts,
  user: User,
  { mine, ...page }: { readonly mine: boolean; readonly cursor?: string; readonly limit: number },
): Promise<Page<Lead>> {
  if (mine) return parts.leads.callbacks({ ownerId: user.id, ...page });
  if (user.role !== 'agent') return parts.leads.callbacks(page);
  const campaigns = await parts.campaigns.all();
  const campaignIds = campaigns.filter(({ teamIds }) => maySeePromises(user, teamIds)).map(({ id }) => id);
  return parts.leads.callbacks({ seenBy: { agentId: user.id, campaignIds }, ...page });
}
