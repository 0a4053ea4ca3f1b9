/** Sends the forms of simulated customers through the public form as a Poisson process. */
import { randomUUID } from 'node:crypto';
import { SECOND } from '../../core/vocabulary/time.ts';
import type { Log } from '../../ports/basics.ts';
import { DEMO_INFO } from '../people.ts';
import type { Dice } from './dice.ts';
import { pause } from './pause.ts';
import { drawProspects, type Submission } from './prospects.ts';

const ANSWER_WITHIN_MS = 5 * SECOND;
const TRIES = 5;
const RETRY_MS = 2 * SECOND;

export interface Arrivals {
  readonly url: string;
  readonly dice: Dice;
  /** The mean time between two forms. */
  readonly everyMs: number;
  readonly log: Pick<Log, 'warn'>;
}

/** Sends until stopped, then waits for the submissions in progress. */
export function startArrivals({ url, dice, everyMs, log }: Arrivals): () => Promise<void> {
  const ended = new AbortController();
  const sending = new Set<Promise<void>>();
  const draw = drawProspects(dice);

  const arrive = async () => {
    for (;;) {
      await pause(dice.gap(everyMs), ended.signal);
      // Submissions don’t wait for each other: a slow response doesn’t delay the next one.
      const one = send(url, draw(), ended.signal).catch((error: unknown) => {
        if (!ended.signal.aborted) log.warn({ err: error }, 'a simulated customer gave up sending the form');
      });
      sending.add(one);
      void one.finally(() => sending.delete(one));
    }
  };
  const arriving = arrive().catch(() => undefined);
  return async () => {
    ended.abort();
    await Promise.all([arriving, ...sending]);
  };
}

/** Takes effect once, however often it is retried: each retry carries the same key. */
async function send(url: string, submission: Submission, signal: AbortSignal): Promise<void> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(submission),
  };
  for (let left = TRIES - 1; ; left -= 1) {
    const answer = await fetch(`${url}/api/forms/${DEMO_INFO.formKey}/leads`, {
      ...request,
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    }).catch((error: unknown) => {
      if (signal.aborted || left === 0) throw error;
      return null;
    });
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`the form answered ${answer.status}`);
    if (left === 0) throw new Error('the form could not be stored');
    await pause(RETRY_MS, signal);
  }
}
