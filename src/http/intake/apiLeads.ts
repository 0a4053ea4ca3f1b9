/**
 * Leads from programs with an API key: the body of the campaign’s form, handled like a form (same validation, same
 * response, same idempotency keys). A program fills in no trap and takes no time, so it isn’t judged as spam. It must
 * state what the person agreed to, and in which words.
 */
import joi from 'joi';
import { mistake } from '../../core/vocabulary/mistake.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { SOURCES } from '../../intake/sources/index.ts';
import { receive } from '../../usecases/intake/receive.ts';
import { limiter } from '../plumbing/limiter.ts';
import { answer, route, type Route, type RouteParts } from '../plumbing/route.ts';
import { CODE, LINES, validate } from '../../intake/validate.ts';
import { keyOf } from '../session/access.ts';
import { badKey, IDEMPOTENCY_DOC, receiptOf } from './receiptOf.ts';

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

export function apiLeadRoutes(
  parts: RouteParts,
  { publicUrl = '', intakeLimitPerMinute }: ApiLeadSettings,
): readonly Route[] {
  const limit = limiter({
    windowMs: MINUTE,
    limit: intakeLimitPerMinute,
    keyGenerator: (_req, res) => keyOf(res)?.id ?? '',
    refusal: 'Too many leads with this key. Wait a minute and try again.',
    reply: 'Too many with this key; see Retry-After.',
  });

  return [
    route({
      method: 'post',
      path: '/api/leads',
      who: { key: 'leads:create' },
      summary: 'Submit one lead from a program: the campaign’s form fields, with the wording the person agreed to.',
      limit,
      accepts: LEAD,
      headers: { Authorization: 'Bearer lb_…', ...IDEMPOTENCY_DOC },
      reply: {
        200: 'A repeat; the original receipt.',
        201: 'Stored durably. `notes`: what was shortened or dropped of page, utm, language, timeZone and shownAt.',
        503: 'It can’t be stored right now. Nothing was kept.',
      },
      run: async ({ parts, req, res }) => {
        const { formKey: form, consent: agreed, ...rest } = (req.body ?? {}) as Record<string, unknown>;
        // The form validates the rest.
        const body = validate(LEAD, { formKey: form, consent: agreed });
        if (!body.ok) return body;
        const { formKey, consent } = body.value;
        const { wording, ...boxes } = consent;
        const key = req.get('idempotency-key');
        const refusal = badKey(key);
        if (refusal) return refusal;
        const campaign = await parts.campaigns.byFormKey(formKey);
        if (!campaign?.active) {
          return failure('bad-input', 'Form not found.', { mistakes: [mistake('formKey', 'formUnknown')] });
        }
        const browser = req.get('user-agent');
        const received = await receive(parts, campaign, SOURCES.api, {
          body: { ...rest, consent: boxes },
          rawBody: JSON.stringify(req.body),
          // Scoped to the API key, so that a form can’t take the same request key.
          ...(key !== undefined && { requestKey: `${keyOf(res)?.id ?? ''}:${key}` }),
          language: campaign.language,
          address: req.ip ?? '',
          ...(browser !== undefined && { browser }),
          statedWording: wording,
        });
        if (!received.ok) return received;
        return answer(received.how === 'stored' ? 201 : 200, receiptOf(received, publicUrl));
      },
    }),
  ];
}
