/**
 * Leads from programs with an API key: the body of the campaign’s form, handled like a form (same validation, same
 * response, same idempotency keys). A program fills in no trap and takes no time, so it isn’t judged as spam. It must
 * state what the person agreed to, and in which words.
 */
import { createHash } from 'node:crypto';
import { Router, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import joi from 'joi';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { CONSENT_BOXES } from '../../core/vocabulary/form.ts';
import type { Campaign } from '../../core/administration/campaign.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import type { Inquiry } from '../../ports/inquiries.ts';
import type { Parts } from '../../ports/parts.ts';
import { mayUse } from '../../usecases/admin/apiKeys.ts';
import { captureInquiry } from '../../usecases/intake/captureInquiry.ts';
import { keyOf } from '../session/apiKey.ts';
import { receiptOf } from './forms.ts';
import { toInquiry } from './toInquiry.ts';
import type { RouteDoc } from '../plumbing/openapi.ts';
import { sendProblem } from '../plumbing/problems.ts';
import { CODE, LINES, validate } from '../plumbing/validate.ts';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;
/** Not one of our versions: the sender provides the wording. */
const STATED = 0;

const box = joi.boolean();
const LEAD = joi
  .object<{ formKey: string; consent: Record<string, unknown> & { wording: string } }>({
    formKey: CODE.max(100).required(),
    consent: joi
      .object({ call: box, now: box, text: box, email: box, wording: joi.string().max(5000).meta(LINES).required() })
      .required(),
  })
  .unknown();

export interface ApiLeadSettings {
  readonly publicUrl?: string;
  readonly intakeLimitPerMinute: number;
}

export function apiLeadRoutes(parts: Parts, { publicUrl = '', intakeLimitPerMinute }: ApiLeadSettings): Router {
  const router = Router();
  const limit = rateLimit({
    windowMs: MINUTE,
    limit: intakeLimitPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (_req, res) => keyOf(res)?.id ?? '',
    handler: (_req, res) =>
      sendProblem(res, failure('too-many', 'Too many leads with this key. Wait a minute and try again.')),
  });

  router.post('/api/leads', requireKey, limit, async (req, res) => {
    const { formKey: form, consent: agreed, ...rest } = (req.body ?? {}) as Record<string, unknown>;
    // The form validates the rest.
    const body = validate(LEAD, { formKey: form, consent: agreed });
    if (!body.ok) return sendProblem(res, body);
    const { formKey, consent } = body.value;
    const { wording, ...boxes } = consent;
    const key = req.get('idempotency-key');
    if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
      const reason = 'has 1 to 200 visible ASCII characters';
      const fields = { 'Idempotency-Key': reason };
      return sendProblem(res, failure('bad-input', `Idempotency-Key ${reason}.`, { fields }));
    }
    const campaign = await parts.campaigns.byFormKey(formKey);
    if (!campaign?.active) {
      return sendProblem(
        res,
        failure('bad-input', 'Form not found.', { mistakes: [mistake('formKey', 'formUnknown')] }),
      );
    }
    const browser = req.get('user-agent');
    const sent = {
      kind: 'api' as const,
      body: { ...rest, consent: boxes },
      rawBody: JSON.stringify(req.body),
      // Scoped to the API key, so that a form can’t take the same request key.
      ...(key !== undefined && { requestKey: `${keyOf(res)?.id ?? ''}:${key}` }),
      language: campaign.language,
      address: req.ip ?? '',
      ...(browser !== undefined && { browser }),
    };
    const read = toInquiry(parts, campaign, sent, true);
    if (!read.ok) return sendProblem(res, read);
    const captured = await captureInquiry(parts, withStatedConsent(read.inquiry, wording, campaign));
    if (!captured.ok) return sendProblem(res, captured);
    const { receiptId, how } = captured;
    res.status(how === 'stored' ? 201 : 200).json(receiptOf({ receiptId, notes: read.notes }, publicUrl));
  });
  return router;
}

/** For programs only; people use the form. */
const requireKey: RequestHandler = (_req, res, next) => {
  const key = keyOf(res);
  const refusal = key
    ? mayUse(key, 'leads:create')
    : failure('not-signed-in', 'Send a key with the scope leads:create: Authorization: Bearer lb_…');
  if (refusal) return sendProblem(res, refusal);
  next();
};

function withStatedConsent(inquiry: Inquiry, wording: string, _campaign: Campaign): Inquiry {
  const { consent } = inquiry;
  const ticked = CONSENT_BOXES.filter((one) => consent[one]);
  return {
    ...inquiry,
    bodyHash: createHash('sha256').update(`${inquiry.bodyHash}\n${wording}`).digest('hex'),
    spamReasons: [],
    consent: {
      ...consent,
      wordingVersion: STATED,
      wording: Object.fromEntries(ticked.map((one) => [one, wording])),
    },
  };
}

export const apiLeadPaths: readonly RouteDoc[] = [
  {
    method: 'post',
    path: '/api/leads',
    scope: 'leads:create',
    body: LEAD,
    summary: 'Submit one lead from a program: the campaign’s form fields, with the wording the person agreed to.',
    headers: {
      Authorization: 'Bearer lb_…',
      'Idempotency-Key':
        'Repeating a request with the same key and body has no further effect. The same key with another body is rejected.',
    },
    responses: {
      200: 'A repeat; the original receipt.',
      201: 'Stored durably. `notes`: what was shortened or dropped of page, utm, language, timeZone and shownAt.',
      401: 'The key is missing or not valid.',
      403: 'The key doesn’t have this scope.',
      422: 'Some fields aren’t valid, each named.',
      429: 'Too many with this key; see Retry-After.',
      503: 'It can’t be stored right now. Nothing was kept.',
    },
  },
];
