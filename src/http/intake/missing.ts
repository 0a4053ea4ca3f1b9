/** What the public URLs answer if there is no such form, receipt or customer’s page: a page for a person, a problem for a program. */
import type { Request, Response } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { SENT, type Result } from '../plumbing/route.ts';
import { languageOf } from './language.ts';
import { renderNotice } from './Page.tsx';

/** Whether a program asks: at the API’s paths, which like all are matched in any case, or by what it accepts. */
export function wantsJson(req: Request): boolean {
  return req.originalUrl.toLowerCase().startsWith('/api/') || req.accepts(['html', 'json']) === 'json';
}

export function showMissing(req: Request, res: Response, demo: boolean, what: keyof typeof MISSING): Result {
  res.vary('Accept');
  const { code, sentence } = MISSING[what];
  if (wantsJson(req)) return failure(code, sentence);
  const language = languageOf(req, 'en');
  const t = translator(formText, language);
  res.vary('Accept-Language');
  res
    .status(404)
    .type('html')
    .send(renderNotice({ language, demo, title: t(`missing.${what}.title`), detail: t(`missing.${what}`) }));
  return SENT;
}

/** For a program. */
const MISSING = {
  form: { code: 'form-not-found', sentence: 'Form not found. Check the form key in the URL.' },
  receipt: { code: 'not-found', sentence: 'Receipt not found.' },
  page: { code: 'not-found', sentence: 'The link has ended, or never was one.' },
} as const;
