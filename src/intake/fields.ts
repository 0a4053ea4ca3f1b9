/**
 * What a form accepts, built from its campaign, for validation and for the published API. The page sends the same body
 * as a program, but as form fields, which `bodyOfForm` converts back.
 */
import joi from 'joi';
import type { CheckedBoxes } from '../core/capture/consentEvidence.ts';
import { isVisible } from '../core/capture/cleanText.ts';
import { LANGUAGES, type Language } from '../core/vocabulary/language.ts';
import { offersTimes, type Campaign } from '../core/administration/campaign.ts';
import type { ProfileChanges } from '../core/lead/profile.ts';
import { sentFieldsOf, type FormField } from '../core/vocabulary/form.ts';
import { LONGEST_TAG, MOST_TAGS, tagOf } from '../core/vocabulary/tags.ts';
import { GREATEST_SURVEY_NUMBER, REFUSED, type SurveyQuestion } from '../core/vocabulary/survey.ts';
import { LONGEST_SOURCE, sourceNamed } from '../core/vocabulary/touch.ts';
import { LAST_MOMENT } from '../core/vocabulary/time.ts';
import { CODE, LINES } from './validate.ts';

/** The trap: a field hidden from people. */
export const TRAP = 'homepage';
export const LIMITS = {
  name: 200,
  email: 254,
  phone: 40,
  message: 5000,
  text: 500,
  choices: 50,
  page: 2000,
  zone: 64,
  utm: 200,
  utmKeys: 20,
  clickId: 500,
} as const;
/** A page’s URL, or its path on our own site. */
export const PAGE = /^(https?:\/\/|\/(?!\/))/;
export const UTM_KEY = /^[a-z0-9_-]{1,40}$/;
const MAX_NUMBER = 1e12;

/** A validated body; every text in it is clean. */
export interface FormBody {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly interest?: string;
  readonly message?: string;
  /** When to call, in milliseconds since 1970. */
  readonly callAt?: number;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly consent: CheckedBoxes;
  readonly page?: string;
  readonly utm?: Readonly<Record<string, string>>;
  readonly shownAt?: number;
  readonly [TRAP]?: string;
  /** The campaign’s own fields. */
  readonly [field: string]: unknown;
}

export type FormSchema = joi.ObjectSchema<FormBody>;

const line = (max: number) => joi.string().max(max);
/** Optional: an empty field is the same as an absent one. */
const optionalLine = (max: number) => line(max).allow('');

const name = line(LIMITS.name)
  .required()
  .custom((value: string, helpers) => (isVisible(value) ? value : helpers.error('string.empty')));
const email = line(LIMITS.email).email({ tlds: false });
const consentBox = joi.boolean();
/** Metadata: how the form was submitted, not what the person says. Invalid values were dropped before (frame.ts). */
const FRAME = {
  language: joi.string().valid(...LANGUAGES),
  timeZone: CODE.max(LIMITS.zone).allow(''),
  page: CODE.max(LIMITS.page).pattern(PAGE, 'page').allow(''),
  utm: joi.object().pattern(UTM_KEY, CODE.max(LIMITS.clickId).allow('')).max(LIMITS.utmKeys),
  shownAt: joi.number().integer().min(0).max(LAST_MOMENT),
  [TRAP]: optionalLine(LIMITS.page),
};

type FormParts = Pick<Campaign, 'contactBy' | 'interests' | 'fields' | 'callsPerSlot'>;

/** The schema of one campaign’s form. Phone numbers are checked afterwards (numbers.ts). */
export function formSchema(campaign: FormParts): FormSchema {
  // Building a schema costs more than a validation; an edited campaign is a new object.
  const known = schemas.get(campaign);
  if (known) return known;
  const schema = makeFormSchema(campaign);
  schemas.set(campaign, schema);
  return schema;
}

const schemas = new WeakMap<object, FormSchema>();

function makeFormSchema(campaign: FormParts): FormSchema {
  const byTel = campaign.contactBy === 'tel';
  const own = Object.fromEntries(sentFieldsOf(campaign).map((field) => [field.name, fieldSchema(field)]));
  return joi.object<FormBody>({
    ...own,
    name,
    phone: byTel ? CODE.max(LIMITS.phone).required() : CODE.max(LIMITS.phone).allow(''),
    email: byTel ? email.allow('') : email.required(),
    interest: interestSchema(campaign),
    message: optionalLine(LIMITS.message).meta(LINES),
    ...(offersTimes(campaign) && { callAt: joi.number().integer().min(0).max(LAST_MOMENT) }),
    consent: joi
      .object({
        // Sending a form asks for a call; calling requires the explicit permission.
        call: byTel ? consentBox.valid(true).required() : consentBox,
        now: consentBox,
        text: consentBox,
        email: consentBox,
      })
      .required(),
    ...FRAME,
  });
}

function interestSchema({ interests }: Pick<Campaign, 'interests'>): joi.StringSchema {
  if (interests.length === 0) return optionalLine(LIMITS.text);
  return joi.string().valid(...interests.map(({ value }) => value), '');
}

