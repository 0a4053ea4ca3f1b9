/** The conditions that rules of routing and of scoring share; `path` is that of the rule. */
import { wordingIn } from '../../../core/vocabulary/language.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminText } from '../../../shared/text/admin.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ChecksField, Mistake, NumberField } from '../form/fields.tsx';
import { DAYS } from '../form/hours.ts';
import { TimeField } from '../form/HoursField.tsx';
import { SwitchField } from '../form/OptionalField.tsx';
import { WordsField } from '../form/WordsField.tsx';

export function ConditionFields({ path, fields }: { path: string; fields: CampaignFields }) {
  const t = useText(adminFieldsText);
  const words = useText(adminText);
  const reads = useStore(language);
  const days = DAYS.map((day) => [day, t(`*.weekly.${day}`)] as const);
  const span = t('policy.rules.#.when.hours');
  return (
    <>
      <Mistake path={`${path}.when`} />
      <ChecksField
        path={`${path}.when.languages`}
        optional
        options={[
          ['en', words('language.en')],
          ['ko', words('language.ko')],
        ]}
      />
      <ChecksField
        path={`${path}.when.interests`}
        optional
        options={fields.interests.map(({ value, label }) => [value, wordingIn(label, reads)] as const)}
      />
      <WordsField path={`${path}.when.sources`} />
      <WordsField path={`${path}.when.places`} />
      <ChecksField path={`${path}.when.weekdays`} optional options={days} />
      <SwitchField path={`${path}.when.hours`} start={{ from: 0, to: 8 * 60 }}>
        <div class="row">
          <TimeField path={`${path}.when.hours`} edge="from" label={`${span}: ${t('*.weekly.#.#.from')}`} />
          <span aria-hidden="true">–</span>
          <TimeField path={`${path}.when.hours`} edge="to" label={`${span}: ${t('*.weekly.#.#.to')}`} />
        </div>
      </SwitchField>
    </>
  );
}

type ChoiceField = Extract<CampaignFields['fields'][number], { choices: unknown }>;

/** The answers to a field with choices; `path` is that of the rule. */
export function AnswerChecks({ path, field }: { path: string; field: ChoiceField }) {
  const reads = useStore(language);
  return (
    <ChecksField
      path={`${path}.when.answers.${field.name}`}
      label={wordingIn(field.label, reads)}
      optional
      options={field.choices.map((choice) => [choice.value, wordingIn(choice.label, reads)] as const)}
    />
  );
}

interface RangeProps {
  /** Of the rule. */
  readonly path: string;
  /** Of the field. */
  readonly name: string;
  readonly label: string;
  readonly least: number;
}

/** Bounds of the answer to a field that is a number. */
export function NumberRange({ path, name, label, least }: RangeProps) {
  const t = useText(adminCampaignsText);
  const at = `${path}.when.numbers.${name}`;
  return (
    <SwitchField path={at} label={label} start={{ from: least }}>
      <div class="pair">
        <NumberField path={`${at}.from`} label={t('scoring.from')} optional />
        <NumberField path={`${at}.to`} label={t('scoring.to')} optional />
      </div>
    </SwitchField>
  );
}
