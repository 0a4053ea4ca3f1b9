/**
 * Schemas of admin requests: shapes and lengths here, meaning in core/administration. Texts are cleaned before
 * validation, and an empty Korean text counts as none.
 */
import joi from 'joi';
import { ANSWER_TARGETS, SHORT_CALLS, type AnswerGoal } from '../../core/vocabulary/answerGoal.ts';
import { AWAY_COUNTS, DECLINE_MEANINGS } from '../../core/vocabulary/presence.ts';
import { MOST_AWAY_REASONS, type AwayReasonDraft } from '../../core/agent/awayReasons.ts';
import { MOST_DECLINE_REASONS } from '../../core/agent/declineReasons.ts';
import type { Language, Wording } from '../../core/vocabulary/language.ts';
import type { CampaignDraft } from '../../core/administration/campaign.ts';
import { DEFAULT_SLOT_SHARE } from '../../core/callback/capacityAt.ts';
import { CAMPAIGN_KINDS } from '../../core/vocabulary/campaignKinds.ts';
import { FIELD_ASKERS, FIELD_AUDIENCES, type FormField } from '../../core/vocabulary/form.ts';
import { MOST_OUTCOMES } from '../../core/administration/outcomeChoices.ts';
import { MOST_OBJECTION_CARDS, MOST_SCRIPT_STEPS, MOST_STEP_CHOICES } from '../../core/vocabulary/script.ts';
import { ASKS_VALUE } from '../../core/vocabulary/sales.ts';
import { AGENT_OUTCOMES, outcomeWithId } from '../../core/vocabulary/outcomes.ts';
import { originOf } from '../../core/vocabulary/origin.ts';
import {
  API_SCOPES,
  type ApiScope,
  type BusinessFields,
  type DeclineReasonFields,
  type OutcomeFields,
  type PersonFields,
} from '../../shared/admin.ts';
import { AUDITED } from '../../shared/adminAudit.ts';
import { MOMENT } from '../plumbing/moments.ts';
import { isCountry } from '../../intake/numbers.ts';
import { CODE, LINES } from '../../intake/validate.ts';
import { ROUTING_BODIES, ROUTING_FIELDS } from './policySchemas.ts';
import { PERSON_FIELDS } from './personSchema.ts';
import { scoring } from './scoringSchema.ts';
import { id, language, span, text, week, whole, wording } from './shapes.ts';
import { survey, tidyQuestion } from './surveySchema.ts';

const country = CODE.required().custom((value: string, helpers) =>
  isCountry(value) ? value : helpers.error('any.invalid', { code: 'countryUnknown' }),
);
const email = joi.string().email({ tlds: false }).max(254);
const version = joi.number().integer().min(0).required();

const weekly = week.allow(null);
const holidays = joi.array().items(CODE.max(20).allow('')).max(1000).required();
const zone = CODE.max(64).allow('').required();

const declineReason = joi.object<DeclineReasonFields>({
  id: joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier'),
  label: wording(60),
  means: joi
    .string()
    .valid(...DECLINE_MEANINGS)
    .required(),
  // Which ones there are is the business's choice.
  awayReason: CODE.max(100),
});

const awayReason = joi.object<AwayReasonDraft>({
  id: joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier'),
  label: wording(60),
  counts: joi
    .string()
    .valid(...AWAY_COUNTS)
    .required(),
  isRetired: joi.boolean(),
});

const outcome = joi.object<OutcomeFields>({
  id: joi.string().pattern(/^[\w-]{1,100}$/, 'an identifier'),
  means: joi
    .string()
    .valid(...AGENT_OUTCOMES)
    .required(),
  label: wording(60),
  isRetired: joi.boolean(),
  asksValue: joi.string().valid(...ASKS_VALUE),
  // Shown, and given when saved.
  key: joi.string().max(20),
});
const agentOutcome = CODE.max(100).custom((id: string, helpers) =>
  AGENT_OUTCOMES.some((each) => each === outcomeWithId(id)?.outcome)
    ? id
    : helpers.error('any.only', { valids: AGENT_OUTCOMES }),
);

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

