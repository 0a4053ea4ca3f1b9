/**
 * The public endpoints: the form’s page, the same form for programs, and the receipt. They carry no session, and forms
 * on other sites may send here. Responses never reveal whether a person is known, and no URL contains anything about a
 * person.
 */
import {
  Router,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import type { IncomingMessage } from 'node:http';
import type { Campaign } from '../../core/administration/campaign.ts';
import type { Language } from '../../core/vocabulary/language.ts';
import { failure, type Failure } from '../../core/vocabulary/errors.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { StoreUnavailable } from '../../ports/basics.ts';
import type { Parts } from '../../ports/parts.ts';
import type { Notes, Receipt } from '../../shared/api.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { captureInquiry } from '../../usecases/intake/captureInquiry.ts';
import { receiptStatus } from '../../usecases/intake/receiptStatus.ts';
import { keyOfSender } from '../plumbing/addressKey.ts';
import { readJson } from '../plumbing/body.ts';
import { isForm, readForm } from './formBody.ts';
import { unreadable } from './formEncoding.ts';
import { bodyProblem, sendProblem } from '../plumbing/problems.ts';
import { wrongMethod } from '../plumbing/wrongMethod.ts';
import { bodyOfForm, LIMITS, UTM_KEY } from './fields.ts';
import { renderForm, type Values } from './FormPage.tsx';
import { allowFrames } from './frames.ts';
import { chosenLanguage, languageOf } from './language.ts';
import { renderNotice } from './Page.tsx';
import { renderReceipt } from './ReceiptPage.tsx';
import { toInquiry, type SubmittedForm } from './toInquiry.ts';

export { capturePaths } from './docs.ts';

export interface CaptureSettings {
  /** The public origin. Without it, receipts are given as paths. */
  readonly publicUrl?: string;
  readonly intakeLimitPerMinute: number;
  readonly demo: boolean;
}

const BODY_LIMIT = '64kb';
const MAX_FIELDS = 200;
/** The shape of a page’s own key. Anything else isn’t ours and is ignored. */
const PAGE_KEY = /^[\w-]{16,100}$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;
const RETRY_AFTER_S = '2';

/** Too many submissions from one address. Retry-After is already set. */
class TooMany extends Error {}

export function captureRoutes(parts: Parts, settings: CaptureSettings): Router {
  const { publicUrl = '', demo } = settings;
  const router = Router();
  const raw = new WeakMap<IncomingMessage, string>();
  const verify = (req: IncomingMessage, _res: unknown, body: Buffer) => void raw.set(req, body.toString('utf8'));
  const readBody = readJson({ limit: BODY_LIMIT, verify });
  const limit = rateLimit({
    windowMs: MINUTE,
    keyGenerator: keyOfSender,
    limit: settings.intakeLimitPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new TooMany()),
  });
  const campaignFor = campaignFinder(parts);
  const readFields = readForm({
    limit: BODY_LIMIT,
    mostFields: MAX_FIELDS,
    verify,
    languageOf: async (req) => languageOf(req, (await campaignFor(req).catch(() => null))?.language ?? 'en'),
  });

  const send = async (
    req: Request,
    campaign: Campaign,
    sent: Pick<SubmittedForm, 'kind' | 'body' | 'requestKey' | 'language' | 'page'>,
  ) => {
    const browser = req.get('user-agent');
    const read = toInquiry(
      parts,
      campaign,
      { ...sent, rawBody: raw.get(req) ?? '', address: req.ip ?? '', ...(browser !== undefined && { browser }) },
      demo,
    );
    if (!read.ok) return read;
    const captured = await captureInquiry(parts, read.inquiry);
    return captured.ok ? { ...captured, notes: read.notes } : captured;
  };

  const showForm = (
    res: Response,
    campaign: Campaign,
    language: Language,
    shown: { values: Values; errors?: Failure['fields']; notice?: string },
  ) => {
    const { values, errors = {}, notice } = shown;
    allowFrames(res, campaign);
    res.setHeader('cache-control', 'no-store');
    res.vary('Accept-Language');
    // A page that is shown again keeps its key and the time it was first shown, so sending it again remains a repeat.
    const requestKey = PAGE_KEY.test(String(values['requestKey']))
      ? String(values['requestKey'])
      : parts.random.secret();
    const shownAt = /^\d{1,14}$/.test(String(values['shownAt'])) ? Number(values['shownAt']) : parts.clock.now();
    res
      .type('html')
      .send(renderForm({ campaign, language, demo, requestKey, shownAt, values, errors, ...(notice && { notice }) }));
  };

  router
    .route('/f/:formKey')
    .get(async (req, res) => {
      const campaign = await campaignFor(req);
      if (!campaign) return formMissing(req, res, demo);
      showForm(res, campaign, languageOf(req, campaign.language), { values: valuesFromAddress(req) });
    })
    .post(readFields, limit, async (req: Request, res: Response) => {
      if (!isForm(req) && hasBody(req)) throw unreadable('form.type', 415);
      const campaign = await campaignFor(req);
      if (!campaign) return formMissing(req, res, demo);
      const { values, language } = typedValues(req, campaign);
      const { body, requestKey } = bodyOfForm(values, campaign);
      const captured = await send(req, campaign, {
        kind: 'form',
        body,
        language,
        page: `/f/${campaign.formKey}`,
        ...(typeof requestKey === 'string' && PAGE_KEY.test(requestKey) && { requestKey }),
      });
      // 303: reloading the receipt doesn’t send the form again.
      if (captured.ok) return res.redirect(303, `/r/${captured.receiptId}`);
      res.status(422);
      showForm(res, campaign, language, {
        values,
        errors: captured.fields,
        ...(!captured.fields && { notice: captured.message }),
      });
    })
    .all((_req, res) => wrongMethod(res, 'GET, POST'));

  router
    .route('/api/forms/:formKey/leads')
    .all(allowAnySite)
    .options((_req, res) => void res.status(204).end())
    .post(limit, readBody, readFields, async (req: Request, res: Response) => {
      const campaign = await campaignFor(req);
      if (!campaign) return formMissing(req, res, demo);
      const body: unknown = req.body;
      if (body === undefined && hasBody(req)) {
        return sendProblem(res, failure('bad-input', 'Send the form as application/json.'), 415);
      }
      const key = req.get('idempotency-key');
      if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
        const reason = 'has 1 to 200 visible ASCII characters';
        return sendProblem(
          res,
          failure('bad-input', `Idempotency-Key ${reason}.`, { fields: { 'Idempotency-Key': reason } }),
        );
      }
      const captured = await send(req, campaign, {
        kind: 'api',
        body: isForm(req) ? bodyOfForm(body as Values, campaign).body : (body ?? {}),
        language: languageOf(req, campaign.language),
        ...(key !== undefined && { requestKey: key }),
      });
      if (!captured.ok) return sendProblem(res, captured);
      res.setHeader('cache-control', 'no-store');
      res.status(captured.how === 'stored' ? 201 : 200).json(receiptOf(captured, publicUrl));
    })
    .all((_req, res) => wrongMethod(res, 'POST, OPTIONS'));

  router
    .route('/r/:receipt')
    .all(receiptHeaders)
    .get(async (req, res) => {
      const wantsJson = prefersJson(req);
      const view = await receiptStatus(parts, req.params.receipt);
      if (!view) return receiptMissing(req, res, demo);
      if (wantsJson) return void res.json(view.status);
      const campaign = await parts.campaigns.byId(view.inquiry.campaignId);
      if (campaign) allowFrames(res, campaign);
      const language = chosenLanguage(req) ?? view.inquiry.person.language;
      res.type('html').send(renderReceipt({ status: view.status, campaign, language, demo }));
    })
    .all((_req, res) => wrongMethod(res, 'GET'));

  /** Pages get a page: the form with what was typed if the campaign is known, otherwise one sentence. */
  const pageErrors: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = bodyProblem(error);
    const known = error instanceof TooMany || error instanceof StoreUnavailable || problem !== null;
    if (!known) {
      const requestId = res.locals['requestId'] as unknown;
      parts.log.error({ err: error, requestId, route: '/f' }, 'failed to render a page');
    }
    const status = error instanceof TooMany ? 429 : error instanceof StoreUnavailable ? 503 : (problem?.status ?? 500);
    if (status === 503) res.setHeader('retry-after', RETRY_AFTER_S);
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
    showForm(res, campaign, language, {
      values,
      notice: translator(formText, language)(NOTICES[status] ?? 'failed.other'),
    });
  };
  const apiErrors: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    if (!(error instanceof TooMany)) return next(error);
    sendProblem(res, failure('too-many', 'Too many submissions from this address. Wait a minute and try again.'));
  };
  router.use('/f', pageErrors);
  router.use('/r', (error: unknown, req: Request, res: Response, next: NextFunction) =>
    prefersJson(req) ? next(error) : pageErrors(error, req, res, next),
  );
  router.use('/api/forms', apiErrors);
  return router;
}

