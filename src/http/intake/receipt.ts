/** The receipt: what happens next with one inquiry, and where its holder chooses another time. */
import type { Request, RequestHandler, Response } from 'express';
import joi from 'joi';
import { failure } from '../../core/vocabulary/errors.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { takenTime } from '../../shared/text/takenTime.ts';
import { chooseTime, mayChoose, viewChoice } from '../../usecases/intake/chooseTime.ts';
import { receiptStatus } from '../../usecases/intake/receiptStatus.ts';
import type { Limit } from '../plumbing/limiter.ts';
import { route, SENT, type Route, type RouteParts } from '../plumbing/route.ts';
import { renderChooseTime } from './ChooseTimePage.tsx';
import { pageForm } from './formBody.ts';
import { allowFrames } from './frames.ts';
import { chosenLanguage } from './language.ts';
import { wantsJson, showMissing } from './missing.ts';
import { renderReceipt } from './ReceiptPage.tsx';

const STATUS = {
  type: 'object',
  required: ['step', 'serverNow'],
  properties: {
    step: { enum: ['received', 'finding', 'connecting', 'talking', 'talked', 'promised', 'ended'] },
    agent: { type: 'string', description: 'First name of the agent who calls.' },
    callUs: { type: 'string', description: 'Until we call: which of our numbers to call, E.164.' },
    dueAt: { type: 'integer', description: 'When the callback is due, in milliseconds since 1970.' },
    windowUntil: { type: 'integer' },
    zone: { type: 'string' },
    mayChoose: { const: true, description: 'Another time can be chosen, at the same URL followed by /time.' },
    isAsked: { const: true, description: 'The time is the one that the inquiry asked for.' },
    whenThere: { const: true, description: 'Nobody is on shift; the call comes as soon as an agent is.' },
    serverNow: { type: 'integer' },
  },
};

const BODY_LIMIT = '2kb';
const MOST_FIELDS = 5;
const CHOICE = joi.object<{ at: string }>({
  at: joi
    .string()
    .pattern(/^\d{1,14}$/)
    .required(),
});
const PAGE = { type: 'text/html', schema: { type: 'string' } };

export interface ReceiptSettings {
  readonly demo: boolean;
  /** What handles too many requests from one address. */
  readonly limit: Limit;
}

export function receiptRoutes(parts: RouteParts, { demo, limit }: ReceiptSettings): readonly Route[] {
  /** `refused`: the time that can't be had, or null if none was named; absent if nothing was sent. */
  const showTimes = async (own: Parts, req: Request, res: Response, receipt: string, refused?: Moment | null) => {
    const page = await viewChoice(own, receipt, refused ?? undefined);
    if (!page) return showMissing(req, res, demo, 'receipt');
    if (page.campaign) allowFrames(res, page.campaign);
    const language = chosenLanguage(req) ?? page.inquiry.person.language;
    if (refused !== undefined && wantsJson(req)) {
      const reason = takenTime(page.nearest, page.zone, language, page.times.length === 0);
      return failure(refused === null ? 'bad-input' : 'in-use', reason, { fields: { at: reason } });
    }
    res.type('html').send(renderChooseTime({ page, language, demo, isTaken: refused !== undefined }));
    return SENT;
  };
  return [
    route({
      method: 'get',
      path: '/r/:receipt',
      who: 'public',
      summary: 'What happens next with one inquiry: a page, or JSON if requested.',
      reply: { 200: { description: 'The next step.', schema: STATUS }, 404: 'Receipt not found.' },
      always: receiptHeaders,
      run: async ({ parts, params, req, res }) => {
        const view = await receiptStatus(parts, params.receipt);
        if (!view) return showMissing(req, res, demo, 'receipt');
        const campaign = await parts.campaigns.byId(view.inquiry.campaignId);
        const status = { ...view.status, ...(campaign && mayChoose(view, campaign) && { mayChoose: true as const }) };
        if (wantsJson(req)) return status;
        if (campaign) allowFrames(res, campaign);
        const language = chosenLanguage(req) ?? view.inquiry.person.language;
        const path = `/r/${view.inquiry.receiptId}`;
        res.type('html').send(renderReceipt({ status, campaign, path, language, demo }));
        return SENT;
      },
    }),
    route({
      method: 'get',
      path: '/r/:receipt/time',
      who: 'public',
      summary: 'Where the holder of a receipt chooses when to be called. Opening it changes nothing.',
      reply: { 200: { description: 'The page.', ...PAGE }, 404: 'Receipt not found.' },
      always: receiptHeaders,
      run: ({ parts: own, params, req, res }) => showTimes(own, req, res, params.receipt),
    }),
    route({
      method: 'post',
      path: '/r/:receipt/time',
      who: 'public',
      summary:
        'Choose one of the times that the page shows. A callback that was promised for other reasons is never put off.',
      limit,
      ...pageForm(CHOICE, { limit: BODY_LIMIT, mostFields: MOST_FIELDS }),
      reply: {
        303: 'Chosen; Location is the receipt.',
        404: 'Receipt not found.',
        409: {
          description:
            'The page again, or a problem if JSON is requested: the time isn’t free or possible any more; the nearest are named.',
          ...PAGE,
        },
        422: { description: 'The page again, or a problem if JSON is requested: the form isn’t valid.', ...PAGE },
      },
      run: async ({ parts: own, params: { receipt }, req, res }) => {
        const at = timeIn(req);
        const chosen = at === null ? 'refused' : await chooseTime(own, receipt, at);
        if (chosen === 'missing') return showMissing(req, res, demo, 'receipt');
        if (chosen === 'refused') {
          res.status(at === null ? 422 : 409);
          return showTimes(own, req, res, receipt, at);
        }
        const language = chosenLanguage(req);
        res.redirect(303, `/r/${receipt}${language ? `?lang=${language}` : ''}`);
        return SENT;
      },
    }),
  ];
}

/** The time that the form names; null if it names none. */
function timeIn(req: Request): Moment | null {
  const checked = CHOICE.validate(req.body ?? {}, { convert: false, stripUnknown: true });
  return checked.error ? null : Number(checked.value.at);
}

const receiptHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('cache-control', 'no-store');
  // The URL is the key to this page, so no other site may learn it.
  res.setHeader('referrer-policy', 'no-referrer');
  res.vary('Accept');
  next();
};
