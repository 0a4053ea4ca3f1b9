/** `/admin/teams`: teams, skills and sites, side by side. */
import type { NamedItemView } from '../../../shared/admin.ts';
import { adminTeamsText } from '../../../shared/text/adminTeams.ts';
import { useText } from '../../base/text.ts';
import { Loaded, Page } from '../ui/Page.tsx';
import { useResource } from '../../base/useResource.ts';
import { NamedItemCard } from './NamedItemCard.tsx';

export function TeamsPage() {
  const t = useText(adminTeamsText);
  const teams = useResource<{ teams: readonly NamedItemView[] }>('/api/admin/teams');
  const skills = useResource<{ skills: readonly NamedItemView[] }>('/api/admin/skills');
  const sites = useResource<{ sites: readonly NamedItemView[] }>('/api/admin/sites');
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')} wide>
      <div class="two-cards">
        <Loaded asked={teams}>
          {(data) => <NamedItemCard kind="teams" list={data.teams} reload={teams.reload} />}
        </Loaded>
        <Loaded asked={skills}>
          {(data) => <NamedItemCard kind="skills" list={data.skills} reload={skills.reload} />}
        </Loaded>
        <Loaded asked={sites}>
          {(data) => <NamedItemCard kind="sites" list={data.sites} reload={sites.reload} />}
        </Loaded>
      </div>
    </Page>
  );
}
