/** A campaign's texts in the reader's language. */
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language, Wording } from '../../core/vocabulary/language.ts';

export function inLanguage(wording: Wording, language: Language): string {
  return wording[language] ?? wording.en;
}

export function interestLabel(campaign: Campaign, value: string, language: Language): string {
  const choice = campaign.interests.find((interest) => interest.value === value);
  return choice ? inLanguage(choice.label, language) : value;
}
