/** Reading a network request, and how long it waits for the answer. */
import type { Request } from 'express';
import { PlainError } from '../../../core/vocabulary/errors.ts';
import { SECOND } from '../../../core/vocabulary/time.ts';

/** Of the network’s 15 s, this leaves two more tries and the fallback URL. */
export const ANSWER_WITHIN_MS = 0.9 * SECOND;

export function field(req: Request, name: string): string {
  const value = (req.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

export function idOf(req: Request): string {
  return String(req.params['id']);
}

/** The call of this request: from the URL, or the network’s id of an incoming call. */
export function callIdOf(req: Request): string {
  return req.params['id'] === undefined ? field(req, 'CallSid') : idOf(req);
}

/** The result of the work, or `late` if it takes too long or fails. The work then continues unattended. */
export async function withTimeout<T>(
  ms: number,
  work: Promise<T>,
  onLate: (error: unknown) => void,
): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      onLate(new PlainError(`no result within ${ms} ms; the work continues`));
      resolve('late');
    }, ms);
  });
  const done = work.catch((error: unknown) => {
    onLate(error);
    return 'late' as const;
  });
  const first = await Promise.race([done, late]);
  clearTimeout(timer);
  return first;
}
