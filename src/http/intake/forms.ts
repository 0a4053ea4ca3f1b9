/**
 * The public endpoints: the form’s page, the same form for programs, the receipt, and the customer’s own page. They carry no session, and forms
 * on other sites may send here. Responses never reveal whether a person is known, and no URL contains anything about a
 * person.
 */
import type { ErrorRequestHandler, Request } from 'express';
import type { IncomingMessage } from 'node:http';
import type { Campaign } from '../../core/administration/campaign.ts';
import { failure } from '../../core/vocabulary/errors.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { SOURCES } from '../../intake/sources/index.ts';
import { receive } from '../../usecases/intake/receive.ts';
import { readJson } from '../plumbing/body.ts';
import type { SessionCookie } from '../session/cookie.ts';
import type { ErrorPage } from '../plumbing/mount.ts';
import { bodyProblem, noteTurnedAway, RETRY_AFTER_S, sendProblem } from '../plumbing/problems.ts';
import { answer, partsOf, route, SENT, type Route, type RouteParts } from '../plumbing/route.ts';
import { customerPageRoutes } from './customer.ts';
import { customerDataRoutes } from './customerData.ts';
import { ANY_FORM, bodyOfForm } from '../../intake/fields.ts';
import { FORM_TYPES, isForm, readForm } from './formBody.ts';
import type { Values } from './values.ts';
import { unreadable } from './formEncoding.ts';
import { languageOf } from './language.ts';
import { wantsJson, showMissing } from './missing.ts';
import { renderNotice } from './Page.tsx';
import { receiptRoutes } from './receipt.ts';
import { badKey, IDEMPOTENCY_DOC, receiptOf } from './receiptOf.ts';
import { formShower, PAGE_KEY } from './showForm.ts';
import { limitPerMinute, TooMany } from './tooMany.ts';
import type { SentForm } from '../../intake/readForm.ts';
import { typedValues, valuesFromAddress } from './values.ts';

export interface CaptureSettings {
  /** The public origin. Without it, receipts are given as paths. */
  readonly publicUrl?: string;
  readonly intakeLimitPerMinute: number;
  readonly demo: boolean;
  /** How cookies are set: a customer who proves their number has one. */
  readonly cookie: SessionCookie;
}

export interface Capture {
  readonly routes: readonly Route[];
  readonly errorPages: readonly ErrorPage[];
}

const BODY_LIMIT = '64kb';
const MAX_FIELDS = 200;

const RECEIPT = {
  type: 'object',
  required: ['receiptId', 'statusUrl'],
  properties: {
    receiptId: { type: 'string' },
    statusUrl: { type: 'string', format: 'uri-reference' },
    notes: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description:
        'What was shortened or dropped, by field: invalid page, utm, language, timeZone or shownAt never reject a submission. Absent if everything was kept.',
    },
  },
};

const PAGE = { type: 'text/html', schema: { type: 'string' } };

