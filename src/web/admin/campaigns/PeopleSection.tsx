/** Teams, sites and skills that a campaign requires, and who its steps reach now. */
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { ChecksField } from '../form/fields.tsx';
import { LevelsField } from '../form/LevelsField.tsx';
import type { SectionProps } from './sectionProps.ts';
import { ownTakers } from './eligibleAgents.ts';

export function PeopleSection({ draft, surroundings: { people, teams, skills, sites } }: SectionProps) {
  const t = useText(adminCampaignsText);
  const { takers, later } = ownTakers(draft.fields, people);
  const named = (some: typeof takers) => some.map(({ name }) => name).join(', ');
  return (
    <>
      <ChecksField
        path="teamIds"
        options={teams.map(({ id, name }) => [id, name] as const)}
        empty={t('people.teams')}
      />
      {sites.length > 0 ? (
        <ChecksField path="siteIds" options={sites.map(({ id, name }) => [id, name] as const)} />
      ) : null}
      <LevelsField path="skills" skills={skills} none="level.asked.0" />
      <div class={takers.length === 0 ? 'notice notice-warn' : 'notice'} role="status">
        {takers.length === 0 ? t('people.nobody') : `${t('people.now', { count: takers.length })}: `}
        <bdi>{named(takers)}</bdi>
        {later.length > 0 ? (
          <>
            <br />
            {t('people.later')}: <bdi>{named(later)}</bdi>
          </>
        ) : null}
      </div>
      <p class="small">
        <a href="/admin/teams">{t('people.link')}</a>
      </p>
    </>
  );
}