const CAMPAIGN_FIELDS = {
  ...ROUTING_FIELDS,
  name: wording(200),
  formKey: CODE.max(100).allow('').required(),
  language,
  country,
  contactBy: joi.string().valid('tel', 'email').required(),
  // Absent in requests of programs that were written before it.
  kind: joi
    .string()
    .valid(...CAMPAIGN_KINDS)
    .default('sales'),
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
  scriptSteps: joi
    .array()
    .items(
      joi.object({
        id: CODE.max(64).required(),
        text: wording(2000).meta(LINES),
        choices: joi
          .array()
          .items(joi.object({ label: wording(100), to: CODE.max(64).allow('').required() }))
          .max(MOST_STEP_CHOICES)
          .required(),
      }),
    )
    .max(MOST_SCRIPT_STEPS),
  objections: joi
    .array()
    .items(joi.object({ title: wording(60), answer: wording(2000).meta(LINES) }))
    .max(MOST_OBJECTION_CARDS),
  survey,
  scoring,
  cadence,
  // Absent in requests of programs that were written before it.
  callsPerSlot: joi.number().integer().default(0),
  slotShare: joi.number().integer().default(DEFAULT_SLOT_SHARE),
  outcomes: joi.array().items(agentOutcome).unique().max(MOST_OUTCOMES).allow(null).required(),
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
    outcomes: joi.array().items(outcome).min(1).max(MOST_OUTCOMES),
    awayReasons: joi.array().items(awayReason).min(1).max(MOST_AWAY_REASONS),
    declineReasons: joi.array().items(declineReason).min(1).max(MOST_DECLINE_REASONS),
    answerGoal: joi.object<AnswerGoal>({
      percent: joi.number().integer().min(1).max(100).required(),
      withinSeconds: joi
        .number()
        .valid(...ANSWER_TARGETS)
        .required(),
      shortSeconds: joi
        .number()
        .valid(...SHORT_CALLS)
        .required(),
    }),
  }),
  newCampaign: joi.object<CampaignDraft & { active?: boolean }>({ ...CAMPAIGN_FIELDS, active: joi.boolean() }),
  campaign: joi.object<CampaignDraft & { version: number }>({ ...CAMPAIGN_FIELDS, version }),
  preview: joi.object<{ campaign: CampaignDraft; language: Language }>({
    campaign: joi.object(CAMPAIGN_FIELDS).required(),
    language,
  }),
  previewScoring: joi.object<{ campaign: CampaignDraft }>({ campaign: joi.object(CAMPAIGN_FIELDS).required() }),
  check: joi.object<{ campaign: CampaignDraft; id?: string }>({ campaign: joi.object(CAMPAIGN_FIELDS).required(), id }),
  ...ROUTING_BODIES,
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

export type AuditParams = Readonly<Partial<Record<'what' | 'id' | 'by' | 'from' | 'to' | 'cursor' | 'limit', string>>>;
export const AUDIT_QUERY = joi.object<AuditParams>({
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
  const { fields, survey: questions } = draft;
  return { ...draft, fields: fields.map(tidyField), ...(questions && { survey: questions.map(tidyQuestion) }) };
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

/** Defaults are left out, so that an old field and one saved unchanged are the same. Only the form can require an answer. */
function tidyBase({
  name,
  label,
  required,
  askedBy,
  why,
  seenBy,
}: Omit<LooseField, 'kind' | 'min' | 'max' | 'choices'>) {
  const asker = askedBy === 'form' ? undefined : askedBy;
  return {
    name,
    label,
    required: required && asker === undefined,
    ...(asker && { askedBy: asker, ...(why && { why }) }),
    ...(seenBy === 'supervisors' && { seenBy }),
  };
}
