/** The texts of campaigns and of the business in the reader's language. */
import type { Campaign } from '../../core/administration/campaign.ts';
import { outcomeChoicesOf, ownWordsFor, wordsFor } from '../../core/administration/outcomeChoices.ts';
import type { Business } from '../../core/administration/business.ts';
import { OUTCOME_LABELS, OUTCOMES, outcomeWithId, type ChosenOutcome } from '../../core/vocabulary/outcomes.ts';
import type { Language, Wording } from '../../core/vocabulary/language.ts';
import type { LeadOptions } from '../../shared/api.ts';

export function inLanguage(wording: Wording, language: Language): string {
  return wording[language] ?? wording.en;
}

/** The business's own words for an outcome, for pages that know the default ones. */
export function outcomeLabel(
  business: Pick<Business, 'outcomes'> | null,
  chosen: ChosenOutcome,
  language: Language,
): { readonly outcomeLabel?: string } {
  const own = ownWordsFor(business, chosen);
  return own ? { outcomeLabel: inLanguage(own, language) } : {};
}

/** Every outcome that a lead can have: those in use, retired ones, and those that the system sets. */
export function presentOutcomes(
  business: Pick<Business, 'outcomes'> | null,
  language: Language,
): LeadOptions['outcomes'] {
  const choices = outcomeChoicesOf(business);
  const inUseFirst = [
    ...choices.filter(({ isRetired }) => !isRetired),
    ...choices.filter(({ isRetired }) => isRetired),
  ];
  const others = OUTCOMES.filter((outcome) => !choices.some(({ id }) => id === outcome));
  return [
    ...inUseFirst.map((choice) => ({
      id: choice.id,
      name: inLanguage(wordsFor(choice), language),
      means: choice.means,
      isOffered: !choice.isRetired,
    })),
    ...others.map((means) => ({
      id: means,
      name: inLanguage(OUTCOME_LABELS[means], language),
      means,
      isOffered: false,
    })),
  ];
}

/** Names for these IDs, in display order; for one no longer in the list, what it means. */
export function outcomeNames(
  business: Pick<Business, 'outcomes'> | null,
  ids: ReadonlySet<string>,
  language: Language,
): readonly { readonly id: string; readonly name: string }[] {
  const known = presentOutcomes(business, language).filter(({ id }) => ids.has(id));
  const others = [...ids].filter((id) => !known.some((one) => one.id === id)).sort();
  return [
    ...known.map(({ id, name }) => ({ id, name })),
    ...others.flatMap((id) => {
      const meaning = outcomeWithId(id)?.outcome;
      return meaning ? [{ id, name: inLanguage(OUTCOME_LABELS[meaning], language) }] : [];
    }),
  ];
}

/** How a lead was closed, field by field. */
export function presentOutcome(
  business: Pick<Business, 'outcomes'> | null,
  { outcome, outcomeId }: ChosenOutcome,
  language: Language,
): ChosenOutcome & { readonly outcomeLabel?: string } {
  const chosen = { outcome, ...(outcomeId !== undefined && { outcomeId }) };
  return { ...chosen, ...outcomeLabel(business, chosen, language) };
}

export function outcomeName(
  business: Pick<Business, 'outcomes'> | null,
  chosen: ChosenOutcome,
  language: Language,
): string {
  return inLanguage(ownWordsFor(business, chosen) ?? OUTCOME_LABELS[chosen.outcome], language);
}

export function interestLabel(campaign: Campaign, value: string, language: Language): string {
  const choice = campaign.interests.find((interest) => interest.value === value);
  return choice ? inLanguage(choice.label, language) : value;
}
