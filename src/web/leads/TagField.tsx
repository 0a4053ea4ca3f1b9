/** A tag to type, taken over with Enter or when the field is left. */
import { useId } from 'preact/hooks';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { LONGEST_TAG } from './view.ts';

interface Props {
  value: string;
  /** undefined: the field was cleared, or holds no word. */
  onTag: (tag: string | undefined) => void;
}

export function TagField({ value, onTag }: Props) {
  const t = useText(leadsText);
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('filter.tag')}</label>
      <input
        id={id}
        key={value}
        class="input"
        maxLength={LONGEST_TAG}
        dir="auto"
        autocomplete="off"
        defaultValue={value}
        onChange={({ currentTarget }) => onTag(currentTarget.value.trim() || undefined)}
      />
    </div>
  );
}
