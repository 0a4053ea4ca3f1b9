/** Someone else changed a detail while it was being changed here: both values, and which one to keep. Loaded then. */
import { useRef } from 'preact/hooks';
import { REFUSED, type SurveyAnswer } from '../../../core/vocabulary/survey.ts';
import type { ProfileField } from '../../../shared/desk.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { overtakenText } from '../../../shared/text/overtaken.ts';
import { knownKey, useText } from '../../base/text.ts';
import type { ProfileSaver, Sent } from './profileSaver.ts';
import { storedAnswer } from './profileValues.ts';

interface NoteProps {
  readonly field: ProfileField;
  readonly saver: ProfileSaver;
  readonly mine: Sent;
  /** The other value stays. */
  readonly onLeave: () => void;
}

export function OvertakenNote({ field, saver, mine, onLeave }: NoteProps) {
  const t = useText(overtakenText);
  const valueText = useValueText(field);
  const now = storedAnswer(field);
  const note = useRef<HTMLDivElement>(null);
  /** The note disappears. */
  const focusField = () =>
    note.current?.closest('.field')?.querySelector<HTMLElement>('input, select, button')?.focus();
  return (
    <div class="notice notice-warn stack-tight small" role="alert" ref={note}>
      <p>
        <bdi>{t('both', { now: valueText(now), mine: valueText(mine.value) })}</bdi>
      </p>
      <div class="row">
        <button
          type="button"
          class="button button-small"
          onClick={() => {
            focusField();
            saver.saveDetail(field.path, { value: mine.value, basedOn: now });
          }}
        >
          {t('mine')}
        </button>
        <button
          type="button"
          class="button button-small button-quiet"
          onClick={() => {
            focusField();
            onLeave();
          }}
        >
          {t('leave')}
        </button>
      </div>
    </div>
  );
}

function useValueText({ choices = [] }: ProfileField): (value: SurveyAnswer | null) => string {
  const t = useText(leadText);
  const own = useText(overtakenText);
  const word = (value: string) => {
    const choice = choices.find((one) => one.value === value);
    const key = choice ? knownKey(leadText, `language.${value}`) : null;
    return choice?.label ?? (key ? t(key) : value);
  };
  return (value) => {
    if (value === null) return t('profile.none');
    if (value === REFUSED) return own('refused');
    return Array.isArray(value) ? (value as readonly string[]).map(word).join(', ') : word(String(value));
  };
}
