/** A campaign’s call flow over HTTP, for administrators. Shapes are checked here, meaning in core/administration/checkFlow.ts. */
import joi from 'joi';
import { flowTemplate, type CallFlow, type Spoken } from '../../core/call/flow.ts';
import { LANGUAGES, type Language, type Wording } from '../../core/vocabulary/language.ts';
import type { TextKind } from '../../core/capture/cleanInput.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { mistakesOfFlow, saveCallFlow } from '../../usecases/admin/callFlow.ts';
import { setWebhooks, testConnection } from '../../usecases/admin/phoneConnection.ts';
import { outlineOf } from '../calls/twilio/outline.ts';
import { isCountry } from '../../intake/numbers.ts';
import { route, savedOf, type Route } from '../plumbing/route.ts';
import { CODE } from '../../intake/validate.ts';

const wording = joi.object<Wording>({
  en: joi.string().allow('').max(500).required(),
  ko: joi.string().max(500).empty(''),
});
const spoken = joi
  .object<Spoken>({ text: wording, recording: wording.meta({ text: 'code' satisfies TextKind }) })
  .xor('text', 'recording');
// checkFlow checks the bounds, so that values that are too small and too large are reported the same way.
const whole = joi.number().integer().required();
// checkFlow words the errors people make; this rejects only what no page of ours would send.
const typed = CODE.allow('').max(200);
const country = CODE.allow('').custom((value: string, helpers) =>
  isCountry(value) ? value : helpers.error('any.invalid', { code: 'countryUnknown' }),
);
const choice = joi.object({
  key: typed.required(),
  label: wording.required(),
  interest: CODE.max(100),
  skills: joi.array().items(CODE.max(100)).max(20),
  answer: joi.object({ field: CODE.max(100).required(), value: CODE.max(200).required() }),
});
const FLOW = joi.object<CallFlow>({
  numbers: joi.array().items(typed).max(100).required(),
  numberSources: joi
    .array()
    .items(joi.object({ number: typed.required(), source: joi.string().allow('').max(200).required() }))
    .max(100)
    .default([]),
  greeting: spoken.required(),
  languages: joi
    .array()
    .items(joi.string().valid(...LANGUAGES))
    .unique()
    .required(),
  questions: joi
    .array()
    .items(joi.object({ ask: spoken.required(), choices: joi.array().items(choice).max(10).required() }))
    .max(5)
    .required(),
  line: joi
    .object({
      announceEveryMs: whole,
      offerCallbackAfterMs: whole,
      maxWaitMs: whole,
      music: CODE.max(500).allow(null).required(),
    })
    .required(),
  message: joi.object({ maxMs: whole }).allow(null).required(),
  shortHangUp: joi.object({ underMs: whole, inRow: whole }).required(),
  limits: joi
    .object({
      perCallerPerHour: whole,
      perPrefixPerHour: whole,
      maxCallMs: whole,
      minutesPerDay: whole,
      blocked: joi.array().items(typed).max(10_000).required(),
    })
    .required(),
  dialling: joi
    .object({
      countries: joi.array().items(country).max(250).required(),
      detectsVoicemail: joi.boolean().required(),
    })
    .required(),
  recording: joi.object({ keepDays: whole }).allow(null).required(),
  textBack: wording.allow(null).required(),
});
const BODY = joi.object<{ version: number; calls: CallFlow | null }>({
  version: whole.min(0),
  calls: FLOW.allow(null).required(),
});

const PREVIEW = joi.object<{ calls: CallFlow; language: Language }>({
  calls: FLOW.required(),
  language: joi
    .string()
    .valid(...LANGUAGES)
    .required(),
});

const NO_CAMPAIGN = { 404: 'Campaign not found.' } as const;

export function callFlowRoutes(): readonly Route[] {
  return [
    route({
      method: 'put',
      path: '/api/admin/campaigns/:id/calls',
      who: 'administrator',
      summary: 'Save a campaign’s whole call flow; null means it takes no calls.',
      body: BODY,
      reply: {
        200: 'Saved; the campaign as it is now.',
        ...NO_CAMPAIGN,
        409: 'Someone else saved first. Nothing was saved.',
        422: 'Some fields aren’t valid, each named. Nothing was saved.',
      },
      mistakes: ({ calls }, { parts, params }) =>
        calls ? mistakesOfFlow(parts, params.id, calls) : Promise.resolve([]),
      run: async ({ parts, user, params, body: { version, calls } }) =>
        savedOf(await saveCallFlow(parts, user, params.id, version, calls)),
    }),
    route({
      method: 'get',
      path: '/api/admin/campaigns/:id/calls/template',
      who: 'administrator',
      summary: 'A flow to start from, without a number.',
      reply: { 200: 'The flow.', ...NO_CAMPAIGN },
      run: async ({ parts, params }) => {
        const campaign = await parts.campaigns.byId(params.id);
        return campaign ? flowTemplate(campaign) : failure('not-found', 'Campaign not found.');
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/calls/preview',
      who: 'administrator',
      summary: 'Preview what callers would hear with an unsaved flow.',
      body: PREVIEW,
      reply: { 200: '`parts`, each with what is said.', 422: 'Not a valid flow.' },
      run: ({ body }) => outlineOf(body.calls, body.language),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/calls/connection',
      who: 'administrator',
      summary:
        'Test the connection to the phone network: account, region, address, key, and the saved numbers’ webhooks.',
      reply: {
        200: '`results`, each with its state and reason; `changes`: the webhooks that do not point here.',
        ...NO_CAMPAIGN,
      },
      run: async ({ parts, params }) => savedOf(await testConnection(parts, params.id)),
    }),
    route({
      method: 'post',
      path: '/api/admin/campaigns/:id/calls/webhooks',
      who: 'administrator',
      summary: 'Set the webhooks of the saved numbers that do not point here. Each change is in the audit log.',
      reply: {
        200: 'The test after the change; what the network refused is a `change` that is wrong.',
        ...NO_CAMPAIGN,
      },
      run: async ({ parts, user, params }) => savedOf(await setWebhooks(parts, user, params.id)),
    }),
  ];
}
