/** What an email says about a promise, based on the state when it is sent, not when it was queued: */
import { isAppointment } from '../lead/appointment.ts';
import { isOwedNow } from '../lead/queue.ts';
import type { CallbackPromise } from '../vocabulary/promise.ts';
import type { Lead } from '../lead/lead.ts';
import { MINUTE, type Moment } from '../vocabulary/time.ts';
import type { PromiseTold, SkipReason } from './mail.ts';
import { isFar } from './timing.ts';

type Saying = NonNullable<PromiseTold['said']>;

export type PromiseNews =
  | { readonly kind: 'say'; readonly said: Saying; readonly promise: CallbackPromise }
  | { readonly kind: 'later'; readonly at: Moment }
  | { readonly kind: 'nothing'; readonly why: SkipReason };

/** A lead that waits within its window may be served any moment: check again after this. */
const ASK_AGAIN_MS = 2 * MINUTE;

/** `lastNews`: what the last email about this lead's promise said. */
export function promiseNews(lead: Lead, lastNews: PromiseTold | null, now: Moment): PromiseNews {
  const { promise } = lead;
  if (lead.state === 'closed') return skipNews('leadClosed');
  // Kept, being kept, or never made.
  if (!promise || 'owner' in lead) return skipNews('superseded');
  if (lead.state !== 'callback' && (!isOwedNow(lead, now) || now < promise.windowUntil))
    return { kind: 'later', at: now + ASK_AGAIN_MS };

  // An appointment has an email of its own.
  if (lead.state === 'callback' && isAppointment(lead)) return skipNews('superseded');
  // No time can be given (see the alarm), or nothing is promised.
  const isTimeless = promise.why === 'noPermittedTime' || promise.why === 'doNotCall';
  if (lead.state === 'callback' && isTimeless) return skipNews('superseded');
  const said = sayingOf(lead.state === 'callback' ? promise : null, lastNews);
  const isKnown =
    said === 'at'
      ? lastNews?.dueAt === promise.dueAt && namesTime(lastNews)
      : lastNews !== null && !namesTime(lastNews);
  return isKnown ? skipNews('superseded') : { kind: 'say', said, promise };
}

/** `ahead`: the promise if its window is still ahead; otherwise null. */
function sayingOf(ahead: CallbackPromise | null, lastNews: PromiseTold | null): Saying {
  if (ahead) return isWhenThere(ahead) ? 'whenThere' : 'at';
  return lastNews && namesTime(lastNews) ? 'late' : 'whenThere';
}

/** Emails of earlier versions always gave a time. */
function namesTime({ said }: PromiseTold): boolean {
  return said === undefined || said === 'at';
}

/**
 * Promised because no one was on shift, and not delayed to another hour: kept as soon as an agent is available (P11).
 */
export function isWhenThere({ why, dueAt, promisedAt }: CallbackPromise): boolean {
  return why === 'nobodyThere' && !isFar(dueAt, promisedAt);
}

function skipNews(why: SkipReason): PromiseNews {
  return { kind: 'nothing', why };
}
