/**
 * A customer’s own page at `/p/…`, reached only through a link in an email to the address that they gave. Opening it
 * changes nothing, because mail scanners open every link; each act is a form that is sent.
 */
import type { Request, Response } from 'express';
import joi from 'joi';
import { failure, type FailureCode } from '../../core/vocabulary/errors.ts';
import type { Moment } from '../../core/vocabulary/time.ts';
import type { Parts } from '../../ports/parts.ts';
import { customerPageText } from '../../shared/text/customerPage.ts';
import { translator } from '../../shared/text/index.ts';
import { actOnPage, type PageAct } from '../../usecases/customerPage/actOnPage.ts';
import { viewPage } from '../../usecases/customerPage/viewPage.ts';
import type { Limit } from '../plumbing/limiter.ts';
import { route, SENT, type Result, type Route } from '../plumbing/route.ts';
import { DONE, renderCustomerPage, whyFailed, type CustomerPageProps, type Failed } from './CustomerPage.tsx';
import { pageForm } from './formBody.ts';
import { chosenLanguage } from './language.ts';
import { wantsJson, showMissing } from './missing.ts';
import { privately } from './privately.ts';

const BODY_LIMIT = '8kb';
const MOST_FIELDS = 20;
const TIME = joi.string().pattern(/^\d{1,14}$/);

/** As the page’s forms send it. */
const ACT = joi.object<{ act: PageAct['act']; seen: string; shownAs?: string; at?: string }>({
  act: joi.string().valid('move', 'cancel', 'now', 'stop', 'withdraw').required(),
  seen: TIME.allow('').default(''),
  // Only `stop` needs it, to list a number once for each page. A page with nothing left to do has none to send.
  shownAs: joi
    .string()
    .pattern(/^[\w-]{16,100}$/)
    .when('act', { is: 'stop', then: joi.required() }),
  at: TIME.when('act', { is: 'move', then: joi.required() }),
});

const PAGE = { type: 'text/html', schema: { type: 'string' } };
const NOT_FOUND = { description: 'The link has ended, or never was one; a problem if JSON is requested.', ...PAGE };

export interface CustomerPageSettings {
  readonly demo: boolean;
  /** What handles too many requests from one address. */
  readonly limit: Limit;
}

export function customerPageRoutes({ demo, limit }: CustomerPageSettings): readonly Route[] {
  const show = async (
    parts: Parts,
    req: Request,
    res: Response,
    token: string,
    how: Pick<CustomerPageProps, 'done' | 'failed'> & { readonly wanted?: Moment },
  ): Promise<Result> => {
    const { wanted, ...said } = how;
    const page = await viewPage(parts, token, wanted);
    if (!page) return missing(req, res);
    const language = chosenLanguage(req) ?? page.inquiry.person.language;
    if (said.failed && wantsJson(req)) return failure(CODES[said.failed], whyFailed(said.failed, page, language));
    const shownAs = parts.random.secret();
    res.type('html').send(renderCustomerPage({ page, token, language, demo, shownAs, ...said }));
    return SENT;
  };
  const missing = (req: Request, res: Response): Result => showMissing(req, res, demo, 'page');

  return [
    route({
      method: 'get',
      path: '/p/:token',
      who: 'public',
      summary: 'A customer’s own page: who will call, when and from which number. Opening it changes nothing.',
      reply: { 200: { description: 'The page.', ...PAGE }, 404: NOT_FOUND },
      always: privately,
      run: ({ parts, params, req, res }) => {
        const done = DONE.find((one) => one === req.query['done']);
        return show(parts, req, res, params.token, done ? { done } : {});
      },
    }),
    route({
      method: 'post',
      path: '/p/:token',
      who: 'public',
      summary: 'Move or cancel the callback, ask to be called now, end all contact, or withdraw the inquiry.',
      limit,
      ...pageForm(ACT, { limit: BODY_LIMIT, mostFields: MOST_FIELDS }),
      reply: {
        303: 'Done; Location is the page.',
        404: NOT_FOUND,
        409: {
          description:
            'The page as it is now, or a problem if JSON is requested: it changed meanwhile, the act isn’t possible, or the time isn’t free or can’t be chosen.',
          ...PAGE,
        },
        422: { description: 'The page again, or a problem if JSON is requested: the form isn’t valid.', ...PAGE },
      },
      run: async ({ parts, params: { token }, req, res }) => {
        const act = actOf(req);
        if (typeof act === 'string') {
          res.status(422);
          return show(parts, req, res, token, { failed: act });
        }
        const result = await actOnPage(parts, token, act);
        if (result === 'missing') return missing(req, res);
        if (result !== 'done') {
          res.status(409);
          const isTaken = result === 'taken' && act.act === 'move';
          return show(parts, req, res, token, isTaken ? { failed: 'taken', wanted: act.at } : { failed: 'changed' });
        }
        const language = chosenLanguage(req);
        const done = DONE_BY[act.act];
        const query = new URLSearchParams({ ...(done && { done }), ...(language && { lang: language }) }).toString();
        res.redirect(303, `/p/${token}${query === '' ? '' : `?${query}`}`);
        return SENT;
      },
    }),
  ];
}

/** For a program. */
const CODES = {
  changed: 'stale',
  taken: 'in-use',
  choose: 'bad-input',
  unknown: 'bad-input',
} as const satisfies Record<Failed, FailureCode>;

const DONE_BY: Readonly<Record<PageAct['act'], (typeof DONE)[number] | undefined>> = {
  move: 'moved',
  cancel: 'canceled',
  now: 'now',
  // The page itself says so.
  stop: undefined,
  withdraw: undefined,
};

/** Why not, for anything that our page doesn’t send. */
function actOf(req: Request): PageAct | 'choose' | 'unknown' {
  const checked = ACT.validate(req.body ?? {}, { convert: false, stripUnknown: true });
  if (checked.error) return checked.error.details[0]?.path[0] === 'at' ? 'choose' : 'unknown';
  const { act, shownAs = '', at, seen: shown } = checked.value;
  const seen = shown === '' ? null : Number(shown);
  // The wording that they agree to.
  const t = translator(customerPageText, chosenLanguage(req) ?? 'en');
  switch (act) {
    case 'move':
      return { act, seen, at: Number(at) };
    case 'cancel':
      return { act, seen };
    case 'now':
      return { act, seen, wording: t('now.hint') };
    case 'stop':
      return { act, id: shownAs, wording: t('stop.hint') };
    case 'withdraw':
      return { act };
  }
}
