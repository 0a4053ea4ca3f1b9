/** Whether a campaign's form can be found, read and filled in: its key, texts, interests, custom fields and sites. */
import type { CampaignDraft } from './campaign.ts';
import { type FormField, type FormFieldChoice, CONSENT_BOXES } from '../vocabulary/form.ts';
import type { Wording } from '../vocabulary/language.ts';
import { originOf } from '../vocabulary/origin.ts';
import { mistake, findRepeats, type Mistake } from '../vocabulary/mistake.ts';
import type { ValidationContext } from './validationContext.ts';

const FORM_KEY = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const FIELD_NAME = /^[a-z][a-zA-Z0-9_]{0,39}$/;
const CHOICE_CODE = /^[\w-]{1,64}$/;

/** Names that the form itself uses or that its page submits; `agent` and `campaign` are script placeholders. */
export const RESERVED_NAMES: readonly string[] = [
  'name',
  'phone',
  'email',
  'interest',
  'message',
  'consent',
  'language',
  'timeZone',
  'page',
  'utm',
  'shownAt',
  'callAt',
  'homepage',
  'requestKey',
  'formKey',
  'agent',
  'campaign',
  'constructor',
  'prototype',
];

export function checkForm(draft: CampaignDraft, surroundings: ValidationContext): readonly Mistake[] {
  const { name, interests, fields, embedOrigins } = draft;
  return [
    ...checkWording(name, 'name'),
    ...checkFormKey(draft.formKey, surroundings),
    ...checkChoices(interests, 'interests'),
    ...fields.flatMap((field, index) => checkField(field, `fields.${index}`)),
    ...findRepeats(
      fields,
      (field) => field.name,
      (index) => `fields.${index}.name`,
    ),
    ...CONSENT_BOXES.flatMap((box) => checkWording(draft.consent[box], `consent.${box}`)),
    ...embedOrigins.flatMap((origin, index) =>
      originOf(origin) !== null ? [] : [mistake(`embedOrigins.${index}`, 'originShape')],
    ),
  ];
}

/** Every other language falls back to English. */
export function checkWording(wording: Wording, path: string): readonly Mistake[] {
  return wording.en.trim() === '' ? [mistake(`${path}.en`, 'englishMissing')] : [];
}

function checkFormKey(formKey: string, { edited, formKeys }: ValidationContext): readonly Mistake[] {
  if (!FORM_KEY.test(formKey)) return [mistake('formKey', 'formKeyShape')];
  if (formKeys.includes(formKey)) return [mistake('formKey', 'formKeyTaken')];
  // Published links and embedded forms use the key.
  return edited?.hasLeads && edited.formKey !== formKey
    ? [mistake('formKey', 'formKeyInUse', { formKey: edited.formKey })]
    : [];
}

function checkField(field: FormField, path: string): readonly Mistake[] {
  return [
    ...(FIELD_NAME.test(field.name) ? [] : [mistake(`${path}.name`, 'fieldNameShape')]),
    ...(RESERVED_NAMES.includes(field.name)
      ? [mistake(`${path}.name`, 'fieldNameReserved', { name: field.name })]
      : []),
    ...checkWording(field.label, `${path}.label`),
    // Agents tell the customer why we ask.
    ...(field.askedBy === 'agent' ? checkWording(field.why ?? { en: '' }, `${path}.why`) : []),
    ...checkFillable(field, path),
  ];
}

/** A required field that accepts no value would block the whole form. */
function checkFillable(field: FormField, path: string): readonly Mistake[] {
  if (field.kind === 'choice' || field.kind === 'choices') {
    return field.choices.length === 0
      ? [mistake(`${path}.choices`, 'choicesMissing')]
      : checkChoices(field.choices, `${path}.choices`);
  }
  if (field.kind !== 'number' || field.min === undefined || field.max === undefined) return [];
  return field.min > field.max ? [mistake(`${path}.min`, 'minAboveMax')] : [];
}

function checkChoices(choices: readonly FormFieldChoice[], path: string): readonly Mistake[] {
  return [
    ...choices.flatMap(({ value, label }, index) => [
      ...(CHOICE_CODE.test(value) ? [] : [mistake(`${path}.${index}.value`, 'choiceCode')]),
      ...checkWording(label, `${path}.${index}.label`),
    ]),
    ...findRepeats(
      choices,
      ({ value }) => value,
      (index) => `${path}.${index}.value`,
    ),
  ];
}
