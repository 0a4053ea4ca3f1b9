/** Active campaigns that would have no agents after a change of a person. */
import type { CampaignView, PersonView } from '../../../shared/admin.ts';
import { ask } from '../../base/http.ts';
import { eligibleAgents } from '../campaigns/eligibleAgents.ts';

export function unstaffedCampaigns(
  after: PersonView,
  campaigns: readonly CampaignView[],
  people: readonly PersonView[],
): readonly CampaignView[] {
  const then = people.map((person) => (person.id === after.id ? after : person));
  return campaigns.filter(
    (campaign) =>
      campaign.active && eligibleAgents(campaign, people).length > 0 && eligibleAgents(campaign, then).length === 0,
  );
}

/** Checks against current data. If loading fails, saving is not blocked: the server warns after the save. */
export async function loadUnstaffedCampaigns(after: PersonView): Promise<readonly CampaignView[]> {
  const [campaigns, people] = await Promise.all([
    ask<{ campaigns: readonly CampaignView[] }>('/api/admin/campaigns'),
    ask<{ people: readonly PersonView[] }>('/api/admin/people'),
  ]);
  return campaigns.ok && people.ok ? unstaffedCampaigns(after, campaigns.data.campaigns, people.data.people) : [];
}
