/** The label of an autosaved field with the save state beside it, so that the form does not move. */
import { useRef } from 'preact/hooks';
import { deskText } from '../../shared/text/desk.ts';
import { useText } from '../base/text.ts';

interface SavedLabelProps {
  /** The field's id. */
  readonly of: string;
  readonly label: string;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** The label of several inputs: `of` is then its own id. */
  readonly isGroup?: boolean;
  /** One of many fields: says nothing until it is changed, and only short words, so that a long label keeps its lines. */
  readonly isQuiet?: boolean;
  /** An empty field is never shown as saved. */
  readonly isEmpty: boolean;
}

export function SavedLabel({
  of,
  label,
  isGroup = false,
  isQuiet = false,
  isSaving,
  isSaved,
  isEmpty,
}: SavedLabelProps) {
  const t = useText(deskText);
  const state = isSaving
    ? 'wrap.noteSaving'
    : !isSaved
      ? 'wrap.noteUnsaved'
      : !isEmpty
        ? 'wrap.noteSaved'
        : isQuiet
          ? null
          : 'wrap.noteHint';
  // The initial state is not news. Each change is announced from a live region that already exists.
  const first = useRef<typeof state | 'left'>(state);
  const isNews = state !== first.current;
  if (isNews) first.current = 'left';
  const words = state === null ? '' : t(state);
  return (
    <div class="row-apart">
      {isGroup ? (
        <span class="label" id={of}>
          <bdi>{label}</bdi>
        </span>
      ) : (
        <label class="label" for={of}>
          <bdi>{label}</bdi>
        </label>
      )}
      <span class="field-hint">
        {isNews || isQuiet ? '' : words}
        <span role="status">{isNews ? words : ''}</span>
      </span>
    </div>
  );
}
