/** Everything a campaign refers to: people, teams, skills, sites and the business. */
import type { BusinessView, NamedItemView, PersonView } from '../../../shared/admin.ts';
import type { Names } from '../ui/withNames.ts';
import { together, useResource, type Resource } from '../../base/useResource.ts';

export interface CampaignData {
  readonly people: readonly PersonView[];
  readonly teams: readonly NamedItemView[];
  readonly skills: readonly NamedItemView[];
  readonly sites: readonly NamedItemView[];
  readonly business: BusinessView | null;
}

/** The names of everyone and everything that the fields of a campaign name by ID. */
export function namesIn({ people, teams, skills, sites }: CampaignData): Names {
  return Object.fromEntries([...people, ...teams, ...skills, ...sites].map(({ id, name }) => [id, name]));
}

export function useCampaignData(): Resource<CampaignData> {
  const people = useResource<Pick<CampaignData, 'people'>>('/api/admin/people');
  const teams = useResource<Pick<CampaignData, 'teams'>>('/api/admin/teams');
  const skills = useResource<Pick<CampaignData, 'skills'>>('/api/admin/skills');
  const sites = useResource<Pick<CampaignData, 'sites'>>('/api/admin/sites');
  const business = useResource<Pick<CampaignData, 'business'>>('/api/admin/business');
  return together<CampaignData>([people, teams, skills, sites, business]);
}
