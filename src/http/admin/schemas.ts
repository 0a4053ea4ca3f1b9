/**
 * Schemas of admin requests: shapes and lengths here, meaning in core/administration. Texts are cleaned before
 * validation, and an empty Korean text counts as none.
 */
import joi from 'joi';
import { ORDER_NAMES, type OrderName } from '../../core/vocabulary/orders.ts';
import { DEFAULT_POLICY } from '../../core/routing/policy.ts';
import { AWAY_REASONS, DECLINE_MEANINGS } from '../../core/vocabulary/presence.ts';
import { MOST_DECLINE_REASONS } from '../../core/agent/declineReasons.ts';
import { isVisible } from '../../core/capture/cleanText.ts';
import { LANGUAGES, type Language, type Wording } from '../../core/vocabulary/language.ts';
import type { CampaignDraft, RoutingPart } from '../../core/administration/campaign.ts';
import type { TypedLead } from '../../usecases/admin/routingPolicy.ts';
import { FIELD_ASKERS, FIELD_AUDIENCES, type FormField } from '../../core/vocabulary/form.ts';
import { AGENT_OUTCOMES } from '../../core/vocabulary/outcomes.ts';
import { originOf } from '../../core/vocabulary/origin.ts';
import {
  API_SCOPES,
  AUDITED,
  type ApiScope,
  type BusinessFields,
  type DeclineReasonFields,
  type PersonFields,
} from '../../shared/admin.ts';
import { MOMENT } from '../leads/search.ts';
import { isCountry } from '../plumbing/numbers.ts';
import { CODE, LINES } from '../plumbing/validate.ts';

/** The most slots per agent that the store supports. */
const MOST_CAPACITY = 16;
const DAYS = ['1', '2', '3', '4', '5', '6', '7'];

const text = (max: number) =>
  joi
    .string()
    .max(max)
    .required()
    .custom((value: string, helpers) => (isVisible(value) ? value : helpers.error('string.empty')));
const language = joi
  .string()
  .valid(...LANGUAGES)
  .required();
// Core reports missing English text, with how to fix it.
const wording = (max: number) =>
  joi
    .object<Wording>({ en: joi.string().max(max).allow('').required(), ko: joi.string().max(max).empty('') })
    .required();
const whole = joi.number().integer().required();
const span = whole.min(0).max(Number.MAX_SAFE_INTEGER);
const id = joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier');
const ids = joi.array().items(id).unique().max(100).required();
const levels = joi
  .object()
  .pattern(/^[\w-]{1,100}$/, joi.number().integer())
  .max(100)
  .required();
const country = CODE.required().custom((value: string, helpers) =>
  isCountry(value) ? value : helpers.error('any.invalid', { code: 'countryUnknown' }),
);
const email = joi.string().email({ tlds: false }).max(254);
const version = joi.number().integer().min(0).required();

const times = joi
  .array()
  .items(joi.object({ from: whole, to: whole }))
  .max(10)
  .required();
const weekly = joi
  .object(Object.fromEntries(DAYS.map((day) => [day, times])))
  .allow(null)
  .required();
const holidays = joi.array().items(CODE.max(20).allow('')).max(1000).required();
const zone = CODE.max(64).allow('').required();

const declineReason = joi.object<DeclineReasonFields>({
  id: joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier'),
  label: wording(60),
  means: joi
    .string()
    .valid(...DECLINE_MEANINGS)
    .required(),
  awayReason: joi.string().valid(...AWAY_REASONS),
});

const choices = joi
  .array()
  .items(
    joi.object({
      value: CODE.max(100).allow('').required(),
      label: wording(200),
    }),
  )
  .max(50);
