/** Everything a campaign refers to: people, teams, skills and the business. */
import type { BusinessView, NamedItemView, PersonView } from '../../../shared/admin.ts';
import type { Names } from '../ui/withNames.ts';
import { useResource, type Resource } from '../../base/useResource.ts';

export interface CampaignData {
  readonly people: readonly PersonView[];
  readonly teams: readonly NamedItemView[];
  readonly skills: readonly NamedItemView[];
  readonly business: BusinessView | null;
}

/** The names of everyone and everything that the fields of a campaign name by ID. */
export function namesIn({ people, teams, skills }: CampaignData): Names {
  return Object.fromEntries([...people, ...teams, ...skills].map(({ id, name }) => [id, name]));
}

export function useCampaignData(): Resource<CampaignData> {
  const people = useResource<Pick<CampaignData, 'people'>>('/api/admin/people');
  const teams = useResource<Pick<CampaignData, 'teams'>>('/api/admin/teams');
  const skills = useResource<Pick<CampaignData, 'skills'>>('/api/admin/skills');
  const business = useResource<Pick<CampaignData, 'business'>>('/api/admin/business');
  const all = [people, teams, skills, business] as const;
  const isThere = people.data && teams.data && skills.data && business.data;
  return {
    data: isThere ? { ...people.data, ...teams.data, ...skills.data, ...business.data } : null,
    trouble: all.find(({ trouble }) => trouble)?.trouble ?? null,
    reload: () => {
      for (const { reload } of all) reload();
    },
    put: () => undefined,
  };
}
