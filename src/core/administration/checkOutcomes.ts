/** Whether a list of outcomes may replace the one before it. */
import { mistake, type Mistake } from '../vocabulary/mistake.ts';
import { isAlwaysOffered } from '../vocabulary/outcomes.ts';
import { checkWording } from './checkForm.ts';
import { MOST_OFFERED_OUTCOMES, type OutcomeChoice, type OutcomeDraft } from './outcomeChoices.ts';

/** All mistakes, by the path in the list. */
export function checkOutcomes(before: readonly OutcomeChoice[], drafts: readonly OutcomeDraft[]): readonly Mistake[] {
  const ids = drafts.flatMap(({ id }) => id ?? []);
  const offered = drafts.filter(({ isRetired }) => !isRetired);
  const isNeededLeftOut = before.some(({ id }) => isAlwaysOffered(id) && !ids.includes(id));
  return [
    ...drafts.flatMap((draft, index) => [
      ...checkOutcome(before, draft, `outcomes.${index}`),
      ...(draft.id !== undefined && ids.indexOf(draft.id) !== ids.lastIndexOf(draft.id)
        ? [mistake(`outcomes.${index}.id`, 'twice', { value: draft.id })]
        : []),
      // Agents couldn't tell them apart.
      ...(!draft.isRetired &&
      drafts.slice(0, index).some((other) => !other.isRetired && plain(other.label.en) === plain(draft.label.en))
        ? [mistake(`outcomes.${index}.label.en`, 'twice', { value: draft.label.en })]
        : []),
    ]),
    ...(offered.length > MOST_OFFERED_OUTCOMES
      ? [mistake('outcomes', 'outcomesTooMany', { limit: MOST_OFFERED_OUTCOMES })]
      : []),
    ...(isNeededLeftOut ? [mistake('outcomes', 'outcomeNeeded')] : []),
  ];
}

function checkOutcome(
  before: readonly OutcomeChoice[],
  { id, means, label, isRetired }: OutcomeDraft,
  path: string,
): readonly Mistake[] {
  const known = before.find((one) => one.id === id);
  return [
    ...checkWording(label, `${path}.label`),
    ...(id !== undefined && !known ? [mistake(`${path}.id`, 'outcomeUnknown')] : []),
    // Leads that carry it would change their meaning, and reports with them.
    ...(known && known.means !== means ? [mistake(`${path}.means`, 'outcomeMeaning')] : []),
    ...(isRetired && id !== undefined && isAlwaysOffered(id) ? [mistake(`${path}.isRetired`, 'outcomeNeeded')] : []),
  ];
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
