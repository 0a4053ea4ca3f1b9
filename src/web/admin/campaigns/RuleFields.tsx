/** One rule of the policy: its conditions, and what it decides instead of the campaign. */
import type { RoutingRule } from '../../../core/routing/policy.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { ChecksField, Mistake, TextField } from '../form/fields.tsx';
import { DAYS } from '../form/hours.ts';
import { TimeField } from '../form/HoursField.tsx';
import { LevelsField } from '../form/LevelsField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { WordsField } from '../form/WordsField.tsx';
import { OrderFields } from './OrderFields.tsx';
import type { SectionProps } from './sectionProps.ts';

export function RuleFields({ path, draft, surroundings }: SectionProps & { path: string }) {
  const t = useText(adminFieldsText);
  const campaigns = useText(adminCampaignsText);
  const words = useText(adminText);
  const reads = useStore(language);
  const { value: rule } = useField<RoutingRule>(path);
  const { people, teams, skills } = surroundings;
  const days = DAYS.map((day) => [day, t(`hours.weekly.${day}`)] as const);
  const span = t('policy.rules.#.when.hours');
  return (
    <div class="stack-tight">
      <TextField path={`${path}.name`} max={60} required />
      <Mistake path={`${path}.when`} />
      <ChecksField
        path={`${path}.when.languages`}
        optional
        options={[
          ['en', words('language.en')],
          ['ko', words('language.ko')],
        ]}
      />
      <ChecksField path={`${path}.when.interests`} optional options={interestsOf(draft.fields, reads)} />
      <WordsField path={`${path}.when.sources`} />
      <WordsField path={`${path}.when.places`} />
      <ChecksField path={`${path}.when.weekdays`} optional options={days} />
      <SwitchField path={`${path}.when.hours`} start={{ from: 0, to: 8 * 60 }}>
        <div class="row">
          <TimeField path={`${path}.when.hours`} edge="from" label={`${span}: ${t('hours.weekly.#.#.from')}`} />
          <span aria-hidden="true">–</span>
          <TimeField path={`${path}.when.hours`} edge="to" label={`${span}: ${t('hours.weekly.#.#.to')}`} />
        </div>
      </SwitchField>
      <SwitchField path={`${path}.who`} start={{ teamIds: [], skills: {} }}>
        <ChecksField
          path={`${path}.who.teamIds`}
          options={teams.map(({ id, name }) => [id, name] as const)}
          empty={campaigns('people.teams')}
        />
        {rule.who ? <LevelsField path={`${path}.who.skills`} skills={skills} none="level.asked.0" /> : null}
      </SwitchField>
      <SwitchField path={`${path}.order`} start={{ kind: 'longestIdle' }}>
        <OrderFields path={`${path}.order`} people={people.filter(({ agent }) => agent !== null)} />
      </SwitchField>
    </div>
  );
}

function interestsOf({ interests }: CampaignFields, reads: 'en' | 'ko') {
  return interests.map(({ value, label }) => [value, label[reads] ?? label.en] as const);
}
