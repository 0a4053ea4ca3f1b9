/** One keypad question: what is asked, and the meaning of each key. */
import type { KeyChoice, KeyQuestion } from '../../../../core/call/flow.ts';
import type { FormField, FormFieldChoice } from '../../../../core/vocabulary/form.ts';
import type { Wording } from '../../../../core/vocabulary/language.ts';
import type { NamedItemView } from '../../../../shared/admin.ts';
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
  /** The fields of the campaign's form. */
  readonly fields: readonly FormField[];
  readonly skills: readonly NamedItemView[];
}

export function QuestionFields({ path, ...about }: Props) {
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
        {(choice) => <ChoiceFields path={choice} {...about} />}
      </ListField>
    </>
  );
}

function ChoiceFields({ path, interests, fields, skills }: Props) {
  const t = useText(adminCallsText);
  const reads = useStore(language);
  const choice = useField<KeyChoice>(path);
  const interest = useField<string | undefined>(`${path}.interest`);
  const options = interests.map(({ value, label }) => [value, label[reads] ?? label.en] as const);
  return (
    <>
      <div class="pair">
        <TextField path={`${path}.key`} code max={1} />
        <SelectField
          path={`${path}.interest`}
          options={[
            ['', t('interest.none')] as const,
            ...options,
            ...withCurrent(
              interest.value,
              options.map(([value]) => value),
            ),
          ]}
          onPick={(value) => interest.set(value === '' ? undefined : value)}
        />
      </div>
      <WordingField path={`${path}.label`} />
      <AnswerFields path={path} fields={fields} />
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

/** Form fields that the key fills in, for agents and scripts. Hidden if the form has no custom fields. */
function AnswerFields({ path, fields }: Pick<Props, 'path' | 'fields'>) {
  const t = useText(adminCallsText);
  const reads = useStore(language);
  const { value: answer, set } = useField<KeyChoice['answer']>(`${path}.answer`);
  if (fields.length === 0 && !answer) return null;
  const inWords = (label: Wording) => label[reads] ?? label.en;
  const field = fields.find(({ name }) => name === answer?.field);
  const choices = field && 'choices' in field ? field.choices : null;
  const values = choices?.map(({ value, label }) => [value, inWords(label)] as const) ?? [];
  const start = (name: string) => {
    const chosen = fields.find((one) => one.name === name);
    return chosen && 'choices' in chosen ? (chosen.choices[0]?.value ?? '') : '';
  };
  return (
    <div class="pair">
      <SelectField
        path={`${path}.answer.field`}
        options={[
          ['', t('answer.none')] as const,
          ...fields.map(({ name, label }) => [name, inWords(label)] as const),
          ...withCurrent(
            answer?.field,
            fields.map(({ name }) => name),
          ),
        ]}
        onPick={(name) => set(name === '' ? undefined : { field: name, value: start(name) })}
      />
      {answer && choices ? (
        <SelectField
          path={`${path}.answer.value`}
          options={[
            ...values,
            ...withCurrent(
              answer.value,
              values.map(([value]) => value),
            ),
          ]}
        />
      ) : null}
      {answer && !choices ? <TextField path={`${path}.answer.value`} max={200} /> : null}
    </div>
  );
}

/** A value that the campaign no longer has is still listed until it is changed. */
function withCurrent(chosen: string | undefined, known: readonly string[]): readonly (readonly [string, string])[] {
  return chosen === undefined || known.includes(chosen) ? [] : [[chosen, chosen]];
}

/** The next unused key; 0 comes last, as on a phone. */
function freeKey(choices: readonly KeyChoice[]): string {
  return (
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].find((key) => !choices.some((one) => one.key === key)) ?? ''
  );
}
