/** The agent's note, with its state beside the label so that the form does not move. */
import { useId } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useText } from '../base/text.ts';

/** As much as the server takes. */
const LONGEST = 4000;

export function NoteField(props: {
  value: string;
  isSaved: boolean;
  isSaving: boolean;
  inputRef: { current: HTMLTextAreaElement | null };
  onInput: (note: string) => void;
  onLeave: () => void;
}) {
  const t = useText(deskText);
  const id = useId();
  const state = props.isSaving
    ? 'wrap.noteSaving'
    : !props.isSaved
      ? 'wrap.noteUnsaved'
      : props.value === ''
        ? 'wrap.noteHint'
        : 'wrap.noteSaved';
  return (
    <div class="field">
      <div class="row-apart">
        <label class="label" for={id}>
          {t('wrap.note')}
        </label>
        <span class="field-hint">{t(state)}</span>
      </div>
      <textarea
        id={id}
        ref={props.inputRef}
        class="input"
        rows={4}
        maxLength={LONGEST}
        dir="auto"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onLeave}
      />
    </div>
  );
}
