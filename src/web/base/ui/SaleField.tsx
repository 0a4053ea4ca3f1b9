/** The value of a sale, as text. The line below is reserved for what is wrong with it. */
import { useId } from 'preact/hooks';
import { readSaleValue, type AsksValue } from '../../../core/vocabulary/sales.ts';
import { leadText } from '../../../shared/text/lead.ts';
import { sayRefusal } from '../../../shared/text/refusals.ts';
import { useStore } from '../createStore.ts';
import { language } from '../settings.ts';
import { useText } from '../text.ts';

interface Props {
  text: string;
  currency: string;
  asksValue: AsksValue;
  /** Whether to say what is wrong: not while it is still being typed. */
  isChecked: boolean;
  inputRef?: (input: HTMLInputElement | null) => void;
  onInput: (text: string) => void;
}

export function SaleField({ text, currency, asksValue, isChecked, inputRef, onInput }: Props) {
  const t = useText(leadText);
  const reads = useStore(language);
  const ids = [useId(), useId()] as const;
  const read = readSaleValue(text, currency, asksValue);
  const mistake = isChecked && 'mistake' in read ? read.mistake : null;
  return (
    <div class="field">
      <label for={ids[0]}>{t('sale', { currency })}</label>
      <input
        id={ids[0]}
        ref={inputRef}
        class="input"
        inputMode="decimal"
        maxLength={30}
        autocomplete="off"
        value={text}
        aria-invalid={mistake !== null}
        aria-describedby={ids[1]}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span id={ids[1]} class={mistake ? 'field-error' : 'field-hint'} role="status">
        {mistake
          ? sayRefusal({ code: 'bad-input', message: '', mistakes: [mistake] }, reads)
          : t(asksValue === 'required' ? 'sale.required' : 'sale.optional')}
      </span>
    </div>
  );
}
