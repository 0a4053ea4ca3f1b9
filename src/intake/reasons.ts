/** Why a field is rejected, in the person’s language: one sentence that says how to fix it. */
import type { ValidationErrorItem } from 'joi';
import type { Campaign } from '../core/administration/campaign.ts';
import { type Language, wordingIn } from '../core/vocabulary/language.ts';
import { formText } from '../shared/text/form.ts';
import { translator } from '../shared/text/index.ts';
import { exampleNumber, type NumberRefusal } from './numbers.ts';

export function reasonsFor(campaign: Campaign, language: Language): (item: ValidationErrorItem) => string {
  const t = translator(formText, language);
  const missing = (field: string): string => {
    if (field === 'name') return t('error.name');
    if (field === 'phone') return t('error.phone', { example: exampleNumber(campaign.country) });
    if (field === 'consent.call') return t('error.consentCall');
    return t('error.required');
  };

  return ({ type, path, context }) => {
    const field = path.join('.');
    const limit = String(context?.['limit'] ?? '');
    // The page offers times to choose from, so this is for programs.
    if (field === 'callAt' && type.startsWith('number.')) return t('error.moment', { example: '1798761600000' });
    switch (type) {
      case 'any.required':
      case 'string.empty':
      case 'array.min':
        return missing(field);
      case 'any.only':
        if (field === 'consent.call') return t('error.consentCall');
        return t('error.choose', { choices: choicesOf(campaign, field, language).join(', ') });
      case 'string.max':
        return t('error.tooLong', { limit });
      case 'array.max':
      case 'object.max':
        return t('error.tooMany', { limit });
      case 'string.base':
        return t('error.text');
      case 'string.email':
        return t('error.email');
      case 'string.isoDate':
        return t('error.date', { example: '2027-03-31' });
      case 'string.pattern.name':
        return t('error.page');
      case 'number.min':
        return t('error.numberMin', { limit });
      case 'number.max':
        return t('error.numberMax', { limit });
      case 'number.base':
      case 'number.unsafe':
      case 'number.infinity':
      case 'number.integer':
        return t('error.number');
      case 'boolean.base':
        return t('error.boolean');
      case 'array.base':
        return t('error.list');
      case 'object.base':
        return t('error.object');
      case 'object.unknown':
        return t('error.unknown');
      default:
        return t('error.other');
    }
  };
}

/** The sentence for a number that can’t be called. */
export function numberReason(refusal: NumberRefusal, campaign: Campaign, language: Language): string {
  return translator(formText, language)(`phone.${refusal}`, { example: exampleNumber(campaign.country) });
}

function choicesOf(campaign: Campaign, field: string, language: Language): readonly string[] {
  if (field === 'interest') return campaign.interests.map(({ value }) => value);
  if (field === 'language') return ['en', 'ko'];
  const own = campaign.fields.find(({ name }) => name === field.split('.')[0]);
  return own && 'choices' in own ? own.choices.map(({ value, label }) => value || wordingIn(label, language)) : [];
}
