/** How a supervisor closes a lead, and corrects the value of its sale. Each reports the body, or null while incomplete. */
import { useEffect, useState } from 'preact/hooks';
import { readSaleValue, type AsksValue } from '../../core/vocabulary/sales.ts';
import type { DeskLead } from '../../shared/desk.ts';
import { leadText } from '../../shared/text/lead.ts';
import { choiceText } from '../base/outcomeText.ts';
import { useText } from '../base/text.ts';
import { SaleField } from '../base/ui/SaleField.tsx';
import type { OnBody } from './ActionFields.tsx';

interface Props {
  lead: DeskLead;
  onBody: OnBody;
}

export function CloseFields({ lead: { outcomes, currency }, onBody }: Props) {
  const t = useText(leadText);
  const [id, setId] = useState<string | null>(null);
  const [text, setText] = useState('');
  const chosen = outcomes.find((one) => one.id === id);
  const asksValue: AsksValue = chosen?.asksValue ?? 'never';
  useEffect(() => {
    const read = asksValue === 'never' ? {} : readSaleValue(text, currency, asksValue);
    onBody(id === null || 'mistake' in read ? null : { outcome: id, ...read });
  }, [id, text, asksValue, currency, onBody]);
  return (
    <>
      <fieldset class="row">
        <legend class="label">{t('action.outcome')}</legend>
        {outcomes.map((outcome) => (
          <label class="choice" key={outcome.id}>
            <input type="radio" name="outcome" onChange={() => setId(outcome.id)} />
            <span>{choiceText(outcome, t)}</span>
          </label>
        ))}
      </fieldset>
      {asksValue === 'never' ? null : (
        <SaleField text={text} currency={currency} asksValue={asksValue} isChecked={text !== ''} onInput={setText} />
      )}
    </>
  );
}

export function SaleValueFields({ lead: { saleValue, currency, outcome, outcomeId, outcomes }, onBody }: Props) {
  const asksValue =
    outcomes.find(({ id }) => id === (outcomeId ?? outcome))?.asksValue === 'required' ? 'required' : 'ask';
  const [text, setText] = useState(saleValue === undefined ? '' : String(saleValue));
  useEffect(() => {
    const read = readSaleValue(text, currency, asksValue);
    onBody('mistake' in read ? null : { saleValue: read.saleValue ?? null });
  }, [text, asksValue, currency, onBody]);
  return <SaleField text={text} currency={currency} asksValue={asksValue} isChecked onInput={setText} />;
}
