/** The outcome that someone chose for a lead, or a refusal that names those that can be chosen now. */
import type { OutcomeChoice } from '../../core/administration/outcomeChoices.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { outcomeWithId, type ChosenOutcome } from '../../core/vocabulary/outcomes.ts';

export type Choosing = ({ readonly ok: true } & ChosenOutcome) | Failure;

/** `id`: as the client sent it, perhaps from an older list. */
export function chooseOutcome(offered: readonly OutcomeChoice[], id: string | null): Choosing {
  const choice = offered.find((one) => one.id === id);
  const chosen = choice && outcomeWithId(choice.id);
  if (chosen) return { ok: true, ...chosen };
  const choices = offered.map(nameOf).join(', ');
  return failure('bad-input', `Choose an outcome (${choices}) or schedule a callback.`, {
    mistakes: [mistake('outcome', 'oneOf', { choices })],
  });
}

/** An own one by its words too: its ID says little. */
function nameOf({ id, means, label }: OutcomeChoice): string {
  return id === means || !label ? id : `${id} (${label.en})`;
}
