/** What the form asks besides the fixed fields: interests and custom fields. */
import { FIELD_ASKERS, FIELD_AUDIENCES, type FormField, type FormFieldChoice } from '../../../core/vocabulary/form.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { CheckField, NumberField, SelectField, TextField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';
import { fieldNameOf, nextCode } from './slug.ts';

const KINDS = ['text', 'number', 'date', 'choice', 'choices'] as const satisfies readonly FormField['kind'][];

export function FormSection() {
  const t = useText(adminCampaignsText);
  return (
    <>
      <ChoicesField path="interests" add={t('interest.add')} />
      <ListField<FormField>
        path="fields"
        add={t('field.add')}
        make={() => ({ name: '', label: { en: '' }, required: false, kind: 'text' })}
      >
        {(path) => <OwnField path={path} />}
      </ListField>
    </>
  );
}

function OwnField({ path }: { path: string }) {
  const t = useText(adminFieldsText);
  const { value: field, set } = useField<FormField>(path);
  return (
    <>
      <WordingField
        path={`${path}.label`}
        onEnglish={(text) =>
          set({
            ...field,
            label: { ...field.label, en: text },
            name: nextCode(field.name, field.label.en, text, fieldNameOf),
          })
        }
      />
      <div class="pair">
        <KindField path={path} />
        <TextField path={`${path}.name`} code max={40} />
      </div>
      {field.kind === 'number' ? (
        <div class="pair">
          <NumberField path={`${path}.min`} optional />
          <NumberField path={`${path}.max`} optional />
        </div>
      ) : null}
      {field.kind === 'choice' || field.kind === 'choices' ? <OwnChoices path={`${path}.choices`} /> : null}
      <div class="pair">
        <SelectField
          path={`${path}.askedBy`}
          options={FIELD_ASKERS.map((asker) => [asker, t(`askedBy.${asker}`)] as const)}
        />
        <SelectField
          path={`${path}.seenBy`}
          options={FIELD_AUDIENCES.map((audience) => [audience, t(`seenBy.${audience}`)] as const)}
        />
      </div>
      {field.askedBy === 'nobody' ? (
        <p class="muted small">{t('askedBy.nobody.about')}</p>
      ) : field.askedBy === 'agent' ? (
        <WordingField path={`${path}.why`} max={300} hint="hint.fields.#.why" />
      ) : (
        <CheckField path={`${path}.required`} label={t('fields.#.required')} />
      )}
    </>
  );
}

function OwnChoices({ path }: { path: string }) {
  const t = useText(adminCampaignsText);
  return <ChoicesField path={path} add={t('choice.add')} />;
}

/** Changing the kind keeps the common properties and resets the rest. */
function KindField({ path }: { path: string }) {
  const t = useText(adminFieldsText);
  const { value: field, set } = useField<FormField>(path);
  const options = KINDS.map((kind) => [kind, t(`kind.${kind}`)] as const);
  return <SelectField path={`${path}.kind`} options={options} onPick={(kind) => set(ofKind(field, kind))} />;
}

function ofKind(field: FormField, kind: string): FormField {
  const { name, label, required, askedBy, why, seenBy } = field;
  const common = {
    ...{ name, label, required },
    ...(askedBy && { askedBy }),
    ...(why && { why }),
    ...(seenBy && { seenBy }),
  };
  const choices = 'choices' in field ? field.choices : [{ value: '', label: { en: '' } }];
  switch (kind) {
    case 'choice':
    case 'choices':
      return { ...common, kind, choices };
    case 'number':
    case 'date':
      return { ...common, kind };
    default:
      return { ...common, kind: 'text' };
  }
}

/** Choices, each with the code that is stored. */
function ChoicesField({ path, add }: { path: string; add: string }) {
  return (
    <ListField<FormFieldChoice> path={path} add={add} make={() => ({ value: '', label: { en: '' } })}>
      {(item) => <Choice path={item} />}
    </ListField>
  );
}

/** Both texts, and the code derived from the English one. */
function Choice({ path }: { path: string }) {
  const { value: choice, set } = useField<FormFieldChoice>(path);
  const korean = useField<string | undefined>(`${path}.label.ko`);
  const rename = (text: string) =>
    set({
      value: nextCode(choice.value, choice.label.en, text, fieldNameOf),
      label: { ...choice.label, en: text },
    });
  return (
    <div class="choice-line">
      <TextField path={`${path}.label.en`} lang="en" max={200} onText={rename} />
      <TextField
        path={`${path}.label.ko`}
        lang="ko"
        max={200}
        onText={(text) => korean.set(text === '' ? undefined : text)}
      />
      <TextField path={`${path}.value`} code max={40} />
    </div>
  );
}