export function captureRoutes(parts: RouteParts, settings: CaptureSettings): Capture {
  const { publicUrl = '', demo } = settings;
  const raw = new WeakMap<IncomingMessage, string>();
  const verify = (req: IncomingMessage, _res: unknown, body: Buffer) => void raw.set(req, body.toString('utf8'));
  const readBody = readJson({ limit: BODY_LIMIT, verify });
  const limit = limitPerMinute(settings.intakeLimitPerMinute);
  const campaignFor = campaignFinder(parts);
  const readFields = readForm({
    limit: BODY_LIMIT,
    mostFields: MAX_FIELDS,
    verify,
    languageOf: async (req) => languageOf(req, (await campaignFor(req).catch(() => null))?.language ?? 'en'),
  });

  const send = (
    parts: Parts,
    req: Request,
    campaign: Campaign,
    source: 'form' | 'api',
    sent: Pick<SentForm, 'body' | 'requestKey' | 'language' | 'page'>,
  ) => {
    const browser = req.get('user-agent');
    return receive(parts, campaign, SOURCES[source], {
      ...sent,
      rawBody: raw.get(req) ?? '',
      address: req.ip ?? '',
      ...(browser !== undefined && { browser }),
      skipsFillTime: demo,
    });
  };

  const showForm = formShower(parts, { demo });

  const routes = [
    route({
      method: 'post',
      path: '/api/forms/:formKey/leads',
      who: 'public',
      summary: 'Submit one inquiry. The response is the same whether or not the person is known.',
      isFromAnySite: true,
      limit,
      read: [...readBody, ...readFields],
      accepts: ANY_FORM,
      types: ['application/json', ...FORM_TYPES],
      headers: IDEMPOTENCY_DOC,
      reply: {
        200: { description: 'A repeat; the original receipt.', schema: RECEIPT },
        201: { description: 'Stored durably.', schema: RECEIPT },
        400: 'The body can’t be parsed.',
        404: 'Form not found.',
        413: 'The body is larger than 64 kB.',
        415: 'The body is not JSON.',
        422: 'Some fields aren’t valid, each named; or the Idempotency-Key was used with another body.',
        503: 'It can’t be stored right now; see Retry-After. Nothing was kept.',
      },
      run: async ({ parts, req, res }) => {
        const campaign = await campaignFor(req);
        if (!campaign) return showMissing(req, res, demo, 'form');
        const body: unknown = req.body;
        if (body === undefined && hasBody(req)) {
          sendProblem(res, failure('bad-input', 'Send the form as application/json.'), 415);
          return SENT;
        }
        const key = req.get('idempotency-key');
        const refusal = badKey(key);
        if (refusal) return refusal;
        const captured = await send(parts, req, campaign, 'api', {
          body: isForm(req) ? bodyOfForm(body as Values, campaign).body : (body ?? {}),
          language: languageOf(req, campaign.language),
          ...(key !== undefined && { requestKey: key }),
        });
        if (!captured.ok) return captured;
        res.setHeader('cache-control', 'no-store');
        return answer(captured.how === 'stored' ? 201 : 200, receiptOf(captured, publicUrl));
      },
    }),
    route({
      method: 'get',
      path: '/f/:formKey',
      who: 'public',
      summary: 'The form as a page, in English or Korean (`?lang=`). Works without JavaScript by POST to the same URL.',
      reply: { 200: { description: 'The page.', ...PAGE }, 404: { description: 'Form not found.', ...PAGE } },
      run: async ({ req, res }) => {
        const campaign = await campaignFor(req);
        if (!campaign) return showMissing(req, res, demo, 'form');
        return showForm(res, campaign, languageOf(req, campaign.language), { values: valuesFromAddress(req) });
      },
    }),
    route({
      method: 'post',
      path: '/f/:formKey',
      who: 'public',
      summary: 'Submit the form’s page without JavaScript.',
      // A refusal shows what was typed again.
      limit: { ...limit, isAfterBody: true },
      read: readFields,
      reply: {
        303: 'Stored durably. Location is the receipt.',
        404: { description: 'Form not found.', ...PAGE },
        422: { description: 'The page again, with the errors.', ...PAGE },
      },
      run: async ({ parts, req, res }) => {
        if (!isForm(req) && hasBody(req)) throw unreadable('form.type', 415);
        const campaign = await campaignFor(req);
        if (!campaign) return showMissing(req, res, demo, 'form');
        const { values, language } = typedValues(req, campaign);
        const { body, requestKey } = bodyOfForm(values, campaign);
        const captured = await send(parts, req, campaign, 'form', {
          body,
          language,
          page: `/f/${campaign.formKey}`,
          ...(typeof requestKey === 'string' && PAGE_KEY.test(requestKey) && { requestKey }),
        });
        if (captured.ok) {
          // 303: reloading the receipt doesn’t send the form again.
          res.redirect(303, `/r/${captured.receiptId}`);
          return SENT;
        }
        res.status(422);
        return showForm(res, campaign, language, {
          values,
          errors: captured.fields,
          ...(captured.nearest && { nearest: captured.nearest }),
          ...(!captured.fields && { notice: captured.message }),
        });
      },
    }),
    ...receiptRoutes(parts, { demo, limit: limitPerMinute(settings.intakeLimitPerMinute) }),
    ...customerPageRoutes({ demo, limit: limitPerMinute(settings.intakeLimitPerMinute) }),
    ...customerDataRoutes({ demo, limit: limitPerMinute(settings.intakeLimitPerMinute), cookie: settings.cookie }),
  ];

  /** Pages get a page: the form with what was typed if the campaign is known, otherwise one sentence. */
  const pageErrors: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = bodyProblem(error);
    const known = error instanceof TooMany || error instanceof StoreUnavailable || problem !== null;
    if (!known) {
      partsOf(res).log.error({ err: error, route: '/f' }, 'failed to render a page');
    }
    const status = error instanceof TooMany ? 429 : error instanceof StoreUnavailable ? 503 : (problem?.status ?? 500);
    if (status === 503) res.setHeader('retry-after', String(RETRY_AFTER_S));
    noteTurnedAway(error, res);
    res.status(status);
    const campaign = req.method === 'POST' && !problem ? await campaignFor(req).catch(() => null) : null;
    if (!campaign) {
      const language = languageOf(req, 'en');
      const t = translator(formText, language);
      // Only a page that was asked for may say that what was sent is safe: this form is stored nowhere (law 1).
      const isSent = req.method === 'POST';
      const about = status === 413 ? 'failed.tooLarge' : problem ? 'failed.notRead' : 'failed.goBack';
      const title = t(isSent ? 'failed.title' : 'page.failed');
      return void res
        .type('html')
        .send(renderNotice({ language, demo, title, detail: t(isSent ? about : 'page.failedDetail') }));
    }
    const { values, language } = typedValues(req, campaign);
    await showForm(res, campaign, language, {
      values,
      notice: translator(formText, language)(NOTICES[status] ?? 'failed.other'),
    });
  };
  const errorsByAccept: ErrorRequestHandler = (error, req, res, next) =>
    wantsJson(req) ? next(error) : pageErrors(error, req, res, next);

  return {
    routes,
    errorPages: [
      ['/f', pageErrors],
      ['/r', errorsByAccept],
      ['/p', errorsByAccept],
    ],
  };
}

const NOTICES: Readonly<Record<number, 'failed.tooMany' | 'failed.store'>> = {
  429: 'failed.tooMany',
  503: 'failed.store',
};

/** Finds a form’s campaign. While the store is down, a form that was seen before can still be shown and answered. */
function campaignFinder(parts: RouteParts): (req: Request) => Promise<Campaign | null> {
  const seen = new Map<string, Campaign>();
  return async (req) => {
    const formKey = String(req.params['formKey'] ?? req.path.split('/')[1] ?? '');
    try {
      const campaign = await parts.campaigns.byFormKey(formKey);
      if (!campaign?.active) return null;
      seen.set(formKey, campaign);
      return campaign;
    } catch (error) {
      const known = error instanceof StoreUnavailable ? seen.get(formKey) : undefined;
      if (known) return known;
      throw error;
    }
  };
}

function hasBody(req: Request): boolean {
  return req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0;
}
