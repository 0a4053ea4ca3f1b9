/** The steps after the opening of the script, the objection cards, and both as the desk shows them. */
import { useId } from 'preact/hooks';
import {
  checkSteps,
  MOST_OBJECTION_CARDS,
  MOST_SCRIPT_STEPS,
  MOST_STEP_CHOICES,
  type ObjectionCard,
  type ScriptStep,
} from '../../../core/vocabulary/script.ts';
import type { Wording } from '../../../core/vocabulary/language.ts';
import type { CampaignFields } from '../../../shared/admin.ts';
import type { SettingMistakeCode } from '../../../core/vocabulary/mistake.ts';
import { adminCampaignsText } from '../../../shared/text/adminCampaigns.ts';
import { adminFieldsText } from '../../../shared/text/adminFields.ts';
import { adminMistakesText } from '../../../shared/text/adminMistakes.ts';
import { useStore } from '../../base/createStore.ts';
import { language } from '../../base/settings.ts';
import { useText } from '../../base/text.ts';
import { ScriptPanel } from '../../desk/ScriptPanel.tsx';
import { SelectField, useLabel } from '../form/fields.tsx';
import { labelOf } from '../form/labels.ts';
import { ListField } from '../form/ListField.tsx';
import { WordingField } from '../form/WordingField.tsx';

/** Of a step's text in the list of steps to choose from. */
const LONGEST_NAME = 40;

export function ScriptSteps({ fields: { scriptSteps = [], objections = [] } }: { fields: CampaignFields }) {
  const t = useText(adminCampaignsText);
  const labels = useText(adminFieldsText);
  const wrong = useText(adminMistakesText);
  const reads = useStore(language);
  const id = useId();
  const inWords = (wording: Wording) => wording[reads] ?? wording.en;
  const names: readonly (readonly [string, string])[] = [
    ['', t('script.chooseStep')],
    ...scriptSteps.map(
      (step, index) => [step.id, `${index + 1}. ${inWords(step.text).slice(0, LONGEST_NAME)}`] as const,
    ),
  ];
  const makeStep = (): ScriptStep => ({ id: freeId(scriptSteps), text: { en: '' }, choices: [] });
  const makeCard = (): ObjectionCard => ({ title: { en: '' }, answer: { en: '' } });
  return (
    <>
      <p class="muted">{t('script.steps.about')}</p>
      <ListField path="scriptSteps" make={makeStep} add={t('script.addStep')} max={MOST_SCRIPT_STEPS}>
        {(path) => (
          <>
            <StepNumber path={path} />
            <WordingField path={`${path}.text`} rows={3} />
            <ListField
              path={`${path}.choices`}
              make={() => ({ label: { en: '' }, to: '' })}
              add={t('script.addChoice')}
              max={MOST_STEP_CHOICES}
            >
              {(choice) => (
                <>
                  <WordingField path={`${choice}.label`} max={100} />
                  <SelectField path={`${choice}.to`} options={names} />
                </>
              )}
            </ListField>
          </>
        )}
      </ListField>
      <ListField path="objections" make={makeCard} add={t('script.addCard')} max={MOST_OBJECTION_CARDS}>
        {(path) => (
          <>
            <WordingField path={`${path}.title`} max={60} />
            <WordingField path={`${path}.answer`} rows={3} />
          </>
        )}
      </ListField>
      <ul class="live" role="status">
        {checkSteps(scriptSteps).map(({ path, code, values }) => (
          <li key={path} class="field-error">
            {labelOf(path, labels)}: {wrong(code as SettingMistakeCode, values)}
          </li>
        ))}
      </ul>
      {scriptSteps.length + objections.length > 0 ? (
        <section class="stack" aria-labelledby={id}>
          <h3 id={id}>{t('script.preview')}</h3>
          <ScriptPanel
            scriptSteps={scriptSteps.map((step) => ({
              id: step.id,
              text: inWords(step.text),
              choices: step.choices.map(({ label, to }) => ({ label: inWords(label), to })),
            }))}
            objections={objections.map((card) => ({ title: inWords(card.title), answer: inWords(card.answer) }))}
          />
        </section>
      ) : null}
    </>
  );
}

/** Answers name the step that they lead to by its number. */
function StepNumber({ path }: { path: string }) {
  return <p class="label">{useLabel(path)}</p>;
}

function freeId(steps: readonly ScriptStep[]): string {
  const taken = new Set(steps.map(({ id }) => id));
  let number = steps.length + 1;
  while (taken.has(`step${number}`)) number += 1;
  return `step${number}`;
}
