/** The label of a field that saves itself, with how far that is beside it, so that the form does not move. */
import { useRef } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useText } from '../base/text.ts';

interface SavedLabelProps {
  /** The field's identifier. */
  readonly of: string;
  readonly label: string;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** Nothing is there yet, so nothing is called saved. */
  readonly isEmpty: boolean;
}

export function SavedLabel({ of, label, isSaving, isSaved, isEmpty }: SavedLabelProps) {
  const t = useText(deskText);
  const state = isSaving
    ? 'wrap.noteSaving'
    : !isSaved
      ? 'wrap.noteUnsaved'
      : isEmpty
        ? 'wrap.noteHint'
        : 'wrap.noteSaved';
  // How it is when the field comes is no news; each change is read out, from a place that was there before.
  const first = useRef<typeof state | null>(state);
  const isNews = state !== first.current;
  if (isNews) first.current = null;
  return (
    <div class="row-apart">
      <label class="label" for={of}>
        {label}
      </label>
      <span class="field-hint">
        {isNews ? '' : t(state)}
        <span role="status">{isNews ? t(state) : ''}</span>
      </span>
    </div>
  );
}
