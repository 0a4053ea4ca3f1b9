/** The survey: what agents ask in a conversation. Each answer is saved as it is given. Loaded only for leads that have one. */
import { useId, useState } from 'preact/hooks';
import { REFUSED, type SurveyAnswer } from '../../../core/vocabulary/survey.ts';
import type { SurveyItem } from '../../../shared/desk.ts';
import { surveyText } from '../../../shared/text/survey.ts';
import { useText } from '../../base/text.ts';
import { ChoicesInput, Frame, TypedInput } from '../profile/ProfileInput.tsx';
import type { ProfileSaver } from '../profile/profileSaver.ts';
import { storedAnswer } from '../profile/profileValues.ts';

// Here, so that the desk's style sheet doesn't grow for everyone.
const CHOSEN = { borderColor: 'var(--accent)', background: 'var(--accent-soft)', color: 'var(--accent-text)' } as const;

interface PanelProps {
  readonly items: readonly SurveyItem[];
  readonly saver: ProfileSaver;
}

export function SurveyPanel({ items, saver }: PanelProps) {
  const t = useText(surveyText);
  const id = useId();
  const asked = items.filter(({ value, isRefused }) => value !== null || isRefused).length;
  return (
    <section class="card stack survey-panel" aria-labelledby={id}>
      <div class="row-apart">
        <h2 id={id}>{t('survey')}</h2>
        <span class="small muted">{t('answered', { count: asked, all: items.length })}</span>
      </div>
      <SurveyQuestions items={items} saver={saver} />
    </section>
  );
}

export function SurveyQuestions({ items, saver }: PanelProps) {
  return (
    <div class="stack survey-questions">
      {items.map((item) => (
        <Question key={item.path} item={item} saver={saver} />
      ))}
    </div>
  );
}

function Question({ item: stored, saver: storing }: { item: SurveyItem; saver: ProfileSaver }) {
  const t = useText(surveyText);
  const { path, kind, label, isRetired } = stored;
  // What was clicked shows at once, and stays if it can be saved.
  const [wanted, setWanted] = useState<SurveyAnswer | null>(null);
  const isRefused = storing.isSaving(path) ? wanted === REFUSED : stored.isRefused;
  const value = storing.isSaving(path) ? (wanted === REFUSED ? null : wanted) : stored.value;
  const item = { ...stored, value, isRefused };
  const saver: ProfileSaver = {
    ...storing,
    saveDetail: (of, sent) => {
      setWanted(sent.value);
      storing.saveDetail(of, sent);
    },
  };
  return (
    <div class="stack-tight">
      {kind === 'choice' ? (
        <ChoiceButtons item={item} saver={saver} />
      ) : kind === 'choices' ? (
        <ChoicesInput field={item} saver={saver} />
      ) : (
        // As stored: what is typed shows anyhow, and stays if it can't be saved.
        <TypedInput field={stored} saver={saver} isEmptied={stored.isRefused} />
      )}
      <div class="row">
        <label class="check small">
          <input
            type="checkbox"
            aria-label={`${t('refuse')}: ${label}`}
            checked={isRefused}
            onChange={({ currentTarget }) => {
              const answer = currentTarget.checked ? REFUSED : null;
              saver.saveDetail(path, { value: answer, basedOn: storedAnswer(item) });
            }}
          />
          <span>{t('refuse')}</span>
        </label>
        {isRetired ? <span class="badge">{t('retired')}</span> : null}
      </div>
    </div>
  );
}

/** One click chooses, the next one on the same choice takes it back. */
function ChoiceButtons({ item, saver }: { item: SurveyItem; saver: ProfileSaver }) {
  const id = useId();
  const { path, choices = [], value, isRefused } = item;
  // A refusal counts as saved, unlike an empty field.
  const field = { ...item, value: isRefused ? '' : value };
  return (
    <Frame field={field} saver={saver} id={id} isSaved isGroup trouble={saver.trouble(path)}>
      <div class="row" role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            class="button button-small"
            style={value === choice.value ? CHOSEN : undefined}
            aria-pressed={value === choice.value}
            onClick={() => {
              const chosen = value === choice.value ? null : choice.value;
              saver.saveDetail(path, { value: chosen, basedOn: storedAnswer(item) });
            }}
          >
            <bdi>{choice.label}</bdi>
          </button>
        ))}
      </div>
    </Frame>
  );
}
