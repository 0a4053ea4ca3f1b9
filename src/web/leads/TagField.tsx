/** A tag to type, taken over with Enter or when the field is left, or with each key. */
import { useId } from 'preact/hooks';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { LONGEST_TAG } from './view.ts';

interface Props {
  value: string;
  /** undefined: the field was cleared, or holds no word. */
  onTag: (tag: string | undefined) => void;
  asTyped?: boolean;
}

export function TagField({ value, onTag, asTyped = false }: Props) {
  const t = useText(leadsText);
  const id = useId();
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    onTag(currentTarget.value.trim() || undefined);
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
        onChange={take}
        {...(asTyped && { onInput: take })}
      />
    </div>
  );
}