const field = joi.object({
  name: CODE.max(64).allow('').required(),
  label: wording(200),
  required: joi.boolean().required(),
  kind: joi.string().valid('text', 'number', 'date', 'choice', 'choices').required(),
  askedBy: joi.string().valid(...FIELD_ASKERS),
  why: wording(300).optional(),
  seenBy: joi.string().valid(...FIELD_AUDIENCES),
  min: joi.number(),
  max: joi.number(),
  choices,
});
const SECOND_ORDERS: readonly OrderName[] = ORDER_NAMES.filter((name) => name !== 'lastAgent');
const order = joi.object({
  kind: joi
    .string()
    .valid(...ORDER_NAMES)
    .required(),
  weights: joi
    .object()
    .pattern(/^[\w-]{1,100}$/, whole.optional())
    .max(1000),
  patienceMs: span.optional(),
  then: joi.string().valid(...SECOND_ORDERS),
});
const limits = joi.object({
  perHour: whole.optional(),
  perDay: whole.optional(),
  afterDeclineMs: span,
  afterMissMs: span,
});
const step = joi.object({
  afterMs: span,
  offerTo: whole,
  relax: joi.array().items(joi.string().valid('skills', 'language')).unique().required(),
  teamIds: ids.optional(),
});
const steps = joi.array().items(step).max(20);
const words = joi.array().items(CODE.max(200)).unique().min(1).max(50);
const place = joi.string().pattern(/^[A-Z]{2}(-[A-Z]{2})?$/, 'a country or US state, such as KR or US-CA');
const rule = joi.object({
  name: text(60),
  when: joi
    .object({
      sources: words,
      languages: joi
        .array()
        .items(joi.string().valid(...LANGUAGES))
        .unique()
        .min(1),
      interests: words,
      answers: joi
        .object()
        .pattern(/^[\w-]{1,64}$/, words)
        .max(50),
      places: joi.array().items(place).unique().min(1).max(300),
      weekdays: joi.array().items(joi.number().integer().min(1).max(7)).unique().min(1),
      hours: joi.object({ from: whole.min(0).max(1439), to: whole.min(1).max(1440) }),
    })
    .required(),
  who: joi.object({ teamIds: ids, skills: levels }),
  order,
  steps,
});
const policy = joi
  .object({
    // Clients of earlier versions send none of these.
    order: order.default(DEFAULT_POLICY.order),
    limits: limits.default(DEFAULT_POLICY.limits),
    rules: joi.array().items(rule).max(50).default([]),
    steps: steps.required(),
    offerMs: span,
    seenMs: span,
    giveUpMs: span,
    nobodyMs: span,
    retrySameAgentMs: span,
    missesToAway: whole,
    wrapUpMs: span,
    wrapUpGraceMs: span,
    dialByHandMs: span,
    checkMs: span,
    bonusSeconds: joi.object({ liveCall: whole, promise: whole }).required(),
  })
  .required();
const cadence = joi
  .object({
    firstMs: span,
    maxAttempts: whole,
    maxPerDay: whole,
    windowMs: span,
    lifeMs: span,
    ownToAnyoneMs: span,
    retryMs: joi.array().items(span.optional()).max(20).required(),
  })
  .required();

/** Stored as browsers write it; invalid values are refused with the rest of the campaign (checkForm.ts). */
const site = CODE.max(300)
  .allow('')
  .custom((value: string) => originOf(value) ?? value);

const ROUTING_FIELDS = { policy, teamIds: ids, skills: levels };
const CAMPAIGN_FIELDS = {
  ...ROUTING_FIELDS,
  name: wording(200),
  formKey: CODE.max(100).allow('').required(),
  language,
  country,
  contactBy: joi.string().valid('tel', 'email').required(),
  interests: choices.required(),
  fields: joi.array().items(field).max(50).required(),
  consent: joi
    .object({ call: wording(2000), now: wording(2000), text: wording(2000), email: wording(2000) })
    .meta(LINES)
    .required(),
  embedOrigins: joi.array().items(site).unique().max(50).required(),
  hours: joi.object({ zone, weekly, holidays }).allow(null).required(),
  bonusSeconds: whole,
  script: wording(5000).meta(LINES),
  cadence,
  // Absent in requests of programs that were written before it.
  callsPerSlot: joi.number().integer().default(0),
  outcomes: joi
    .array()
    .items(joi.string().valid(...AGENT_OUTCOMES))
    .unique()
    .required(),
};
const PERSON_FIELDS = {
  name: text(100),
  role: joi.string().valid('agent', 'supervisor', 'administrator').required(),
  language,
  agent: joi
    .object({
      teamIds: ids,
      languages: joi
        .array()
        .items(joi.string().valid(...LANGUAGES))
        .unique()
        .required(),
      skills: levels,
      capacity: whole.min(1).max(MOST_CAPACITY),
      telephone: CODE.max(20),
    })
    .allow(null)
    .required(),
};

