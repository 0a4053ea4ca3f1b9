/**
 * Where a customer proves the number of their inquiry, or without one their address, downloads what is stored about it, and
 * deletes it: `/p/…/data`. Opening it changes nothing. The proof is a cookie of this browser, so neither the number nor the
 * proof is in a URL.
 */
import type { Request, Response } from 'express';
import joi from 'joi';
import type { Language } from '../../core/vocabulary/language.ts';
import { MINUTE } from '../../core/vocabulary/time.ts';
import { LIMITS } from '../../intake/fields.ts';
import type { Parts } from '../../ports/parts.ts';
import { eraseOwnData, exportOwnData, ownErasure, viewOwnData } from '../../usecases/customerPage/ownData.ts';
import { enterCode, startProof } from '../../usecases/customerPage/proveNumber.ts';
import { emailCode } from '../../usecases/customerPage/emailCode.ts';
import { textCode } from '../../usecases/customerPage/textCode.ts';
import { sendDossier } from '../admin/sendDossier.ts';
import type { Limit } from '../plumbing/limiter.ts';
import { route, SENT, type Result, type Route } from '../plumbing/route.ts';
import { proofCookieLine, proofIn, type SessionCookie } from '../session/cookie.ts';
import { renderCustomerData, renderErased } from './CustomerDataPage.tsx';
import type { CustomerDataProps } from './CustomerDataSteps.tsx';
import { pageForm } from './formBody.ts';
import { chosenLanguage, languageOf } from './language.ts';
import { showMissing } from './missing.ts';
import { privately } from './privately.ts';

const BODY_LIMIT = '8kb';
const MOST_FIELDS = 20;
/** Digits as people type them, or an address. */
const MOST_TYPED = LIMITS.email;

interface Sent {
  readonly act: 'start' | 'text' | 'code' | 'copy' | 'erase';
  readonly code: string;
  readonly format: 'json' | 'html';
  /** The last four digits of the number, or the address. */
  readonly lastFour: string;
}

const SENT_FORM = joi.object<Sent>({
  act: joi.string().valid('start', 'text', 'code', 'copy', 'erase').required(),
  code: joi.string().max(MOST_TYPED).allow('').default(''),
  format: joi.string().valid('json', 'html').default('html'),
  lastFour: joi.string().max(MOST_TYPED).allow('').default(''),
});

const PAGE = { type: 'text/html', schema: { type: 'string' } };
const NOT_FOUND = {
  description: 'The link has ended, or never was one; or its reader can prove nothing. A problem if JSON is requested.',
  ...PAGE,
};

type Said = Pick<CustomerDataProps, 'said' | 'isSure' | 'minutes'>;

export interface CustomerDataSettings {
  readonly demo: boolean;
  readonly limit: Limit;
  readonly cookie: SessionCookie;
}

