/** Name, address, language, country, contact method, and what the calls are for. A new campaign's address follows its name. */
import { CAMPAIGN_KINDS } from '../../../core/vocabulary/campaignKinds.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useText } from '../../base/text.ts';
import { useField } from '../form/context.ts';
import { SelectField, TextField } from '../form/fields.tsx';
import { CountryField } from '../form/PlaceFields.tsx';
import { WordingField } from '../form/WordingField.tsx';
import type { SectionProps } from './sectionProps.ts';
import { nextCode, formKeyOf } from './slug.ts';

export function BasicsSection({ view, draft }: SectionProps) {
  const t = useText(adminText);
  const names = useText(adminFieldsText);
  const name = useField<string>('name.en');
  const key = useField<string>('formKey');
  const rename = (text: string) => {
    // The template's address was not chosen by the user.
    const chosen = key.value === draft.base.fields.formKey ? '' : key.value;
    if (view === null) key.set(nextCode(chosen, name.value, text, formKeyOf));
    name.set(text);
  };
  return (
    <>
      <WordingField path="name" hint="hint.name.campaign" max={120} onEnglish={rename} />
      <TextField
        path="formKey"
        code
        max={63}
        readOnly={view?.hasLeads ?? false}
        {...(view?.hasLeads && { hint: 'hint.formKey.fixed' as const })}
      />
      <div class="pair">
        <SelectField
          path="contactBy"
          options={[
            ['tel', names('contactBy.tel')],
            ['email', names('contactBy.email')],
          ]}
        />
        <SelectField
          path="language"
          hint="hint.language.campaign"
          options={[
            ['en', t('language.en')],
            ['ko', t('language.ko')],
          ]}
        />
      </div>
      <CountryField path="country" hint="hint.country.campaign" />
      <SelectField path="kind" options={CAMPAIGN_KINDS.map((kind) => [kind, names(`kind.${kind}`)])} />
    </>
  );
}
