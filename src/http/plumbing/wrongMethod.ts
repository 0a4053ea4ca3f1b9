/** Answers with the methods that a URL accepts: RFC 9110, 15.5.6. */
import type { Response } from 'express';
import { failure } from '../../core/vocabulary/errors.ts';
import { sendProblem } from './problems.ts';

export function wrongMethod(res: Response, allowed: string): void {
  res.setHeader('allow', allowed);
  sendProblem(res, failure('bad-input', `This URL accepts ${allowed} only.`), 405);
}