const NOTICES: Readonly<Record<number, 'failed.tooMany' | 'failed.store'>> = {
  429: 'failed.tooMany',
  503: 'failed.store',
};

/** Finds a form’s campaign. While the store is down, a form that was seen before can still be shown and answered. */
function campaignFinder(parts: Parts): (req: Request) => Promise<Campaign | null> {
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

function typedValues(req: Request, campaign: Campaign): { values: Values; language: Language } {
  const values = { ...((req.body as Values | undefined) ?? {}) };
  const { language } = values;
  return {
    values,
    language: language === 'en' || language === 'ko' ? language : languageOf(req, campaign.language),
  };
}

/** The response to a program, the same at every endpoint. */
export function receiptOf(
  { receiptId, notes }: { readonly receiptId: string; readonly notes: Notes },
  publicUrl: string,
): Receipt {
  const hasNotes = Object.keys(notes).length > 0;
  return { receiptId, statusUrl: `${publicUrl}/r/${receiptId}`, ...(hasNotes && { notes }) };
}

/** What the form’s URL says about where the person came from: campaign tags and the previous page. */
function valuesFromAddress(req: Request): Values {
  const tags = Object.entries(req.query).flatMap(([name, value]) =>
    /^utm_/i.test(name) && typeof value === 'string' && UTM_KEY.test(name.slice(4).toLowerCase()) && value !== ''
      ? [[`utm.${name.slice(4).toLowerCase()}`, value.slice(0, LIMITS.utm)] as const]
      : [],
  );
  const page = pageBefore(req);
  return { ...Object.fromEntries(tags.slice(0, LIMITS.utmKeys)), ...(page !== undefined && { page }) };
}

/** The page of another site that linked here, without its query, which may contain personal data. */
function pageBefore(req: Request): string | undefined {
  const referrer = req.get('referer');
  if (referrer === undefined || !URL.canParse(referrer)) return undefined;
  const { protocol, host, origin, pathname } = new URL(referrer);
  return /^https?:$/.test(protocol) && host !== req.get('host') ? `${origin}${pathname}`.slice(0, 2000) : undefined;
}

function hasBody(req: Request): boolean {
  return req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0;
}

function prefersJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

// Any site may send a form and read its own receipt: neither carries a session, so there is nothing to steal.
const allowAnySite: RequestHandler = (_req, res, next) => {
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('access-control-allow-methods', 'POST, OPTIONS');
  res.setHeader('access-control-allow-headers', 'content-type, idempotency-key');
  res.setHeader('access-control-expose-headers', 'retry-after');
  res.setHeader('access-control-max-age', '86400');
  next();
};

const receiptHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('cache-control', 'no-store');
  // The URL is the key to this page, so no other site may learn it.
  res.setHeader('referrer-policy', 'no-referrer');
  res.vary('Accept');
  next();
};

function formMissing(req: Request, res: Response, demo: boolean): void {
  if (req.path.startsWith('/api/') || prefersJson(req)) {
    return sendProblem(res, failure('form-not-found', 'Form not found. Check the form key in the URL.'));
  }
  showMissing(req, res, demo, 'form');
}

function receiptMissing(req: Request, res: Response, demo: boolean): void {
  if (prefersJson(req)) return sendProblem(res, failure('not-found', 'Receipt not found.'));
  showMissing(req, res, demo, 'receipt');
}

function showMissing(req: Request, res: Response, demo: boolean, what: 'form' | 'receipt'): void {
  const language = languageOf(req, 'en');
  const t = translator(formText, language);
  res.vary('Accept-Language');
  res
    .status(404)
    .type('html')
    .send(renderNotice({ language, demo, title: t(`missing.${what}.title`), detail: t(`missing.${what}`) }));
}
