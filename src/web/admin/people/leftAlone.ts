/** Campaigns that are on and that nobody could take any more once a person is as they are about to be saved. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { ask } from '../../base/http.ts';
import { whoTakes } from '../campaigns/whoTakes.ts';

export function leftAlone(
  after: PersonView,
  campaigns: readonly CampaignView[],
  people: readonly PersonView[],
): readonly CampaignView[] {
  const then = people.map((person) => (person.id === after.id ? after : person));
  return campaigns.filter(
    (campaign) => campaign.active && whoTakes(campaign, people).length > 0 && whoTakes(campaign, then).length === 0,
  );
}

/** As it is now in the database. What cannot be asked is nothing to stop at: the server says it again when it has saved. */
export async function askLeftAlone(after: PersonView): Promise<readonly CampaignView[]> {
  const [campaigns, people] = await Promise.all([
    ask<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns'),
    ask<{ people: readonly PersonView[] }>('/api/admin/people'),
  ]);
  return campaigns.ok && people.ok ? leftAlone(after, campaigns.data.campaigns, people.data.people) : [];
}
