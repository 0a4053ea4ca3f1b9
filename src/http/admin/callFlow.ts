/** A campaign’s call flow over HTTP, for administrators. Shapes are checked here, meaning in core/administration/checkFlow.ts. */
import { Router } from 'express';
import joi from 'joi';
import { cleanInput, type TextKind } from '../../core/capture/cleanInput.ts';
import { flowTemplate, type CallFlow, type Spoken } from '../../core/call/flow.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { LANGUAGES, type Language, type Wording } from '../../core/vocabulary/language.ts';
import type { Parts } from '../../ports/parts.ts';
import { mistakesOfFlow, saveCallFlow } from '../../usecases/admin/callFlow.ts';
import { setWebhooks, testConnection } from '../../usecases/admin/phoneConnection.ts';
import { refuseMistakes } from '../../usecases/admin/refusals.ts';
import { withoutOverlap, withStandIns } from './standIns.ts';
import { isCountry } from '../plumbing/numbers.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { outlineOf } from '../calls/twilio/outline.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { signedIn, userOf } from '../session/session.ts';
import { CODE, validate } from '../plumbing/validate.ts';

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

export function callFlowRoutes(parts: Parts): Router {
  const router = Router();
  router.put('/api/admin/campaigns/:id/calls', signedIn('administrator'), async (req, res) => {
    const id = String(req.params['id']);
    const body = validate(BODY, req.body);
    if (!body.ok) return sendProblem(res, await everyMistake(parts, id, cleanInput(BODY, req.body), body));
    const { version, calls } = body.value;
    const saved = await saveCallFlow(parts, userOf(res), id, version, calls);
    if (!saved.ok) return sendProblem(res, saved);
    res.json(saved.saved);
  });
  router.get('/api/admin/campaigns/:id/calls/template', signedIn('administrator'), async (req, res) => {
    const campaign = await parts.campaigns.byId(String(req.params['id']));
    if (!campaign) return sendProblem(res, failure('not-found', 'Campaign not found.'));
    res.json(flowTemplate(campaign));
  });
  router.post('/api/admin/campaigns/:id/calls/preview', signedIn('administrator'), (req, res) => {
    const body = validate(PREVIEW, req.body);
    if (!body.ok) return sendProblem(res, body);
    res.json(outlineOf(body.value.calls, body.value.language));
  });
  router.post('/api/admin/campaigns/:id/calls/connection', signedIn('administrator'), async (req, res) => {
    const tested = await testConnection(parts, String(req.params['id']));
    if (!tested.ok) return sendProblem(res, tested);
    res.json(tested.saved);
  });
  router.post('/api/admin/campaigns/:id/calls/webhooks', signedIn('administrator'), async (req, res) => {
    const tested = await setWebhooks(parts, userOf(res), String(req.params['id']));
    if (!tested.ok) return sendProblem(res, tested);
    res.json(tested.saved);
  });
  return router;
}

/** Errors of shape and of meaning together, so that all are reported at once. */
async function everyMistake(parts: Parts, id: string, sent: unknown, refused: Failure): Promise<Failure> {
  const shape = refused.mistakes ?? [];
  const sound = withStandIns(sent, shape) as { readonly calls?: CallFlow | null } | null;
  if (!sound?.calls) return refused;
  return refuseMistakes([...shape, ...withoutOverlap(shape, await mistakesOfFlow(parts, id, sound.calls))]);
}

export const callFlowPaths: readonly RouteDoc[] = [
  {
    method: 'put',
    path: '/api/admin/campaigns/:id/calls',
    who: 'administrator',
    body: BODY,
    summary: 'Save a campaign’s whole call flow; null means it takes no calls.',
    responses: {
      200: 'Saved; the campaign as it is now.',
      401: 'Sign in first.',
      403: 'Administrators only.',
      404: 'Campaign not found.',
      409: 'Someone else saved first. Nothing was saved.',
      422: 'Some fields aren’t valid, each named. Nothing was saved.',
    },
  },
  {
    method: 'post',
    path: '/api/admin/campaigns/:id/calls/preview',
    who: 'administrator',
    body: PREVIEW,
    summary: 'Preview what callers would hear with an unsaved flow.',
    responses: {
      200: '`parts`, each with what is said.',
      401: 'Sign in first.',
      403: 'Administrators only.',
      422: 'Not a valid flow.',
    },
  },
  {
    method: 'post',
    path: '/api/admin/campaigns/:id/calls/connection',
    who: 'administrator',
    summary:
      'Test the connection to the phone network: account, region, address, key, and the saved numbers’ webhooks.',
    responses: {
      200: '`results`, each with its state and reason; `changes`: the webhooks that do not point here.',
      401: 'Sign in first.',
      403: 'Administrators only.',
      404: 'Campaign not found.',
    },
  },
  {
    method: 'post',
    path: '/api/admin/campaigns/:id/calls/webhooks',
    who: 'administrator',
    summary: 'Set the webhooks of the saved numbers that do not point here. Each change is in the audit log.',
    responses: {
      200: 'The test after the change; what the network refused is a `change` that is wrong.',
      401: 'Sign in first.',
      403: 'Administrators only.',
      404: 'Campaign not found.',
    },
  },
  {
    method: 'get',
    path: '/api/admin/campaigns/:id/calls/template',
    who: 'administrator',
    summary: 'A flow to start from, without a number.',
    responses: { 200: 'The flow.', 401: 'Sign in first.', 403: 'Administrators only.', 404: 'Campaign not found.' },
  },
];
