/** A lead to try, typed in: what every lead has, and whatever else the policy looks at. */
import type { ComponentChildren } from 'preact';
import { LANGUAGES, wordingIn, type Language } from '../../../core/vocabulary/language.ts';
import type { CampaignFields, PersonView } from '../../../shared/admin.ts';
import { adminPolicyText } from '../../../shared/text/adminPolicy.ts';
import { adminText } from '../../../shared/text/admin.ts';
import { useStore } from '../../base/createStore.ts';
import { language as pageLanguage } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { Select } from '../../base/ui/Select.tsx';
import { factsAsked, type TypedLead } from './typedLead.ts';

interface Props {
  readonly lead: TypedLead;
  readonly change: (changes: Partial<TypedLead>) => void;
  readonly fields: CampaignFields;
  readonly people: readonly PersonView[];
}

export function TypedLeadFields({ lead, change, fields, people }: Props) {
  const t = useText(adminPolicyText);
  const words = useText(adminText);
  const reads = useStore(pageLanguage);
  const asked = factsAsked(fields.policy);
  const text = (value: string, onText: (value: string) => void) => (
    <input class="input" value={value} maxLength={100} onInput={({ currentTarget }) => onText(currentTarget.value)} />
  );
  return (
    <>
      <Select
        label={t('try.language')}
        value={lead.language}
        choices={LANGUAGES.map((one) => ({ value: one, label: words(`language.${one}`) }))}
        onChoose={(one) => change({ language: one as Language })}
      />
      <Select
        label={t('try.interest')}
        value={lead.interest}
        any={t('try.interest.none')}
        choices={fields.interests.map(({ value, label }) => ({ value, label: wordingIn(label, reads) }))}
        onChoose={(interest) => change({ interest })}
      />
      <Labeled label={t('try.source')}>{text(lead.source, (source) => change({ source }))}</Labeled>
      {asked.score ? (
        <Labeled label={t('try.score')}>
          <input
            class="input"
            type="number"
            min={0}
            max={100}
            value={lead.score}
            onInput={({ currentTarget }) => change({ score: currentTarget.value })}
          />
        </Labeled>
      ) : null}
      {asked.places ? (
        <Labeled label={t('try.places')}>{text(lead.places, (places) => change({ places }))}</Labeled>
      ) : null}
      {asked.answers.map((name) => {
        const field = fields.fields.find((one) => one.name === name);
        const label = field ? wordingIn(field.label, reads) : name;
        const value = lead.answers[name] ?? '';
        const answer = (next: string) => change({ answers: { ...lead.answers, [name]: next } });
        return field && 'choices' in field ? (
          <Select
            key={name}
            label={label}
            value={value}
            any={t('try.answer.none')}
            choices={field.choices.map((choice) => ({
              value: choice.value,
              label: wordingIn(choice.label, reads),
            }))}
            onChoose={answer}
          />
        ) : (
          <Labeled key={name} label={label}>
            {text(value, answer)}
          </Labeled>
        );
      })}
      {asked.knownAgent ? (
        <Select
          label={t('try.knownAgent')}
          value={lead.knownAgentId}
          any={t('try.knownAgent.none')}
          choices={people.filter(({ agent }) => agent).map(({ id, name }) => ({ value: id, label: name }))}
          onChoose={(knownAgentId) => change({ knownAgentId })}
        />
      ) : null}
    </>
  );
}

function Labeled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="field">
      {label}
      {children}
    </label>
  );
}
