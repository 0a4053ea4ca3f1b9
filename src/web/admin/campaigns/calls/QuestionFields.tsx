/** One question by key: what is asked, and for each key what it stands for. */
import type { KeyChoice, KeyQuestion } from '../../../../core/call/flow.ts';
import type { FormFieldChoice } from '../../../../core/campaign.ts';
import type { NamedView } from '../../../../shared/admin.ts';
import { adminCallsText } from '../../../../shared/text/adminCalls.ts';
import { useStore } from '../../../base/createStore.ts';
import { language } from '../../../base/settings.ts';
import { useText } from '../../../base/text.ts';
import { useField } from '../../form/context.ts';
import { ChecksField, SelectField, TextField } from '../../form/fields.tsx';
import { ListField } from '../../form/ListField.tsx';
import { WordingField } from '../../form/WordingField.tsx';
import { SpokenField } from './SpokenField.tsx';

interface Props {
  readonly path: string;
  readonly interests: readonly FormFieldChoice[];
  readonly skills: readonly NamedView[];
}

export function QuestionFields({ path, interests, skills }: Props) {
  const t = useText(adminCallsText);
  const { value: question } = useField<KeyQuestion>(path);
  return (
    <>
      <SpokenField path={`${path}.ask`} />
      <ListField<KeyChoice>
        path={`${path}.choices`}
        add={t('choice.add')}
        max={10}
        make={() => ({ key: freeKey(question.choices), label: { en: '' } })}
      >
        {(choice) => <ChoiceFields path={choice} interests={interests} skills={skills} />}
      </ListField>
    </>
  );
}

function ChoiceFields({ path, interests, skills }: Props) {
  const t = useText(adminCallsText);
  const reads = useStore(language);
  const choice = useField<KeyChoice>(path);
  const interest = useField<string | undefined>(`${path}.interest`);
  const options = interests.map(({ value, label }) => [value, label[reads] ?? label.en] as const);
  // What the campaign no longer has is shown as it is written, until somebody decides.
  const { value: chosen } = interest;
  const gone = chosen === undefined || options.some(([value]) => value === chosen) ? [] : [[chosen, chosen] as const];
  return (
    <>
      <div class="pair">
        <TextField path={`${path}.key`} code max={1} />
        <SelectField
          path={`${path}.interest`}
          options={[['', t('interest.none')] as const, ...options, ...gone]}
          onPick={(value) => interest.set(value === '' ? undefined : value)}
        />
      </div>
      <WordingField path={`${path}.label`} />
      {skills.length > 0 && choice.value.skills !== undefined ? (
        <ChecksField path={`${path}.skills`} options={skills.map(({ id, name }) => [id, name] as const)} />
      ) : null}
      {skills.length > 0 && choice.value.skills === undefined ? (
        <div class="row">
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => choice.set({ ...choice.value, skills: [] })}
          >
            {t('skills.add')}
          </button>
        </div>
      ) : null}
    </>
  );
}

/** The next key that no choice has yet; 0 comes last, as on a telephone. */
function freeKey(choices: readonly KeyChoice[]): string {
  return (
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].find((key) => !choices.some((one) => one.key === key)) ?? ''
  );
}
