/** `/admin/teams`: teams and skills, side by side. */
import type { NamedView } from '../../../shared/admin.ts';
import { adminTeamsText } from '../../../shared/text/adminTeams.ts';
import { useText } from '../../base/text.ts';
import { Loaded, Page } from '../parts/Page.tsx';
import { useResource } from '../useAnswer.ts';
import { NamedCard } from './NamedCard.tsx';

export function TeamsPage() {
  const t = useText(adminTeamsText);
  const teams = useResource<{ teams: readonly NamedView[] }>('/api/admin/teams');
  const skills = useResource<{ skills: readonly NamedView[] }>('/api/admin/skills');
  return (
    <Page title={t('title')} name={t('title')} intro={t('intro')} wide>
      <div class="two-cards">
        <Loaded asked={teams}>{(data) => <NamedCard kind="teams" list={data.teams} reload={teams.reload} />}</Loaded>
        <Loaded asked={skills}>
          {(data) => <NamedCard kind="skills" list={data.skills} reload={skills.reload} />}
        </Loaded>
      </div>
    </Page>
  );
}
