/** What the public URLs answer if there is no such form, receipt or customer’s page: a page for a person, a problem for a program. */
import type { Request, Response } from 'express';
import { formText } from '../../shared/text/form.ts';
import { translator } from '../../shared/text/index.ts';
import { languageOf } from './language.ts';
import { renderNotice } from './Page.tsx';

export function prefersJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

export function showMissing(req: Request, res: Response, demo: boolean, what: 'form' | 'receipt' | 'page'): void {
  const language = languageOf(req, 'en');
  const t = translator(formText, language);
  res.vary('Accept-Language');
  res
    .status(404)
    .type('html')
    .send(renderNotice({ language, demo, title: t(`missing.${what}.title`), detail: t(`missing.${what}`) }));
}
