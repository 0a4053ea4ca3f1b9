/** The outcome that someone chose for a lead, or a refusal that names those that can be chosen now. */
import type { OutcomeChoice } from '../../core/administration/outcomeChoices.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake, type Mistake } from '../../core/vocabulary/mistake.ts';
import { outcomeWithId, type ChosenOutcome } from '../../core/vocabulary/outcomes.ts';
import { checkSaleValue } from '../../core/vocabulary/sales.ts';

export interface Closing extends ChosenOutcome {
  readonly saleValue?: number;
}
export type Choosing = { readonly ok: true; readonly closing: Closing } | Failure;

export interface Sale {
  readonly currency: string;
  readonly saleValue: number | undefined;
}

/** `id`: as the client sent it, perhaps from an older list. `sale`: absent where no value can be entered. */
export function chooseOutcome(offered: readonly OutcomeChoice[], id: string | null, sale?: Sale): Choosing {
  const choice = offered.find((one) => one.id === id);
  const chosen = choice && outcomeWithId(choice.id);
  if (!chosen) {
    const choices = offered.map(nameOf).join(', ');
    return failure('bad-input', `Choose an outcome (${choices}) or schedule a callback.`, {
      mistakes: [mistake('outcome', 'oneOf', { choices })],
    });
  }
  if (!sale)
    return choice.asksValue === 'required'
      ? refuseSale(mistake('outcome', 'saleElsewhere'))
      : { ok: true, closing: chosen };
  const { saleValue, currency } = sale;
  const wrong = checkSaleValue(saleValue, currency, choice.asksValue);
  if (wrong) return refuseSale(wrong);
  return { ok: true, closing: { ...chosen, ...(saleValue !== undefined && { saleValue }) } };
}

export function refuseSale(wrong: Mistake): Failure {
  return failure('bad-input', 'Enter the sale value in the business’s currency.', {
    mistakes: [wrong],
  });
}

/** Custom ones are listed with their label too: the ID says little. */
function nameOf({ id, means, label }: OutcomeChoice): string {
  return id === means || !label ? id : `${id} (${label.en})`;
}
