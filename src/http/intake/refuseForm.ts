/**
 * The answer to a form that can’t be stored in time: made once, and sent without routing, logging or reading the body. It
 * says the same as the routes’ own 503, with the same headers.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Language } from '../../core/vocabulary/language.ts';
import { formText } from '../../shared/text/form.ts';
import { pickLanguage, translator } from '../../shared/text/index.ts';
import { CANNOT_STORE, problemOf, RETRY_AFTER_S } from '../plumbing/problems.ts';
import { renderNotice } from './Page.tsx';

export interface RefusalSettings {
  readonly demo: boolean;
  readonly securityHeaders: RequestHandler;
  /** Called with the pattern of the route that was refused. */
  readonly turnedAway: (route: string) => void;
}

type Refuse = (req: IncomingMessage, res: ServerResponse, isPage: boolean) => void;

const STATUS = 503;

export function formRefusal({ demo, securityHeaders, turnedAway }: RefusalSettings): Refuse {
  const common = { ...headersOf(securityHeaders), 'retry-after': String(RETRY_AFTER_S), 'cache-control': 'no-store' };
  const problem = prepare(
    JSON.stringify(problemOf(CANNOT_STORE, STATUS)),
    'application/problem+json; charset=utf-8',
    common,
  );
  const fromAnySite = {
    ...problem,
    headers: {
      ...problem.headers,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after',
    },
  };
  const notice = (language: Language) => {
    const t = translator(formText, language);
    const page = renderNotice({ language, demo, title: t('failed.title'), detail: t('failed.busy') });
    return prepare(page, 'text/html; charset=utf-8', common);
  };
  const notices = { en: notice('en'), ko: notice('ko') };

  return (req, res, isPage) => {
    const isOfApi = !isPage && /^\/api\/leads/i.test(req.url ?? '');
    turnedAway(isPage ? '/f/:formKey' : isOfApi ? '/api/leads' : '/api/forms/:formKey/leads');
    const { headers, body } = isPage ? notices[languageOf(req)] : isOfApi ? problem : fromAnySite;
    res.writeHead(STATUS, headers);
    res.end(body);
  };
}

interface Prepared {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

function prepare(text: string, type: string, headers: OutgoingHttpHeaders): Prepared {
  const body = Buffer.from(text);
  return { headers: { ...headers, 'content-type': type, 'content-length': body.length }, body };
}

/** What the middleware sets on every response. It looks at neither the request nor the response. */
function headersOf(middleware: RequestHandler): OutgoingHttpHeaders {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value),
    removeHeader: (name: string) => headers.delete(name.toLowerCase()),
  };
  (middleware as unknown as (req: object, res: object, next: () => void) => void)({}, recorder, () => undefined);
  return Object.fromEntries(headers);
}

function languageOf({ url = '', headers }: IncomingMessage): Language {
  const chosen = new URL(url, 'http://form').searchParams.get('lang');
  if (chosen === 'en' || chosen === 'ko') return chosen;
  return pickLanguage((headers['accept-language'] ?? '').split(','));
}