export const BODIES = {
  version: joi.object<{ version: number }>({ version }),
  nothing: joi.object({}),
  business: joi.object<BusinessFields & { version: number }>({
    version,
    name: text(200),
    country,
    language,
    zone,
    hours: joi.object({ weekly, holidays }).allow(null).required(),
    declineReasons: joi.array().items(declineReason).min(1).max(MOST_DECLINE_REASONS),
  }),
  newCampaign: joi.object<CampaignDraft & { active?: boolean }>({ ...CAMPAIGN_FIELDS, active: joi.boolean() }),
  campaign: joi.object<CampaignDraft & { version: number }>({ ...CAMPAIGN_FIELDS, version }),
  preview: joi.object<{ campaign: CampaignDraft; language: Language }>({
    campaign: joi.object(CAMPAIGN_FIELDS).required(),
    language,
  }),
  check: joi.object<{ campaign: CampaignDraft; id?: string }>({ campaign: joi.object(CAMPAIGN_FIELDS).required(), id }),
  routing: joi.object<RoutingPart & { version: number; activate: boolean }>({
    version,
    ...ROUTING_FIELDS,
    // false: kept as the draft.
    activate: joi.boolean().default(true),
  }),
  rollback: joi.object<{ version: number; to: number }>({ version, to: whole }),
  previewRouting: joi.object<{ lead: TypedLead; unsaved?: RoutingPart }>({
    lead: joi
      .object({
        language: joi.string().valid(...LANGUAGES),
        interest: CODE.max(100),
        source: CODE.max(100),
        answers: joi
          .object()
          .pattern(
            /^[\w-]{1,64}$/,
            joi.alternatives(CODE.max(200), joi.number(), joi.array().items(CODE.max(200)).max(50)),
          ),
        places: joi.array().items(place).max(60),
        waitedMs: span.optional(),
        isLive: joi.boolean(),
        knownAgentId: id,
      })
      .required(),
    unsaved: joi.object(ROUTING_FIELDS),
  }),
  duplicate: joi.object<{ formKey: string; name: Wording }>({
    formKey: CODE.max(100).allow('').required(),
    name: wording(200),
  }),
  newPerson: joi.object<PersonFields & { email: string }>({ ...PERSON_FIELDS, email: email.required() }),
  // A client that doesn't send the email leaves it unchanged.
  person: joi.object<PersonFields & { email?: string; version: number }>({ ...PERSON_FIELDS, email, version }),
  newNamed: joi.object<{ name: string }>({ name: text(100) }),
  named: joi.object<{ version: number; name: string }>({ version, name: text(100) }),
  key: joi.object<{ name: string; scopes: ApiScope[] }>({
    name: text(100),
    scopes: joi
      .array()
      .items(joi.string().valid(...API_SCOPES))
      .unique()
      .min(1)
      .required(),
  }),
} as const;

export const AUDIT_QUERY = joi.object<Record<string, string | undefined>>({
  what: joi.string().valid(...AUDITED),
  id: CODE.max(200),
  by: CODE.max(200),
  from: MOMENT,
  to: MOMENT,
  cursor: joi.string().pattern(/^\d{1,14}_[\w-]{1,300}$/, 'a cursor from an earlier answer'),
  limit: joi.string().pattern(/^\d{1,3}$/, 'a number up to 200'),
});

/** The draft reduced to what each field's kind allows: no choices for text, no bounds for choices. */
export function tidyDraft(draft: CampaignDraft): CampaignDraft {
  return { ...draft, fields: draft.fields.map(tidyField) };
}

type LooseField = Pick<FormField, 'name' | 'label' | 'required' | 'kind' | 'askedBy' | 'why' | 'seenBy'> & {
  readonly min?: number;
  readonly max?: number;
  readonly choices?: Extract<FormField, { kind: 'choice' | 'choices' }>['choices'];
};

function tidyField({ min, max, choices: offered = [], kind, ...others }: LooseField): FormField {
  const rest = tidyBase(others);
  switch (kind) {
    case 'text':
    case 'date':
      return { ...rest, kind };
    case 'number':
      return { ...rest, kind, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    case 'choice':
    case 'choices':
      return { ...rest, kind, choices: offered };
  }
}

/** Defaults are left out, so that an old field and one saved unchanged are the same. Agents may always be told no. */
function tidyBase({
  name,
  label,
  required,
  askedBy,
  why,
  seenBy,
}: Omit<LooseField, 'kind' | 'min' | 'max' | 'choices'>) {
  const isAskedByAgent = askedBy === 'agent';
  return {
    name,
    label,
    required: required && !isAskedByAgent,
    ...(isAskedByAgent && { askedBy, ...(why && { why }) }),
    ...(seenBy === 'supervisors' && { seenBy }),
  };
}