export function customerDataRoutes({ demo, limit, cookie }: CustomerDataSettings): readonly Route[] {
  const secretIn = (req: Request) => proofIn(cookie, req.headers.cookie);

  const show = async (parts: Parts, req: Request, res: Response, token: string, how: Said): Promise<Result> => {
    const page = await viewOwnData(parts, token, secretIn(req));
    // The link ends with what it was about.
    const erasure = page && page.data.kind !== 'erasing' ? null : await ownErasure(parts, secretIn(req));
    if (erasure !== null) {
      const language = languageOf(req, page?.language ?? 'en');
      res.type('html').send(renderErased({ language, demo, isDone: erasure === 'done' }));
      return SENT;
    }
    if (!page) return missing(req, res);
    const language = chosenLanguage(req) ?? page.language;
    res.type('html').send(renderCustomerData({ page, token, language, demo, ...how }));
    return SENT;
  };
  const missing = (req: Request, res: Response): Result => showMissing(req, res, demo, 'page');
  const goBack = (req: Request, res: Response, token: string, said?: 'texted'): Result => {
    const language = chosenLanguage(req);
    const query = new URLSearchParams({ ...(said && { said }), ...(language && { lang: language }) }).toString();
    res.redirect(303, `/p/${token}/data${query === '' ? '' : `?${query}`}`);
    return SENT;
  };
  const refused = (parts: Parts, req: Request, res: Response, token: string, how: Said): Promise<Result> => {
    res.status(how.said === 'often' ? 429 : how.said === 'busy' ? 409 : 422);
    return show(parts, req, res, token, how);
  };

  return [
    route({
      method: 'get',
      path: '/p/:token/data',
      who: 'public',
      summary:
        'Where a customer proves their number or address and sees how much is stored about it. Opening it changes nothing.',
      reply: { 200: { description: 'The page.', ...PAGE }, 404: NOT_FOUND },
      always: privately,
      run: ({ parts, params, req, res }) =>
        show(parts, req, res, params.token, {
          ...(req.query['said'] === 'texted' && { said: 'texted' }),
          isSure: req.query['sure'] === '1',
        }),
    }),
    route({
      method: 'post',
      path: '/p/:token/data',
      who: 'public',
      summary: 'Ask for a code, enter it, download everything about the number or address, or delete it.',
      limit,
      ...pageForm(SENT_FORM, { limit: BODY_LIMIT, mostFields: MOST_FIELDS }),
      reply: {
        200: 'The download.',
        303: 'Done, or under way; Location is the page.',
        404: NOT_FOUND,
        409: { description: 'The page: an administrator is erasing it already.', ...PAGE },
        422: {
          description:
            'The page again: the request isn’t one of its buttons’, the code, the digits or the address aren’t right, or the proof has ended.',
          ...PAGE,
        },
        429: { description: 'The page again: as many browsers as may wait for a code of this number.', ...PAGE },
      },
      run: async ({ parts, params: { token }, req, res }) => {
        const checked = SENT_FORM.validate(req.body ?? {}, { convert: false, stripUnknown: true });
        if (checked.error) return refused(parts, req, res, token, { said: 'unclear' });
        const { value } = checked;
        const secret = secretIn(req);
        switch (value.act) {
          case 'start': {
            const started = await startProof(parts, token, secret);
            if (started.kind === 'missing') return missing(req, res);
            if (started.kind === 'full') {
              const minutes = Math.max(1, Math.ceil((started.freeAt - parts.clock.now()) / MINUTE));
              return refused(parts, req, res, token, { said: 'often', minutes });
            }
            await emailCode(parts, token, started.secret, languageOf(req, 'en'));
            res.setHeader('set-cookie', proofCookieLine(cookie, started.secret));
            return goBack(req, res, token);
          }
          case 'text':
            textInBackground(parts, token, secret, languageOf(req, 'en'));
            return goBack(req, res, token, 'texted');
          case 'code': {
            const entered = await enterCode(parts, token, secret, digitsOf(value.code));
            if (entered === 'missing') return missing(req, res);
            return entered === 'proven' ? goBack(req, res, token) : refused(parts, req, res, token, { said: entered });
          }
          case 'copy': {
            const copy = await exportOwnData(parts, token, secret);
            if (!copy) return refused(parts, req, res, token, { said: 'over' });
            return sendDossier(res, copy, value.format, languageOf(req, 'en'));
          }
          case 'erase': {
            const erased = await eraseOwnData(parts, token, secret, value.lastFour);
            if (erased === 'begun') return goBack(req, res, token);
            const said = erased === 'unproven' ? 'over' : erased;
            return refused(parts, req, res, token, { said, isSure: erased === 'unlike' });
          }
        }
      },
    }),
  ];
}

/** The answer doesn’t wait, so its time doesn’t say whether the number may be texted (law 11). */
function textInBackground(parts: Parts, token: string, secret: string | null, language: Language): void {
  textCode(parts, token, secret, language).catch((error: unknown) =>
    parts.log.error({ err: error }, 'failed to text a code'),
  );
}

function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '');
}