/** As it is stored: see tagOf. */
export const TAG = line(LONGEST_TAG).custom((value: string, helpers) => tagOf(value) ?? helpers.error('tag.empty'));
/** As it is counted: see countedSource. */
export const SOURCE = line(LONGEST_SOURCE).custom(sourceNamed);
const tagList = joi.array().items(TAG).max(MOST_TAGS);

/**
 * What is written down later about the person, held to the same rules as the form: any of the fields, and null for none.
 * The answers to `fields` are nested, because programs may name their fields like ours.
 */
export function profileSchema(
  campaign: Pick<Campaign, 'contactBy' | 'interests' | 'survey'>,
  fields: readonly FormField[],
): joi.ObjectSchema<ProfileChanges> {
  const answers = fields.map((field) => {
    const schema = fieldSchema(field).optional();
    return [field.name, field.required ? schema : schema.allow(null)] as const;
  });
  return joi.object<ProfileChanges>({
    name: name.optional(),
    email: campaign.contactBy === 'tel' ? email.allow('', null) : email,
    language: joi.string().valid(...LANGUAGES),
    interest: interestSchema(campaign).allow(null),
    answers: joi.object(Object.fromEntries(answers)),
    survey: joi.object(Object.fromEntries((campaign.survey ?? []).map((one) => [one.id, surveySchema(one)]))),
    tags: joi.object({ add: tagList, remove: tagList }),
    seen: SEEN,
  });
}

/** Values as they were shown or sent before, of any kind of detail; what they are is compared, not checked. */
const SEEN = joi
  .object()
  .pattern(
    CODE.max(LIMITS.text),
    joi
      .array()
      .items(joi.any().valid(null, REFUSED), joi.string().allow(''), joi.number(), joi.array().items(joi.string()))
      .min(1)
      .max(LIMITS.choices),
  )
  .max(LIMITS.choices);

/** Retired questions and choices too: they may have been asked just before. false: refused. */
function surveySchema(question: SurveyQuestion): joi.Schema {
  return answerSchema(question).allow(null, REFUSED);
}

function answerSchema(question: SurveyQuestion): joi.Schema {
  switch (question.kind) {
    case 'text':
      return optionalLine(LIMITS.text);
    case 'number':
      return joi
        .number()
        .min(question.min ?? -GREATEST_SURVEY_NUMBER)
        .max(question.max ?? GREATEST_SURVEY_NUMBER);
    case 'choice':
      return joi.string().valid(...question.choices.map(({ id }) => id), '');
    case 'choices':
      return joi
        .array()
        .items(joi.string().valid(...question.choices.map(({ id }) => id)))
        .unique();
  }
}

/** The schema of any form, for the published API: the fixed fields plus the campaign’s own. */
export const ANY_FORM = formSchema({ contactBy: 'tel', interests: [], fields: [], callsPerSlot: 1 }).unknown();

function fieldSchema(field: FormField): joi.Schema {
  const schema = valueSchema(field);
  return field.required ? schema.required() : schema;
}

function valueSchema(field: FormField): joi.Schema {
  const none = field.required ? [] : [''];
  switch (field.kind) {
    case 'text':
      return field.required ? line(LIMITS.text) : optionalLine(LIMITS.text);
    case 'number':
      return joi
        .number()
        .min(field.min ?? -MAX_NUMBER)
        .max(field.max ?? MAX_NUMBER);
    case 'date':
      return CODE.allow(...none).custom((value: string, helpers) =>
        isDate(value) ? value : helpers.error('string.isoDate'),
      );
    case 'choice':
      return joi.string().valid(...field.choices.map(({ value }) => value), ...none);
    case 'choices': {
      const list = joi
        .array()
        .items(joi.string().valid(...field.choices.map(({ value }) => value)))
        .unique()
        .max(LIMITS.choices);
      return field.required ? list.min(1) : list;
    }
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The page’s fields as the body a program would send. Invalid values are kept, and rejected later. */
export function bodyOfForm(
  fields: Readonly<Record<string, unknown>>,
  campaign: Pick<Campaign, 'fields'>,
): { readonly body: Record<string, unknown>; readonly requestKey: unknown } {
  const kinds = new Map(campaign.fields.map(({ name: field, kind }) => [field, kind]));
  const consent: [string, unknown][] = [];
  const utm: [string, unknown][] = [];
  const rest: [string, unknown][] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (value === '' || key === 'requestKey') continue;
    if (key.startsWith('consent.')) consent.push([key.slice('consent.'.length), value === 'yes' ? true : value]);
    else if (key.startsWith('utm.')) utm.push([key.slice('utm.'.length), value]);
    else if (key === 'shownAt' || key === 'callAt' || kinds.get(key) === 'number') rest.push([key, numberOf(value)]);
    else if (kinds.get(key) === 'choices') rest.push([key, Array.isArray(value) ? value : [value]]);
    else rest.push([key, value]);
  }
  return {
    body: {
      ...Object.fromEntries(rest),
      consent: Object.fromEntries(consent),
      ...(utm.length > 0 && { utm: Object.fromEntries(utm) }),
    },
    requestKey: fields['requestKey'],
  };
}

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d{1,15}([.,]\d{1,6})?\s*$/.test(value)
    ? Number(value.replace(',', '.'))
    : value;
}
