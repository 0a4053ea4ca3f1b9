/** One rule of the policy: its conditions, and what it decides instead of the campaign. */
import { Fragment } from 'preact';
import { useRef } from 'preact/hooks';
import type { RoutingRule } from '../../../core/routing/policy.ts';
import { wordingIn } from '../../../core/vocabulary/language.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { useText } from '../../base/text.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useField } from '../form/context.ts';
import { ChecksField, NumberField, TextField } from '../form/fields.tsx';
import { LevelsField } from '../form/LevelsField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { WordsField } from '../form/WordsField.tsx';
import { AnswerChecks, ConditionFields, NumberRange } from './ConditionFields.tsx';
import { OrderFields } from './OrderFields.tsx';
import type { SectionProps } from './sectionProps.ts';
import { StepFields } from './StepFields.tsx';

export function RuleFields({ path, draft, surroundings }: SectionProps & { path: string }) {
  const campaigns = useText(adminCampaignsText);
  const { value: rule } = useField<RoutingRule>(path);
  const { people, teams, skills, sites } = surroundings;
  return (
    <div class="stack-tight">
      <TextField path={`${path}.name`} max={60} required />
      <ConditionFields path={path} fields={draft.fields} />
      <AnswerFields
        path={path}
        fields={draft.fields.fields}
        asked={Object.keys(rule.when.answers ?? {})}
        ranges={Object.keys(rule.when.numbers ?? {})}
      />
      <SwitchField path={`${path}.when.score`} start={{ from: 70 }}>
        <div class="pair">
          <NumberField path={`${path}.when.score.from`} min={0} max={100} optional />
          <NumberField path={`${path}.when.score.to`} min={0} max={100} optional />
        </div>
      </SwitchField>
      <SwitchField path={`${path}.who`} start={{ teamIds: [], skills: {} }}>
        <ChecksField
          path={`${path}.who.teamIds`}
          options={teams.map(({ id, name }) => [id, name] as const)}
          empty={campaigns('people.teams')}
        />
        {sites.length > 0 || rule.who?.siteIds ? (
          <ChecksField
            path={`${path}.who.siteIds`}
            optional
            options={sites.map(({ id, name }) => [id, name] as const)}
          />
        ) : null}
        {rule.who ? <LevelsField path={`${path}.who.skills`} skills={skills} none="level.asked.0" /> : null}
      </SwitchField>
      <SwitchField path={`${path}.order`} start={{ kind: 'longestIdle' }}>
        <OrderFields path={`${path}.order`} people={people.filter(({ agent }) => agent !== null)} everyone={people} />
      </SwitchField>
      <SwitchField path={`${path}.steps`} start={draft.fields.policy.steps}>
        <StepFields path={`${path}.steps`} surroundings={surroundings} isSwitched />
      </SwitchField>
    </div>
  );
}

interface AnswerProps {
  readonly path: string;
  readonly fields: SectionProps['draft']['fields']['fields'];
  /** The names of fields that the rule looks at. One that was removed from the form stays until its answers are cleared. */
  readonly asked: readonly string[];
  readonly ranges: readonly string[];
}

function AnswerFields({ path, fields, asked, ranges }: AnswerProps) {
  const reads = useStore(language);
  const t = useText(adminFieldsText);
  const isGone = (name: string) => !fields.some((field) => field.name === name);
  const [gone, goneRanges] = [asked.filter(isGone), ranges.filter(isGone)];
  // It doesn't close when the last answer is unchecked.
  const isOpen = useRef(false);
  isOpen.current ||= asked.length + ranges.length > 0;
  if (fields.length === 0 && gone.length + goneRanges.length === 0) return null;
  const words = (name: string, label: string) => (
    <WordsField key={name} path={`${path}.when.answers.${name}`} label={label} hint="hint.answers.exact" />
  );
  return (
    <details open={isOpen.current}>
      <summary>{t('policy.rules.#.when.answers')}</summary>
      <div class="stack-tight">
        {fields.map((field) => {
          const label = wordingIn(field.label, reads);
          if ('choices' in field) return <AnswerChecks key={field.name} path={path} field={field} />;
          if (field.kind !== 'number') return words(field.name, label);
          return (
            <Fragment key={field.name}>
              <NumberRange path={path} name={field.name} label={label} least={field.min ?? 0} />
              {asked.includes(field.name) ? words(field.name, label) : null}
            </Fragment>
          );
        })}
        {goneRanges.map((name) => (
          <NumberRange key={name} path={path} name={name} label={name} least={0} />
        ))}
        {gone.map((name) => words(name, name))}
      </div>
    </details>
  );
}
