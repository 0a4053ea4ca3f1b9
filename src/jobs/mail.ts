/** Sends emails as they fall due, on every node: each email is leased, so nodes share the work. */
import { MINUTE, SECOND } from '../core/vocabulary/time.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Parts } from '../ports/parts.ts';
import { sendDueMails } from '../usecases/mail/sendMails.ts';
import { every, type Stop } from './every.ts';
import type { Pace } from './pace.ts';

/** How long a stop waits for emails in transit. Longer ones are cut off and sent again later. */
const FINISH_WITHIN_MS = SECOND;

export function startMailing(parts: Parts, mailer: Mailer, holder: string, pace: Pace): Stop {
  const failed = (error: unknown) => parts.log.error({ err: error, task: 'mail' }, 'failed to send emails; will retry');
  let isStopped = false;
  const stopSending = pace.every(
    { busyMs: SECOND, restMs: 10 * SECOND },
    async () => {
      while ((await sendDueMails(parts, mailer, holder)) && !isStopped);
    },
    failed,
  );
  const stopForgetting = every(MINUTE, () => parts.mails.forgetLinks(parts.clock.now()), failed);
  return async () => {
    isStopped = true;
    await Promise.race([Promise.all([stopSending(), stopForgetting()]), pause(FINISH_WITHIN_MS)]);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
