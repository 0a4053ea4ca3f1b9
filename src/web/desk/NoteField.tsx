/** The agent's note. */
import { useId } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useText } from '../base/text.ts';
import { SavedLabel } from './SavedLabel.tsx';
import { useShortcut } from './useKeys.ts';

/** The server's limit. */
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
  const shortcut = useShortcut();
  const id = useId();
  const { isSaving, isSaved } = props;
  return (
    <div class="field">
      <SavedLabel of={id} label={t('wrap.note')} isSaving={isSaving} isSaved={isSaved} isEmpty={props.value === ''} />
      <textarea
        id={id}
        ref={props.inputRef}
        class="input"
        aria-keyshortcuts={shortcut('N')}
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
