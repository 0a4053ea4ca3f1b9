/** A tag or a source to type, taken over with Enter or when the field is left, or with each key. */
import { useId } from 'preact/hooks';
import { leadsText } from '../../shared/text/leads.ts';
import { useText } from '../base/text.ts';
import { LONGEST } from './view.ts';

interface Props {
  name: keyof typeof LONGEST;
  value: string;
  /** undefined: the field was cleared, or holds no word. */
  onWord: (word: string | undefined) => void;
  asTyped?: boolean;
}

export function WordField({ name, value, onWord, asTyped = false }: Props) {
  const t = useText(leadsText);
  const id = useId();
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    onWord(currentTarget.value.trim() || undefined);
  return (
    <div class="field">
      <label for={id}>{t(`filter.${name}`)}</label>
      <input
        id={id}
        key={value}
        class="input"
        maxLength={LONGEST[name]}
        dir="auto"
        autocomplete="off"
        defaultValue={value}
        onChange={take}
        {...(asTyped && { onInput: take })}
      />
    </div>
  );
}
