/** Whether a list of outcomes may replace the one before it. */
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { isAlwaysOffered } from '../vocabulary/outcomes.ts';
import { checkChoices } from './checkChoices.ts';
import { MOST_OFFERED_OUTCOMES, type OutcomeChoice, type OutcomeDraft } from './outcomeChoices.ts';

/** All mistakes, by the path in the list. */
export function checkOutcomes(before: readonly OutcomeChoice[], drafts: readonly OutcomeDraft[]): readonly Mistake[] {
  const ids = drafts.flatMap(({ id }) => id ?? []);
  const offered = drafts.filter(({ isRetired }) => !isRetired);
  const isNeededLeftOut = before.some(({ id }) => isAlwaysOffered(id) && !ids.includes(id));
  return [
    ...checkChoices('outcomes', before, drafts, 'outcomeUnknown'),
    ...drafts.flatMap((draft, index) => checkOutcome(before, draft, `outcomes.${index}`)),
    ...(offered.length > MOST_OFFERED_OUTCOMES
      ? [mistake('outcomes', 'outcomesTooMany', { limit: MOST_OFFERED_OUTCOMES })]
      : []),
    ...(isNeededLeftOut ? [mistake('outcomes', 'outcomeNeeded')] : []),
  ];
}

function checkOutcome(
  before: readonly OutcomeChoice[],
  { id, means, isRetired }: OutcomeDraft,
  path: string,
): readonly Mistake[] {
  const known = before.find((one) => one.id === id);
  return [
    // Leads that carry it would change their meaning, and reports with them.
    ...(known && known.means !== means ? [mistake(`${path}.means`, 'outcomeMeaning')] : []),
    ...(isRetired && id !== undefined && isAlwaysOffered(id) ? [mistake(`${path}.isRetired`, 'outcomeNeeded')] : []),
  ];
}
