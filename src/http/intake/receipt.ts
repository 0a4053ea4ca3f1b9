/** The receipt: what happens next with one inquiry. */
import type { Request, RequestHandler, Response } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import { receiptStatus } from '../../usecases/intake/receiptStatus.ts';
import { route, SENT, type Result, type Route, type RouteParts } from '../plumbing/route.ts';
import { allowFrames } from './frames.ts';
import { chosenLanguage } from './language.ts';
import { prefersJson, showMissing } from './missing.ts';
import { renderReceipt } from './ReceiptPage.tsx';

const STATUS = {
  type: 'object',
  required: ['step', 'serverNow'],
  properties: {
    step: { enum: ['received', 'finding', 'ringing', 'connecting', 'talking', 'promised', 'ended'] },
    agent: { type: 'string', description: 'First name of the agent, once one has accepted.' },
    callUs: { type: 'string', description: 'In `received`: which of our numbers to call, E.164.' },
    dueAt: { type: 'integer', description: 'When the callback is due, in milliseconds since 1970.' },
    windowUntil: { type: 'integer' },
    zone: { type: 'string' },
    whenThere: { const: true, description: 'Nobody is on shift; the call comes as soon as an agent is.' },
    serverNow: { type: 'integer' },
  },
};

export function receiptRoutes(parts: RouteParts, { demo }: { readonly demo: boolean }): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/r/:receipt',
      who: 'public',
      summary: 'What happens next with one inquiry: a page, or JSON if requested.',
      reply: { 200: { description: 'The next step.', schema: STATUS }, 404: 'Receipt not found.' },
      always: receiptHeaders,
      run: async ({ parts, params, req, res }) => {
        const wantsJson = prefersJson(req);
        const view = await receiptStatus(parts, params.receipt);
        if (!view) return receiptMissing(req, res, demo);
        if (wantsJson) return view.status;
        const campaign = await parts.campaigns.byId(view.inquiry.campaignId);
        if (campaign) allowFrames(res, campaign);
        const language = chosenLanguage(req) ?? view.inquiry.person.language;
        res.type('html').send(renderReceipt({ status: view.status, campaign, language, demo }));
        return SENT;
      },
    }),
  ];
}

const receiptHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('access-control-allow-origin', '*');
  res.setHeader('cache-control', 'no-store');
  // The URL is the key to this page, so no other site may learn it.
  res.setHeader('referrer-policy', 'no-referrer');
  res.vary('Accept');
  next();
};

function receiptMissing(req: Request, res: Response, demo: boolean): Result {
  if (prefersJson(req)) return failure('not-found', 'Receipt not found.');
  showMissing(req, res, demo, 'receipt');
  return SENT;
}
