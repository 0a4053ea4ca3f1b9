/** The survey: its questions, and how the desk shows them. Once there are leads, a saved question's type can't change. */
import { useId } from 'preact/hooks';
import {
  choicesInUse,
  MOST_KEPT_CHOICES,
  MOST_KEPT_QUESTIONS,
  SURVEY_KINDS,
  type SurveyChoice,
  type SurveyQuestion,
} from '../../../core/vocabulary/survey.ts';
import type { Wording } from '../../../core/vocabulary/language.ts';
import type { SurveyItem } from '../../../shared/desk.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import type { ProfileSaver } from '../../lead/profile/profileSaver.ts';
import { SurveyPanel } from '../../lead/survey/SurveyPanel.tsx';
import { useField } from '../form/context.ts';
import { CheckField, NumberField, SelectField } from '../form/fields.tsx';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';
import type { SectionProps } from './sectionProps.ts';

export function SurveySection({ draft, view }: SectionProps) {
  const t = useText(adminCampaignsText);
  const { survey = [] } = draft.fields;
  const saved = view?.survey ?? [];
  const kept = view?.hasLeads ? saved : [];
  const make = (): SurveyQuestion => ({
    id: freeId('question', [...survey, ...saved]),
    label: { en: '' },
    kind: 'choice',
    choices: [],
  });
  return (
    <>
      <p class="muted">
        {t('survey.about')}{' '}
        {view && saved.length > 0 ? (
          <a href={`/reports/survey?campaign=${encodeURIComponent(view.id)}`}>{t('survey.results')}</a>
        ) : null}
      </p>
      <ListField
        path="survey"
        make={make}
        add={t('survey.addQuestion')}
        max={MOST_KEPT_QUESTIONS}
        // Leads may have answers to it: it can only be retired.
        isFixed={(index) => kept.some(({ id }) => id === survey[index]?.id)}
      >
        {(path, index) => <Question path={path} saved={kept.find(({ id }) => id === survey[index]?.id)} />}
      </ListField>
      <Preview survey={survey} />
    </>
  );
}

function Question({ path, saved }: { path: string; saved: SurveyQuestion | undefined }) {
  const t = useText(adminCampaignsText);
  const kinds = useText(adminFieldsText);
  const { value: question, set } = useField<SurveyQuestion>(path);
  const savedChoices = saved && 'choices' in saved ? saved.choices : [];
  return (
    <>
      <WordingField path={`${path}.label`} max={300} />
      {saved ? (
        <p class="muted small">{kinds(`kind.${saved.kind}`)}</p>
      ) : (
        <SelectField
          path={`${path}.kind`}
          options={SURVEY_KINDS.map((kind) => [kind, kinds(`kind.${kind}`)] as const)}
          onPick={(kind) => set(ofKind(question, kind))}
        />
      )}
      {question.kind === 'number' ? (
        <div class="pair">
          <NumberField path={`${path}.min`} optional />
          <NumberField path={`${path}.max`} optional />
        </div>
      ) : null}
      {'choices' in question ? (
        <ListField
          path={`${path}.choices`}
          make={(): SurveyChoice => ({
            id: freeId('choice', [...question.choices, ...savedChoices]),
            label: { en: '' },
          })}
          add={t('survey.addChoice')}
          max={MOST_KEPT_CHOICES}
          isFixed={(index) => isSaved(savedChoices, question.choices[index])}
        >
          {(choice, index) => (
            <>
              <WordingField path={`${choice}.label`} max={100} />
              {isSaved(savedChoices, question.choices[index]) ? <CheckField path={`${choice}.isRetired`} /> : null}
            </>
          )}
        </ListField>
      ) : null}
      {saved ? <CheckField path={`${path}.isRetired`} /> : null}
    </>
  );
}

function isSaved(saved: readonly SurveyChoice[], choice: SurveyChoice | undefined): boolean {
  return saved.some(({ id }) => id === choice?.id);
}

/** Changing the type keeps the words and, from one list of choices to the other, the choices. */
function ofKind(question: SurveyQuestion, kind: string): SurveyQuestion {
  const { id, label } = question;
  switch (kind) {
    case 'choice':
    case 'choices':
      return { id, label, kind, choices: 'choices' in question ? question.choices : [] };
    case 'number':
      return { id, label, kind };
    default:
      return { id, label, kind: 'text' };
  }
}

function freeId(name: string, taken: readonly { readonly id: string }[]): string {
  let number = 1;
  while (taken.some(({ id }) => id === `${name}${number}`)) number += 1;
  return `${name}${number}`;
}

const NOTHING_SAVED: ProfileSaver = {
  save: () => undefined,
  saveDetail: () => undefined,
  isSaving: () => false,
  trouble: () => '',
  overtaken: () => null,
};

function Preview({ survey }: { survey: readonly SurveyQuestion[] }) {
  const t = useText(adminCampaignsText);
  const reads = useStore(language);
  const id = useId();
  const inWords = (wording: Wording) => wording[reads] ?? wording.en;
  const items = survey
    .filter(({ isRetired, label }) => !isRetired && inWords(label) !== '')
    .map((question): SurveyItem => ({
      ...{ path: `survey.${question.id}`, label: inWords(question.label), kind: question.kind },
      ...('choices' in question && {
        choices: choicesInUse(question).map((choice) => ({ value: choice.id, label: inWords(choice.label) })),
      }),
      ...{ value: null, isRequired: false, isRefused: false, answer: '' },
    }));
  if (items.length === 0) return null;
  return (
    <section class="stack" aria-labelledby={id}>
      <h3 id={id}>{t('survey.preview')}</h3>
      <SurveyPanel items={items} saver={NOTHING_SAVED} />
    </section>
  );
}
