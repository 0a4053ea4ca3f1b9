/** Schemas of a campaign's routing policy: shapes here, meaning in core/administration/checkPolicy.ts and checkRules.ts. */
import joi from 'joi';
import type { RoutingPart } from '../../core/administration/campaign.ts';
import { DEFAULT_POLICY } from '../../core/routing/policy.ts';
import { EVERYONE, MOST_AT_ONCE } from '../../core/vocabulary/atOnce.ts';
import { LANGUAGES } from '../../core/vocabulary/language.ts';
import { ORDER_NAMES, type OrderName } from '../../core/vocabulary/orders.ts';
import type { Need } from '../../core/vocabulary/reach.ts';
import type { ReplayRequest } from '../../usecases/routing/replayPolicy.ts';
import type { TypedLead } from '../../usecases/admin/previewRouting.ts';
import { CODE } from '../../intake/validate.ts';
import { id, ids, levels, span, text, whole } from './shapes.ts';

const version = joi.number().integer().min(0).required();

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
const offerTo = joi
  .alternatives()
  .conditional(joi.string(), { then: joi.valid(EVERYONE), otherwise: whole })
  .required()
  .description(
    `1 to ${MOST_AT_ONCE}, or ${EVERYONE}: each agent who can take the lead, up to ${MOST_AT_ONCE}, by the order.`,
  );
const NEEDS: readonly Need[] = ['skills', 'language', 'sites'];
const step = joi.object({
  afterMs: span,
  offerTo,
  relax: joi
    .array()
    .items(joi.string().valid(...NEEDS))
    .unique()
    .required(),
  prefer: joi
    .array()
    .items(joi.string().valid('teams', ...NEEDS))
    .unique()
    .min(1),
  teamIds: ids.optional(),
  supervisors: joi.valid(true),
});
const steps = joi.array().items(step).max(20);
const words = joi.array().items(CODE.max(200)).unique().min(1).max(50);
const place = joi.string().pattern(/^[A-Z]{2}(-[A-Z]{2})?$/, 'a country or US state, such as KR or US-CA');
/** What rules of routing and of scoring look at. */
export const CONDITIONS = {
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
  numbers: joi
    .object()
    .pattern(/^[\w-]{1,64}$/, joi.object({ from: joi.number(), to: joi.number() }))
    .max(50),
  places: joi.array().items(place).unique().min(1).max(300),
  weekdays: joi.array().items(joi.number().integer().min(1).max(7)).unique().min(1),
  hours: joi.object({ from: whole.min(0).max(1439), to: whole.min(1).max(1440) }),
};
const rule = joi.object({
  name: text(60),
  when: joi
    .object({
      ...CONDITIONS,
      score: joi.object({ from: whole.optional(), to: whole.optional() }),
    })
    .required(),
  who: joi.object({ teamIds: ids, skills: levels, siteIds: ids.optional() }),
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
    speed: joi.object({ percent: whole, withinMs: span }),
    bonusSeconds: joi.object({ liveCall: whole, promise: whole, score: whole.optional() }).required(),
  })
  .required();
// Without sites, agents may work anywhere.
export const ROUTING_FIELDS = { policy, teamIds: ids, skills: levels, siteIds: ids.optional().default([]) };

export const ROUTING_BODIES = {
  routing: joi.object<RoutingPart & { version: number; activate: boolean }>({
    version,
    ...ROUTING_FIELDS,
    // false: kept as the draft.
    activate: joi.boolean().default(true),
  }),
  replay: joi.object<ReplayRequest>({
    draft: joi.object<RoutingPart>(ROUTING_FIELDS).required(),
    days: joi.valid(1, 7).default(1),
  }),
  rollback: joi.object<{ version: number; to: number }>({ version, to: whole }),
  previewRouting: joi.object<{ lead: TypedLead; unsaved?: RoutingPart }>({
    lead: joi
      .object({
        leadId: id,
        language: joi.string().valid(...LANGUAGES),
        interest: CODE.max(100),
        source: CODE.max(100),
        score: whole.optional().min(0).max(100),
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
} as const;
