/** A campaign's call flow over HTTP, for administrators. Shapes are checked here, meaning in core/call/checkFlow.ts. */
import { Router } from 'express';
import joi from 'joi';
import type { CallFlow, Spoken } from '../core/call/flow.ts';
import { LANGUAGES, type Wording } from '../core/campaign.ts';
import type { Parts } from '../ports.ts';
import { saveCallFlow } from '../usecases/admin/callFlow.ts';
import type { RouteDoc } from './openapi.ts';
import { sendProblem } from './problems.ts';
import { signedIn, userOf } from './session.ts';
import { validated } from './validate.ts';

const wording = joi.object<Wording>({ en: joi.string().max(500).required(), ko: joi.string().max(500) });
const spoken = joi.alternatives<Spoken>(
  joi.object({ text: wording.required() }),
  joi.object({ recording: wording.required() }),
);
const whole = joi.number().integer().min(0).required();
const e164 = joi.string().pattern(/^\+[1-9]\d{6,14}$/, 'a number with its country code, such as +18005550100');
const choice = joi.object({
  key: joi.string().pattern(/^\d$/, 'a key from 0 to 9').required(),
  label: wording.required(),
  interest: joi.string().max(100),
  skills: joi.array().items(joi.string().max(100)).max(20),
  answer: joi.object({ field: joi.string().max(100).required(), value: joi.string().max(200).required() }),
});
const FLOW = joi.object<CallFlow>({
  numbers: joi.array().items(e164).min(1).max(100).unique().required(),
  greeting: spoken.required(),
  languages: joi
    .array()
    .items(joi.string().valid(...LANGUAGES))
    .min(1)
    .unique()
    .required(),
  questions: joi
    .array()
    .items(joi.object({ ask: spoken.required(), choices: joi.array().items(choice).min(1).max(10).required() }))
    .max(5)
    .required(),
  line: joi
    .object({
      ...{ announceEveryMs: whole, offerCallbackAfterMs: whole, maxWaitMs: whole },
      music: joi
        .string()
        .uri({ scheme: ['https'] })
        .allow(null)
        .required(),
    })
    .required(),
  message: joi.object({ maxMs: whole }).allow(null).required(),
  shortHangUp: joi.object({ underMs: whole, inRow: whole.min(1) }).required(),
  limits: joi
    .object({
      ...{ perCallerPerHour: whole.min(1), perPrefixPerHour: whole.min(1), maxCallMs: whole, minutesPerDay: whole },
      blocked: joi
        .array()
        .items(joi.string().pattern(/^\+\d{1,15}$/, 'a number or its beginning, such as +1900'))
        .max(10_000)
        .required(),
    })
    .required(),
  dialling: joi
    .object({
      countries: joi
        .array()
        .items(joi.string().pattern(/^[A-Z]{2}$/, 'a country of two letters, such as US'))
        .min(1)
        .required(),
      detectsVoicemail: joi.boolean().required(),
    })
    .required(),
  recording: joi
    .object({ keepDays: whole.min(1) })
    .allow(null)
    .required(),
  textBack: wording.allow(null).required(),
});
const BODY = joi.object<{ version: number; calls: CallFlow | null }>({
  version: whole,
  calls: FLOW.allow(null).required(),
});

export function callFlowRoutes(parts: Parts): Router {
  const router = Router();
  router.put('/api/admin/campaigns/:id/calls', signedIn('administrator'), async (req, res) => {
    const body = validated(BODY, req.body);
    if (!body.ok) return sendProblem(res, body);
    const { version, calls } = body.value;
    const saved = await saveCallFlow(parts, userOf(res), String(req.params['id']), version, calls);
    if (!saved.ok) return sendProblem(res, saved);
    res.json(saved.saved);
  });
  return router;
}

export const callFlowPaths: readonly RouteDoc[] = [
  {
    ...{ method: 'put', path: '/api/admin/campaigns/:id/calls', who: 'administrator', body: BODY },
    summary: 'Save what happens to a campaign’s calls, as a whole; null: it takes none.',
    responses: {
      200: 'Done; the campaign’s new version and its flow.',
      401: 'Sign in first.',
      403: 'For administrators.',
      404: 'There is no such campaign.',
      409: 'Somebody was faster; nothing was written.',
      422: 'Some fields need another look, each named; nothing was written.',
    },
  },
];
