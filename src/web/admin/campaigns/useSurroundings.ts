/** Everything a campaign refers to: people, teams, skills and the business. */
import type { BusinessView, NamedView, PersonView } from '../../../shared/admin.ts';
import { useAnswer, type Asked } from '../useAnswer.ts';

export interface Surroundings {
  readonly people: readonly PersonView[];
  readonly teams: readonly NamedView[];
  readonly skills: readonly NamedView[];
  readonly business: BusinessView | null;
}

export function useSurroundings(): Asked<Surroundings> {
  const people = useAnswer<Pick<Surroundings, 'people'>>('/api/admin/people');
  const teams = useAnswer<Pick<Surroundings, 'teams'>>('/api/admin/teams');
  const skills = useAnswer<Pick<Surroundings, 'skills'>>('/api/admin/skills');
  const business = useAnswer<Pick<Surroundings, 'business'>>('/api/admin/business');
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
