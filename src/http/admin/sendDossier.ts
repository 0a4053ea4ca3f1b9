import type { Response } from 'express';
import type { Language } from '../../core/vocabulary/language.ts';
import type { DossierView } from '../../usecases/evidence/exportDossier.ts';
import { dossierPage } from './DossierPage.tsx';
import { SENT } from '../plumbing/route.ts';

/** As a file whose name says nothing about the person: signed, or as a page to read. */
export function sendDossier(
  res: Response,
  { dossier, text }: { readonly dossier: DossierView; readonly text: string },
  format: 'json' | 'html',
  language: Language,
): typeof SENT {
  const day = new Date(dossier.body.exportedAt).toISOString().slice(0, 10);
  res.setHeader('content-disposition', `attachment; filename="dossier-${day}.${format}"`);
  res
    .status(200)
    .type(format)
    .send(format === 'html' ? dossierPage(dossier, language) : text);
  return SENT;
}
